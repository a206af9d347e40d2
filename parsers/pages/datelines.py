"""The dates that readers see around a headline and after a body, each with how far it can be believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import islice

from lxml.html import HtmlElement

from parsers.calendar.day_forms import plain
from parsers.pages.bylinetext import without_dates
from parsers.pages.markup import tokens_of
from parsers.pages.moments import Moment, clock_in, find_hijri, find_moments, read_iso
from parsers.pages.nearby import around_headline, furniture_around
from parsers.pages.outline import Outline
from parsers.pages.passages import Passage
from parsers.pages.relative_dates import read_relative
from parsers.pages.signatures import is_picture_credit
from parsers.pages.signers import folded
from parsers.words.presswords import any_of, press_words, words_of
from parsers.words.typography import fold, one_line
from schemas.vocabulary import Origin, Precision

_LONGEST = 260
"""Characters of a passage beyond which it is a paragraph, whose dates are those of events."""
_LONGEST_BESIDE = 60
"""Characters around a date beyond which a sentence tells of an event, not of its own publication."""
_SENTENCE_ENDS = (".", "!", "?", "؟", "…")
_BESIDE = 2
"""Passages from a headline within which a line is about its article."""
_OPENING = 90
_BEFORE_OPENING = re.compile(r"[(\[]?\s*(?:[^\W\d]+[\s,،/.\-]+){0,4}[(\[]?")
"""A place, or what kind of text it is, before the day: «Rabat,», «Pressemitteilung vom»."""
_BEHIND_OPENING = re.compile(r"\s*(?:[)\]]|[-–—|]{1,2}\s|:\s|[/(\[][^)\]/]{2,25}[)\]/]\s*[-–—:.]?)")
_DATE_WORD = re.compile(r"date|time|publish|posted|\bmeta|\bdt\b|dateline|byline|info|pub")
_DATE_BOX = re.compile(r"\bdate|\bpublish|\bposted")
_CHANGE_WORD = re.compile(r"updat|modif")
_PUBLISH_WORD = re.compile(r"publish|pubdate|entry-date|post-date|posted")
"""Themes call a date "entry-date published updated" where it is both."""
_ELSEWHERE = {"related", "comments", "footer", "aside"}
_ATOP = {"menu", "header"}
_LONGEST_LABEL = 40
_LABELLED = 6
"""How much more a date counts whose label says that it is the one of publication."""
_BESIDE_LINK = 3
"""Characters beside a link and its date: a dash, a bracket."""
_LONGEST_CLOCK = 12
"""Characters of a passage that is nothing but a time of day."""
_DAY = timedelta(days=1)
_CLOCK = 25
"""How much less a date of the fetch's day counts above the headline, where sites show what day it is."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A date on the visible page.

    Attributes:
        weight: How far it can be believed, on the scale of `published`.
        is_change: Whether it is said to be that of the last change.
        is_counted: Whether it is counted from the fetch, so that readers see no day.
    """

    moment: Moment
    origin: Origin
    weight: float
    text: str
    why: str
    is_change: bool = False
    is_counted: bool = False


def visible_dates(
    page: Outline, language: str | None, fetched_at: datetime, *, month_first: bool = False
) -> Iterator[Stated]:
    """Find the dates near the headline and at the end of the body, in the order in which they are believed.

    Args:
        page: The page's outline.
        language: Of the text: its month names are known.
        fetched_at: Relative dates count from here.
        month_first: Whether 03/04/2024 is the fourth of March here.
    """
    below = page.below()
    listed = _listed(below)
    for side, base in ((around_headline(page), 70.0), (below, 62.0)):
        for distance, passage in side:
            where = furniture_around(page, passage)
            weight = base - min(distance, 20) - (45 if where & _ELSEWHERE else 20 if where & _ATOP else 0)
            weight -= _linked_away(passage, beside=side is not below and distance <= _BESIDE)
            atop = page.is_above(passage)
            label = _label_before(page, passage)
            if id(passage) in listed or "comments" in where or _describes_image(passage) or _tells_of_picture(passage):
                continue
            for stated in _of_passage(passage, weight, language, fetched_at, month_first=month_first):
                of_today = abs(stated.moment.at.date() - fetched_at.date()) <= _DAY
                if of_today and (where & _ATOP or (atop and _is_clock(stated, page, passage))):
                    continue
                timed = _with_clock_behind(stated, page, passage)
                yield _relabelled(_less(timed, _CLOCK) if of_today and atop else timed, label)
            if side is not below and len(passage.text) > _LONGEST_BESIDE:
                yield from _of_opening(passage.text, weight, language)


def _listed(below: list[tuple[int, Passage]]) -> set[int]:
    """The lines below a text that are a link and a date, where they are several: they list other articles."""
    alike = {id(passage) for _, passage in below if passage.linked and _is_link_and_date(passage)}
    return alike if len(alike) > 1 else set()


def _is_link_and_date(passage: Passage) -> bool:
    undated = without_dates(passage.text)
    return undated != passage.text and len(undated.strip(" |،,-–—")) <= passage.linked + _BESIDE_LINK


def _describes_image(passage: Passage) -> bool:
    """Whether a line says again what an image in its box says of itself: a caption, dated by the camera."""
    boxes = () if passage.around is None else (passage.around, *islice(passage.around.iterancestors(), 1))
    said = (image.get(name) for box in boxes for image in islice(box.iter("img"), 3) for name in ("alt", "title"))
    return len(passage.text) > _LONGEST_LABEL and any(one_line(text) == passage.text for text in said if text)


def _tells_of_picture(passage: Passage) -> bool:
    """Whether a line is of who took a picture, or from which archive it is, and no box in it is called a date's."""
    told = is_picture_credit(passage.text) or bool(set(fold(passage.text).split()) & folded("archives"))
    return told and not any(
        _DATE_BOX.search(tokens_of(element)) and is_dateline(text.strip(), "ar") for text, element in passage.pieces
    )


