"""The closed vocabularies that columns hold."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where on its way a URL ended."""

    DISCOVER = "discover"
    FETCH = "fetch"
    CLEAN = "clean"
    PARSE = "parse"
    WRITE = "write"


class Outcome(StrEnum):
    """How a URL ended."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a URL ended as it did. Rejected is final for that response; failed may be tried again."""

    NEW = "new"
    REVISED = "revised"
    UPDATED = "updated"
    SAME_CONTENT = "same-content"
    SAME_ARTICLE = "same-article"
    NOT_MODIFIED = "not-modified"
    SAME_BODY = "same-body"
    SEEN = "seen"
    SAME_URL = "same-url"
    OUT_OF_RANGE = "out-of-range"
    OVER_LIMIT = "over-limit"
    ROBOTS = "robots"
    ROBOTS_UNREACHABLE = "robots-unreachable"
    BAD_URL = "bad-url"
    BLOCKED_ADDRESS = "blocked-address"
    HTTP_403 = "http-403"
    HTTP_404 = "http-404"
    HTTP_410 = "http-410"
    HTTP_429 = "http-429"
    HTTP_4XX = "http-4xx"
    HTTP_5XX = "http-5xx"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    PROTOCOL = "protocol"
    REDIRECTED = "redirected"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    HOST_DOWN = "host-down"
    TOO_LARGE = "too-large"
    BAD_ENCODING = "bad-encoding"
    NOT_HTML = "not-html"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    MOJIBAKE = "mojibake"
    NO_TEXT = "no-text"
    NO_TITLE = "no-title"
    NOT_AN_ARTICLE = "not-an-article"
    SOFT_404 = "soft-404"
    CHALLENGE = "challenge"
    PARSE_TIMEOUT = "parse-timeout"
    PARSE_CRASHED = "parse-crashed"
    WRITE_FAILED = "write-failed"
    INTERRUPTED = "interrupted"


class Kind(StrEnum):
    """What a key fact states."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    FRACTION = "fraction"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    ORDINAL = "ordinal"
    SCORE = "score"


class Comparator(StrEnum):
    """How the text bounds a value."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    RANGE = "range"
    VAGUE = "vague"


class Precision(StrEnum):
    """How exactly a moment was stated."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


class Origin(StrEnum):
    """Where the evidence of a date was found."""

    JSON_LD = "json-ld"
    META = "meta"
    TIME_ELEMENT = "time-element"
    BYLINE = "byline"
    FEED = "feed"
    SITEMAP = "sitemap"
    URL = "url"


class AuthorKind(StrEnum):
    """Who signs: a person, a newspaper's desk, or a news agency."""

    PERSON = "person"
    DESK = "desk"
    AGENCY = "agency"


def values(vocabulary: type[StrEnum]) -> tuple[str, ...]:
    """List a vocabulary's words.

    >>> values(Precision)
    ('second', 'minute', 'day')
    """
    return tuple(member.value for member in vocabulary)
