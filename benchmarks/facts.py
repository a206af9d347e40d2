"""Measure the key facts: speed, their share of a page's time, and scores by language and kind where gold is at hand.

python benchmarks/facts.py [--gold ../shared/gold] [--pages ../shared/pages]

Speed is beside a plain regular expression. The share is of a page's whole way: bytes, article, facts, Arrow rows; on
real pages where they are at hand, else on those of our sample newspaper. All is CPU time, in rounds that alternate, so
that another load on the machine meets all alike; the median round counts. Hostile texts are one
piece repeated; beside their speed stands how much longer a text takes that is four times as long.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import lexicons  # noqa: E402  # the checkout must be importable first
import sample  # noqa: E402
from benchmarks.extraction import responses  # noqa: E402
from benchmarks.score_facts import predictions  # noqa: E402
from parsers.article import extract_article  # noqa: E402
from parsers.facts import find_facts  # noqa: E402
from schemas.arrow import to_table  # noqa: E402
from schemas.article import Article  # noqa: E402
from schemas.fact import Fact  # noqa: E402
from tasks.extract import article_facts  # noqa: E402

GOLD = ROOT.parent / "shared" / "gold"
COUNTRIES = {"ar": "MA", "fr": "MA", "en": "US"}
BASELINE = re.compile(r"\d+(?:[.,]\d+)*\s+\w+")
"""What one would write in a minute: figures with the word behind them."""
ROUNDS = 3
MOST_PAGES = 300
SETS = ("pages_dev", "templated_dev", "pages_ar_dev")
STAGES = ("extraction", "facts", "rows")
FETCHED = datetime(2026, 8, 1, 12, tzinfo=UTC)

HOSTILE = {
    "figures": ("ar", "1"),
    "figures apart": ("ar", "1 "),
    "figures and commas": ("ar", "123,"),
    "grouped figures": ("fr", "1 000 "),
    "number words": ("ar", "خمسة وعشرون ومئة "),
    "mots de nombre": ("fr", "deux cent quatre-vingt-dix mille "),
    "words of numbers": ("en", "two hundred and five thousand "),
    "nested numbers": ("ar", "مئة ألف مليون "),
    "«و»": ("ar", "و"),
    "one word": ("ar", "ال"),
    "one sentence": ("ar", "كتاب كبير "),
    "direction marks": ("ar", "\u200f1\u200e و"),
    "newlines": ("ar", "\n"),
    "dates": ("ar", "20/04/2019 "),
    "months": ("ar", "يناير "),
    "money": ("ar", "150 درهما "),
    "counts": ("ar", "3 رجال "),
    "ratios": ("ar", "1-2-3-4-"),
    "rows": ("ar", "10 و20 و"),
    "open brackets": ("ar", "(5 "),
    "open quotes": ("ar", "«5 "),
}
"""What no newspaper prints, by name: the language that it is read in and the piece."""
HOSTILE_SIZE = 10_000
"""Characters of the shorter of two texts."""

Page = tuple[str, bytes]


def text_of(language: str, size: int, gold: Path) -> str:
    """So many bytes: the gold's articles where they are at hand, else sentences of our own, dense with facts."""
    file = gold / f"facts_{language}_dev.jsonl"
    if file.is_file():
        lines = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines() if line]
    else:
        accept = lexicons.corpus(language, "facts")["accept"]
        lines = [text for examples in accept.values() for text in examples]
    text = "\n".join(lines) + "\n"
    return text * (size // len(text.encode()) + 1)


def speed(language: str, gold: Path, size: int = 1_000_000) -> tuple[float, float]:
    """Megabytes a second of find_facts and of the baseline, one core, the words already read."""
    text, country = text_of(language, size, gold), COUNTRIES[language]
    find_facts(text, language, country)
    ways = (lambda: find_facts(text, language, country), lambda: BASELINE.findall(text))
    rounds = [[_seconds(way) for way in ways] for _ in range(ROUNDS)]
    ours, baseline = (statistics.median(taken) for taken in zip(*rounds, strict=True))
    return len(text.encode()) / 1e6 / ours, len(text.encode()) / 1e6 / baseline


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-6)


