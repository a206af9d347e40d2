"""From the words of a byline to names: labels, places, roles, dates and agencies told apart."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from parsers.names import begins_with_given, looks_like_name
from parsers.pages.byline_words import (
    agency_behind,
    before_a_date,
    byline_label,
    credit_within,
    joined_behind_comma,
    joiner,
    may_be_labelled,
    month_behind,
    place_alone,
    place_behind,
    role_before,
    time_behind,
    without_counts,
    without_credits,
)
from parsers.pages.envoys import envoy
from parsers.pages.moments import find_hijri, find_moments
from parsers.pages.signers import agency_or_desk, folded, signing
from parsers.pages.trades import without_trade
from parsers.words.typography import ARABIC_LETTER, fold, one_line

BRACKETS = re.compile(r"\s*[(\[][^)\]]{0,80}[)\]]")
_BETWEEN = re.compile(r"\s+[-–—ـ|•·/]+\s+|\s*[|•·]\s*|\s+[-–—]\s*$|^\s*[-–—]\s+|\s*/\s*")
_LIST = re.compile(r"\s*[,،;؛&]\s*|\s*\n\s*")
EDGE = re.compile(r"^[\s:：.,،;\-–—|/•·*>»«)\]]+|[\s:：,،;\-–—|/•·*<»«(\[]+$")
_CREDENTIAL = re.compile(r"^(?:ph\.?d|m\.?d|jr|sr|dr|mba|msc|bsc|esq|rn|dds|ii|iii|iv)\.?$", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|@\w+")
MAIL = re.compile(r"[<(\[]?\S+@\S+\.\w+[>)\]]?")
_GLUED = re.compile(r"^(?:By|Author|Autor|Von|Par|Por)(?=[A-ZÀ-Þ][a-zà-ÿ])")
"""A label that a template sets without a space before the name."""
SYMBOL = re.compile(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")
"""Pictures in a row of letters: pens, clocks, arrows."""
_DANGLING = re.compile(r"\s+(?:am|um|on|at|le|el|vom)$", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:for|para|pour|für)\s+.{2,60}$", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:\b[A-ZÀ-Þ]|\b[JS]r)\.$")
"""How a name ends whose last dot is its own: "John Garcia Jr.", «Juan Carlos Muñoz C.»."""
_DAY_OF_MONTH = re.compile(r"\d\d?(?![\d:h])")
_APART = re.compile(r"\s+[-–—ـ|•·/]\s+|\s*/\s+|(?<=[\u0620-\u064a])/(?=[\u0620-\u064a])|\s*[|•·،,]\s*")
_COLON = re.compile(r"[:：/]")
_LONGEST_NAME = 60
_MOST_SINGLE = 2
"""Single words after a label beyond which they are sections, of which none signs but the first."""


def clean_names(text: str) -> list[str]:
    """Cut a statement of authorship down to names.

    >>> clean_names("بقلم: سناء الكتاني (صحافي متدرب)")
    ['سناء الكتاني']
    >>> clean_names("By Jane Doe and John Roe, Staff Writer")
    ['Jane Doe', 'John Roe']
    """
    bare = _GLUED.sub("", EDGE.sub("", _ADDRESS.sub("", BRACKETS.sub("", without_counts(one_line(text))))))
    if not bare or len(bare) > 300:
        return []
    labelled = labelled_names(bare)
    label = byline_label().match(bare)
    return labelled or _without_sections(_names(bare[label.end() :] if label else bare))


def _names(text: str) -> list[str]:
    found = list(dict.fromkeys(name for part in _split(text) if (name := one_name(part))))
    if len(found) > 1 and any(len(name.split()) > 1 or fold(name) in signing() for name in found):
        first = len(found[0].split()) > 1  # what follows a full name by itself is a place: "Jane Doe, Soest"
        found = [
            one for one in found if " " in one or fold(one) in signing() or not (first or ARABIC_LETTER.search(one))
        ]
    return [name for name in found if len(found) == 1 or fold(name) not in _beside_names()]


@cache
def _beside_names() -> frozenset[str]:
    """What stands beside names and is none: «Par Driss Effinati, économiste»."""
    return folded("places") | folded("roles") | folded("professions")


def _split(text: str) -> list[str]:
    """Split at separators and joiners; «و» joins only where it stands alone or before a given name."""
    parts: list[str] = []
    written = " | ".join(without_credits(_BETWEEN.split(credit_within().sub(" | ", text))))
    for segment in _of_persons(_BETWEEN.split(without_place(written))):
        for item in _LIST.split(segment):
            if fold(item.strip()) in signing():  # «و م ع», whose first letter joins nothing
                parts.append(item)
                continue
            if not place_alone().match(item):
                parts.extend(unjoined(joined_behind_comma().sub("", item)))
    return parts


def _of_persons(segments: list[str]) -> list[str]:
    """Of «صدى الجهة - طارق بنهدا» leave the person, where a given name tells which it is."""
    known = [one for one in segments if ARABIC_LETTER.search(one) and looks_like_name(one_name(one), strict=True)]
    return [one for one in segments if one in known or agency_or_desk(one)] if known else segments


def unjoined(item: str) -> list[str]:
    """Part names that are joined by «و», "and" and the like.

    >>> unjoined("سعيد الكحل وكريم التازي")
    ['سعيد الكحل', 'كريم التازي']
    """
    pieces = [piece for part in joiner().split(item) for piece in agency_behind().split(part)]
    parts: list[str] = []
    for piece in pieces:
        words = piece.split()
        cut = next((index for index in range(2, len(words)) if _is_joined_given(words, index)), 0)
        parts.extend([" ".join(words[:cut]), " ".join([words[cut][1:], *words[cut + 1 :]])] if cut else [piece])
    return parts


def _is_joined_given(words: list[str], index: int) -> bool:
    """«وكريم» is «و» and «كريم»; «وليد» is a name of its own."""
    word = words[index]
    return (
        word.startswith("و")
        and len(word) > 3
        and (begins_with_given([word[1:], *words[index + 1 :]]) or fold(word[1:]) in folded("agencies"))
        and not begins_with_given([word])
    )


def without_place(text: str) -> str:
    """«من الدار البيضاء: هشام …» and «الأحساء: حسن …»: what stands before the colon is a place or a label."""
    before, colon, after = text.partition(":")
    return after if colon and after.strip() and len(before.split()) <= 4 else text


@lru_cache(4_096)  # the same lines are asked whether they are a byline, loose names or a signature
def one_name(part: str) -> str:
    """Cut one name out of what stands between separators; empty where there is none.

    >>> one_name("د. إدريس الكنبوري كاتب وباحث"), one_name("admin")
    ('إدريس الكنبوري', '')
    """
    bare = EDGE.sub("", place_behind().sub("", _TAIL.sub("", _DANGLING.sub("", EDGE.sub("", part)))))
    bare = without_trade(role_before().sub("", bare)).strip(" ,-")
    bare = bare if _ABBREVIATED.search(bare) else bare.strip(" ,.-")
    if (
        not bare
        or "©" in bare
        or len(bare) > _LONGEST_NAME
        or _CREDENTIAL.match(bare)
        or (any(digit in bare for digit in "0123456789") and not agency_or_desk(bare))
    ):
        return ""
    key = fold(bare)
    if key in signing() and key not in folded("nobody"):
        return bare
    if set(key.split()) & (folded("role_words") | folded("page_words")):
        return ""
    told = folded("roles") | folded("nobody") | folded("labels") | _date_labels()
    trades = all(word in folded("professions") or word[1:] in folded("professions") for word in key.split())
    return "" if key in told or trades else bare


def labelled_names(text: str) -> list[str]:
    """Give the names after a label such as «بقلم :» or "By"; none where there is no label.

    >>> labelled_names("26 septembre 2025 - 21h39 - Marchés - Par : Anas Gharbaoui")
    ['Anas Gharbaoui']
    >>> labelled_names("Publié le 7 mars 2024 à 18h45 par Imane Serghini")
    ['Imane Serghini']
    """
    if not may_be_labelled(text):
        return []
    text = without_dates(without_counts(_ADDRESS.sub("", BRACKETS.sub("", text))))
    found = envoy().match(text) or byline_label().search(text)
    if found is None:
        return []
    rest = _until_a_time(text[found.end() :])
    another = byline_label().match(rest)  # «تحرير من طرف …»; of «von Redaktion …» the second is who signs
    rest = rest[another.end() :] if another and fold(another[0]) not in folded("desk_words") else rest
    if joined_behind_comma().match(rest):
        return []  # «حوار مع …» names who is asked
    strict = _is_trade(found[0])
    names = [
        name
        for name in _names(_first_segment(rest))
        if looks_like_name(name, strict=strict) or agency_or_desk(name) or _signs_alone(name, found[0])
    ]
    names = _without_sections(names)
    return names if all(len(name.split()) <= 6 for name in names) else []


def _is_trade(label: str) -> bool:
    """Whether a label without a colon is what somebody is: «صحافي مهتم بالشأن المحلي» tells of somebody."""
    return _COLON.search(label) is None and fold(label) in folded("professions") | folded("roles")


def _signs_alone(name: str, label: str) -> bool:
    """Whether one word can sign: behind a bare label in Arabic only a known name, for «حوار العدد» names a section."""
    if " " in name:
        return False
    return _COLON.search(label) is not None or not ARABIC_LETTER.search(name) or begins_with_given([name])


def _without_sections(names: list[str]) -> list[str]:
    """Of a row of single words the first: «TPN, Portugal, Business, Tourism»."""
    row = len(names) > _MOST_SINGLE and all(len(name.split()) == 1 for name in names)
    return names[:1] if row else names


def _first_segment(rest: str) -> str:
    segments = [segment for segment in re.split(r"\s+[-–—|•·]\s+|\s*[|•·]\s*", rest) if segment.strip()]
    return segments[0] if segments else ""


def _until_a_time(text: str) -> str:
    """Cut a byline where a time follows: «هدى السيد في 14:11», "Jane Doe March 18"; no person's name has figures."""
    found = time_behind().search(text)
    if found is None:
        return text
    head = before_a_date().sub("", text[: found.start()].rstrip())
    if _DAY_OF_MONTH.match(text, found.start()):  # "Theresa May 14:11" is another matter
        head = month_behind().sub("", head)
    named = looks_like_name(head) or agency_or_desk(head) or all(map(looks_like_name, _names(head) or [""]))
    return head if named else text