def _is_clock(stated: Stated, page: Outline, passage: Passage) -> bool:
    """Whether what day it is stands above the headline but not in its box, and nothing calls it one of publication."""
    called = any(_PUBLISH_WORD.search(tokens_of(element)) for _, element in passage.pieces)
    labelled = _says(passage.text, "published", max(0, passage.text.find(stated.text)))
    return stated.origin is Origin.BYLINE and not (called or labelled or page.is_beside_headline(passage))


def _of_passage(
    passage: Passage, weight: float, language: str | None, fetched_at: datetime, *, month_first: bool
) -> Iterator[Stated]:
    yield from _of_elements(passage, weight)
    if len(passage.text) <= _LONGEST:
        yield from _of_text(passage, weight, language, fetched_at, month_first=month_first)


def _label_before(page: Outline, passage: Passage) -> str | None:
    """Which kind of date a passage has, by one in front of it that is nothing but a label, as in tables."""
    label = page.before(passage)
    if label is None or len(label.text) > _LONGEST_LABEL:
        return None
    bare = plain(label.text).strip(" :：")
    return next((kind for kind in ("published", "updated") if _label(kind).fullmatch(bare)), None)


def _with_clock_behind(stated: Stated, page: Outline, passage: Passage) -> Stated:
    """Add the time of day that is all the passage behind a day: boxes side by side, such as Elementor's."""
    behind = page.behind(passage)
    if behind is None or stated.moment.precision is not Precision.DAY or stated.is_counted:
        return stated
    clock = clock_in(behind.text) if len(behind.text) <= _LONGEST_CLOCK else None
    if clock is None:
        return stated
    at = stated.moment.at.replace(hour=clock[0], minute=clock[1])
    return replace(stated, moment=replace(stated.moment, at=at, precision=Precision.MINUTE))


def _less(stated: Stated, weight: float) -> Stated:
    return replace(stated, weight=stated.weight - weight)


def _relabelled(stated: Stated, label: str | None) -> Stated:
    """What the label before a date's passage makes of it."""
    if label == "updated":
        return replace(stated, is_change=True)
    return replace(stated, weight=stated.weight + _LABELLED) if label and not stated.is_change else stated


def _linked_away(passage: Passage, *, beside: bool) -> int:
    """How much less a line counts that is mostly links: of another article, but beside a headline of sections."""
    return 0 if passage.linked <= 0.6 * len(passage.text) else 6 if beside else 20


def _of_elements(passage: Passage, weight: float) -> Iterator[Stated]:
    """What a time element, or one with a machine's date in its attributes, states."""
    for shown, element in passage.pieces:
        machine = element.get("datetime") or (element.get("content") if element.get("itemprop") else None)
        moment = read_iso(machine) if machine else None
        if moment:
            start = max(0, passage.text.find(shown.strip()))
            labelled = _says(shown, "updated", len(shown)) or _says(passage.text, "updated", start)
            change = labelled or _calls_change(element)
            yield Stated(moment, Origin.TIME_ELEMENT, weight + 8, machine or "", "time element", is_change=change)


