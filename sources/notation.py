"""The small notations in a newspaper's file, each looked at when the file is read, not when a run first needs it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator

_BLANK = re.compile(r"\{([^{}]*)\}")
_ORIGIN = "{origin}"
_DOMAIN = re.compile(r"(?!www\.)(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


def _selector(text: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(text)
    except SelectorError as error:
        raise ValueError(f"{text!r} is no CSS selector ({error})") from error
    return text


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is no regular expression ({error})") from error
    return text


def _url(text: str) -> str:
    if blank := _BLANK.search(text.removeprefix(_ORIGIN)):
        raise ValueError(f"{text!r} has {blank[0]} in it, which only the url of a listing may have")
    return _address(text)


def _template(text: str) -> str:
    for blank in _BLANK.findall(text.removeprefix(_ORIGIN)):
        if blank != "page" and not _tells_days_apart(blank):
            raise ValueError(f"{{{blank}}} in {text!r} is neither {{page}} nor a date such as {{date:%Y/%m/%d}}")
    return _address(text)


def _tells_days_apart(blank: str) -> bool:
    """Say whether what stands in braces is a date's form with at least its year and month or its day in it."""
    name, _, form = blank.partition(":")
    return name == "date" and f"{date(2019, 4, 20):{form}}" != f"{date(2020, 5, 21):{form}}" if form else False


def _address(text: str) -> str:
    filled = _BLANK.sub("1", text.replace(_ORIGIN, "http://127.0.0.1"))
    try:
        parts = urlsplit(filled)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s{}]", filled)
    except ValueError:  # such as an unclosed bracket
        good = False
    if not good:
        raise ValueError(f"{text!r} is no http or https address")
    return text


def _prefix(text: str) -> str:
    host, _, rest = text.partition("/")
    if not _DOMAIN.fullmatch(host.removeprefix("*.").removeprefix("www.")) or re.search(r"\s", rest):
        raise ValueError(f"{text!r} is no URL prefix such as hespress.com/*, without https://")
    return text


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        raise ValueError(f"{text!r} is no host's name in small letters, without https:// and www.")
    return text


Selector = Annotated[str, AfterValidator(_selector)]
"""A CSS selector."""
Pattern = Annotated[str, AfterValidator(_pattern)]
"""A regular expression."""
Url = Annotated[str, AfterValidator(_url)]
"""An address; `{origin}` at its beginning is where the sample newspaper is served."""
Template = Annotated[str, AfterValidator(_template)]
"""An address with `{page}` or `{date:%Y/%m/%d}` in it."""
Prefix = Annotated[str, AfterValidator(_prefix)]
"""What the Wayback index is asked for: a host and the beginning of a path."""
Domain = Annotated[str, AfterValidator(_domain)]
"""A host's name in ASCII (IDNA where need be), without www."""
