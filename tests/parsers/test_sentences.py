"""Where sentences end, and where they do not."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.words.sentences import sentence_spans

CASES = [
    ("ar", "وصل الوفد. غادر الوفد.", ["وصل الوفد.", "غادر الوفد."]),
    ("ar", "قال د. سعيد إن 3.5 في المئة غابوا.", ["قال د. سعيد إن 3.5 في المئة غابوا."]),
    ("ar", "من حضر؟ لا أحد! انتهى…", ["من حضر؟", "لا أحد!", "انتهى…"]),
    ("ar", "سأل «من حضر؟» ثم صمت.", ["سأل «من حضر؟» ثم صمت."]),
    ("ar", "عنوان بلا نقطة\nوخبر تحته", ["عنوان بلا نقطة", "وخبر تحته"]),
    ("ar", "1. مصر\n2. المغرب", ["1. مصر", "2. المغرب"]),
    ("fr", "M. Alami est arrivé. Il repart.", ["M. Alami est arrivé.", "Il repart."]),
    ("fr", "« Pourquoi ? » demande-t-il. Rien.", ["« Pourquoi ? » demande-t-il.", "Rien."]),
    ("en", "Dr. J. Smith paid $3.2 bn. He left.", ["Dr. J. Smith paid $3.2 bn.", "He left."]),
    ("en", 'He said "go." Then he left.', ['He said "go."', "Then he left."]),
    ("en", "", []),
]


@pytest.mark.parametrize(("language", "text", "sentences"), CASES)
def test_cuts_a_text_into_its_sentences(language, text, sentences):
    assert [text[start:end] for start, end in sentence_spans(text, language)] == sentences


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from('.!?؟…"» \nA1'))), st.sampled_from(["ar", "fr", "en"])
)
def test_sentences_cover_all_but_spaces_in_order(text, language):
    spans = sentence_spans(text, language)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(char.isspace() for place, char in enumerate(text) if place not in covered)
    assert all("\n" not in text[start:end] for start, end in spans)


@pytest.mark.parametrize("unit", [".", ". ", '."', "1. ", "a. ", "!»", "\n", "د. "])
def test_takes_linear_time_for_hostile_text(unit):
    def seconds(size):
        text = unit * (size // len(unit))
        start = time.process_time()
        sentence_spans(text, "ar")
        return time.process_time() - start

    small = min(seconds(4_000) for _ in range(3))
    assert min(seconds(64_000) for _ in range(3)) < 16 * small * 4 + 0.05
