"""Clusters of near-duplicates among the articles of a write and those that the lake has of the days around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from parsers.pages.near_duplicates import Known, Newcomer, assign_clusters
from schemas.article import Article
from tasks.lake import Lake, published_date

WINDOW = timedelta(days=3)
"""Agencies' texts are copied within days; a night never looks at the whole lake."""

_LATEST = datetime.max.replace(tzinfo=UTC)


def find_clusters(lake: Lake, articles: Iterable[Article]) -> dict[str, str]:
    """Give each article its cluster, the first published of near-duplicates lending its id.

    Args:
        lake: Read on the articles' days and those around; articles without a date are compared with each other only.
        articles: Those about to be written.

    Returns:
        Cluster by article id.
    """
    days: set[date] = set()
    newcomers: list[tuple[datetime, Newcomer]] = []
    for article in articles:
        day = published_date(article.published_at, article.published_offset_min)
        days |= set(_around(day))
        newcomers.append((article.published_at or _LATEST, Newcomer(article.article_id, article.text)))
    newcomers.sort(key=lambda one: (one[0], one[1].article_id))
    return assign_clusters([newcomer for _, newcomer in newcomers], _known(lake, days))


def _around(day: date | None) -> Iterator[date]:
    if day is not None:
        yield from (day + timedelta(days=distance) for distance in range(-WINDOW.days, WINDOW.days + 1))


def _known(lake: Lake, days: set[date]) -> Iterator[Known]:
    rows = lake.articles(columns=["article_id", "cluster_id", "text", "published_at"], days=sorted(days))
    for row in rows.sort_by([("published_at", "ascending"), ("article_id", "ascending")]).to_pylist():
        yield Known(row["article_id"], row["cluster_id"] or row["article_id"], row["text"])
