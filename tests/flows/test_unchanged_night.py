"""What a second night on an unchanged newspaper costs its server, through the whole nightly flow."""

from flows.nightly import nightly
from sample.server import serve
from sample.site import make_app
from tasks.lake import open_lake


class Counting:
    """The sample newspaper, which keeps what it was asked and how it answered."""

    def __init__(self):
        self.app = make_app()
        self.asked = []

    async def __call__(self, scope, receive, send):
        async def sending(message):
            if message["type"] == "http.response.start":
                self.asked.append((scope["path"], message["status"]))
            await send(message)

        await self.app(scope, receive, sending)


def test_an_unchanged_night_asks_for_little_and_accounts_for_every_url(prefect_server, tmp_path, monkeypatch):
    site, lake = Counting(), tmp_path / "lake"
    with serve(site) as origin:
        monkeypatch.setenv("WAQAI_SAMPLE_ORIGIN", origin)
        nightly(newspapers=["sample"], lake=lake)
        first = list(site.asked)
        site.asked.clear()
        nightly(newspapers=["sample"], lake=lake)
    failed = {path for path, status in first if status >= 500}
    assert len(first) > 25
    assert ("/robots.txt", 200) in first
    assert [one for one in site.asked if one[0] not in failed] == [("/feed", 304), ("/news-sitemap.xml", 304)]
    ledger = open_lake(lake).read_ledger(columns=["run_id", "url"]).to_pylist()
    runs = sorted({row["run_id"] for row in ledger})
    urls = [{row["url"] for row in ledger if row["run_id"] == run} for run in runs]
    assert prefect_server is None
    assert len(runs) == 2
    assert urls[0] == urls[1]
