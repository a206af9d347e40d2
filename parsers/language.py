"""The language that a text is in: detected, and only where that fails, declared."""

from __future__ import annotations

import os
import re
from functools import cache

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start a thread for each core, for nothing

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 200
"""Characters that are looked at: of 1,108 real pages' texts two are named otherwise than by 2,000 characters, three
by 300."""
_SHORTEST = 40
_SURE = 0.75
_ARABIC = re.compile(r"[\u0620-\u064a]")
_NOT_ARABIC_LANGUAGE = re.compile(r"[پچژگکیےہںٹڈڑێۆەۇۋۈېىٻۍړښټډځڅ]")
"""Letters of Persian, Urdu, Kurdish, Uyghur and Pashto that Arabic does not have (alif maqsura aside)."""
_RARE = 0.02
_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ps", "ug", "ku", "sd", "azb", "ckb"})


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str, declared: str = "", expected: tuple[str, ...] = ()) -> str | None:
    """Name a text's language as ISO 639-1; None where neither the text nor the page says.

    Args:
        text: The body, or the title where there is no more.
        declared: What the page declares, such as ar-MA.
        expected: The languages that the newspaper writes in, where known; they settle close calls.

    >>> detect_language("أعلنت الوزارة اليوم أن الأشغال ستنطلق في الأسبوع المقبل بعدد من الجهات", "fr")
    'ar'
    """
    stated = declared.strip().lower().replace("_", "-").split("-")[0]
    sample = text[:_SAMPLE]
    if len(sample) < _SHORTEST:
        return stated or None
    arabic = len(_ARABIC.findall(sample))
    if arabic > len(sample) * 0.4 and len(_NOT_ARABIC_LANGUAGE.findall(sample.replace("ى", ""))) < _RARE * arabic:
        return "ar"
    language, confidence = _identifier().classify(sample)
    if confidence < _SURE and (stated in expected or (not expected and len(stated) == 2)):
        return stated
    return str(language)
