"""A small newspaper of our own, served over real HTTP: for `make run`, the tests and the docs.

Its pages are files in `pages/`, in our own words and in the varied markup of real Moroccan newspapers;
`pages.toml` says how each is served and what a reader finds in it.
"""

from sample.catalogue import Entry, Expected, ExpectedFact, entries, expectations, outcomes
from sample.server import serve
from sample.site import make_app

__all__ = ["Entry", "Expected", "ExpectedFact", "entries", "expectations", "make_app", "outcomes", "serve"]
