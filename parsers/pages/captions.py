"""What makers of pages call the line that tells what a picture shows."""

from __future__ import annotations

import re

_MEETING = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where words of a name meet in «imageCaption»."""
_CAPTION = re.compile(
    r"[\s_-](?:(?:fig|img|image|photo|picture)?captions?|caption-?text|l[eé]gende|legend|doc_(?:titre|descriptif|legende|credits)"
    r"|(?:img|image|pic)[_-]?(?:descr?|title|footer)"
    r"|(?:img|image|photo|pic|picture|media)[_-]{0,2}(?:cap|label|legend|credits?))(?:$|[\s_-])"
)
"""Begins with what sets a word off, so that the search leaps from one such character to the next."""


def calls_caption(name: str) -> bool:
    """Say whether an element's class or id says that it is a picture's caption.

    >>> calls_caption("image-field-caption"), calls_caption("imgDesc"), calls_caption("spip_doc_titre")
    (True, True, True)
    >>> calls_caption("photo_desc"), calls_caption("captioned"), calls_caption("image")
    (False, False, False)
    """
    called = f" {name}" if name.islower() else f" {_MEETING.sub('-', name).lower()}"
    return _CAPTION.search(called) is not None
