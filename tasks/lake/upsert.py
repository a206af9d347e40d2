"""Upsert articles with their facts: spill, plan under the lock, stage each touched partition, commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from schemas.ledger import LedgerEntry
from tasks.lake import faults, index
from tasks.lake.compose import PartitionChange, compose_articles, compose_facts, partition_changes
from tasks.lake.content import Version, versions
from tasks.lake.head import Head, read_head
from tasks.lake.incoming import Incoming
from tasks.lake.journal import Changes, commit, recover
from tasks.lake.layout import ARTICLES, FACTS, SOME_DAY, WRITER_LOCK, checked_run_id, partition_file
from tasks.lake.ledger import stage_ledger
from tasks.lake.lock import locked
from tasks.lake.partitions import read_rows
from tasks.lake.plan import Decision, decide
from tasks.lake.records import ArticleWithFacts, UpsertReport
from tasks.lake.staging import Area, staging_area
from tasks.lake.storage import Storage

Enter = Callable[[UpsertReport], tuple[date, Iterable[LedgerEntry]]]
"""Gives the run's day and the ledger's rows, once it is known what becomes of each article."""


def upsert(
    storage: Storage,
    articles: Iterable[ArticleWithFacts],
    run_id: str,
    enter: Enter | None = None,
    retract: Mapping[str, str] | None = None,
) -> UpsertReport:
    """Bring articles with their facts into the lake, all or none; with `enter` the ledger's rows go with them."""
    with staging_area(storage, checked_run_id(run_id)) as area:
        incoming = Incoming(storage, area.folder)
        incoming.spill(articles)
        with locked(storage.path(WRITER_LOCK)):
            faults.reach("lock-taken")
            recover(storage)
            return _write(storage, area, incoming, run_id, enter, retract or {})


def _write(
    storage: Storage, area: Area, incoming: Incoming, run_id: str, enter: Enter | None, retract: Mapping[str, str]
) -> UpsertReport:
    decisions = _decisions(storage, incoming, retract)
    touched = partition_changes(decisions)
    faults.reach("write-planned")
    report = UpsertReport(
        run_id=run_id,
        changes={article_id: decision.to_change() for article_id, decision in decisions.items()},
        partitions=tuple(change.day for change in touched),
        commit=area.name if touched else None,
    )
    changes = Changes(places=_places(decisions))
    for change in (*_beside_no_date(storage, touched), *touched):
        changes.replace |= _stage(storage, area, change, incoming, run_id)
        faults.reach("partition-staged")
    if enter is not None:
        changes.replace |= stage_ledger(storage, area, run_id, *enter(report))
    if changes.replace:
        commit(storage, area, changes)
    return report


def _beside_no_date(storage: Storage, touched: Sequence[PartitionChange]) -> list[PartitionChange]:
    """Give the null partition an empty neighbour where it would be the only one."""
    days = [change.day for change in touched]
    if days != [None] or storage.has_dated_partition(ARTICLES):
        return []
    return [PartitionChange(SOME_DAY, frozenset(), {}, {})]


def _decisions(storage: Storage, incoming: Incoming, retract: Mapping[str, str]) -> dict[str, Decision]:
    head = read_head(storage) or Head()
    places = index.look_up(storage, incoming.versions.keys() | retract.keys(), head.commit)
    stored = _stored_versions(storage, places)
    retracted = {article_id for article_id, sha256 in retract.items() if _rests_on(stored.get(article_id), sha256)}
    return {
        article_id: decide(
            stored.get(article_id), incoming.versions.get(article_id, ()), retracted=article_id in retracted
        )
        for article_id in (*incoming.versions, *sorted(retracted - incoming.versions.keys()))
    }


def _rests_on(stored: Version | None, sha256: str) -> bool:
    """Say whether a stored version came from this response; another run may have replaced it meanwhile."""
    return stored is not None and stored.sha256 == sha256


def _stored_versions(storage: Storage, places: Mapping[str, date | None]) -> dict[str, Version]:
    """Read the stored versions of articles, each partition once."""
    by_day: dict[date | None, list[str]] = defaultdict(list)
    for article_id, day in places.items():
        by_day[day].append(article_id)
    stored: dict[str, Version] = {}
    for day, ids in by_day.items():
        wanted = pa.array(ids, pa.string())
        articles, facts = (_only(read_rows(storage, table, day), wanted) for table in (ARTICLES, FACTS))
        found = versions(articles, facts, [day] * len(articles))
        stored |= dict(zip(articles["article_id"].to_pylist(), found, strict=True))
    return stored


def _only(rows: pa.Table, ids: pa.Array) -> pa.Table:
    return rows.filter(pc.is_in(rows["article_id"], ids))


def _stage(storage: Storage, area: Area, change: PartitionChange, incoming: Incoming, run_id: str) -> dict[str, str]:
    """Stage a partition's two files.

    Facts take their place first, so that whoever reads an article finds its facts; where articles only leave, last.
    """
    name = change.day.isoformat() if change.day else "none"
    staged = {table: f"{area.folder}/{table}-{name}.parquet" for table in (FACTS, ARTICLES)}
    storage.write(staged[ARTICLES], compose_articles(storage, change, incoming, run_id), ARTICLES)
    storage.write(staged[FACTS], compose_facts(storage, change, incoming, run_id), FACTS)
    order = (ARTICLES, FACTS) if change.only_loses else (FACTS, ARTICLES)
    return {partition_file(table, change.day): staged[table] for table in order}


def _places(decisions: Mapping[str, Decision]) -> dict[str, str | None]:
    """List where articles lie from now on, those aside that the index has there already; None for those gone."""
    places: dict[str, str | None] = {
        article_id: one.winner.day.isoformat() if one.winner.day else ""
        for article_id, one in decisions.items()
        if one.winner is not None and (one.stored is None or one.stored.day != one.winner.day)
    }
    return places | {article_id: None for article_id, one in decisions.items() if one.gone}
