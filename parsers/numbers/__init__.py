"""Numbers in a text: words and figures, what each is worth, how they add up; `parsers.numerals` reads with them."""
