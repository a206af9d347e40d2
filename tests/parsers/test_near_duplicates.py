"""Agency copies share a cluster, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from parsers.pages.near_duplicates import Known, Newcomer, assign_clusters

WORDS = [f"كلمة{number}" for number in range(400)]
AGENCY = " ".join(WORDS[:200])
COPY = " ".join(["الرباط", "ومع", *WORDS[6:120], "وأضاف", *WORDS[121:200]])
OTHER = " ".join(WORDS[150:350])


def test_a_copy_shares_the_cluster_of_the_first():
    newcomers = [Newcomer("a", AGENCY), Newcomer("b", COPY), Newcomer("c", OTHER)]
    assert assign_clusters(newcomers, []) == {"a": "a", "b": "a", "c": "c"}


def test_a_newcomer_joins_a_cluster_that_is_there():
    assert assign_clusters([Newcomer("b", COPY)], [Known("a", "first", AGENCY)]) == {"b": "first"}


def test_an_article_keeps_the_cluster_that_it_has():
    known = [Known("a", "a", AGENCY), Known("b", "b", COPY)]
    assert assign_clusters([Newcomer("b", COPY)], known) == {"b": "b"}


def test_copies_of_copies_share_the_first_ones_cluster():
    chain = [Newcomer(str(step), " ".join(WORDS[step * 10 : 200 + step * 10])) for step in range(4)]
    assert set(assign_clusters(chain, []).values()) == {"0"}


def test_short_texts_are_no_copies():
    assert assign_clusters([Newcomer("a", "طقس اليوم مشمس"), Newcomer("b", "طقس اليوم مشمس")], []) == {
        "a": "a",
        "b": "b",
    }


@given(st.lists(st.text(max_size=300), max_size=6))
def test_every_text_gets_a_cluster(texts):
    newcomers = [Newcomer(str(place), text) for place, text in enumerate(texts)]
    clusters = assign_clusters(newcomers, [])
    assert clusters.keys() == {newcomer.article_id for newcomer in newcomers}
    assert set(clusters.values()) <= clusters.keys()
