"""A text read once for its facts: its tokens, what the lexicon says of each, and which of them are of dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from parsers.words.clitics import glued_article
from parsers.words.lexemes import Grammar, Lexeme, grammar, lexemes, word_lists
from parsers.words.nouns import people
from parsers.words.remembered import Asked
from parsers.words.text import BREAK, MARK, WORD, Tokens, fold_word, kinds

ALONE = (
    *(("multiples", value) for value in "234"),
    *(("shares_of_persons", parts) for parts in "234"),
    ("multiples", "bounded"),
    ("multiples", "compared"),
    ("multiples", "folds"),
    ("duals", "they"),
    ("ordinals", "adverbs"),
    ("pairs", "scores"),
    ("pairs", "words"),
    ("scores", "goal"),
    ("scores", "tallies"),
)
"""Lists of the grammar whose words state a quantity without a numeral: every place of theirs is looked at."""

_EVERY_LIST, _EVERY_WORD = ("every list",), ("every word",)

_SENTENCE_ENDS = {".", "!", "?", "؟", "…", ":", '"', "«", "“"}


@dataclass(slots=True)
class Reading:
    """The words of a text with their places; indices count tokens, half-open."""

    text: str
    language: str
    country: str | None
    tokens: Tokens
    words: list[str] = field(init=False)
    rules: Grammar = field(init=False)
    lexeme: Callable[[int], Lexeme] = field(init=False)
    """What the lexicon says of the word at a place."""
    _lists: Asked[int, frozenset[tuple[str, str]]] = field(init=False)
    """The grammar's lists that the word at a place is on; none outside the text."""
    blocked: frozenset[int] = frozenset()
    """Tokens of dates and clock times."""
    found: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """What was found at a place, for the rules that look there too: by what was looked for and where."""

    def __post_init__(self) -> None:
        self.words = self.tokens.words
        self.rules = grammar(self.language)
        owning = _owning(self.tokens, self.rules)
        self.lexeme = Asked(_lexeme_at(self.words, self.language, owning)).__getitem__
        self._lists = Asked(_lists_at(self.words, self.language, owning))

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, place: int) -> str:
        """The folded word at a place, empty outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def is_word(self, place: int) -> bool:
        """Whether letters stand there."""
        return 0 <= place < len(self.words) and kinds[self.words[place]] == WORD

    def is_feminine(self, place: int) -> bool:
        """Whether the word there is spelled with the ending of feminines, «ة»; never in a language without one."""
        return self.ends_in(place, "phrase", "never_own_ending")

    def may_be_feminine(self, place: int) -> bool:
        """Whether the word there ends as feminines may, in «ة», «ى» or «ات»; so do some masculines («مستشفى»)."""
        return self.ends_in(place, "phrase", "feminine_endings")

    def ends_in(self, place: int, section: str, key: str) -> bool:
        """Whether the word there is spelled with an ending that is on a list of the grammar."""
        endings = self.rules.spelled_endings(section, key)
        return bool(endings) and self.is_word(place) and self.tokens.text(place).endswith(endings)

    def is_stop(self, place: int) -> bool:
        """Whether the text ends there, or a sign or newline parts what stands around."""
        return not 0 <= place < len(self.words) or self.tokens.kind(place) in (MARK, BREAK)

    def says(self, place: int, section: str, key: str) -> bool:
        """Whether the word there, with or without clitics, is on a list of the grammar."""
        return (section, key) in self._lists[place]

    def lists(self, place: int) -> frozenset[tuple[str, str]]:
        """The lists of the grammar that the word there is on, with or without clitics, each as (section, key)."""
        return self._lists[place]

    def names(self, place: int, section: str, key: str) -> bool:
        """Whether the noun there, in whatever form, is on a list of the grammar."""
        if self.says(place, section, key):
            return True
        listed = self.rules.words(section, key)
        return 0 <= place < len(self.words) and any(form.lemma in listed for form in self.lexeme(place).forms)

    def may_be_person(self, place: int) -> bool:
        """Whether the word there has a form of a noun for people."""
        persons = people(self.language)
        return any(form.concept in persons for form in self.lexeme(place).forms)

    def any_says(self, first: int, last: int, section: str, key: str) -> bool:
        """Whether a word between two places is on a list."""
        lists, wanted = self._lists, (section, key)
        return any(wanted in lists[place] for place in range(max(first, 0), min(last, len(self.words))))

    def places_of(self, section: str, key: str) -> list[int]:
        """Where the words of one of the lists `ALONE` stand, as they are."""
        if (section, key) not in ALONE:
            raise KeyError(f"[{section}] {key} is not in {__name__}.ALONE, so its words would be passed over")
        listed = self.rules.words(section, key)
        notable = range(len(self.words)) if self.tokens.notable is None else self.tokens.notable
        return [place for place in notable if self.words[place] in listed] if listed else []

    def index_at(self, offset: int) -> int:
        """The token that holds a place in the text, or the first after it."""
        return bisect_right(self.tokens.ends, offset)

    def index_after(self, offset: int) -> int:
        """The first token that begins at or after a place in the text."""
        place = bisect_right(self.tokens.ends, offset)
        return place + (place < len(self) and self.tokens.start(place) < offset)

    def start(self, place: int, skip: int = 0) -> int:
        """Where a token begins, without its first `skip` letters."""
        return self.tokens.start(place, skip)

    def end(self, last: int) -> int:
        """Where the token before `last` ends."""
        return self.tokens.ends[last - 1]

    def glued(self, place: int) -> bool:
        """Whether no space stands between a token and the one before it."""
        return self.tokens.is_glued(place)

    def begins_sentence(self, place: int) -> bool:
        """Whether a word is the first of a sentence, where a capital says nothing."""
        return place <= 0 or self.tokens.kind(place - 1) == BREAK or self.words[place - 1] in _SENTENCE_ENDS

    def ends_sentence(self, place: int) -> bool:
        """Whether a full stop or the end of a line stands there."""
        return self.words[place] == "." or self.tokens.kind(place) == BREAK

    def says_anywhere(self, section: str, key: str) -> bool:
        """Whether the text has one of the words of a list, wherever; it is read through for its lists once."""
        if not glued_article(self.language):  # a word is on a list as it stands, or not at all
            if _EVERY_WORD not in self.found:
                self.found[_EVERY_WORD] = set(self.words)
            return not self.rules.words(section, key).isdisjoint(self.found[_EVERY_WORD])
        if _EVERY_LIST not in self.found:
            self.found[_EVERY_LIST] = self._every_list()
        return (section, key) in self.found[_EVERY_LIST]

    def _every_list(self) -> frozenset[tuple[str, str]]:
        """The lists that words of the text are on; where letters fold alike, each place is looked at."""
        words, spelled = set(self.words), frozenset[tuple[str, str]]()
        ending = fold_word(self.rules.text("phrase", "never_own_ending"))
        if ending:
            alike = {word for word in words if word.endswith(ending)}
            words -= alike
            spelled = spelled.union(*(self._lists[place] for place, word in enumerate(self.words) if word in alike))
        return spelled.union(*map(word_lists(self.language).__getitem__, words))

    def sentence_window(self, place: int, reach: int) -> range:
        """The places around one, no farther than `reach` and within its line."""
        first, last = place, place
        while first > 0 and place - first < reach and self.tokens.kind(first - 1) != BREAK:
            first -= 1
        while last < len(self.tokens) and last - place < reach and self.tokens.kind(last) != BREAK:
            last += 1
        return range(first, last)


def _owning(tokens: Tokens, rules: Grammar) -> Callable[[int], bool]:
    """Whether a pronoun may be attached to the word at a place: not where it ends in a letter that takes none.

    Such a word may fold to one that has a pronoun: «محلية» to the letters of «her two shops».
    """
    ending = rules.text("phrase", "never_own_ending")
    if not ending:
        return lambda _: True
    words, text, folded = tokens.words, tokens.text, fold_word(ending)
    return lambda place: not (words[place].endswith(folded) and text(place).endswith(ending))


def _lexeme_at(words: list[str], language: str, owning: Callable[[int], bool]) -> Callable[[int], Lexeme]:
    owned, plain = lexemes(language), lexemes(language, own=False)
    return lambda place: (owned if owning(place) else plain)[words[place]]


def _lists_at(
    words: list[str], language: str, owning: Callable[[int], bool]
) -> Callable[[int], frozenset[tuple[str, str]]]:
    owned, plain = word_lists(language), word_lists(language, own=False)

    def lists_at(place: int) -> frozenset[tuple[str, str]]:
        if not 0 <= place < len(words):
            return frozenset()
        return (owned if owning(place) else plain)[words[place]]

    return lists_at
