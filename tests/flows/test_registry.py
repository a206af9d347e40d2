"""`waqai sources --discover` and `--check` as an operator runs them."""

import pytest
from typer.testing import CliRunner

import flows.registry  # noqa: F401  # its libraries warn when they are first imported
from flows.cli import app
from sources import read_source


def waqai(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_discover_prints_a_file_and_nothing_else(sample_origin):
    done = waqai("sources", "--discover", f"{sample_origin}/")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("# Unverified: proposed by")
    assert len(read_source("proposed", done.stdout).discovery) >= 4


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/interne/x", "robots.txt forbids it"),
        ("/nowhere", "is no front page (http-404"),
        ("/robots.txt", "is no front page (text/plain"),
    ],
)
def test_what_cannot_be_looked_at_ends_in_one_line(sample_origin, path, message):
    done = waqai("sources", "--discover", sample_origin + path)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_private_address_is_not_looked_at():
    done = waqai("sources", "--discover", "http://127.0.0.1:1/")
    assert done.exit_code == 2
    assert "not a public address" in done.stderr


def test_check_counts_an_article_once_though_feed_and_sitemap_name_it(sample_origin):
    from sample.catalogue import listed

    done = waqai("sources", "sample", "--check")
    assert sample_origin
    assert f"{len(listed())} articles found" in done.stdout
