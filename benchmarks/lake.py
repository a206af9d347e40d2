"""Measure the lake: a night's cost by the lake's age, memory at size, and beside what else writes Parquet.

    python benchmarks/lake.py              # age and size (some minutes)
    python benchmarks/lake.py --beside     # the same rows with pyarrow's write_dataset, and with Delta

Delta's library is no dependency of ours: it is installed into a temporary folder that goes at the end.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from schemas.arrow import TABLES, to_table
from schemas.article import Article
from schemas.fact import Fact
from tasks.lake import ArticleWithFacts, days_between, open_lake, published_date

FIRST_DAY = date(2020, 1, 1)
SENTENCE = "وصل الماء إلى المدينة بعد أن فتح العمال السد وقال المسؤول إن الأشغال تنتهي قريبا في كل الأحياء"
WORDS = SENTENCE.split()
SOURCES = [f"newspaper-{number}" for number in range(12)]
NEW, REVISED = 240, 60
"""Articles that a night brings, and those of the last days that it finds changed."""


def article(number: int, day: date, *, facts: int, version: int = 0, words: int = 350) -> ArticleWithFacts:
    """Make up an article of some 2 KB with so many facts."""
    chance = random.Random(number * 1_000 + version)  # noqa: S311  # the same article every time
    body = " ".join(chance.choices(WORDS, k=words))
    text = "\n".join([*(f"جاء {place + version} شخصا" for place in range(facts)), body])
    url = f"https://news.example/{number}"
    fetched_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=version)
    row = Article(
        article_id=hashlib.sha256(url.encode()).hexdigest()[:16],
        url=url,
        source=SOURCES[number % len(SOURCES)],
        language="ar",
        title=" ".join(chance.choices(WORDS, k=8)),
        published_at=datetime(day.year, day.month, day.day, number % 24, tzinfo=UTC),
        published_offset_min=0,
        text=text,
        word_count=words,
        revision=1,
        first_fetched_at=fetched_at,
        fetched_at=fetched_at,
        content_sha256=hashlib.sha256(text.encode()).hexdigest(),
        warc_file="raw/made-up.warc.gz",
        warc_offset=number,
        parser_version="1",
        run_id="run",
    )
    return ArticleWithFacts(row, tuple(facts_of(row, facts, version)))


def facts_of(row: Article, count: int, version: int) -> Iterator[Fact]:
    """State how many people came, once a line."""
    start = 0
    for place in range(count):
        number = str(place + version)
        yield Fact(
            fact_id=hashlib.sha256(f"{row.article_id} {place}".encode()).hexdigest()[:16],
            article_id=row.article_id,
            source=row.source,
            language="ar",
            field="text",
            kind="count",
            value=place + version,
            comparator="exact",
            counted="شخصا",
            concept="person",
            number=number,
            number_start=start + 4,
            number_end=start + 4 + len(number),
            sentence=f"جاء {number} شخصا",
            sentence_start=start,
            rule="numeral-noun",
            parser_version="1",
            run_id="run",
        )
        start += len(f"جاء {number} شخصا\n")


def old_articles(days: int, a_day: int) -> Iterator[ArticleWithFacts]:
    """Fill a lake's past."""
    for number in range(days * a_day):
        yield article(number, FIRST_DAY + timedelta(days=number // a_day), facts=2, words=60)


def a_night(turn: int, last: date) -> list[ArticleWithFacts]:
    """Give what one night brings: new articles of its day, and changed ones of the day before."""
    new = range(10_000_000 + turn * NEW, 10_000_000 + (turn + 1) * NEW)
    day = last + timedelta(days=1 + turn)
    yesterday = range(10_000_000 + (turn - 1) * NEW, 10_000_000 + (turn - 1) * NEW + REVISED)
    changed = [article(n, day - timedelta(days=1), facts=10, version=turn) for n in yesterday] if turn else []
    return [*(article(n, day, facts=10) for n in new), *changed]


def measure_age(folder: Path, ages: Sequence[int], nights: int) -> None:
    """Write the same nights into lakes of several ages, in turn, so that the machine's mood is shared."""
    lakes = {days: open_lake(folder / f"{days}-days") for days in ages}
    for days, lake in lakes.items():
        begun = time.perf_counter()
        past = old_articles(days, 100)
        while lake.upsert(islice(past, 25_000), "past").changes:
            pass
        print(f"  made a lake of {days:,} days, {days * 100:,} articles, in {time.perf_counter() - begun:.0f} s")
    seconds: dict[int, list[float]] = {days: [] for days in ages}
    for turn in range(nights):
        for days, lake in lakes.items():
            rows = a_night(turn, FIRST_DAY + timedelta(days=days))
            begun = time.perf_counter()
            lake.upsert(rows, f"night-{turn}")
            seconds[days].append(time.perf_counter() - begun)
    for days in ages:
        print(f"  a night in a lake of {days:>5,} days: median {statistics.median(seconds[days][1:]) * 1000:.0f} ms")
    ratio = statistics.median(seconds[ages[-1]][1:]) / statistics.median(seconds[ages[0]][1:])
    print(f"  ratio {ratio:.2f}")


def measure_reading(root: Path) -> None:
    """Read a day, a month and a newspaper of the old lake with each reader; only titles, so that files decide."""
    start, end = FIRST_DAY + timedelta(days=700), FIRST_DAY + timedelta(days=730)
    cases: dict[str, tuple[date | None, date | None, str | None]] = {
        "a day": (start, start + timedelta(days=1), None),
        "a month": (start, end, None),
        "a newspaper": (None, None, SOURCES[3]),
        "everything": (None, None, None),
    }
    print(f"  {'':14}" + "".join(f"{name:>14}" for name in ("rows", *READERS)))
    for name, wanted in cases.items():
        rows, seconds = 0, []
        for read in READERS.values():
            begun = time.perf_counter()
            rows = read(root, *wanted)
            seconds.append(f"{(time.perf_counter() - begun) * 1000:>11,.0f} ms")
        print(f"  {name:14}{rows:>14,}" + "".join(seconds))


def _read_own(root: Path, start: date | None, end: date | None, source: str | None) -> int:
    days = days_between(start, end - timedelta(days=1)) if start and end else None
    return len(open_lake(root).articles(["title"], days=days, sources=[source] if source else None))


def _read_pandas(root: Path, start: date | None, end: date | None, source: str | None) -> int:
    filters = [("published_date", ">=", str(start)), ("published_date", "<", str(end))] if start else []
    filters += [("source", "=", source)] if source else []
    return len(pd.read_parquet(root / "articles", columns=["title"], filters=filters or None))


def _read_duckdb(root: Path, start: date | None, end: date | None, source: str | None) -> int:
    wanted = [f"published_date >= DATE '{start}' AND published_date < DATE '{end}'"] if start else []
    wanted += [f"source = '{source}'"] if source else []
    files = f"read_parquet('{root}/articles/*/*.parquet', hive_partitioning = true)"
    query = f"SELECT title FROM {files} WHERE {' AND '.join(wanted) or 'true'}"  # noqa: S608  # our own words
    return len(duckdb.connect().sql(query).to_arrow_table())


def _read_polars(root: Path, start: date | None, end: date | None, source: str | None) -> int:
    scan = pl.scan_parquet(f"{root}/articles/**/*.parquet", hive_partitioning=True)
    if start and end:
        scan = scan.filter((pl.col("published_date") >= start) & (pl.col("published_date") < end))
    if source:
        scan = scan.filter(pl.col("source") == source)
    return len(scan.select("title").collect())


READERS = {"the lake": _read_own, "pandas": _read_pandas, "DuckDB": _read_duckdb, "Polars": _read_polars}


def write_many(root: Path, articles: int, days: int) -> None:
    """Write so many articles with ten facts each in one upsert, spread over so many days."""
    rows = (article(n, FIRST_DAY + timedelta(days=n % days), facts=10) for n in range(articles))
    lake = open_lake(root)
    idle = _peak_mb()
    begun = time.perf_counter()
    lake.upsert(rows, "many")
    seconds = time.perf_counter() - begun
    print(
        f"  {articles:,} articles, {articles * 10:,} facts over {days:,} days ({articles // days:,} a day): "
        f"{seconds:.0f} s, peak {_peak_mb():.0f} MB (of which {idle:.0f} MB before the first row)"
    )


def _peak_mb() -> float:
    """The largest resident size of this process; getrusage tells the parent's where that is larger."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def measure_size(folder: Path, articles: int) -> None:
    """Measure peak memory in a process of its own, for small and for large partitions."""
    for days in (1_000, 100, 10):
        child = get_context("spawn").Process(target=write_many, args=(folder / f"many-{days}", articles, days))
        child.start()
        child.join()


Write = Callable[[Path, list[ArticleWithFacts]], None]


def write_lake(root: Path, rows: list[ArticleWithFacts]) -> None:
    """Ours."""
    open_lake(root).upsert(rows, "night")


def write_append(root: Path, rows: list[ArticleWithFacts]) -> None:
    """Append with pyarrow, as a pipeline without a merge does."""
    for table, laid in _laid_out(rows).items():
        ds.write_dataset(
            laid,
            root / table,
            format="parquet",
            partitioning=ds.partitioning(pa.schema([("published_date", pa.date32())]), flavor="hive"),
            existing_data_behavior="overwrite_or_ignore",
            basename_template=f"{time.time_ns()}-{{i}}.parquet",
        )


def write_delta(root: Path, rows: list[ArticleWithFacts]) -> None:
    """Merge with Delta: articles by their key; facts of the same articles deleted, then appended."""
    from deltalake import DeltaTable, write_deltalake  # noqa: PLC0415  # installed for this benchmark alone

    laid = _laid_out(rows)
    for table, key in (("articles", "article_id"), ("facts", "fact_id")):
        path = str(root / table)
        if not DeltaTable.is_deltatable(path):
            write_deltalake(path, laid[table], partition_by=["published_date"])
            continue
        merge = DeltaTable(path).merge(laid[table], predicate=f"s.{key} = t.{key}", source_alias="s", target_alias="t")
        merge.when_matched_update_all().when_not_matched_insert_all().execute()


def _laid_out(rows: list[ArticleWithFacts]) -> dict[str, pa.Table]:
    articles = [one.article for one in rows]
    days = [published_date(one.published_at, one.published_offset_min) for one in articles]
    owners = [day for day, one in zip(days, rows, strict=True) for _ in one.facts]
    tables = {
        "articles": (to_table(articles, TABLES["articles"]), days),
        "facts": (to_table((fact for one in rows for fact in one.facts), TABLES["facts"]), owners),
    }
    return {
        name: table.append_column("published_date", pa.array(values, pa.date32()))
        for name, (table, values) in tables.items()
    }


def measure_beside(folder: Path, nights: int) -> None:
    """Write the same nights, each followed by the same rows again, with each writer; then look with pandas."""
    writers: dict[str, Write] = {"the lake": write_lake, "write_dataset": write_append, "Delta merge": write_delta}
    past = list(old_articles(100, 100))
    print(f"  {'':14} {'first load':>10} {'a night':>9} {'again':>9} {'files':>6} {'MB':>6} {'pandas sees':>24}")
    for name, write in writers.items():
        root = folder / name.replace(" ", "-")
        load = _seconds(write, root, past)
        night, again = [], []
        for turn in range(nights):
            rows = a_night(turn, FIRST_DAY + timedelta(days=100))
            night.append(_seconds(write, root, rows))
            again.append(_seconds(write, root, [_fetched_again(one) for one in rows]))
        _print_seen(name, root, (load, statistics.median(night), statistics.median(again)), 10_000 + nights * NEW)


def _fetched_again(one: ArticleWithFacts) -> ArticleWithFacts:
    later = one.article.fetched_at + timedelta(minutes=1)
    return replace(one, article=replace(one.article, fetched_at=later, run_id="again"))


def _seconds(write: Write, root: Path, rows: list[ArticleWithFacts]) -> float:
    begun = time.perf_counter()
    write(root, rows)
    return time.perf_counter() - begun


def _print_seen(name: str, root: Path, seconds: tuple[float, float, float], expected: int) -> None:
    files = list(root.glob("*/*/*.parquet"))
    seen = pd.read_parquet(root / "articles", columns=["article_id"]).article_id
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    times = "".join(f"{value:>9.2f}s" for value in seconds)
    rows = f"{len(seen):,} rows of {expected:,}"
    print(f"  {name:14} {times} {len(files):>6,} {megabytes:>6.1f} {rows:>24}")


def install_delta(folder: Path) -> None:
    """Install Delta's library into a folder and make it importable."""
    target = folder / "packages"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), "deltalake"]
    subprocess.run(command, check=True)  # noqa: S603  # our own command
    sys.path.append(str(target))


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", action="store_true", help="beside write_dataset and Delta")
    parser.add_argument("--days", type=int, default=2_000, help="age of the old lake")
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the large write")
    parser.add_argument("--nights", type=int, default=9, help="nights that are written")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="waqai-benchmark-") as name:
        folder = Path(name)
        if arguments.beside:
            install_delta(folder)
            print("The same rows with each writer, then the same articles fetched again:")
            measure_beside(folder, arguments.nights)
            return
        print("A night's cost by the lake's age:")
        measure_age(folder, (10, arguments.days), arguments.nights)
        print(f"Reading titles from the lake of {arguments.days:,} days:")
        measure_reading(folder / f"{arguments.days}-days")
        print("A large write:")
        measure_size(folder, arguments.articles)


if __name__ == "__main__":
    main()