def _of_text(
    passage: Passage, weight: float, language: str | None, fetched_at: datetime, *, month_first: bool
) -> Iterator[Stated]:
    text = passage.text
    moments = find_moments(text, language, month_first=month_first) or find_hijri(text, language)
    for moment in moments:
        shown = text[moment.start : moment.end]
        change = _says(text, "updated", moment.start) or _states_change(shown) or _is_called_change(passage, shown)
        labelled = _says(text, "published", moment.start)
        rest = len(text) - (moment.end - moment.start)
        if rest > _LONGEST_BESIDE and not labelled and text.rstrip().endswith(_SENTENCE_ENDS):
            continue
        bonus = (
            _LABELLED * labelled
            - min(12, rest / 12)
            + (3 if moment.precision is not Precision.DAY else 0)
            - 8 * moment.ambiguous
        )
        bonus += 4 if any(_DATE_WORD.search(tokens_of(element)) for _, element in passage.pieces) else 0
        yield Stated(
            moment, Origin.BYLINE, weight + bonus, text[moment.start : moment.end], "visible date", is_change=change
        )
    relative = None if moments or language not in press_words("relative_dates") else read_relative(text, fetched_at)
    if relative and len(text) < 100:
        yield Stated(
            relative,
            Origin.BYLINE,
            weight - min(12, len(text) / 12),
            text[relative.start : relative.end],
            "counted from the fetch",
            is_counted=True,
        )


def _of_opening(text: str, weight: float, language: str | None) -> Iterator[Stated]:
    """The dateline that a paragraph opens with, as dispatches and press releases do: «Rabat, 12 mars 2024 (MAP) –»."""
    for moment in find_moments(text[:_OPENING], language)[:1]:
        if _BEFORE_OPENING.fullmatch(text[: moment.start]) and _BEHIND_OPENING.match(text[moment.end :]):
            shown = text[moment.start : moment.end]
            yield Stated(moment, Origin.BYLINE, weight - 8, shown, "dateline that opens the text")


def is_dateline(line: str, language: str | None) -> bool:
    """Say whether a line states a date and hardly anything else.

    >>> is_dateline("26 septembre 2025 - 21h39 - Marchés - Par : Anas Gharbaoui", "fr")
    True
    >>> is_dateline("Le 26 septembre 2025, le conseil a adopté le projet de loi de finances.", "fr")
    False
    """
    gregorian = find_moments(line, language)
    if not gregorian or line.rstrip().endswith(":"):
        return False
    moments = sorted([*gregorian, *find_hijri(line, language)], key=lambda moment: moment.start)
    rest = len(line) - sum(moment.end - moment.start for moment in moments)
    return rest < 24 or (
        moments[0].start < 24 and rest < 60 and not line.rstrip().endswith((".", "؟", "!", "?", "”", "»"))
    )


def _states_change(shown: str) -> bool:
    """«الأربعاء 28 غشت 2013، آخر تحديث 14:00»: between a day and its time stands that it is the one of a change."""
    return _label("updated").search(plain(shown)) is not None


def _is_called_change(passage: Passage, shown: str) -> bool:
    called: list[HtmlElement] = [
        element for text, element in passage.pieces if shown[:8] in text or text.strip() in shown
    ]
    return any(map(_calls_change, called))


def _calls_change(element: HtmlElement) -> bool:
    called = tokens_of(element)
    return bool(_CHANGE_WORD.search(called)) and not _PUBLISH_WORD.search(called)


def _says(text: str, kind: str, before: int) -> bool:
    """Whether the words just before a date say that it is the one of publication, or of a change."""
    beginning = plain(text[max(0, before - 40) : before])
    found = [match.end() for match in _label(kind).finditer(beginning)]
    if not found or len(beginning) - found[-1] > 26:
        return False
    others = list(_label("published" if kind == "updated" else "updated").finditer(beginning))
    if not others or others[-1].end() <= found[-1]:
        return True
    return kind == "updated" and not beginning[found[-1] : others[-1].start()].strip()


@cache
def _label(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(map(plain, words_of('bylines', kind)))})(?!\w)")
