"""The facts table: one row for each quantity that an article states."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.columns import FLOAT, INT32, STRING, column
from schemas.vocabulary import Comparator, Kind, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One quantity, what it counts or measures, and where the text says so. It lies in its article's partition."""

    fact_id: str = column(
        STRING, "First 16 hex digits of the SHA-256 of article, field, offsets and kind; the key.", required=True
    )
    article_id: str = column(STRING, "The article that states it.", required=True)
    source: str = column(STRING, "The article's newspaper.", required=True)
    language: str | None = column(STRING, "The article's language, ISO 639-1.")
    field: str = column(STRING, "What the offsets point into.", required=True, choices=("title", "text"))
    kind: str = column(STRING, "What the quantity is.", required=True, choices=values(Kind))
    value: float = column(FLOAT, "The number in the unit given; the lower bound of a range.", required=True)
    value_max: float | None = column(FLOAT, "The upper bound of a range, or the other side of a score.")
    comparator: str = column(STRING, "How the text bounds the value.", required=True, choices=values(Comparator))
    unit: str | None = column(STRING, "ISO 4217 (money), UCUM (measure), s min h d wk mo a (duration, age), % or pp.")
    counted: str | None = column(STRING, "The noun phrase that is counted, measured or ranked, as the text has it.")
    counted_start: int | None = column(INT32, "Where `counted` begins, in code points.")
    counted_end: int | None = column(INT32, "Where it ends, exclusive.")
    concept: str | None = column(STRING, "English lemma of what is counted, in American spelling; null where unknown.")
    number: str = column(STRING, "The number expression as the text has it.", required=True)
    number_start: int = column(INT32, "Where `number` begins in the field, in code points.", required=True)
    number_end: int = column(INT32, "Where it ends, exclusive.", required=True)
    sentence: str = column(STRING, "The sentence that states it.", required=True)
    sentence_start: int = column(INT32, "Where the sentence begins.", required=True)
    rule: str = column(STRING, "The rule that found it.", required=True)
    parser_version: str = column(STRING, "Version of the parsers that made the row.", required=True)
    run_id: str = column(STRING, "The run that wrote the row.", required=True)
