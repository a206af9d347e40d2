"""Number words that mean something else: «en quarantaine», «la trentaine passée»."""

from __future__ import annotations

from parsers.rules.cues import asked_beside
from parsers.rules.drafts import Refusal
from parsers.rules.mentions import FRACTION, Mention
from parsers.words.comparators import comparator_before
from parsers.words.reading import Reading
from parsers.words.text import DIGITS


@asked_beside(behind="-")
def compound_noun(reading: Reading, mentions: list[Mention], place: int) -> Refusal | None:
    """Refuse a number word in a noun that hyphens join: «un deux-roues», «un trois-mâts», «son premier-né»."""
    mention = mentions[place]
    hyphen = mention.last
    words = reading.tokens.kind(mention.first) != DIGITS and mention.kind != FRACTION
    joined = reading.word(hyphen) == "-" and reading.glued(hyphen) and reading.glued(hyphen + 1)
    named = words and joined and reading.is_word(hyphen + 1) and reading.rules.text("identifiers", "hyphened") == "yes"
    return Refusal("compound_noun") if named else None


@asked_beside(front="counts.isolations counts.ages_of_life")
def other_sense(reading: Reading, mentions: list[Mention], place: int) -> Refusal | None:
    """Refuse «en quarantaine», «une quarantaine de 14 jours», «la trentaine passée»; no «une quarantaine d'élus»."""
    mention = mentions[place]
    word = mention.last - 1
    article = reading.says(mention.first, "one", "words")
    isolation = reading.says(word, "counts", "isolations")
    if isolation and reading.says(mention.first - 1, "counts", "isolated"):
        return Refusal("other_sense")
    if _counts_its_noun(reading, mention.last):
        return None
    age = reading.says(word, "counts", "ages_of_life") and reading.says(word - 1, "phrase", "definite_articles")
    if age or (isolation and not (article and _is_of_them(reading, mention))):
        return Refusal("other_sense")
    return None


def _counts_its_noun(reading: Reading, place: int) -> bool:
    """Whether the bare preposition links it to a noun: «une quarantaine ⟦de maisons⟧», no «quarantaine de la ville»."""
    noun = place + 1
    linked = reading.says(place, "partitive", "plain_links") and reading.is_word(noun)
    return linked and not reading.says(noun, "phrase", "articles")


def _is_of_them(reading: Reading, mention: Mention) -> bool:
    """«ils étaient une quarantaine», «dont une quarantaine», «près d'une quarantaine»: who they are was told before."""
    before = mention.first - 1
    told = reading.says(before, "fractions", "verbs") or reading.says(before, "counts", "before_bare")
    return told or reading.says(mention.last, "counts", "after_bare") or bool(comparator_before(reading, mention.first))
