"""Declare each column of the lake once; the Arrow schemas, the checks and the data dictionary derive from it."""
