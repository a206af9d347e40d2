"""Cues only save time: beside none of a rule's cues the rule has no word on a number."""

import random

import pytest

import lexicons
from parsers.rules.cues import NEEDS, Cues, asked_beside
from parsers.rules.order import RULES
from parsers.rules.sighting import read

LANGUAGES = ("ar", "fr", "en")


def corpus_texts(language):
    """Every example of the facts' corpus, accepted or not."""
    examples = lexicons.corpus(language, "facts")
    accepted = [text for texts in examples["accept"].values() for text in texts]
    return accepted + [
        text for part in ("refuse", "reject") for rule in examples.get(part, {}).values() for text in rule["texts"]
    ]


def shuffled_words(language, texts=300, length=25):
    """Texts that nobody would write: words of the corpus in any order, half of them as they stood beside each other."""
    chance = random.Random(language)  # noqa: S311  # no secret
    words = " ".join(corpus_texts(language)).split()
    for _ in range(texts):
        pieces = (chance.randrange(len(words)) for _ in range(length // 3))
        yield " ".join(" ".join(words[piece : piece + chance.choice((1, 2, 4))]) for piece in pieces)


def unasked(text, language, country):
    """The rules that have a word on a number of a text beside none of their cues."""
    reading, mentions, _ = read(text, language, country)
    cues = Cues(RULES, language)
    for place, mention in enumerate(mentions):
        askable = cues.askable(reading, mentions, place)
        silent = (rule for rule in NEEDS if rule not in askable)
        yield from ((rule.__name__, mention.text(reading)) for rule in silent if rule(reading, mentions, place))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_speaks_of_a_number_beside_none_of_its_cues(language):
    texts = [*corpus_texts(language), *shuffled_words(language)]
    assert [(text, found) for text in texts for found in unasked(text, language, "MA")] == []


def test_a_rule_that_names_no_cues_is_always_asked():
    def always(reading, mentions, place):
        """A rule."""

    @asked_beside(behind="units.magnitude")
    def beside_magnitudes(reading, mentions, place):
        """A rule with a cue."""

    try:
        cues = Cues((beside_magnitudes, always), "en")
        reading, mentions, _ = read("7 of 300 people. A 6.8-magnitude quake", "en", None)
        asked = [cues.askable(reading, mentions, place) for place in range(len(mentions))]
    finally:
        del NEEDS[beside_magnitudes]
    assert asked == [(always,), (always,), (beside_magnitudes, always)]


def test_every_cue_is_a_list_of_some_language_or_a_sign():
    known = {
        f"{section}.{key}"
        for language in LANGUAGES
        for section, rows in lexicons.table(language, "grammar").items()
        for key in rows
    }
    known |= {f"{key.partition('.')[0]}.*" for key in known}
    cues = {cue for needs in NEEDS.values() for zone in (needs.front, needs.behind) for cue in zone if "." in cue[1:]}
    assert cues <= known
