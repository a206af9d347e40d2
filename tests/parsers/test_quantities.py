"""Amounts with a unit, and durations told in several units."""

import pytest

from parsers.quantities import KINDS, find_quantities


@pytest.mark.parametrize(
    ("text", "language", "kind", "value", "unit"),
    [
        ("خمسون درهما", "ar", "money", 50, "MAD"),
        ("مليوني دولار", "ar", "money", 2e6, "USD"),
        ("٥٠٪", "ar", "percent", 50, "%"),
        ("مائة كيلومتر", "ar", "measure", 100, "km"),
        ("ربع ساعة", "ar", "duration", 0.25, "h"),
        ("عقدين من الزمن", "ar", "duration", 20, "a"),
        ("3 MDH", "fr", "money", 3e6, "MAD"),
        ("12,5 %", "fr", "percent", 12.5, "%"),
        ("trente ans", "fr", "duration", 30, "a"),
        ("$12.5m", "en", "money", 12.5e6, "USD"),
        ("a 6-year-old boy", "en", "age", 6, "a"),
        ("30 mph", "en", "measure", 30, "[mi_i]/h"),
    ],
)
def test_reads_an_amount_in_its_unit(text, language, kind, value, unit):
    found = find_quantities(text, language, "MA")
    assert [(quantity.kind, quantity.unit) for quantity in found] == [(kind, unit)]
    assert found[0].value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("ثلاث ساعات و20 دقيقة", 200, "min"),
        ("دقيقتين وثانية", 121, "s"),
        ("ساعة و20 ثانية", 3620, "s"),
        ("يوم ونصف يوم", 1.5, "d"),
    ],
)
def test_adds_up_a_duration_told_in_several_units(text, value, unit):
    assert [(found.value, found.unit) for found in find_quantities(text, "ar")] == [(value, unit)]


def test_leaves_counts_and_ranks_to_the_facts():
    assert find_quantities("المؤتمر الثالث بمشاركة 150 دولة", "ar") == []


def test_every_quantity_points_at_its_number():
    text = "بين 10 و20 في المائة خلال 3 أشهر مقابل 500 يورو"
    for found in find_quantities(text, "ar"):
        assert found.kind in KINDS
        assert text[found.start : found.end].strip()


def test_knows_no_quantity_in_a_language_without_words():
    assert find_quantities("tres euros", "es") == []
