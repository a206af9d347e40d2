"""What a number counts: the noun phrase around it, by the order of words of a language, and its English concept."""
