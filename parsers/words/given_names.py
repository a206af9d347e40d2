"""Given names: what stands beside one is a name rather than a noun."""

from __future__ import annotations

from functools import cache

import lexicons
from parsers.words.text import fold_word


@cache
def given_names(language: str) -> frozenset[str]:
    """The given names of a language's lexicon, folded; none where it has no such list.

    >>> fold_word("محمد") in given_names("ar"), given_names("en")
    (True, frozenset())
    """
    names = lexicons.table(language, "names") if lexicons.has_table(language, "names") else {}
    return frozenset(fold_word(name) for name in names.get("given", {}) if " " not in name)
