"""How a newspaper is asked: by its robots.txt, at its pace, one request at a time, again after a pause, not while down.

Listings, feeds and articles all go through here. What is known of a host is shared by all newspapers of a run: two
that are served by one host, or whose pages lie in one archive, do not ask it at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from weakref import WeakValueDictionary

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, retry_if_result, wait_exponential_jitter

from parsers.pages.credentials import without_credentials
from parsers.pages.responses import may_pass, retry_after_s
from schemas.vocabulary import Outcome, Reason
from tasks import stopping
from tasks.client import DEFAULT_LIMITS, Limits, Response, TooLarge, get
from tasks.guard import BlockedAddress
from tasks.robots import LIMITS as ROBOTS_LIMITS
from tasks.robots import Robots, RobotsCache, site_of

ATTEMPTS = 3
LONGEST_WAIT = 120.0
"""Seconds; a host that asks for more is left alone until then."""
LONGEST_PACE = 300.0
"""Seconds; a host that asks for more between two requests is asked once a run."""
LONGEST_REST = timedelta(days=1).total_seconds()
"""Seconds that a host is left alone at most, whatever it asks for."""
MOST_FAILURES = 5
"""Failed requests in a row after which a host is left alone."""
COOLDOWN = 600.0
"""Seconds that a failing host is left alone; then one request tries whether it is back."""

_BACKOFF = wait_exponential_jitter(initial=1, exp_base=2, max=60, jitter=1)
_TRANSIENT = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)
_LASTING = (Reason.BAD_URL, Reason.TOO_LARGE, Reason.ROBOTS)
"""What will be no different another night."""


class NotAnswered(Exception):  # noqa: N818  # it is how a URL ended, not what was done wrong
    """A URL was not asked for, or nobody answered; the message says why, for a person.

    Attributes:
        reason: For the ledger.
        attempts: Requests made for it; 0 where it was not asked for.
    """

    def __init__(self, reason: Reason, detail: str, attempts: int = 0) -> None:
        super().__init__(detail)
        self.reason = reason
        self.attempts = attempts

    @property
    def outcome(self) -> Outcome:
        """Whether the URL is worth asking for another night."""
        return Outcome.REJECTED if self.reason in _LASTING else Outcome.FAILED


@dataclass(slots=True, weakref_slot=True)
class Host:
    """What is known of a host.

    Attributes:
        lock: Held while it is asked.
        asked_at: When it was last asked, by the monotonic clock.
        failures: Requests in a row that failed.
        rests_until: Until when it is left alone, by the same clock.
        rests_for: Why.
    """

    lock: threading.RLock = field(default_factory=threading.RLock)
    asked_at: float | None = None
    failures: int = 0
    rests_until: float = 0.0
    rests_for: str = ""

    @property
    def rests(self) -> bool:
        """Whether it is to be left alone for now."""
        return time.monotonic() < self.rests_until

    def rest(self, seconds: float, why: str) -> None:
        """Leave it alone for a while."""
        self.rests_until = max(self.rests_until, time.monotonic() + min(seconds, LONGEST_REST))
        self.rests_for = why

    def count(self, *, failed: bool) -> None:
        """Count a request: after many failures in a row the host is left alone, and after that each one counts."""
        self.failures = self.failures + 1 if failed else 0
        if self.failures >= MOST_FAILURES:
            self.rest(COOLDOWN, f"{MOST_FAILURES} failures in a row")
            self.failures = MOST_FAILURES - 1


@dataclass(slots=True, weakref_slot=True)
class Hosts:
    """The hosts that a run asks."""

    _known: dict[str, Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, url: str) -> Host:
        """Give a URL's host; the same for http and https."""
        with self._lock:
            return self._known.setdefault(httpx.URL(url).host, Host())


_by_run: WeakValueDictionary[str, Hosts] = WeakValueDictionary()
_by_run_lock = threading.Lock()


def hosts_of(run_id: str) -> Hosts:
    """Give the hosts of a run, the same to all of its newspapers for as long as one of them is asked."""
    with _by_run_lock:
        return _by_run.setdefault(run_id, Hosts())


