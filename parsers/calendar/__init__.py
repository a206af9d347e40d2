"""Days, months, years and hours in a text; `parsers.dates` gives the days, and no number in any of them is a fact."""
