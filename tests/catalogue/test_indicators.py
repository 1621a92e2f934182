"""indicators.yaml: thirty things that a report states, and whether they may be summed."""

from typing import get_args

import pytest

from pipeline.catalogue import QUALIFIERS, ROLES, indicator_of, indicators, qualifiers, roles, topics
from pipeline.extraction.candidate import Qualifier, Role

MONEY = {
    "ngo_aid_committed",
    "ngo_aid_disbursed",
    "fdi_capital_new",
    "fdi_capital_expanded",
    "fdi_capital_contributed",
    "fdi_capital_registered",
    "fdi_capital_disbursed",
    "fdi_capital_active",
    "oda_capital",
    "diaspora_capital",
    "remittances",
}
STOCKS = {
    "fdi_projects_active",
    "fdi_capital_active",
    "agreements_in_force",
    "diaspora_projects",
    "diaspora_capital",
}
COUNTED_TWICE = {
    "delegations_in",
    "delegations_in_provincial",
    "delegation_members_in",
    "ngo_organizations",
    "agreements_signed",
    "agreements_in_force",
    "foreign_press_delegations",
}


def test_thirty_with_their_units_and_kinds() -> None:
    listed = indicators()
    assert len(listed) == 30
    assert {i.code for i in listed.values() if i.unit == "USD"} == MONEY
    assert {i.code for i in listed.values() if i.unit == "people"} == {
        "delegation_members_in",
        "delegation_members_out",
    }
    assert {i.code for i in listed.values() if i.kind == "stock"} == STOCKS


def test_what_several_provinces_count_carries_its_note() -> None:
    assert {i.code for i in indicators().values() if not i.sum_over_provinces} == COUNTED_TWICE
    assert "nhiều địa phương" in indicators()["delegations_in"].note_vi
    assert indicators()["delegations_out"].note_vi == ""


def test_what_is_never_summed_over_time() -> None:
    running = {"ngo_organizations", "ngo_projects"}
    assert {i.code for i in indicators().values() if not i.sum_over_time} == STOCKS | running


def test_registered_fdi_is_a_sum_of_parts() -> None:
    assert indicators()["fdi_capital_registered"].parts == (
        "fdi_capital_new",
        "fdi_capital_expanded",
        "fdi_capital_contributed",
    )
    assert [i.code for i in indicators().values() if i.parts] == ["fdi_capital_registered"]


@pytest.mark.parametrize(
    ("slots", "code"),
    [
        (("ngo", "amount", "committed"), "ngo_aid_committed"),
        (("fdi", "projects", "new"), "fdi_projects_new"),
        (("delegations", "people", "out"), "delegation_members_out"),
    ],
)
def test_three_slots_name_one_indicator(slots: tuple[str, str, str], code: str) -> None:
    found = indicator_of(*slots)
    assert found is not None
    assert found.code == code


def test_slots_that_name_none() -> None:
    assert indicator_of("fdi", "amount", "profit") is None


def test_roles_and_qualifiers_are_those_of_the_candidates() -> None:
    assert get_args(Role) == ROLES == tuple(roles())
    assert get_args(Qualifier) == QUALIFIERS == tuple(qualifiers())
    assert next(iter(topics())) == "delegations"
