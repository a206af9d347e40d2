"""A news page: its encoding, its tree, its text, who signs it, since when; `parsers.article` makes the record."""
