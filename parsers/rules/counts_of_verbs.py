"""Counts without a noun that the words around tell: «960 voient leurs limites évoluer», "only two committed to it"."""

from __future__ import annotations

from parsers.rules.mentions import Mention
from parsers.words.reading import Reading

_SHORTEST_VERB = 3
_ROUNDS = (4, 8, 16, 32, 64)
"""So many are left in the last rounds of a cup, "the last eight", which counts nothing."""


def only_so_many(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether no more did something: "but only ⟦two⟧ committed to it"."""
    first, last = mentions[place].first, mentions[place].last
    past = reading.rules.endings("counts", "past_verbs")
    if not past or not reading.says(first - 1, "counts", "only") or not reading.word(last).endswith(past):
        return False
    return reading.is_stop(last + 1) or reading.lexeme(last + 1).ends


def of_persons(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«منهم 85 حضروا و⟦76⟧ نجحوا»: a verb in the plural tells what persons did."""
    last = mentions[place].last
    endings = reading.rules.endings("counts", "plural_verbs")
    verb = bool(endings) and reading.is_word(last) and reading.words[last].endswith(endings)
    return verb and not reading.lexeme(last).forms and len(reading.words[last]) > _SHORTEST_VERB


def opens_a_clause(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«Parmi les sites, ⟦960⟧ voient leurs limites évoluer, ⟦291⟧ y restant»: its verb stands right behind it."""
    mention = mentions[place]
    endings = reading.rules.endings("counts", "clause_verbs")
    opens = reading.word(mention.first - 1) in (",", ";") or reading.begins_sentence(mention.first)
    if not endings or mention.value <= 1 or not opens:
        return False
    pronoun = reading.says(mention.last, "counts", "before_after_bare")
    verb = mention.last + pronoun
    endings += reading.rules.endings("counts", "clause_participles") if pronoun else ()
    if not reading.is_word(verb) or len(reading.words[verb]) <= _SHORTEST_VERB or reading.lexeme(verb).forms:
        return False
    adverb = not pronoun and reading.words[verb].endswith(reading.rules.endings("phrase", "adverb_endings"))
    return reading.words[verb].endswith(endings) and not adverb and not reading.says(verb, "counts", "never_verbs")


def of_the_latest(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether it closes its phrase behind a word of order: "they won six of their last ⟦seven⟧."."""
    first, last = mentions[place].first, mentions[place].last
    told = reading.says(first - 1, "counts", "in_order") and reading.says(first - 2, "phrase", "articles")
    series = reading.word(last) == "," and reading.word(last + 1).isdigit()  # "the next 15, 20, 25 years"
    if not told or series or mentions[place].value != int(mentions[place].value):
        return False
    closed = reading.is_stop(last) or reading.lexeme(last).ends
    return closed and not is_round_of_a_cup(reading, mentions[place])


def is_round_of_a_cup(reading: Reading, mention: Mention) -> bool:
    """Whether it names one of a cup's last rounds: "they reached the last ⟦eight⟧", but "won their last ⟦four⟧"."""
    last = reading.says(mention.first - 1, "counts", "in_order") and mention.value in _ROUNDS
    return last and not reading.says(mention.first - 2, "phrase", "owners")


def fares(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether how so many fared stands behind, in a row: "of those traded, ⟦106⟧ rose and ⟦150⟧ fell"."""
    first, last = mentions[place].first, mentions[place].last
    opens = reading.word(first - 1) in (",", ";") or reading.says(first - 1, "ranges", "and")
    return opens and mentions[place].value > 1 and reading.says(last, "counts", "fares")


def voted(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«votée par ⟦438⟧ pour et ⟦86⟧ contre»: so many for or against, and nothing behind these words."""
    side = mentions[place].last
    alone = reading.is_stop(side + 1) or reading.says(side + 1, "ranges", "and")
    return alone and reading.says(side, "counts", "sides")
