"""Measure the key facts: speed beside a plain regular expression, scores by language and kind where gold is at hand.

python benchmarks/facts.py [--gold ../shared/gold]
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import lexicons  # noqa: E402  # the checkout must be importable first
from benchmarks.score_facts import predictions  # noqa: E402
from parsers.facts import find_facts  # noqa: E402

COUNTRIES = {"ar": "MA", "fr": "MA", "en": "US"}
BASELINE = re.compile(r"\d+(?:[.,]\d+)*\s+\w+")
"""What one would write in a minute: figures with the word behind them."""


def sample(language: str, size: int, gold: Path) -> str:
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
    text = sample(language, size, gold)
    find_facts(text[:20_000], language, COUNTRIES[language])
    megabytes = len(text.encode()) / 1e6
    return megabytes / _seconds(lambda: find_facts(text, language, COUNTRIES[language])), megabytes / _seconds(
        lambda: BASELINE.findall(text)
    )


def _seconds(work: object) -> float:
    start = time.process_time()
    work()  # type: ignore[operator]
    return max(time.process_time() - start, 1e-6)


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
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    gold = parser.parse_args().gold
    print(f"{'language':<10}{'facts MB/s':>12}{'baseline MB/s':>15}")
    for language in COUNTRIES:
        ours, baseline = speed(language, gold)
        print(f"{language:<10}{ours:>12.2f}{baseline:>15.2f}")
    if not gold.is_dir():
        print(f"no gold at {gold}: scores are left out; give its folder with --gold")
        return
    for language in COUNTRIES:
        print(f"\n{language}\n{scores(gold, language)}", end="")


if __name__ == "__main__":
    main()
