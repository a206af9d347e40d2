"""HTTP/2 over TLS on this machine, with an authority of our own: one connection serves, caps and deadlines hold."""

import asyncio
import socket
import threading
import time
from contextlib import contextmanager

import httpx
import pytest
import trustme
from hypercorn.asyncio import serve
from hypercorn.config import Config
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from tasks.client import DEFAULT_LIMITS, DeadlineExceeded, Limits, TooLarge, get, make_client


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """An authority that only this module trusts, and its file."""
    made = trustme.CA()
    file = tmp_path_factory.mktemp("authority") / "authority.pem"
    made.cert_pem.write_to_path(str(file))
    return made, str(file)


async def answer(request: Request):
    path = request.url.path
    if path == "/moved":
        return RedirectResponse("/page")
    if path == "/drips":
        return StreamingResponse(drip())
    if path == "/endless":
        return StreamingResponse(flood())
    if path == "/headers":
        return Response(headers={f"X-Filler-{number}": "x" * 1000 for number in range(200)})
    return PlainTextResponse(f"HTTP/{request.scope['http_version']} from {request.client.port}")


async def drip():
    while True:
        yield b"x"
        await asyncio.sleep(0.05)


async def flood():
    while True:
        yield b"x" * 65_536


@contextmanager
def serving(certificate, folder):
    """Serve over TLS, offering HTTP/2, for as long as the block lasts."""
    files = [folder / name for name in ("key.pem", "chain.pem")]
    certificate.private_key_pem.write_to_path(str(files[0]))
    for number, blob in enumerate(certificate.cert_chain_pems):
        blob.write_to_path(str(files[1]), append=number > 0)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    config = Config.from_mapping(
        bind=[f"127.0.0.1:{port}"], keyfile=str(files[0]), certfile=str(files[1]), graceful_timeout=0.2, errorlog=None
    )
    stopped = threading.Event()
    thread = threading.Thread(target=asyncio.run, args=(until(stopped, config),), daemon=True)
    thread.start()
    try:
        until_open(port)
        yield f"https://localhost:{port}"
    finally:
        stopped.set()
        thread.join(5)


async def until(stopped, config):
    """Serve until an event of another thread."""
    app = Starlette(routes=[Route("/{path:path}", answer)])
    await serve(app, config, shutdown_trigger=lambda: asyncio.to_thread(stopped.wait))


def until_open(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


@pytest.fixture(scope="module")
def origin(authority, tmp_path_factory):
    with serving(authority[0].issue_cert("localhost"), tmp_path_factory.mktemp("server")) as served:
        yield served


def client_of(authority):
    return make_client("c", allow_private=True, resolver=lambda _h, _p: ["127.0.0.1"], certificates=authority[1])


def test_speaks_http_2_over_one_connection(authority, origin):
    with client_of(authority) as client:
        answers = [get(client, f"{origin}/{path}").body.decode() for path in ("page", "moved", "page")]
    assert len(set(answers)) == 1
    assert answers[0].startswith("HTTP/2 from ")


def test_what_went_over_the_wire_is_known_as_over_http_1(authority, origin):
    with client_of(authority) as client:
        exchange = get(client, f"{origin}/moved").exchange
    assert exchange.url == f"{origin}/page"
    assert exchange.address == "127.0.0.1"
    assert ("content-type", "text/plain; charset=utf-8") in exchange.response_headers
    assert "user-agent" in {name.lower() for name, _ in exchange.request_headers}


@pytest.mark.parametrize(
    ("path", "limits", "error"),
    [
        ("drips", Limits(seconds=0.6), DeadlineExceeded),
        ("endless", Limits(body=1 << 20), TooLarge),
        ("headers", DEFAULT_LIMITS, httpx.ProtocolError),
    ],
)
def test_the_same_caps_hold_and_the_next_request_is_answered(path, limits, error, authority, origin):
    begun = time.monotonic()
    with client_of(authority) as client:
        with pytest.raises(error):
            get(client, f"{origin}/{path}", limits=limits)
        assert get(client, f"{origin}/page").status == 200
    assert time.monotonic() - begun < 4


def test_a_certificate_of_nobody_we_trust_is_refused(origin):
    with (
        make_client("c", allow_private=True, resolver=lambda _h, _p: ["127.0.0.1"]) as client,
        pytest.raises(httpx.ConnectError, match="certificate"),
    ):
        get(client, f"{origin}/page")


def test_a_certificate_of_another_name_is_refused(authority, tmp_path):
    certificate = authority[0].issue_cert("another.example")
    with (
        serving(certificate, tmp_path) as served,
        client_of(authority) as client,
        pytest.raises(httpx.ConnectError, match="certificate"),
    ):
        get(client, f"{served}/page")
