"""The rules that make facts of numbers, by kind; `parsers.facts` asks them in turn."""
