"""Numbers in the titles of films, books and songs: «فيلم "خمس جولات"»."""

from __future__ import annotations

from parsers.rules.cues import asked_beside
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import Mention
from parsers.words.reading import Reading

_LONGEST_TITLE = 5
_OPENING_QUOTES, _CLOSING_QUOTES = ('"', "«"), ('"', "»")


@asked_beside(front='" «')
def title_of_a_work(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse a number in the quoted title of a film or a book: «فيلم "خمس جولات"», «مسلسل «24 ساعة»»."""
    mention = mentions[place]
    if not reading.rules.text("identifiers", "works"):
        return None
    opening = _quote(reading, range(mention.first - 1, mention.first - _LONGEST_TITLE, -1), _OPENING_QUOTES)
    closing = _quote(reading, range(mention.last, mention.last + _LONGEST_TITLE), _CLOSING_QUOTES)
    if opening is None or closing is None or closing - opening > _LONGEST_TITLE + 1:
        return None
    before = opening - 1
    listed = reading.word(before) == "," and reading.word(before - 1) in _CLOSING_QUOTES  # «"كذا"، "تلت التلاتة"»
    return Refusal("title_of_a_work") if listed or _names_a_work(reading, before) else None


def _names_a_work(reading: Reading, place: int) -> bool:
    """«المسلسل ⟦الكويتي⟧ "زوجة واحدة"»: a work, or an adjective of one."""
    described = reading.is_word(place) and reading.lexeme(place).adjective and not reading.lexeme(place).joined
    works = (place, place - 1) if described else (place,)
    return any(reading.says(work, "identifiers", "works") for work in works)


def _quote(reading: Reading, places: range, quotes: tuple[str, ...]) -> int | None:
    """The first of the places that holds a quotation mark, if only words and figures stand before it."""
    for place in places:
        if reading.word(place) in quotes:
            return place
        if reading.is_stop(place):
            return None
    return None
