"""The words around the names in a byline, as patterns: labels, joiners, roles, and what stands before a date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from parsers.calendar.day_forms import day_pattern
from parsers.words.presswords import any_of, longest_words, words_of
from parsers.words.typography import ARABIC_LETTER, fold

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
"""Letters alone: «512vues» is two words."""


def alternatives(key: str) -> str:
    """Give the words of one list of bylines.toml as alternatives of a pattern, the longest first."""
    return any_of(words_of("bylines", key))


@cache
def byline_label() -> re.Pattern[str]:
    """A label before names: with a colon anywhere, else where a segment begins: «von» stands in names, too."""
    arabic = any_of(filter(ARABIC_LETTER.search, words_of("bylines", "labels")))
    latin = "|".join(_with_place(word) for word in words_of("bylines", "labels") if not ARABIC_LETTER.search(word))
    places = any_of(filter(ARABIC_LETTER.search, words_of("bylines", "places")))
    inside = rf"(?:\s+ب(?:{places}))?"
    apart = r"(?:[-–—ـ]?\s+|\s+ـ\s+)"  # «كتبت- أسماء»: a dash set to the label parts it from the name like a colon
    begins = r"(?:^|(?<=[|\-–—/•·,(])|(?<=[|\-–—/•·,(]\s))"
    return re.compile(
        rf"(?:^|[\s|\-–/•(])(?:(?:{arabic}){inside}\s*[:/：]\s*|(?i:{latin})\s*[:：]\s*)"
        rf"|{begins}(?:(?:{arabic}){apart}(?=[\u0620-\u063f\u0641-\u064aA-Za-z])|(?i:{latin}){apart}(?=[A-ZÀ-ÝŁŠŽ\u0410-\u042f\u0620-\u064a]))"
    )


@cache
def _words_of_labels() -> frozenset[str]:
    return longest_words(map(fold, (*words_of("bylines", "labels"), *words_of("bylines", "envoys"))))


def may_be_labelled(text: str) -> bool:
    """Say whether a text has a word without which no label of a byline is in it: the patterns try each place.

    >>> may_be_labelled("Publié le 7 mars par Imane Serghini"), may_be_labelled("Read our newsletter")
    (True, False)
    """
    return not _words_of_labels().isdisjoint(fold(text).split())


def _with_place(label: str) -> str:
    """A label in which may be told where it was done: «Propos recueillis à Fès par»."""
    head, _, last = label.rpartition(" ")
    place = rf"(?:\s(?:{alternatives('from')})\s[^\s:]{{2,20}})?\s"
    return f"{re.escape(head)}{place}{re.escape(last)}" if head else re.escape(last)


@cache
def reading_count() -> re.Pattern[str]:
    """How often an article was read, or how long that takes, at either end of a line: «512 مشاهدة», "Vues : 2,1K"."""
    words = rf"(?:{alternatives('counts')})(?!\w)"
    number = r"\d[\d.,]*\s*(?:[km](?!\w))?"
    named = rf"\s*(?:{alternatives('count_units')})(?!\w)"
    unit = rf"(?:{named}(?:\s*[,،]\s*{number}{named})?)?"  # «قراءة: 0 د, 40 ث»
    apart = r"[\s|•·,،\-–—()]*"
    count = rf"(?<!\w)(?:{words}\s*[:：]?\s*{number}{unit}|{number}\s*{words})"
    return re.compile(rf"^{apart}{count}{apart}|{apart}{count}{apart}$", re.IGNORECASE)


@cache
def _counted() -> frozenset[str]:
    """The first word of each thing that is counted."""
    return frozenset(word.split()[0] for word in words_of("bylines", "counts"))


def _may_count(line: str) -> bool:
    """Whether a line has a figure and a word for what is counted at all: the pattern tries each place of it."""
    return _DIGIT.search(line) is not None and not _counted().isdisjoint(_WORD.findall(line.lower()))


@lru_cache(1_024)  # a line is asked for its names, for its dates and whether it is text
def without_counts(line: str) -> str:
    """Leave out how often a line says that its article was read, at either end.

    >>> without_counts("وديع العلوي 512 مشاهدة"), without_counts("Par Ali Kharroubi | Vues : 2,1K | 3 commentaires")
    ('وديع العلوي', 'Par Ali Kharroubi')
    """
    bare = reading_count().sub("", line) if _may_count(line) else line
    return bare if bare == line else without_counts(bare)


@cache
def photographer_label() -> re.Pattern[str]:
    """What begins the credit of who took the pictures: with a colon, or words that a name follows as it is."""
    words, by = alternatives("photographers"), alternatives("photographed_by")
    return re.compile(rf"^[\s|(\[*-]*(?:(?:{by}|{words})\s*[:：/]|(?:{by})\s)", re.IGNORECASE)


@cache
def credit_within() -> re.Pattern[str]:
    """The blank before a credit that at most a stop parts from the name: «إنجاز: سعيد الكحل تصوير: كريم التازي»."""
    return re.compile(rf"(?<=[\w.])\s+(?=(?:{alternatives('photographers')})\s*[:：])", re.IGNORECASE)


@cache
def _translator_label() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:{alternatives('translators')})\s*[:：/]", re.IGNORECASE)


def without_credits(segments: Iterable[str]) -> list[str]:
    """Leave out the segments that name who took the pictures, or who translated the text.

    >>> without_credits(["نوال الكتاني", "تصوير: كريم التازي"])
    ['نوال الكتاني']
    """
    return [one for one in segments if not (photographer_label().match(one) or _translator_label().match(one))]


@cache
def agency_behind() -> re.Pattern[str]:
    """The blank between a name and an agency's letters with dots: «سعيد الكحل و.م.ع»."""
    dotted = any_of(word for word in words_of("bylines", "agencies") if "." in word)
    return re.compile(rf"(?<=\w)\s+(?=(?:{dotted})$)")


