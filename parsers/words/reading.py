"""A text read once for its facts: tokens, numbers, and the spans whose numbers are dates."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from parsers.words.clitics import clitic_runs
from parsers.words.lexemes import Grammar, Lexeme, grammar, lexemes, word_lists
from parsers.words.remembered import Remembered
from parsers.words.text import BREAK, MARK, Tokens, fold_word

ALONE = (
    *(("multiples", value) for value in "234"),
    *(("shares_of_persons", parts) for parts in "234"),
    ("multiples", "bounded"),
    ("duals", "they"),
    ("ordinals", "adverbs"),
    ("pairs", "words"),
    ("scores", "goal"),
    ("scores", "tallies"),
)
"""Lists of the grammar whose words state a quantity without a numeral: every place of theirs is looked at."""

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
    _lexemes: Remembered[Lexeme] = field(init=False)
    _plain_lexemes: Remembered[Lexeme] = field(init=False)
    _lists: Remembered[frozenset[tuple[str, str]]] = field(init=False)
    _never_own: tuple[str, str] = field(init=False)
    _has_clitics: bool = field(init=False)
    blocked: frozenset[int] = frozenset()
    """Tokens of dates and clock times."""
    found: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """What was found at a place, for the rules that look there too: by what was looked for and where."""

    def __post_init__(self) -> None:
        self.words = self.tokens.words
        self.rules = grammar(self.language)
        self._lexemes, self._lists = lexemes(self.language), word_lists(self.language)
        self._plain_lexemes = lexemes(self.language, own=False)
        ending = self.rules.text("phrase", "never_own_ending")
        self._never_own = (ending, fold_word(ending)) if ending else ("", "\0")
        self._has_clitics = bool(clitic_runs(self.language))

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, place: int) -> str:
        """The folded word at a place, empty outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def is_word(self, place: int) -> bool:
        """Whether letters stand there."""
        return self.tokens.is_word(place)

    def is_stop(self, place: int) -> bool:
        """Whether the text ends there, or a sign or newline parts what stands around."""
        return not 0 <= place < len(self.words) or self.tokens.kind(place) in (MARK, BREAK)

    def lexeme(self, place: int) -> Lexeme:
        """What the lexicon says of the word there."""
        return (self._plain_lexemes if self._never_owns(place) else self._lexemes)[self.words[place]]

    def _never_owns(self, place: int) -> bool:
        """Whether the word there ends in a letter that takes no pronoun, though it folds to one that may."""
        ending, folded = self._never_own
        return self.words[place].endswith(folded) and self.tokens.text(place).endswith(ending)

    def says(self, place: int, section: str, key: str) -> bool:
        """Whether the word there, with or without clitics, is on a list of the grammar."""
        if not 0 <= place < len(self.words):
            return False
        lists = self._lists[self.words[place]]
        if self._has_clitics and self._never_owns(place):
            lists = word_lists(self.language, own=False)[self.words[place]]
        return bool(lists) and (section, key) in lists

    def names(self, place: int, section: str, key: str) -> bool:
        """Whether the noun there, in whatever form, is on a list of the grammar."""
        if self.says(place, section, key):
            return True
        listed = self.rules.words(section, key)
        return 0 <= place < len(self.words) and any(form.lemma in listed for form in self.lexeme(place).forms)

    def any_says(self, first: int, last: int, section: str, key: str) -> bool:
        """Whether a word between two places is on a list."""
        return any(self.says(place, section, key) for place in range(max(first, 0), min(last, len(self.words))))

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

    def says_anywhere(self, section: str, key: str) -> bool:
        """Whether the text has one of the words of a list, wherever; looked for once."""
        asked = (section, key)
        if asked not in self.found:
            self.found[asked] = self.any_says(0, len(self), section, key)
        return bool(self.found[asked])

    def sentence_window(self, place: int, reach: int) -> range:
        """The places around one, no farther than `reach` and within its line."""
        first, last = place, place
        while first > 0 and place - first < reach and self.tokens.kind(first - 1) != BREAK:
            first -= 1
        while last < len(self.tokens) and last - place < reach and self.tokens.kind(last) != BREAK:
            last += 1
        return range(first, last)
