"""Lines that are nothing but signatures: with a label, or a bare name with its place."""

from __future__ import annotations

import re

from parsers.names import looks_like_name
from parsers.pages.byline_words import byline_label, may_be_labelled, photographer_label
from parsers.pages.bylinetext import (
    BRACKETS,
    EDGE,
    MAIL,
    can_sign,
    labelled_names,
    one_name,
    segments_of,
    unjoined,
    without_dates,
    without_place,
)
from parsers.pages.envoys import envoy
from parsers.pages.signers import folded, initials_at, may_sign, signing
from parsers.words.typography import ARABIC_LETTER, fold

_COLON = re.compile(r"[:：/]|\w[-–—]\s")
_LONGEST_NAME = 60
_LONGEST_LABEL = 45
"""Characters of label, place, role and separators in a byline."""
_MOST_WORDS = 5
"""Words of a person's name."""
_LONGEST_PAPER = 3
"""Words of a newspaper's name before its author's: «صدى الجهة ـ إيمان بناني»."""


def is_byline(line: str) -> bool:
    """Say whether a line is a byline: a label, names, and hardly anything else.

    >>> is_byline("الكاتب : خديجة أزنود"), is_byline("von der Anmeldung bis zum Ziel")
    (True, False)
    """
    if not may_be_labelled(line):
        return False
    bare_line = EDGE.sub("", without_dates(BRACKETS.sub("", line)))
    found = envoy().match(bare_line) or byline_label().match(bare_line)
    if found is None:
        return False
    names = labelled_names(line)
    bare = not _COLON.search(found[0])
    return (
        bool(names)
        and all(_may_follow_label(name, strict=bare and bool(ARABIC_LETTER.search(name))) for name in names)
        and len(without_dates(line)) < sum(map(len, names)) + _LONGEST_LABEL
    )


def _may_follow_label(name: str, *, strict: bool) -> bool:
    """Whether what follows a label can sign: behind one without a colon in Arabic only a known name, or initials."""
    return can_sign(name, strict=strict) or initials_at(name) == name


def is_picture_credit(line: str) -> bool:
    """Say whether a line tells who took the pictures, and no more.

    >>> is_picture_credit("عدسة: رشيد التدلاوي"), is_picture_credit("Photos of the day show")
    (True, False)
    """
    return len(line) < _LONGEST_NAME + _LONGEST_LABEL and photographer_label().match(line) is not None


def is_whole_credit(line: str) -> bool:
    """Say whether a line is a picture's credit and nothing else, so that it is none of a text's wherever it stands.

    >>> is_whole_credit("تصوير: سعيد الكحل"), is_whole_credit("Photo : AFP"), is_whole_credit("Photos : à voir")
    (True, True, False)
    """
    found = photographer_label().match(line) if ":" in line and len(line) <= _LONGEST_NAME else None
    told = [part.strip(" .()") for part in segments_of(line[found.end() :])] if found else []
    return bool(told) and all(_is_credited(part) for part in told)


def _is_credited(part: str) -> bool:
    return can_sign(part, strict=True) or fold(part) in folded("credited") or fold(part) in folded("archives")


def is_bare_name(line: str) -> bool:
    """Say whether a line is nothing but a signature: a known given name and a family name, an agency or a desk.

    A place, a role or the newspaper's name may stand beside it.

    >>> is_bare_name("Saad Gharbaoui"), is_bare_name("Saad Gharbaoui a déclaré"), is_bare_name("فاس – إيمان بناني")
    (True, False, True)
    """
    if line.endswith((".", "!", "?", "؟")) or len(line) > _LONGEST_LABEL + _LONGEST_NAME:
        return False
    if is_addressed(line):
        return True
    if not may_sign(line):
        return False
    if _signs(line):
        return True
    written = [part for part in segments_of(BRACKETS.sub("", line)) if not photographer_label().match(part)]
    segments = segments_of(without_place(" | ".join(written)))
    others = [part for part in segments if not _signs(part)]
    papers = [part for part in others if not _is_origin(part)]
    named = len(segments) - len(others) == 1 and len(papers) == 1 and len(papers[0].split()) <= _LONGEST_PAPER
    return len(others) < len(segments) and (named or not papers)


def is_name_line(line: str) -> bool:
    """Say whether a line can be nothing but names, where another says that they follow: in Arabic known ones.

    >>> is_name_line("Merzak Ould-Kaddour"), is_name_line("يروي تفاصيل الرحلة")
    (True, False)
    """
    names = [one_name(part) for part in unjoined(line)]
    return all(can_sign(name, strict=bool(ARABIC_LETTER.search(name))) for name in names)


def is_addressed(line: str) -> bool:
    """Say whether a line is a name and its mail address.

    >>> is_addressed("Dale R. Whitcomb, dwhitcomb@herald.example"), is_addressed("Write to news@herald.example")
    (True, False)
    """
    if "@" not in line:
        return False
    bare = EDGE.sub("", MAIL.sub("", line))
    return bare != EDGE.sub("", line) and looks_like_name(bare)


def is_office(line: str) -> bool:
    """Say whether a line is a town and another name, which at a text's beginning is the newspaper's or its author's.

    >>> is_office("ريف بريس - أكادير"), is_office("أكادير تستعد للموسم - فيديو")
    (True, False)
    """
    segments = segments_of(line) if len(line) < _LONGEST_LABEL else []
    return (
        len(segments) == 2
        and all(len(part.split()) <= _LONGEST_PAPER for part in segments)
        and any(fold(part.strip()) in folded("places") for part in segments)
    )


def _signs(text: str) -> bool:
    bare = one_name(BRACKETS.sub("", text))
    words = bare.split()
    return bool(bare and len(words) <= 2 * _MOST_WORDS) and (
        (fold(bare) in signing() and len(bare) > 2)
        or all(len(part.split()) <= _MOST_WORDS and can_sign(part, strict=True) for part in unjoined(bare))
    )


def _is_origin(text: str) -> bool:
    """Say whether words only tell from where or as what somebody writes: «فاس», «مراسل», "De notre correspondant"."""
    bare = fold(EDGE.sub("", text))
    return bare in folded("places") or (
        len(bare.split()) < 7 and bare.startswith(tuple(folded("labels") | folded("roles")))
    )