@cache
def place_alone() -> re.Pattern[str]:
    """What begins a segment that only tells from where somebody writes: «Par Anas Kadiri, à Errachidia»."""
    return re.compile(rf"^\s*(?:{alternatives('from')})\s+\S", re.IGNORECASE)


@cache
def before_a_date() -> re.Pattern[str]:
    """The label of a date at the end of what stands before it."""
    words = "|".join(map(alternatives, ("published", "updated", "days", "from")))
    return re.compile(rf"(?:^|(?<=[\s,،;|(]))(?:{words})\s*[:：]?$", re.IGNORECASE)


@cache
def time_behind() -> re.Pattern[str]:
    """Figures, or what begins a relative date."""
    return re.compile(rf"\d|(?<=\s)(?:{any_of(words_of('relative_dates', 'before'))})\s", re.IGNORECASE)


@cache
def month_behind() -> re.Pattern[str]:
    """The name of a month where English puts it, in front of its day."""
    return re.compile(rf"\s+(?:{any_of(day_pattern('en')[1])})\.?\s*$", re.IGNORECASE)


def _joining() -> str:
    """The words between two names; what is one letter in capitals is an initial: "John E Smith"."""
    words = sorted({*words_of("bylines", "joiners"), "y", "e", "og", "och", "i", "en"})
    letters, longer = ("|".join(re.escape(word) for word in words if (len(word) == 1) is one) for one in (True, False))
    return rf"(?:(?i:{longer})|{letters}|&|\+)\s+(?=\S)"


@cache
def joiner() -> re.Pattern[str]:
    """What joins two names."""
    return re.compile(rf"\s+{_joining()}")


@cache
def joined_behind_comma() -> re.Pattern[str]:
    """What joins the last of several names: "Jane Doe, John Roe, and Ann Poe"."""
    return re.compile(rf"^\s*{_joining()}")


@cache
def place_behind() -> re.Pattern[str]:
    """Where somebody writes from, behind the name: «من وجدة», "from Paris"."""
    return re.compile(rf"(?<=\w)\s+(?:{alternatives('from')})\s+[^\d]{{2,30}}$", re.IGNORECASE)


@cache
def role_after() -> re.Pattern[str]:
    """What somebody is, behind the name."""
    return re.compile(rf"[\s,،]+(?:{alternatives('roles')})$", re.IGNORECASE)


@cache
def role_before() -> re.Pattern[str]:
    """What somebody is, in front of the name."""
    return re.compile(rf"^(?:[\w-]+-)?(?:{alternatives('roles')})[\s,،:]+(?=\S+\s)", re.IGNORECASE)
