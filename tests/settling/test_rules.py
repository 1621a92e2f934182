"""The rules on figures: which are broken by what, and what that does. Figures are made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest

from pipeline.catalogue import CatalogueError, indicators
from pipeline.catalogue.rules import load, parse
from pipeline.settling import Correction, Figure, figure_id
from pipeline.settling.keys import Key

M = 1_000_000.0

# (rule, what keeps it, what breaks it); each a mapping of (indicator, role) to a value
CASES = [
    (
        "fdi_parts_make_total",
        {"fdi_capital_new": 70 * M, "fdi_capital_expanded": 20 * M, "fdi_capital_contributed": 10 * M}
        | {"fdi_capital_registered": 100 * M},
        {"fdi_capital_new": 70 * M, "fdi_capital_expanded": 20 * M, "fdi_capital_contributed": 10 * M}
        | {"fdi_capital_registered": 120 * M},
    ),
    (
        "fdi_parts_within_total",
        {"fdi_capital_new": 73.47 * M, "fdi_capital_expanded": 495.31 * M}
        | {"fdi_capital_registered": 568.78 * M},
        {"fdi_capital_new": 73.47 * M, "fdi_capital_expanded": 495.31 * M}
        | {"fdi_capital_registered": 500.0 * M},
    ),
    (
        "fdi_new_within_registered",
        {"fdi_capital_new": 5 * M, "fdi_capital_registered": 5 * M},
        {"fdi_capital_new": 6 * M, "fdi_capital_registered": 5 * M},
    ),
    (
        "fdi_capital_active_covers_registered",
        {"fdi_capital_active": 33_750 * M, "fdi_capital_new": 73 * M},
        {"fdi_capital_active": 33.75 * M, "fdi_capital_new": 73 * M},
    ),
    (
        "fdi_projects_active_cover_new",
        {"fdi_projects_active": 1581, "fdi_projects_new": 27},
        {"fdi_projects_active": 15, "fdi_projects_new": 27},
    ),
    (
        "agreements_in_force_cover_signed",
        {"agreements_in_force": 20, "agreements_signed": 3},
        {"agreements_in_force": 2, "agreements_signed": 3},
    ),
    (
        "delegations_out_provincial_within_all",
        {"delegations_out_provincial": 2, "delegations_out": 40},
        {"delegations_out_provincial": 41, "delegations_out": 40},
    ),
    (
        "delegations_out_state_budget_within_all",
        {"delegations_out_state_budget": 7, "delegations_out": 40},
        {"delegations_out_state_budget": 70, "delegations_out": 40},
    ),
    (
        "delegations_in_provincial_within_all",
        {"delegations_in_provincial": 0, "delegations_in": 8},
        {"delegations_in_provincial": 9, "delegations_in": 8},
    ),
    (
        "members_out_cover_delegations",
        {"delegation_members_out": 120, "delegations_out": 40},
        {"delegation_members_out": 20, "delegations_out": 40},
    ),
    (
        "members_in_cover_delegations",
        {"delegation_members_in": 31, "delegations_in": 3},
        {"delegation_members_in": 2, "delegations_in": 3},
    ),
    (
        "ngo_projects_new_within_all",
        {"ngo_projects_new": 6, "ngo_projects": 9},
        {"ngo_projects_new": 10, "ngo_projects": 9},
    ),
    (
        "ngo_disbursed_within_committed",
        {"ngo_aid_disbursed": 1 * M, "ngo_aid_committed": 2 * M},
        {"ngo_aid_disbursed": 3 * M, "ngo_aid_committed": 2 * M},
    ),
    (
        "done_within_planned",
        {"delegations_out": 2, ("delegations_out", "planned"): 11},
        {"delegations_out": 12, ("delegations_out", "planned"): 11},
    ),
    (
        "change_is_difference",
        {"delegations_out": 44, ("delegations_out", "change"): 34, ("delegations_out", "prior_year"): 10},
        {"delegations_out": 44, ("delegations_out", "change"): 43, ("delegations_out", "prior_year"): 10},
    ),
    (
        "change_pct_far_from_values",
        {
            "delegations_out": 44,
            ("delegations_out", "change_pct"): 10.0,
            ("delegations_out", "prior_year"): 40,
        },
        {
            "delegations_out": 44,
            ("delegations_out", "change_pct"): 100.0,
            ("delegations_out", "prior_year"): 40,
        },
    ),
    (
        "change_pct_of_values",
        {
            "delegations_out": 44,
            ("delegations_out", "change_pct"): 10.4,
            ("delegations_out", "prior_year"): 40,
        },
        {
            "delegations_out": 44,
            ("delegations_out", "change_pct"): 12.0,
            ("delegations_out", "prior_year"): 40,
        },
    ),
    (
        "change_pct_of_change",
        {"delegations_out": 44, ("delegations_out", "change_pct"): 10.0, ("delegations_out", "change"): 4},
        {"delegations_out": 44, ("delegations_out", "change_pct"): 20.0, ("delegations_out", "change"): 4},
    ),
]


@pytest.fixture
def rules_broken_by(says, settled):
    def run(values, **more):
        candidates = []
        for place, (name, value) in enumerate(values.items()):
            indicator, role = name if isinstance(name, tuple) else (name, "actual")
            unit = "percent" if role == "change_pct" else indicators()[indicator].unit
            candidates.append(says(indicator, value, role, unit=unit, place=str(place), **more))
        return settled(candidates)

    return run


@pytest.mark.parametrize(("rule", "kept", "broken"), CASES, ids=[c[0] for c in CASES])
def test_each_rule(rules_broken_by, rule, kept, broken):
    assert rule not in {r.rule for r in rules_broken_by(kept).rule_results}
    result = rules_broken_by(broken)
    (finding,) = [r for r in result.rule_results if r.rule == rule]
    assert "{" not in finding.message
    assert finding.figure_ids
    in_review = {f.figure_id for f in result.to_review}
    assert (set(finding.figure_ids) <= in_review) or finding.importance != "high"


LOOKING_BACK = [
    # rule, figures of earlier periods, what is stated in 2023-06, whether it is broken
    ("year_to_date_covers_last_period", {("2023-03", 3): 31}, 30, True),
    ("year_to_date_covers_last_period", {("2023-03", 3): 29}, 30, False),
    ("year_to_date_covers_last_period", {("2022-12", 12): 99}, 30, False),
    ("jump_against_own_history", {(f"{y}-06", 6): 40 for y in range(2018, 2023)}, 61, True),
    ("jump_against_own_history", {(f"{y}-06", 6): 40 for y in range(2018, 2023)}, 60, False),
    ("jump_against_own_history", {(f"{y}-06", 6): 40 for y in range(2019, 2023)}, 400, False),
    ("jump_against_own_history", {(f"{y}-12", 12): 80 for y in range(2017, 2023)}, 400, False),
]


@pytest.mark.parametrize(("rule", "before", "now", "fires"), LOOKING_BACK)
def test_a_rule_that_looks_back(says, settled, rule, before, now, fires):
    history = []
    for (period, months), value in before.items():
        key = Key(period, months, "dong_nai", "delegations_out", "actual")
        place = ("Đồng Nai", *key[3:], float(value), "count", "exact", "accepted", 0.9)
        history.append(Figure(figure_id(key), *key[:3], *place))
    result = settled([says("delegations_out", now)], history=history)
    assert [r.rule for r in result.rule_results] == [rule] * fires


def test_a_rule_names_where_its_values_stand_and_what_was_expected(rules_broken_by):
    result = rules_broken_by({"delegations_out_provincial": 41, "delegations_out": 40}, value_stated="số")
    [finding] = result.rule_results
    assert finding.expected == "không quá 40"
    told = json.loads(finding.evidence)
    assert [(t["value"], t["place"], t["file"][:1]) for t in told] == [(41, "0", "a"), (40, "1", "a")]
    assert [t["quote"] for t in told] == ["delegations_out_provincial actual 41", "delegations_out actual 40"]


def test_a_finding_on_a_doubtful_reading_holds_nothing(says, settled, found):
    pair = [says("delegations_out", 40), says("delegations_out_provincial", 41, status="review")]
    result = settled(pair)
    [finding] = result.rule_results
    assert (finding.importance, finding.state) == ("medium", "open")
    assert finding.message.endswith("(Có số máy chưa chắc đã đọc đúng.)")
    assert found(result, "delegations_out").status == "accepted"


@pytest.mark.parametrize(("value", "fires"), [(141.7, False), (146, True)])
def test_a_multiple_is_rounded_to_its_last_digit(says, settled, value, fires):
    stated = {"unit": "percent", "value_stated": "1,4", "unit_stated": "lần"}
    of = "delegations_out"
    now = [says(of, value * 10), says(of, 1000, "prior_year"), says(of, 40.0, "change_pct", **stated)]
    assert bool(settled(now).rule_results) is fires


def test_a_rule_is_silent_where_another_says_more(rules_broken_by):
    of = "delegations_out"
    result = rules_broken_by({of: 44, (of, "change_pct"): 100.0, (of, "prior_year"): 40})
    assert [r.rule for r in result.rule_results] == ["change_pct_far_from_values"]


def test_the_message_is_the_reason(rules_broken_by):
    result = rules_broken_by({"delegations_out_provincial": 41, "delegations_out": 40})
    reason = "Đoàn ra cấp tỉnh 41 nhiều hơn tổng số đoàn ra 40."
    assert [f.reason for f in result.to_review] == [reason, reason]
    assert not result.figures


def test_hedged_values_get_more_room(rules_broken_by):
    values = {"ngo_projects_new": 100, "ngo_projects": 97}
    assert not rules_broken_by(values, qualifier="about").rule_results
    assert rules_broken_by(values).rule_results


def test_the_year_so_far_covers_the_month(says, settled):
    stated = {1: 499, 7: 318}
    result = settled([says("delegation_members_in", v, unit="people", months=m) for m, v in stated.items()])
    assert [r.rule for r in result.rule_results] == ["year_to_date_covers_month"]
    assert len(result.to_review) == 2


@pytest.mark.parametrize(("then", "findings"), [(287.48, 0), (287.0, 0), (250.0, 1)])
def test_last_year_as_reported_then(says, settled, then, findings):
    key = Key("2022-06", 6, "dong_nai", "fdi_capital_registered", "actual")
    before = Figure(figure_id(key), *key[:3], "Đồng Nai", *key[3:], then * M, "USD", "exact", "accepted", 0.9)
    now = [says("fdi_capital_registered", 287.48 * M, "prior_year", unit="USD")]
    result = settled(now, history=[before])
    assert [r.rule for r in result.rule_results] == ["prior_year_as_reported_then"] * findings
    assert not result.to_review
    assert not settled(now, history=[replace(before, status="review")]).rule_results


def test_a_derived_total_leads_to_the_words_of_its_parts(says, settled, found):
    parts = [
        says(f"fdi_capital_{part}", value, unit=unit)
        for part, value, unit in (
            ("new", 5 * M, "USD"),
            ("expanded", 23_790 * M, "VND"),
            ("contributed", M, "USD"),
        )
    ]
    result = settled(parts)
    total = found(result, "fdi_capital_registered")
    assert total.status == "accepted"
    assert sorted(s.quote for s in result.sources if s.figure_id == total.figure_id) == sorted(
        p.quote for p in parts
    )
    assert {s.figure_id for s in result.sources} >= {f.figure_id for f in result.figures}


def test_a_total_of_what_only_an_analyst_said_is_the_analysts(settled, found):
    added = [
        Correction(
            f"add-{part}",
            f"2023-06|6|dong_nai|fdi_capital_{part}|actual",
            "chuyên viên A",
            datetime(2023, 7, 5),
            "đã hỏi lại tỉnh",
            "add",
            None,
            M,
        )
        for part in ("new", "expanded", "contributed")
    ]
    total = found(settled([], corrections=added), "fdi_capital_registered")
    assert (total.value, total.status) == (3 * M, "corrected")


def test_a_derived_total_needs_all_parts_and_follows_them(says, settled, found):
    parts = [says("fdi_capital_new", 70 * M, unit="USD"), says("fdi_capital_expanded", 20 * M, unit="USD")]
    without_third = settled(parts)  # what many reports leave out: shown to the analyst, in no total
    assert len(without_third.figures) == 2
    [shown] = without_third.to_review
    assert (shown.indicator, shown.value, shown.status) == ("fdi_capital_registered", 90 * M, "review")
    assert shown.derived.endswith("(chưa có số Góp vốn, mua cổ phần)")
    assert "không nêu Góp vốn, mua cổ phần" in shown.reason
    assert not settled(parts[:1]).to_review  # a part that is no optional one
    third = says("fdi_capital_contributed", 10 * M, unit="USD")
    total = found(settled([*parts, third]), "fdi_capital_registered")
    assert (total.value, total.status) == (100 * M, "accepted")
    assert " + " in total.derived
    doubtful = found(settled([*parts, replace(third, status="review")]), "fdi_capital_registered")
    assert (doubtful.value, doubtful.status) == (100 * M, "review")
    active = says("fdi_capital_active", 1 * M, unit="USD")  # breaks a rule of high importance with the parts
    assert found(settled([*parts, third, active]), "fdi_capital_registered").status == "review"


def test_a_stated_total_is_never_overridden(says, settled, found):
    stated = [says(f"fdi_capital_{p}", v * M, unit="USD") for p, v in [("new", 7), ("expanded", 2)]]
    stated += [says("fdi_capital_contributed", 1 * M, unit="USD")]
    doubtful = says("fdi_capital_registered", 11 * M, unit="USD", status="review")
    total = found(settled([*stated, doubtful]), "fdi_capital_registered")
    assert (total.value, total.status, total.derived) == (11 * M, "review", "")


def test_a_rule_may_only_give_way_to_one_above_it(tmp_path):
    path = tmp_path / "rules.yaml"
    text = RULE.replace("LEFT", "delegations_in").replace('"MESSAGE"', '"Sai", unless: two')
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=r"unless.*two"):
        load(path)


@pytest.mark.parametrize(
    ("above", "below", "loads"),
    [
        ("", "", True),
        ("each: [delegations_in], ", "each: all, ", True),
        ("each: [delegations_in], ", "", False),
        ("", "each: [delegations_in], ", False),
        ("each: [delegations_in], ", "each: [delegations_out], ", False),
    ],
)
def test_a_rule_gives_way_only_where_both_are_looked_at(tmp_path, above, below, loads):
    path = tmp_path / "rules.yaml"
    line = RULE.splitlines()[-1].replace("LEFT", "delegations_in").replace("MESSAGE", "Sai")
    second = line.replace("id: one,", f"id: two, unless: one, {below}")
    head = RULE.rpartition("  - {")[0]
    path.write_text("\n".join([head, line.replace("id: one,", f"id: one, {above}"), second]), "utf-8")
    if loads:
        assert [r.unless for r in load(path).rules] == ["", "one"]
    else:
        with pytest.raises(CatalogueError, match=r"two.*`unless: one` never applies"):
            load(path)


@pytest.mark.parametrize(
    "text",
    [
        "delegations_out.best",
        "last_year(one_month(delegations_out))",
        "sum(delegations_out)",
        "delegations_out ** 2",
        "a b",
        "last_year(1)",
        "it['x']",
    ],
)
def test_outside_the_language(text):
    with pytest.raises(ValueError):
        parse(text)


RULE = """
room: {hedged: 0.1, hedged_points: 5, converted: 0.05, multiple: lần}
history: {periods: 5, floor_share: 0.1, floor: {count: 3, people: 30, USD: 1}}
rules:
  - {id: one, left: LEFT, operator: "<=", right: delegations_out, importance: low, message_vi: "MESSAGE"}
"""


@pytest.mark.parametrize(
    ("left", "message", "wrong"),
    [
        ("delegations_upward", "Sai", "delegations_upward"),
        ("it", "Sai", "'it'"),
        ("delegations_in", "Sai {value}", "placeholder"),
        ("next_year(delegations_in)", "Sai", "next_year"),
        ("delegations_in.best", "Sai", "best"),
    ],
)
def test_a_wrong_rules_file_names_the_rule(tmp_path, left, message, wrong):
    path = tmp_path / "rules.yaml"
    path.write_text(RULE.replace("LEFT", left).replace("MESSAGE", message), "utf-8")
    with pytest.raises(CatalogueError, match=wrong) as error:
        load(path)
    assert "one" in str(error.value)
