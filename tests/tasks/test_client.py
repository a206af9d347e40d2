"""The HTTP client against a hostile web, over real sockets on this machine."""

import gzip
import time
from contextlib import contextmanager

import httpx
import pytest

from sample.hostile import serve_sockets
from tasks.client import DEFAULT_LIMITS, DeadlineExceeded, Limits, TooLarge, get, make_client
from tasks.guard import BlockedAddress, is_public


@contextmanager
def answering(*parts, pause=0.0, hold=0.0):
    """Serve one raw answer to every connection, its parts `pause` seconds apart."""

    def answer(connection, stopped):
        connection.recv(65_536)
        for part in parts:
            connection.sendall(part)
            if stopped.wait(pause):
                return
        stopped.wait(hold)

    with serve_sockets(answer) as origin:
        yield f"{origin}/"


def head(*lines, status="200 OK"):
    return "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *lines, "", ""]).encode()


def fetch(url, allow_private=True, limits=DEFAULT_LIMITS):
    with make_client("https://example.org/contact", allow_private=allow_private) as client:
        return get(client, url, limits=limits)


def test_says_who_it_is_and_where_to_complain():
    with make_client("https://example.org/contact", allow_private=True) as client:
        assert client.headers["User-Agent"] == "Waqai/0.1 (+https://example.org/contact)"


def test_reads_a_body_to_its_end():
    with answering(head("Content-Type: text/html"), b"<p>a", b"b</p>", pause=0.02) as url:
        response = fetch(url)
    assert (response.status, response.body) == (200, b"<p>ab</p>")
    assert response.headers["content-type"] == "text/html"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  # it is the address that is refused
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::808:808", True),
        ("::7f00:1", False),
        ("fec0::1", False),
    ],
)
def test_knows_public_addresses_from_all_others(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "2130706433", "127.1", "[::ffff:127.0.0.1]", "0x7f000001"],
)
def test_refuses_this_machine_however_it_is_spelled(host):
    with answering(head(), b"secret") as url, pytest.raises(BlockedAddress):
        fetch(url.replace("127.0.0.1", host), allow_private=False)


def test_refuses_a_body_that_is_too_large():
    with answering(head(), *[b"x" * 50_000] * 5) as url, pytest.raises(TooLarge, match="100,000 bytes"):
        fetch(url, limits=Limits(body=100_000))


def test_refuses_a_small_body_that_unpacks_to_a_large_one():
    bomb = gzip.compress(bytes(50_000_000))
    lines = ["Content-Encoding: gzip", f"Content-Length: {len(bomb)}"]
    with answering(head(*lines), bomb) as url, pytest.raises(TooLarge):
        fetch(url, limits=Limits(body=100_000))


def test_gives_up_a_server_that_drips_its_headers():
    begun = time.monotonic()
    drips = [b"HTTP/1.1 200 OK\r\nX-Slow: ", *[b"x"] * 200, b"\r\n\r\n"]
    with answering(*drips, pause=0.05) as url, pytest.raises(DeadlineExceeded):
        fetch(url, limits=Limits(seconds=0.5))
    assert time.monotonic() - begun < 3


def test_gives_up_a_server_that_says_nothing():
    begun = time.monotonic()
    with answering(hold=10) as url, pytest.raises(DeadlineExceeded):
        fetch(url, limits=Limits(seconds=0.5))
    assert time.monotonic() - begun < 3


def test_gives_up_a_server_that_drips():
    begun = time.monotonic()
    with answering(head(), *[b"x" * 1000] * 200, pause=0.05) as url, pytest.raises(DeadlineExceeded):
        fetch(url, limits=Limits(seconds=0.5))
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ([head("Content-Length: 100"), b"short"], httpx.RemoteProtocolError),
        ([head("Transfer-Encoding: chunked"), b"zz\r\nrubbish"], httpx.RemoteProtocolError),
        ([b"this is not HTTP\r\n\r\n"], httpx.RemoteProtocolError),
        ([head("Content-Encoding: gzip"), b"not gzip at all"], httpx.DecodingError),
        ([b""], httpx.RemoteProtocolError),
        ([head("Content-Encoding: br"), b"never asked for"], httpx.DecodingError),
        ([head("Content-Encoding: gzip"), gzip.compress(b"whole")[:-9]], httpx.DecodingError),
    ],
)
def test_names_what_breaks_the_protocol(parts, error):
    with answering(*parts) as url, pytest.raises(error):
        fetch(url)


def test_follows_a_loop_of_redirects_only_so_far():
    with answering(head("Location: /again", status="302 Found")) as url, pytest.raises(httpx.TooManyRedirects):
        fetch(url)


def test_keeps_no_cookie():
    with answering(head("Set-Cookie: id=1"), b"x") as url, make_client("c", allow_private=True) as client:
        get(client, url)
        sent = client.build_request("GET", url)
    assert "cookie" not in {name.lower() for name in sent.headers}
