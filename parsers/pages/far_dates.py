"""Dates away from an article's head, looked for only where nothing nearer states one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from parsers.calendar.day_forms import ISO, plain
from parsers.pages.bylinetext import labelled_names
from parsers.pages.marked import Marked
from parsers.pages.metadata import Metadata
from parsers.pages.moments import Moment, find_moments, read_iso
from parsers.pages.outline import Outline
from parsers.words.presswords import any_of, words_of

_IN_STATE = re.compile(
    r'"(?:date_?published|(?:first_?)?published(?:_?(?:date|time|at|on))?|publish_?(?:date|time)|publication_?(?:date|time)'
    r'|pub_?date)\\?"\s*:\s*\\?"(' + ISO.pattern.replace("?P<", "?P<_") + ")",
    re.IGNORECASE,
)
"""Keys of the state that a page hands to its scripts, in the spellings of common software."""
_SEGMENT = re.compile(r"\s+[|–—·•\-]\s+|\s*\|\s*")
_DIGIT = re.compile(r"\d")
_LONGEST = 160
_LONGEST_LABEL = 40
_SHORTEST_LABEL = 6
"""Letters from which a label says by itself that a date is that of publication: «le», "on" and "date" do not."""
_OTHERS = {"related", "comments"}


def far_dates(metadata: Metadata, page: Outline, language: str | None) -> Iterator[Marked]:
    """Give the dates of an article that states none near its head: in its title element, labelled, or in scripts.

    Labelled dates and those in scripts count only where they are of one day throughout: else some are other articles'.

    Args:
        metadata: The title element, in which some papers end with the day, and the scripts' texts.
        page: The page's outline.
        language: Of the text.
    """
    for segment in _SEGMENT.split(metadata.title):
        days = find_moments(segment, language)
        if days and days[0].end - days[0].start == len(segment):
            yield Marked(segment, 40, "part of the title element")
    labelled = [
        (moment, line[moment.start : moment.end])
        for before, line in _lines(page)
        for moment in _labelled(before, line, language)
    ]
    if len({moment.at.date() for moment, _ in labelled}) == 1:
        yield Marked(labelled[0][1], 32, "labelled date far from the headline")
    told = [match[1] for script in metadata.scripts for match in _IN_STATE.finditer(script)]
    moments = {moment.at for text in told if (moment := read_iso(text))}
    if len({at.date() for at in moments}) == 1:
        day = told[0][: len("2024-03-05")]
        yield Marked(told[0] if len(moments) == 1 else day, 30, "told to the page's scripts")


def _lines(page: Outline) -> Iterator[tuple[str, str]]:
    """Short passages with figures and what is before each: no link to another article, nor what is behind one."""
    for before, passage in pairwise(page.passages):
        if len(passage.text) > _LONGEST or _DIGIT.search(passage.text) is None:
            continue  # states no date, and asking for names is dear
        bylined = passage.linked < len(passage.text) / 2 and bool(labelled_names(passage.text))
        apart = bylined or not (passage.linked or before.is_links)
        if apart and not passage.where & _OTHERS:
            yield before.text, passage.text


def _labelled(before: str, line: str, language: str | None) -> list[Moment]:
    """The dates that a label stands before, on their own line or alone on the one above, and those of a byline."""
    moments = find_moments(line, language)
    if moments and (_is_alone(before) or labelled_names(line)):
        return moments[:1]
    return [one for one in moments if _label().search(plain(line[: one.start]))]


def _is_alone(label: str) -> bool:
    """Whether a line is nothing but the label of a publication, as in lists of terms and tables."""
    return len(label) < _LONGEST_LABEL and _label().fullmatch(plain(label)) is not None


@cache
def _label() -> re.Pattern[str]:
    """The label of a publication at the end of what stands before a date."""
    words = [word for word in words_of("bylines", "published") if len(word) >= _SHORTEST_LABEL]
    return re.compile(rf"(?:^|\W)(?:{any_of(map(plain, words))})\s*[:：]?\s*$")
