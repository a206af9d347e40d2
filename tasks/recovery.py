"""What a run that died had fetched or begun: its pages lie in the archive, and every URL still gets its outcome."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from schemas.ledger import LedgerEntry
from schemas.page import Discovered, Page
from schemas.vocabulary import Outcome, Reason, Stage
from tasks.archive import TruncatedArchive, archived_run
from tasks.lake import open_lake
from tasks.runs import DeadRun, Run

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is still to be done of a run that died.

    Attributes:
        pages: Archived responses that the ledger lacks.
        interrupted: URLs that were asked for but whose response never reached the archive.
    """

    run: Run
    pages: list[Page]
    interrupted: list[LedgerEntry]


def unfinished(dead: DeadRun) -> Unfinished:
    """Compare what a dead run began and archived with its ledger."""
    ledger = open_lake(dead.run.lake).read_ledger(columns=["url", "warc_file", "warc_offset"], run_ids=[dead.run.id])
    entered = ledger.to_pylist()
    places = {(row["warc_file"], row["warc_offset"]) for row in entered}
    archived = list(_whole_pages(dead.run))
    pages = [page for page in archived if (page.warc_file, page.warc_offset) not in places]
    known = {row["url"] for row in entered} | {page.url for page in archived}
    lost = {discovered.url: (source, discovered) for source, discovered in dead.begun if discovered.url not in known}
    interrupted = [_interrupted(dead.run, source, discovered) for source, discovered in lost.values()]
    logger.info("run %s died: %d pages to parse, %d interrupted", dead.run.id, len(pages), len(interrupted))
    return Unfinished(dead.run, pages, interrupted)


def _whole_pages(run: Run) -> Iterator[Page]:
    try:
        for page in archived_run(run.lake, run.id):
            yield replace(page, body=b"")
    except TruncatedArchive as error:  # the record that was being written when the run died
        logger.info("%s", error)


def _interrupted(run: Run, source: str, discovered: Discovered) -> LedgerEntry:
    return LedgerEntry(
        run_id=run.id,
        flow=run.flow,
        source=source,
        url=discovered.url,
        discovered_by=discovered.discovered_by,
        stage=Stage.FETCH,
        outcome=Outcome.FAILED,
        reason=Reason.INTERRUPTED,
        detail="the run died while it was asked for",
        at=datetime.now(UTC),
    )
