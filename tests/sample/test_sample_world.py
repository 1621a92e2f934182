"""The made-up world: its figures hang together."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.catalogue import expected, indicators, lineage, provinces_on
from pipeline.sample.dates import Span
from pipeline.sample.figures import World
from pipeline.sample.scenario import months

WORLD = World(7)
HALF = Span(2023, 6, 6)
PROVINCES = [entry.province_id for entry in provinces_on(date(2023, 6, 30))]


@pytest.mark.parametrize("province_id", PROVINCES[::4])
def test_parts_sum_to_totals(province_id: str) -> None:
    def value(name: str) -> int:
        return WORLD.actual(province_id, name, HALF)

    parts = ("fdi_capital_new", "fdi_capital_expanded", "fdi_capital_contributed")
    assert value("fdi_capital_registered") == sum(value(part) for part in parts)
    assert value("delegations_out_provincial") <= value("delegations_out")
    assert value("delegations_out_state_budget") <= value("delegations_out")
    assert value("delegations_in_provincial") <= value("delegations_in")
    assert value("ngo_projects_new") <= value("ngo_projects")
    assert value("ngo_organizations") <= value("ngo_projects")
    assert (value("fdi_projects_new") == 0) == (value("fdi_capital_new") == 0)


@pytest.mark.parametrize("indicator", sorted(indicators()))
def test_every_indicator_has_values_and_the_year_so_far_is_never_below_the_month(indicator: str) -> None:
    for province_id in PROVINCES[::7]:
        month, year = Span(2023, 7, 1), Span(2023, 7, 7)
        assert 0 <= WORLD.actual(province_id, indicator, month) <= WORLD.actual(province_id, indicator, year)
        assert WORLD.planned(province_id, indicator, HALF) >= WORLD.actual(province_id, indicator, HALF)


def test_most_reports_give_last_year_as_it_was_reported() -> None:
    pairs = [
        (WORLD.prior(p, name, HALF), WORLD.actual(p, name, HALF.previous))
        for p in PROVINCES
        for name in ("delegations_in", "ngo_aid_committed")
    ]
    restated = sum(given != then for given, then in pairs)
    assert 0 < restated < len(pairs) * 0.15


def test_a_merged_province_is_the_sum_of_its_predecessors() -> None:
    half = Span(2026, 6, 6)
    parts = [link.from_id for link in lineage() if link.to_id == "phu_tho_2025"]
    assert len(parts) == 3
    for indicator in ("delegations_out", "ngo_aid_committed", "fdi_capital_registered"):
        whole = WORLD.actual("phu_tho_2025", indicator, half)
        assert whole == sum(WORLD.actual(part, indicator, half) for part in parts)


def test_another_seed_is_another_world() -> None:
    assert World(8).actual("dong_nai", "ngo_aid_committed", HALF) != WORLD.actual(
        "dong_nai", "ngo_aid_committed", HALF
    )


def test_the_letters_that_asked_for_the_sample_reports_are_invented() -> None:
    """The catalogue has the real ones."""
    for month in months():
        asked = expected(month.period)
        assert asked is None or asked.request is None or asked.request.number not in month.request
