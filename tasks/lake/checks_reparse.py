"""Idempotence and determinism, tried out: what the lake holds is written again, what the archive holds parsed again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import pyarrow as pa

from schemas.arrow import TABLES, from_table, to_table
from schemas.article import Article
from tasks.lake.content import Version, versions
from tasks.lake.findings import Findings
from tasks.lake.layout import ARTICLES, FACTS, published_date
from tasks.lake.partitions import Partition
from tasks.lake.plan import decide
from tasks.lake.records import ArticleWithFacts, ChangeKind

Reparse = Callable[[Sequence[Article]], Iterable[ArticleWithFacts | None]]
"""Parses the archived responses of articles again, in their order; None for one that gives no article any more."""


def check_idempotence(partition: Partition, findings: Findings) -> None:
    """Plan to write each article as it is stored: nothing may change."""
    ids = partition.articles["article_id"].to_pylist()
    days = [partition.day] * len(ids)
    stored = versions(partition.articles, partition.facts, days)
    again = versions(partition.articles, partition.facts, days, first_position=0)
    for article_id, one, other in zip(ids, stored, again, strict=True):
        findings.saw("articles written again")
        if decide(one, [other]).to_change().kind != ChangeKind.UNCHANGED:
            findings.wrong("article that writing it again would change", article_id)


def check_determinism(partition: Partition, lost: Collection[str], findings: Findings, reparse: Reparse) -> None:
    """Parse the partition's archived responses again: rows made by the same parsers come out the same.

    Args:
        partition: The day.
        lost: Articles whose response is not in the archive, which is held against provenance.
        findings: Where to note what differs.
        reparse: Parses responses.
    """
    stored = _versions(partition.articles, partition.facts)
    everything: list[Article] = from_table(partition.articles, Article)
    articles = [article for article in everything if article.article_id not in lost]
    for article, again in zip(articles, reparse(articles), strict=True):
        if again is not None and again.article.parser_version != article.parser_version:
            findings.saw("articles of other parsers, not compared")
        elif again is None:
            findings.wrong("article that its response no longer gives", f"{article.article_id} ({article.url})")
        else:
            findings.saw("articles parsed again")
            _compare(article, stored[article.article_id], again, findings)


def _compare(article: Article, stored: Version, again: ArticleWithFacts, findings: Findings) -> None:
    fresh = to_table([again.article], TABLES[ARTICLES]), to_table(again.facts, TABLES[FACTS])
    parsed = _versions(*fresh).get(article.article_id)
    if parsed is None:
        findings.wrong("article that comes out with another id", f"{article.article_id} ({article.url})")
    elif parsed.content != stored.content or parsed.sha256 != stored.sha256:
        findings.wrong("article that comes out differently", f"{article.article_id} ({_differing(article, again)})")


def _differing(article: Article, again: ArticleWithFacts) -> str:
    names = [name for name in Article.__dataclass_fields__ if getattr(article, name) != getattr(again.article, name)]
    return ", ".join(sorted(set(names) - {"run_id", "first_fetched_at", "fetched_at", "revision"})) or "facts"


def _versions(articles: pa.Table, facts: pa.Table) -> dict[str, Version]:
    rows = zip(articles["published_at"].to_pylist(), articles["published_offset_min"].to_pylist(), strict=True)
    found = versions(articles, facts, [published_date(at, offset) for at, offset in rows])
    return dict(zip(articles["article_id"].to_pylist(), found, strict=True))
