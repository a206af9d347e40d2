"""Amounts whose comma groups thousands, though the source's country writes decimals with it: «7,400 دولار»."""

from __future__ import annotations

import re

from babel.numbers import get_currency_precision

from parsers.rules.drafts import MEASURE, MONEY, Draft
from parsers.words.reading import Reading

_HUNDREDTHS = 2
"""Digits behind the point that most currencies have; some dinars have thousandths."""
_THOUSAND = 1000
_OF_MEASURES = re.compile(r"[1-9]\d{0,2}[,،]\d\d0")
"""Nobody ends three decimals in a zero."""
_OF_MONEY = re.compile(rf"{_OF_MEASURES.pattern}|[1-9]\d{{1,2}}[,،]\d{{3}}")


def group_thousands(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Give amounts their thousands where no decimals are likely: of hundredths nobody tells a thousandth."""
    if reading.rules.text("phrase", "order") != "definite_chain":
        return drafts
    return [draft._replace(value=draft.value * _THOUSAND) if _is_grouped(reading, draft) else draft for draft in drafts]


def _is_grouped(reading: Reading, draft: Draft) -> bool:
    if draft.kind not in (MONEY, MEASURE) or draft.value_max is not None or draft.value == int(draft.value):
        return False
    number = draft.mention.text(reading)
    if draft.kind == MEASURE:
        return _OF_MEASURES.fullmatch(number) is not None
    thousandths = draft.unit is None or get_currency_precision(draft.unit) > _HUNDREDTHS
    return not thousandths and _OF_MONEY.fullmatch(number) is not None
