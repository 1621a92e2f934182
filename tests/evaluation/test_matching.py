"""Found against annotated, one to one: (what is annotated, what was found, what became of each)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from pipeline.evaluation import evaluate
from pipeline.evaluation.errors import errors, render
from pipeline.evaluation.matching import match, owner_of, same_value
from pipeline.evaluation.scores import Scores, Tally, tally, topic_of
from pipeline.evaluation.tables import beside

Row = dict[str, Any]


def figure(value: float, indicator: str = "delegations_out", role: str = "actual", **more: Any) -> Row:
    unit = "USD" if "capital" in indicator or "aid" in indicator else "count"
    return {"indicator": indicator, "role": role, "value": value, "unit": unit, **more}


def passage(*figures: Row, ambiguous: tuple[Row, ...] = (), **more: Any) -> Row:
    return {
        "id": "P-1",
        "province": "Hà Nam",
        "period": "2023-06",
        "months": 6,
        "figures": list(figures),
        "ambiguous": list(ambiguous),
        **more,
    }


def kinds(gold: Row, *found: Row) -> dict[str, int]:
    return dict(Counter(outcome.kind for outcome in match(gold, found)))


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ([28], [28], {"right": 1}),
        ([28], [], {"missed": 1}),
        ([], [28], {"wrong": 1}),
        ([28], [29], {"wrong": 1, "missed": 1}),
        ([28, 41], [41, 28], {"right": 2}),
        ([28], [28, 28], {"right": 1, "open": 1}),
        ([28, 28], [28], {"right": 1, "missed": 1}),
        ([28, 28], [28, 28], {"right": 2}),
        ([], [], {}),
    ],
)
def test_one_to_one(gold: list[float], found: list[float], expected: dict[str, int]) -> None:
    assert kinds(passage(*map(figure, gold)), *map(figure, found)) == expected


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (1000, 1005, True),
        (1000, 995, True),
        (1000, 1006, False),
        (0, 0, True),
        (0, 0.001, False),
        (-12, -12.05, True),
        (-12, 12, False),
        (28, 28.1, True),
        (28, 29, False),
    ],
)
def test_within_half_a_percent(left: float, right: float, same: bool) -> None:
    assert same_value(left, right) is same
    assert same_value(right, left) is same


@pytest.mark.parametrize(
    "found",
    [
        figure(28, "delegations_in"),
        figure(28, role="planned"),
        {**figure(28), "unit": "people"},
        figure(28, province="nam_dinh"),
        figure(28, province="VN"),
    ],
    ids=["indicator", "role", "unit", "another province", "the nation"],
)
def test_all_of_it_must_be_right(found: Row) -> None:
    assert kinds(passage(figure(28)), found) == {"wrong": 1, "missed": 1}


@pytest.mark.parametrize("found", [figure(28), figure(28, province="ha_nam"), figure(28, province="Hà Nam")])
def test_an_annotation_without_a_province_means_the_passages(found: Row) -> None:
    assert kinds(passage(figure(28)), found) == {"right": 1}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("nam_dinh", {"right": 1}),
        ("ha_nam", {"wrong": 1, "missed": 1}),
        ("", {"wrong": 1, "missed": 1}),
    ],
)
def test_an_annotation_of_another_province(given: str, expected: dict[str, int]) -> None:
    assert kinds(passage(figure(28, province="Nam Định")), figure(28, province=given)) == expected


def test_a_passage_of_nobody_takes_any_owner() -> None:
    assert kinds(passage(figure(28), province=""), figure(28, province="ha_nam")) == {"right": 1}


def test_a_name_is_a_province_of_its_time() -> None:
    assert owner_of("Hà Nam", {"period": "2023-06"}) == "ha_nam"
    assert owner_of("VN", {}) == "VN"
    assert owner_of("", {}) == ""
    assert owner_of(None, {}) == ""


def test_an_ambiguous_reading_counts_neither_way() -> None:
    gold = passage(figure(28), ambiguous=(figure(5, "delegations_in"),))
    assert kinds(gold, figure(28)) == {"right": 1}
    assert kinds(gold, figure(28), figure(5, "delegations_in")) == {"right": 1, "open": 1}
    assert kinds(gold, figure(28), figure(6, "delegations_in")) == {"right": 1, "wrong": 1}


def test_an_outcome_carries_both_sides() -> None:
    (right,) = match(passage(figure(28, quote="28 đoàn")), [figure(28.05)])
    assert right.gold is not None
    assert (right.figure["value"], right.gold["quote"]) == (28.05, "28 đoàn")


# --- scores, counted by hand

GOLD = [
    passage(figure(28), figure(41, "delegations_in"), figure(9, role="change")),
    {**passage(figure(12e6, "fdi_capital_new")), "id": "P-2", "author": "B"},
    {**passage(), "id": "P-3", "author": "B"},
]
FOUND = [
    {
        "id": "P-1",
        "figures": [
            figure(28, status="accepted", confidence=0.99),
            figure(41, "delegations_in", status="review", confidence=0.6),
            figure(7, role="planned", status="accepted", confidence=0.95),
        ],
    },
    {"id": "P-3", "figures": [figure(3, status="review", confidence=0.3)]},
]


def scores() -> Scores:
    return evaluate(GOLD, FOUND)


def test_counts() -> None:
    assert scores().overall == Tally(right=2, wrong=2, missed=2, accepted_right=1, accepted_wrong=1)
    assert scores().passages == 3


def test_ratios() -> None:
    overall = scores().overall
    assert overall.precision == 2 / 4
    assert overall.recall == 2 / 4
    assert overall.f1 == 0.5
    assert overall.silent_errors == 1 / 2
    assert overall.accepted == 1 / 2


def test_f1_is_the_harmonic_mean() -> None:
    assert Tally(right=6, wrong=2, missed=6).f1 == pytest.approx(2 * 0.75 * 0.5 / 1.25)


def test_nothing_found_and_nothing_annotated() -> None:
    empty = tally([])
    assert (empty.precision, empty.recall, empty.silent_errors, empty.accepted) == (1, 1, 0, 0)
    assert Tally(missed=3).f1 == 0
    assert Tally(wrong=3).f1 == 0


def test_groups() -> None:
    groups = scores().groups
    assert groups["indicator"]["delegations_in"] == Tally(right=1)
    assert groups["role"]["planned"] == Tally(wrong=1, accepted_wrong=1)
    assert groups["role"]["change"] == Tally(missed=1)
    assert groups["author"] == {"B": Tally(wrong=1, missed=1)}
    assert {t.missed for t in groups["topic"].values()} == {1}
    assert topic_of("fdi_capital_new") == topic_of("fdi_projects_new")


def test_reliability_is_by_confidence() -> None:
    bands = scores().reliability
    assert [(b.low, b.found, b.confidence, b.right) for b in bands] == [
        (0.0, 1, 0.3, 0.0),
        (0.5, 1, 0.6, 1.0),
        (0.95, 1, 0.95, 0.0),
        (0.99, 1, 0.99, 1.0),
    ]
    assert scores().calibration_error == pytest.approx((0.3 + 0.4 + 0.95 + 0.01) / 4)


def test_what_is_found_where_nothing_is_stated() -> None:
    """P-3 states nothing; one value was found there, and not accepted."""
    negatives = scores().negatives
    assert (negatives.passages, negatives.wrong, negatives.accepted_wrong) == (1, 1, 0)
    sure = [{**FOUND[1], "figures": [figure(3, status="accepted"), figure(4, status="accepted")]}]
    assert evaluate([GOLD[2]] * 1, sure).negatives.accepted_per_hundred == 200
    assert evaluate(GOLD[:2], []).negatives.accepted_per_hundred == 0


def test_precision_among_accepted() -> None:
    assert scores().overall.accepted_precision == 1 / 2
    assert Tally(right=3, accepted_right=3).accepted_precision == 1
    assert Tally().accepted_precision == 1


def test_the_one_that_stands_in_the_same_place_is_matched() -> None:
    gold = passage(figure(28, place="table"), figure(28, place="body"))
    (first, second) = match(gold, [figure(28, place="body")])
    assert (first.kind, (first.gold or {})["place"]) == ("right", "body")
    assert (second.kind, second.figure["place"]) == ("missed", "table")
    assert evaluate([gold], []).groups["place"]["table"].missed == 1


def test_two_evaluations_side_by_side() -> None:
    seen = evaluate([{**GOLD[0], "family": "a"}], FOUND[:1])
    held_out = evaluate([{**GOLD[1], "family": "b"}], [])
    text = beside(seen, held_out, ("seen", "held out"))
    assert "1 passages seen, 1 held out" in text
    assert "a (seen)" in text
    assert "b (held out)" in text
    line = next(row for row in text.splitlines() if row.startswith("fdi_capital_new"))
    assert line.split()[1:] == ["1", "100.0%", "0.0%", "0.0%", "0.00%", "(0)", "0.0%"]


def test_errors_are_listed_silent_ones_first_and_held_out_words_are_not_shown() -> None:
    judged = [
        (row | {"held_out": kept}, match(row, FOUND[0]["figures"]))
        for row, kept in ((GOLD[0], True), (GOLD[0] | {"id": "P-9"}, False))
    ]
    listed = errors(judged)
    assert [row["kind"] for row in listed] == ["silent error"] * 2 + ["missed"] * 2
    assert ["quote" in row for row in listed] == [False, True, False, True]
    assert render(listed).count("\n") == 3
    assert render([]) == "no error"


def test_a_passage_without_an_answer_is_missed_not_forgotten() -> None:
    assert evaluate(GOLD, []).overall == Tally(missed=4)


def test_the_tables_and_the_plain_data_say_the_same() -> None:
    plain, text = scores().as_dict(), scores().render()
    assert plain["overall"]["f1"] == 0.5
    assert plain["overall"]["silent_error_count"] == 1
    assert plain["groups"]["author"]["B"]["gold"] == 1
    assert "3 passages" in text
    assert "by indicator" in text
    assert "delegations_in" in text