def page_sets(folder: Path) -> Iterator[tuple[str, list[Page]]]:
    """Sets of pages as (name, pages): real ones where the folder is, else our sample newspaper's, asked over HTTP."""
    files = [folder / f"{name}.warc.gz" for name in SETS]
    if not all(file.is_file() for file in files):
        with sample.serve(sample.make_app()) as origin, httpx.Client() as client:
            yield "sample", [(origin + path, client.get(origin + path).content) for path in sample.expectations()]
        return
    for name, file in zip(SETS, files, strict=True):
        yield name, responses(file, MOST_PAGES)


def stages(pages: list[Page]) -> dict[str, list[float]]:
    """CPU seconds of each of the `STAGES` by language; the languages without a lexicon together, as "others"."""
    taken: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(STAGES))
    for url, body in pages:
        times = [time.process_time()]
        article = extract_article(body, url, fetched_at=FETCHED)
        times.append(time.process_time())
        if not isinstance(article, Article):
            continue
        facts = list(article_facts(article, country=COUNTRIES.get(article.language or "")))
        times.append(time.process_time())
        to_table([article], Article)
        to_table(facts, Fact)
        times.append(time.process_time())
        row = taken[article.language if article.language in COUNTRIES else "others"]
        row[:] = [before + end - start for before, start, end in zip(row, times, times[1:], strict=False)]
    return taken


def print_shares(folder: Path) -> None:
    """Print by set and language what part of its pages' time the facts take."""
    print(f"\n{'pages':<15}{'language':<10}{'ms a set':>10}{'extraction':>12}{'facts':>8}{'rows':>8}")
    for name, pages in page_sets(folder):
        stages(pages)
        rounds = [stages(pages) for _ in range(ROUNDS)]
        medians = {
            language: [statistics.median(one[language][stage] for one in rounds) for stage in range(len(STAGES))]
            for language in sorted(rounds[0])
        }
        medians["all"] = [sum(column) for column in zip(*medians.values(), strict=True)]
        for language, seconds in medians.items():
            total = sum(seconds)
            extraction, facts, rows = (second / total for second in seconds)
            print(f"{name:<15}{language:<10}{total * 1000:>10.0f}{extraction:>12.1%}{facts:>8.1%}{rows:>8.1%}")


def print_hostile() -> None:
    """Print the speed on texts that are made to cost time, and how it holds with their length."""
    print(f"\n{'hostile text':<22}{'MB/s':>8}{'x4 takes':>10}")
    for name, (language, piece) in HOSTILE.items():
        texts = [(piece * size)[:size] for size in (HOSTILE_SIZE, 4 * HOSTILE_SIZE)]
        ways = [partial(find_facts, text, language, COUNTRIES[language]) for text in texts]
        rounds = [[_seconds(way) for way in ways] for _ in range(ROUNDS)]
        short, long = (min(taken) for taken in zip(*rounds, strict=True))
        print(f"{name:<22}{len(texts[1].encode()) / 1e6 / long:>8.2f}{long / short:>10.1f}")


def check_gold(gold: Path) -> None:
    """End the run with a line that names it where a file of the gold is missing, or the whole folder that was given."""
    if not gold.is_dir():
        if gold != GOLD:
            raise SystemExit(f"{gold} is no folder; give the gold's with --gold, or leave it out to measure the speed")
        return
    wanted = ("score.py", *(f"facts_{language}_dev.jsonl" for language in COUNTRIES))
    missing = [name for name in wanted if not (gold / name).is_file()]
    if missing:
        raise SystemExit(f"{gold} has no {', '.join(missing)}; give the gold's folder with --gold")


def scores(gold: Path, language: str) -> str:
    """What the gold's own scorer prints for a language."""
    file = gold / f"facts_{language}_dev.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        rows = predictions(file, COUNTRIES[language])
        out.write("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n")
        out.flush()
        command = [sys.executable, str(gold / "score.py"), str(file), out.name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own call


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--pages", type=Path, default=ROOT.parent / "shared" / "pages")
    options = parser.parse_args()
    gold = options.gold
    check_gold(gold)
    logging.disable(logging.CRITICAL)
    print(f"{'language':<10}{'facts MB/s':>12}{'baseline MB/s':>15}")
    for language in COUNTRIES:
        ours, baseline = speed(language, gold)
        print(f"{language:<10}{ours:>12.2f}{baseline:>15.2f}")
    print_hostile()
    print_shares(options.pages)
    if not gold.is_dir():
        print(f"no gold at {gold}: scores are left out; give its folder with --gold")
        return
    for language in COUNTRIES:
        print(f"\n{language}\n{scores(gold, language)}", end="")


if __name__ == "__main__":
    main()