@dataclass(slots=True)
class Manners:
    """One newspaper's way of being asked.

    Attributes:
        client: As `make_client` makes it.
        pace_s: Least seconds between two requests to a host; robots.txt may ask for more.
        robots: The sites' rules.
        hosts: Shared with the run's other newspapers.
        limits: Of one request.
        sleep: Waits.
    """

    client: httpx.Client
    pace_s: float
    robots: RobotsCache = field(default_factory=RobotsCache)
    hosts: Hosts = field(default_factory=Hosts)
    limits: Limits = DEFAULT_LIMITS
    sleep: Callable[[float], None] = stopping.pause

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> tuple[Response, int]:
        """Ask for a URL, again after a pause where the trouble may pass.

        Returns:
            The last response, whatever its status, and the number of requests made.

        Raises:
            NotAnswered: It may not be asked for now, or there is no response.
            Stopped: The process was asked to stop.
        """
        stopping.check()
        try:
            host = self.hosts.of(url)
            with host.lock:
                pace = max(self.pace_s, self._admitted(url).delay_s)
                return self._insist(host, pace, lambda: self._get(url, headers))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _not_answered(error, attempts=0) from error

    def _admitted(self, url: str) -> Robots:
        """Give the rules of a URL's site, where they and the host's state let it be asked for."""
        site, host = site_of(url), self.hosts.of(url)
        if host.rests:
            raise NotAnswered(Reason.HOST_DOWN, f"{site} is left alone for now: {host.rests_for}")
        robots = self.robots.rules(url, self._ask_robots)
        if not robots.reachable:
            raise NotAnswered(Reason.ROBOTS_UNREACHABLE, f"{site}/robots.txt cannot be read")
        if not robots.may_fetch(url):
            raise NotAnswered(Reason.ROBOTS, f"{site}/robots.txt forbids it")
        return robots

    def _ask_robots(self, url: str) -> Response | None:
        try:
            return self._insist(self.hosts.of(url), 0.0, lambda: get(self.client, url, limits=ROBOTS_LIMITS))[0]
        except NotAnswered as failed:
            if failed.reason is Reason.BLOCKED_ADDRESS:
                raise
            return None

    def _get(self, url: str, headers: Mapping[str, str] | None) -> Response:
        return get(self.client, url, headers, self.limits, may_follow=self._follow)

    def _follow(self, url: str) -> None:
        self._admitted(url)
        self.hosts.of(url).asked_at = time.monotonic()

    def _insist(self, host: Host, pace: float, once: Callable[[], Response]) -> tuple[Response, int]:
        """Ask until there is an answer that will not be another a little later, or until it is enough."""
        asking = Retrying(
            sleep=self.sleep,
            wait=_wait,
            stop=lambda state: host.rests or state.attempt_number >= ATTEMPTS,
            retry=retry_if_exception(_is_transient) | retry_if_result(_is_passing),
            retry_error_callback=_last,
        )
        try:
            response: Response = asking(self._attempt, host, pace, once)
        except NotAnswered as refused:  # a redirect that may not be followed
            refused.attempts = asking.statistics["attempt_number"]
            raise
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _not_answered(error, asking.statistics["attempt_number"]) from error
        return response, asking.statistics["attempt_number"]

    def _attempt(self, host: Host, pace: float, once: Callable[[], Response]) -> Response:
        if host.asked_at is not None and (early := pace - (time.monotonic() - host.asked_at)) > 0:
            self.sleep(early)
        if pace:  # robots.txt is asked for without, and starts none
            host.asked_at = time.monotonic()
        try:
            response = once()
        except httpx.HTTPError as error:
            host.count(failed=_is_transient(error))
            raise
        host.count(failed=_is_passing(response))
        stated = _stated_wait(response)
        if stated is not None and stated > LONGEST_WAIT:
            host.rest(stated, f"it asked for {stated:,.0f} s")
        elif pace > LONGEST_PACE:
            host.rest(pace, f"its robots.txt asks for {pace:,.0f} s between two requests")
        return response


def _is_passing(response: Response) -> bool:
    return may_pass(response.status)


def _is_transient(error: BaseException) -> bool:
    return isinstance(error, _TRANSIENT) and not isinstance(error, BlockedAddress)


def _stated_wait(response: Response) -> float | None:
    """Give the pause that the server asks for; on a success the header means something else."""
    return retry_after_s(response.headers.get("retry-after"), datetime.now(UTC)) if _is_passing(response) else None


def _wait(state: RetryCallState) -> float:
    """Wait as long as the server asks, else longer each time, and never exactly as long as others do."""
    outcome = state.outcome
    if outcome is not None and not outcome.failed:
        stated = _stated_wait(outcome.result())
        if stated is not None:
            return stated
    return _BACKOFF(state)


def _last(state: RetryCallState) -> Response:
    """Give the last answer, or raise the last error."""
    if state.outcome is None:
        raise RuntimeError("an attempt without an outcome")
    response: Response = state.outcome.result()
    return response


_REASONS: tuple[tuple[type[Exception], Reason], ...] = (
    (BlockedAddress, Reason.BLOCKED_ADDRESS),
    (TooLarge, Reason.TOO_LARGE),
    (httpx.TimeoutException, Reason.TIMEOUT),
    (httpx.TooManyRedirects, Reason.TOO_MANY_REDIRECTS),
    (httpx.DecodingError, Reason.BAD_ENCODING),
    (httpx.NetworkError, Reason.CONNECTION),
    (httpx.ProtocolError, Reason.PROTOCOL),
    (httpx.InvalidURL, Reason.BAD_URL),
    (httpx.UnsupportedProtocol, Reason.BAD_URL),
)


def _not_answered(error: Exception, attempts: int) -> NotAnswered:
    reason = next((reason for kind, reason in _REASONS if isinstance(error, kind)), Reason.CONNECTION)
    return NotAnswered(reason, without_credentials(str(error)) or type(error).__name__, attempts)