@lru_cache(1_024)
def without_dates(text: str) -> str:
    """Put a separator where a date and its label stand: what is before and after them are segments."""
    first, other = ("ar", "fr") if ARABIC_LETTER.search(text) else ("fr", "ar")
    moments = find_moments(text, first) or find_moments(text, other)
    for moment in sorted([*moments, *find_hijri(text, "ar")], key=lambda moment: -moment.start):
        text = f"{before_a_date().sub('', text[: moment.start].rstrip())} | {text[moment.end :].lstrip()}"
    return text


def can_sign(part: str, *, strict: bool) -> bool:
    """Whether one of several that are joined can sign, as a person or as a desk or agency: «Mehdi Aït Lhaj avec MAP».

    Args:
        part: What stands between joiners.
        strict: Whether only a known given name makes a person.
    """
    return looks_like_name(part, strict=strict) or fold(part) in signing()


def segments_of(text: str) -> list[str]:
    """Part a line at dashes, bars and commas."""
    return [part for part in _APART.split(text) if part.strip()]


def is_plausible(name: str) -> bool:
    """Say whether what an element called an author's holds can be a signature: a name, or one word of letters.

    >>> is_plausible("Jane Doe"), is_plausible("Posted on"), is_plausible("gizzmo")
    (True, False, True)
    """
    words = name.split()
    if fold(name) in signing():
        return True
    if set(fold(name).split()) & folded("role_words") or fold(name) in _date_labels():
        return False
    return (
        looks_like_name(name)
        or (len(words) == 1 and (2 < len(name) < 30 or name.isupper()) and name[0].isalpha())
        or agency_or_desk(name) is not None
    )


@cache
def _date_labels() -> frozenset[str]:
    return folded("published") | folded("updated") | folded("labels")
