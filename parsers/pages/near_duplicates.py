"""Near-duplicates: agency copies and reposts, known by the share of four-word runs that two texts have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

NEAR = 0.6
"""Least share of common runs. A copy under another headline with a changed lead has some .8, two reports of one event
less than .2."""
FEWEST_RUNS = 20
"""Shorter texts are alike by chance: a weather line, a caption."""

_RUN = 4
_PERMUTATIONS = 128
_BANDS = 32
"""With four rows a band, a pair at .6 is looked at with a chance of 99 %, one at .2 of 5 %."""
_SEED = 1
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """A text that has its cluster already."""

    article_id: str
    cluster_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A text whose cluster is asked for."""

    article_id: str
    text: str


def assign_clusters(newcomers: Sequence[Newcomer], known: Iterable[Known]) -> dict[str, str]:
    """Give each newcomer its cluster: the one it had, that of its nearest near-duplicate, or its own id.

    Args:
        newcomers: In the order in which they claim to be first.
        known: What they are compared with; a newcomer may be among them.

    Returns:
        Cluster by article id.
    """
    index = _Index()
    clusters: dict[str, str] = {}
    for one in known:
        index.add(one.cluster_id, one.text)
        clusters[one.article_id] = one.cluster_id
    for newcomer in newcomers:
        if newcomer.article_id not in clusters:
            nearest = index.nearest(newcomer.text)
            clusters[newcomer.article_id] = nearest or newcomer.article_id
            index.add(clusters[newcomer.article_id], newcomer.text)
    return {newcomer.article_id: clusters[newcomer.article_id] for newcomer in newcomers}


class _Index:
    """Signatures by band, so that a text is compared with its likely neighbours only."""

    def __init__(self) -> None:
        self._neighbours = RMinHashLSH(threshold=NEAR, num_perm=_PERMUTATIONS, num_bands=_BANDS)
        self._signatures: list[RMinHash] = []
        self._clusters: list[str] = []

    def add(self, cluster_id: str, text: str) -> None:
        signature = _signature(text)
        if signature is not None:
            self._neighbours.insert(len(self._signatures), signature)
            self._signatures.append(signature)
            self._clusters.append(cluster_id)

    def nearest(self, text: str) -> str | None:
        signature = _signature(text)
        if signature is None:
            return None
        likely = [(self._signatures[key].jaccard(signature), -key) for key in self._neighbours.query(signature)]
        similarity, place = max(likely, default=(0.0, 0))
        return self._clusters[-place] if similarity >= NEAR else None


def _signature(text: str) -> RMinHash | None:
    words = _WORD.findall(text.lower())
    runs = [" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]
    if len(runs) < FEWEST_RUNS:
        return None
    signature = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    signature.update(runs)
    return signature
