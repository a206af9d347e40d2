"""Write predicted facts for a gold file, so that the gold's own scorer can read them.

python benchmarks/score_facts.py GOLD.jsonl PREDICTIONS.jsonl [--country MA]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from parsers.facts import find_facts  # the checkout must be importable first


def rows_of(gold: Path) -> list[dict[str, Any]]:
    """The rows of a gold file; one that cannot be read ends the run with a line that names it."""
    try:
        text = gold.read_text(encoding="utf-8")
    except OSError as error:
        raise SystemExit(f"{gold}: {error.strerror or error}; name a gold file, JSON lines") from error
    return [json.loads(line) for line in text.splitlines() if line]


def predictions(gold: Path, country: str | None) -> list[dict[str, object]]:
    """The facts found in each article of a gold file, as the scorer reads them."""
    return [
        {
            "id": row["id"],
            "facts": [fact._asdict() for fact in find_facts(row["text"], row["lang"], row.get("country", country))],
        }
        for row in rows_of(gold)
    ]


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--country", help="the sources' country, ISO 3166-1 alpha-2")
    args = parser.parse_args()
    lines = (json.dumps(row, ensure_ascii=False) for row in predictions(args.gold, args.country))
    args.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
