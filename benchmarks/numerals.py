"""Numbers and dates: how fast in CPU time, on plain and on hostile text, and how many cases of others' suites pass.

    numerals.py [--megabytes N] [--cases CASES.jsonl]

The plain text is the languages' own corpora, shuffled among words without numbers; hostile text repeats what makes
grammars backtrack. The cases are those of ../shared/gold/numerals_dev.jsonl where that exists.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lexicons
from parsers.calendar.spans import find_calendar_spans_in
from parsers.dates import find_dates
from parsers.numerals import find_numerals, find_numerals_in
from parsers.words.sentences import sentence_spans
from parsers.words.text import tokenize

CASES = Path(__file__).parents[2] / "shared" / "gold" / "numerals_dev.jsonl"
HOSTILE = ("1", "1.", "1 000 ", "و", "مئة و", "ألف ", "20/", "من ", "\u200f", "يوم ", "نصف ", "الأحد، ")
FILLERS = {
    "ar": "وأعلنت الوزارة أن الأشغال تتواصل في المدينة القديمة بعد اجتماع مع المنتخبين حول برنامج التهيئة",
    "fr": "le ministère a annoncé que les travaux se poursuivent dans la vieille ville après une réunion avec les élus",
    "en": "the ministry said that work goes on in the old town after a meeting with local officials about the plan",
}
WORDS_BETWEEN = 12


def plain_text(language: str, megabytes: float) -> str:
    """A text in which about every twelfth word begins a number or a date of the corpus."""
    chance = random.Random(0)  # noqa: S311  # the same text in every run
    examples = [
        text
        for subject in ("numerals", "dates")
        for group in lexicons.corpus(language, subject).values()
        if isinstance(group, dict)
        for text in group
    ]
    words, size = [], 0
    while size < megabytes * 1e6:
        words += [*chance.choices(FILLERS[language].split(), k=WORDS_BETWEEN), chance.choice(examples)]
        size += sum(len(word.encode()) + 1 for word in words[-WORDS_BETWEEN - 1 :])
    return " ".join(words)


def speed(text: str, work: Callable[[], object]) -> float:
    """Megabytes of the text a second of CPU time."""
    start = time.process_time()
    work()
    return len(text.encode()) / 1e6 / (time.process_time() - start)


def all_of_it(text: str, language: str) -> None:
    """What an article costs: tokens, numbers, dates and sentences."""
    tokens = tokenize(text, language)
    find_calendar_spans_in(tokens, language, None, find_numerals_in(tokens, language))
    sentence_spans(text, language)


def speeds(text: str, language: str) -> list[float]:
    """Megabytes a second of each step on a text, and of all together."""
    tokens = tokenize(text, language)
    numerals = find_numerals_in(tokens, language)
    steps: list[Callable[[], object]] = [
        lambda: tokenize(text, language),
        lambda: find_numerals_in(tokens, language),
        lambda: find_calendar_spans_in(tokens, language, None, numerals),
        lambda: sentence_spans(text, language),
        lambda: all_of_it(text, language),
    ]
    return [speed(text, step) for step in steps]


def show_speed(megabytes: float) -> None:
    """Print megabytes a second by language and step, then for hostile text."""
    print("MB/s of CPU time    tokens  numbers    dates sentences     all")
    for language in FILLERS:
        print(f"{language:<17}", *(f"{rate:8.2f}" for rate in speeds(plain_text(language, megabytes), language)))
    for unit in HOSTILE:
        text = unit * int(megabytes * 1e6 / len(unit.encode()))
        print(f"hostile {unit!r:<45} {speed(text, functools.partial(all_of_it, text, 'ar')):8.2f}")


def found_in(case: dict[str, Any]) -> list[tuple[int, int, object]]:
    """What is found in a case's text of its kind."""
    text, language, country = case["text"], case["lang"], case.get("country")
    if case["kind"] == "date":
        return [(day.start, day.end, day.date.isoformat()) for day in find_dates(text, language, country)]
    kind = "ordinal" if case["kind"] == "ordinal" else "cardinal"
    return [(n.start, n.end, n.value) for n in find_numerals(text, language, country) if n.kind == kind]


def passes(case: dict[str, Any]) -> bool:
    """Whether all that is expected is found, in overlapping spans, and where the case is exhaustive, nothing else."""
    free = found_in(case)
    for want in case["expected"]:
        hit = next((found for found in free if _agrees(want, found)), None)
        if hit is None:
            return False
        free.remove(hit)
    return not (free and case.get("exhaustive", True))


def _agrees(want: dict[str, Any], found: tuple[int, int, object]) -> bool:
    start, end, value = found
    if want.get("start") is not None and not (want["start"] < end and start < want["end"]):
        return False
    if isinstance(value, str) or isinstance(want["value"], str):
        return bool(value == want["value"])
    return abs(float(want["value"]) - float(str(value))) <= 1e-6 * max(1.0, abs(float(want["value"])))


def show_scores(cases: Path) -> None:
    """Print the share of the suites' cases that pass, by language and kind."""
    total: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for line in cases.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["kind"] in ("number", "ordinal", "date"):
            total[case["lang"], case["kind"]] += 1
            right[case["lang"], case["kind"]] += passes(case)
    for key in sorted(total):
        print(f"{key[0]} {key[1]:<8} {right[key]:5} / {total[key]:5}  {right[key] / total[key]:.3f}")


def main() -> None:
    """Measure speed, and the suites where they are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--cases", type=Path, default=CASES)
    arguments = parser.parse_args()
    scored = arguments.cases.is_file()
    if not scored and arguments.cases != CASES:
        raise SystemExit(f"{arguments.cases} is no file; name one of cases, JSON lines, or leave --cases out")
    show_speed(arguments.megabytes)
    if scored:
        show_scores(arguments.cases)
    else:
        print(f"no cases at {arguments.cases}: scores are left out; name a file of them with --cases")


if __name__ == "__main__":
    main()
