"""User names and passwords in addresses (RFC 3986, section 3.2.1), which are nobody's business and never kept."""

from __future__ import annotations

import re

_USERINFO = re.compile(r"\b([a-zA-Z][a-zA-Z0-9+.-]*://)[^\s/?#]*@")


def without_credentials(text: str) -> str:
    """Take the user name and password out of an address, or out of each address in a message.

    >>> without_credentials("https://anna:secret@example.org/a?b=c@d")
    'https://example.org/a?b=c@d'
    >>> without_credentials("https://example.org/@anna")
    'https://example.org/@anna'
    """
    return _USERINFO.sub(r"\1", text)
