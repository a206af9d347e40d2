"""Answers about words that are kept: news repeats its words, and what is said of one holds wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Key = TypeVar("_Key")
_Answer = TypeVar("_Answer")

_MOST = 1 << 16
_LONGEST = 40
"""Letters of a word that is kept unless told otherwise; what is longer is noise, and might be a megabyte."""


class Remembered(dict[str, _Answer]):
    """What a function answers for each word, asked once; forgotten when there are too many words, to bound memory.

    >>> sizes = Remembered(len)
    >>> list(map(sizes.__getitem__, ["one", "three", "one"])), sorted(sizes)
    ([3, 5, 3], ['one', 'three'])
    """

    __slots__ = ("_ask", "_longest")

    def __init__(self, ask: Callable[[str], _Answer], longest: int = _LONGEST) -> None:
        """Keep what `ask` answers of words up to `longest` letters."""
        super().__init__()
        self._ask = ask
        self._longest = longest

    def __missing__(self, word: str) -> _Answer:
        answer = self._ask(word)
        if len(word) <= self._longest:
            if len(self) >= _MOST:
                self.clear()
            self[word] = answer
        return answer


class Asked(dict[_Key, _Answer]):
    """What a function answers for each place of one text, or for whatever else there is a bounded number of.

    >>> squares = Asked(lambda place: place * place)
    >>> squares[3], squares[3], list(squares)
    (9, 9, [3])
    """

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[_Key], _Answer]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, place: _Key) -> _Answer:
        answer = self[place] = self._ask(place)
        return answer
