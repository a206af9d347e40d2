"""robots.txt by RFC 9309: absent means everything may be fetched, unreachable means nothing may for now.

What a site answers is good for a day, and lies in the lake, so that the next run does not ask for it again.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import httpx
from protego import Protego

from parsers.pages.credentials import without_credentials
from tasks.client import Limits, Response
from tasks.replacing import replace_whole

AGENT = "Waqai"
FRESH = timedelta(hours=24)
"""RFC 9309, section 2.4: a copy should not be used for longer."""
UNREACHABLE_S = 600.0
"""Seconds after which a site whose robots.txt could not be read is asked for it again."""
LIMITS = Limits(body=512 * 1024, seconds=30, cut=True)
"""RFC 9309, section 2.5, asks for 500 KiB at least; the rest is not read."""
_FOLDER = ".index/robots"
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)

Ask = Callable[[str], Response | None]
"""How robots.txt itself is asked for, within `LIMITS`; None where there is no answer."""


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's rules.

    Attributes:
        rules: None where robots.txt is unreachable.
    """

    rules: Protego | None

    @property
    def reachable(self) -> bool:
        """Whether it is known what may be fetched."""
        return self.rules is not None

    def may_fetch(self, url: str) -> bool:
        """Say whether a URL may be fetched."""
        return self.rules is not None and self.rules.can_fetch(url, AGENT)

    @property
    def delay_s(self) -> float:
        """The least seconds between two requests that the site asks for."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(AGENT)
        stated = (self.rules.crawl_delay(AGENT), rate.seconds / rate.requests if rate and rate.requests else None)
        return max((delay for delay in stated if delay is not None and delay > 0), default=0.0)  # NaN is not


@dataclass(slots=True)
class RobotsCache:
    """The rules of the sites that a run asks, each read once a day; the folder may be removed at any time.

    Attributes:
        lake: Where copies are kept for the next runs; None to keep them for this run alone.
    """

    lake: Path | None = None
    _known: dict[str, tuple[Robots, float]] = field(default_factory=dict)

    def rules(self, url: str, ask: Ask) -> Robots:
        """Give the rules of a URL's site, asking for them where no fresh copy is at hand.

        Raises:
            httpx.InvalidURL: It is none.
        """
        site = site_of(url)
        robots, until = self._known.get(site, (None, 0.0))
        if robots is None or time.monotonic() >= until:
            robots, seconds = self._kept(site) or self._asked(site, ask)
            self._known[site] = robots, time.monotonic() + seconds
        return robots

    def _kept(self, site: str) -> tuple[Robots, float] | None:
        file = self._file(site)
        if file is None:
            return None
        try:
            copy = json.loads(file.read_text(encoding="utf-8"))
            age = datetime.now(UTC) - datetime.fromisoformat(copy["fetched_at"])
            if copy["site"] != site or not timedelta(0) <= age < FRESH:
                return None
            return _robots(copy["status"], copy["body"]), (FRESH - age).total_seconds()
        except (OSError, ValueError, LookupError, TypeError):  # a copy that cannot be read is as good as none
            return None

    def _asked(self, site: str, ask: Ask) -> tuple[Robots, float]:
        response = ask(f"{site}/robots.txt")
        if response is None:
            return Robots(None), UNREACHABLE_S
        robots = _robots(response.status, _text(response.body))
        if not robots.reachable:
            return robots, UNREACHABLE_S
        self._keep(site, response)
        return robots, FRESH.total_seconds()

    def _keep(self, site: str, response: Response) -> None:
        file = self._file(site)
        if file is None:
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        copy = {"site": site, "fetched_at": now, "status": response.status, "body": _text(response.body)}
        replace_whole(file, json.dumps(copy, ensure_ascii=False).encode())

    def _file(self, site: str) -> Path | None:
        if self.lake is None:
            return None
        name = _UNSAFE.sub("_", site.partition("://")[2])[:100]
        return self.lake / _FOLDER / f"{name}-{sha256(site.encode()).hexdigest()[:8]}.json"


def site_of(url: str) -> str:
    """Give what one robots.txt is for: scheme, host and port (RFC 9309, section 2.3).

    >>> site_of("https://anna@Example.org/a")
    'https://example.org'

    Raises:
        httpx.InvalidURL: It is no address of a page.
    """
    parsed = httpx.URL(url)
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise httpx.InvalidURL(f"{without_credentials(url)} is no http or https address")
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"


def _robots(status: int, text: str) -> Robots:
    """Judge an answer: what is missing forbids nothing, a server's trouble forbids all (RFC 9309, section 2.3.1)."""
    if status >= 500 or status == 429:
        return Robots(None)
    return Robots(Protego.parse(text if status < 300 else ""))


def _text(body: bytes) -> str:
    """Decode what was read; a line that the cap cut in two is no rule: its half might forbid the whole site."""
    if len(body) >= LIMITS.body:
        body = body[: body.rfind(b"\n") + 1]
    return body.decode("utf-8-sig", "replace")
