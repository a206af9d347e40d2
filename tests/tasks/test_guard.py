"""Which addresses are connected to: public ones alone, however others are spelled, whoever leads there."""

import os
import socket
import threading

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route

from sample.server import serve
from schemas.page import Discovered
from sources import Feed, load
from tasks.archive import ArchiveWriter, archived_run
from tasks.client import get, make_client
from tasks.discover import Discovering
from tasks.fetch import Fetcher
from tasks.guard import BlockedAddress, is_public
from tasks.lake import open_lake
from tasks.manners import Manners
from tasks.runs import begin_run, end_run

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104  # it is the address that is refused
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "100::1",
        "2001:db8::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_special_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_others_are(address):
    assert is_public(address)


@pytest.fixture(scope="module")
def inside():
    """A server of this machine that must not be reached; `asked` says how often it was."""
    asked = []

    async def answer(request: Request):
        asked.append(request.url.path)
        return PlainTextResponse("secret")

    with serve(Starlette(routes=[Route("/{path:path}", answer)])) as origin:
        yield origin, asked


SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "0177.0x0.0.1",
    "0",
    "0.0.0.0",  # noqa: S104  # as above
    "localhost",
    "LOCALHOST",
    "localhost.",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    socket.gethostname(),
]


@pytest.mark.parametrize("host", SPELLINGS)
def test_this_machine_is_refused_however_it_is_spelled(host, inside):
    """Most are refused for what they resolve to; what the system or IDNA does not understand is not reached either."""
    origin, asked = inside
    before = len(asked)
    with make_client("c") as client, pytest.raises((httpx.ConnectError, httpx.InvalidURL)) as caught:
        get(client, origin.replace("127.0.0.1", host) + "/secret")
    assert isinstance(caught.value, (BlockedAddress, httpx.InvalidURL)) or "cannot be resolved" in str(caught.value)
    assert len(asked) == before


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "100.100.100.200",
        "2852039166",
        "0xa9fea9fe",
        "[::ffff:a9fe:a9fe]",
    ],
)
def test_clouds_metadata_are_refused(address):
    with make_client("c") as client, pytest.raises(BlockedAddress):
        get(client, f"http://{address}/latest/meta-data/")


@pytest.mark.parametrize("answers", [["127.0.0.1"], [PUBLIC, "127.0.0.1"], ["::1", PUBLIC], ["::ffff:10.0.0.1"]])
def test_a_name_that_leads_inside_by_any_of_its_addresses_is_refused(answers, inside):
    origin, asked = inside
    before = len(asked)
    url = origin.replace("127.0.0.1", "news.example")
    with make_client("c", resolver=lambda _host, _port: answers) as client, pytest.raises(BlockedAddress):
        get(client, f"{url}/secret")
    assert len(asked) == before


def test_a_name_is_resolved_once_and_the_address_that_was_looked_at_is_connected_to(inside):
    """Else a second answer could lead elsewhere than the one that was looked at (DNS rebinding)."""
    origin, _ = inside
    asked = []

    def resolver(host, _port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["203.0.113.9"]

    with make_client("c", allow_private=True, resolver=resolver) as client:
        response = get(client, origin.replace("127.0.0.1", "news.example") + "/x")
    assert (response.body, asked, response.exchange.address) == (b"secret", ["news.example"], "127.0.0.1")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "inside.example"])
def test_a_redirect_that_leads_inside_is_refused(host, inside):
    origin, asked = inside
    before = len(asked)
    target = origin.replace("127.0.0.1", host)

    async def lead(_request):
        return RedirectResponse(f"{target}/secret")

    addresses = {"outside.example": "127.0.0.1"}  # let through below, for it stands for a public one
    with serve(Starlette(routes=[Route("/", lead)])) as outside:

        def resolver(name, port):
            if name in addresses:
                return [addresses[name]]
            return ["10.0.0.1"] if name == "inside.example" else socket_addresses(name, port)

        with make_client("c", resolver=resolver) as client:
            trust(client, outside)
            with pytest.raises(BlockedAddress):
                get(client, outside.replace("127.0.0.1", "outside.example"))
    assert len(asked) == before


def socket_addresses(name, port):
    return [found[4][0] for found in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]


def trust(client, origin):
    """Let one port of this machine pass for a public address."""
    backend = client._transport._pool._network_backend
    guarded, port = backend._addresses, httpx.URL(origin).port

    def addresses(host, asked_port):
        return ["127.0.0.1"] if asked_port == port else guarded(host, asked_port)

    backend._addresses = addresses


def test_credentials_are_neither_sent_nor_stored_nor_told(tmp_path, caplog):
    heard = []

    async def answer(request: Request):
        heard.append(dict(request.headers))
        origin = str(request.base_url).rstrip("/").replace("//", "//anna:s3cr3t@")
        pages = {
            "/robots.txt": PlainTextResponse(""),
            "/feed": PlainTextResponse(
                f"<rss version='2.0'><channel><item><link>{origin}/a</link></item></channel></rss>"
            ),
            "/moved": RedirectResponse(f"{origin}/b"),
            "/gone": PlainTextResponse("", status_code=410),
            "/loop": RedirectResponse(f"{origin}/loop"),
        }
        return pages.get(request.url.path, PlainTextResponse("page"))

    with serve(Starlette(routes=[Route("/{path:path}", answer)])) as origin, caplog.at_level("INFO"):
        hidden = origin.replace("//", "//anna:s3cr3t@")
        feeds = (Feed(kind="feed", url=f"{hidden}/feed"), Feed(kind="feed", url=f"{hidden}/gone"))
        source = load("sample").model_copy(update={"discovery": feeds, "pace_s": 0.0})
        run = begin_run("nightly", tmp_path)
        with make_client("c", allow_private=True) as client, ArchiveWriter(tmp_path, run.id) as archive:
            manners = Manners(client, 0.0, sleep=lambda _: None)
            discovering = Discovering(source, client, manners=manners)
            found = list(discovering.articles())
            more = [Discovered(url=f"{hidden}/{name}", discovered_by="urls") for name in ("moved", "gone", "loop", "a")]
            more.append(Discovered(url="https://anna:s3cr3t@[bad", discovered_by="urls"))
            results = list(Fetcher(run, source, manners, archive, {}).fetch([*found, *more]))
        journal = next((tmp_path / ".runs").iterdir()).read_text()
        entries = [one for one in results if hasattr(one, "reason")]
        open_lake(tmp_path).append_ledger(entries, run.id, run.day)
        pages = list(archived_run(tmp_path, run.id))
        end_run(run)
    assert len(results) == 5  # `a` once
    assert len(pages) == 3
    told = [journal, caplog.text, repr(results), repr(pages), repr(discovering.problems), repr(heard)]
    told += [repr(open_lake(tmp_path).read_ledger().to_pylist())]
    for folder, _, names in os.walk(tmp_path):
        told += [(tmp_path / folder / name).read_bytes().decode("latin-1") for name in names]
    assert not any("s3cr3t" in text or "anna" in text for text in told)
    assert not any("authorization" in headers for headers in heard)


def test_a_resolver_that_hangs_is_the_only_thing_that_waits():
    """Looking up a name is the system's business; the guard itself adds no wait."""
    begun = threading.Event()

    def resolver(_host, _port):
        begun.set()
        raise socket.gaierror("no such name")

    with make_client("c", resolver=resolver) as client, pytest.raises(httpx.ConnectError, match="cannot be resolved"):
        get(client, "http://nowhere.example/")
    assert begun.is_set()
