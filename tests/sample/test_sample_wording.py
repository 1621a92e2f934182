"""Printing figures into words, and what the words then state."""

from __future__ import annotations

import random
from datetime import date

import pytest

from pipeline.sample import number_styles as numbers
from pipeline.sample import passages
from pipeline.sample.dates import Span, long_date, short_date
from pipeline.sample.families import Family, FigureSlot
from pipeline.sample.figures import World
from pipeline.sample.place_words import places
from pipeline.sample.wording import Setting, fill, fits, print_slot

SPAN = Span(2023, 6, 6)
PROVINCE = places(SPAN.last_day)["dong_nai"]


def setting(**told: tuple[int, int]) -> Setting:
    """Đồng Nai, first half of 2023, with (value, last year's value) as told."""
    changes = {}
    for indicator, (now, then) in told.items():
        changes["actual", "dong_nai", indicator, SPAN] = now
        changes["prior_year", "dong_nai", indicator, SPAN] = then
    return Setting(World(1).told_otherwise(changes), PROVINCE, SPAN, 23790.0)


@pytest.mark.parametrize(
    ("indicator", "now", "then", "role", "style", "printed", "stated"),
    [
        ("delegations_out", 9, 5, "actual", "", "09", 9),
        ("delegations_out", 9, 5, "actual", "bare", "9", 9),
        ("delegations_out", 21, 5, "actual", "word", "hai mươi mốt", 21),
        ("fdi_projects_active", 1581, 5, "actual", "", "1.581", 1581),
        ("delegations_out", 9, 35, "change", "abs", "26", -26),
        ("ngo_aid_committed", 2_915_200, 1, "actual", "full", "2.915.200", 2_915_200),
        ("ngo_aid_committed", 2_915_200, 1, "actual", "million", "2,92", 2_920_000),
        ("ngo_aid_committed", 658_816, 1, "actual", "thousand", "658,82", 658_820),
        ("fdi_capital_active", 33_750_000_000, 1, "actual", "billion", "33,75", 33_750_000_000),
        ("ngo_aid_committed", 2_915_200, 1, "actual", "vnd", "69,35", 69_350_000_000),
        ("ngo_aid_committed", 880, 1000, "change_pct", "percent", "12", -12),
        ("ngo_aid_committed", 880, 1000, "change_pct", "share", "88", -12),
        ("ngo_aid_committed", 2400, 1000, "change_pct", "times", "2,4", 140),
        ("ngo_aid_committed", 5_500_000, 4_000_000, "change", "abs_million", "1,5", 1_500_000),
    ],
)
def test_styles(
    indicator: str, now: int, then: int, role: str, style: str, printed: str, stated: float
) -> None:
    slot = FigureSlot(indicator, role, False, style)
    got_printed, got_stated = print_slot(slot, setting(**{indicator: (now, then)}))
    assert got_printed == printed
    assert got_stated == pytest.approx(stated)


@pytest.mark.parametrize(
    ("now", "then", "direction", "fitting"),
    [
        (20, 10, "up", True),
        (20, 10, "down", False),
        (5, 10, "down", True),
        (10, 10, "up", False),
        (5, 0, "up", False),
    ],
)
def test_a_family_fits_when_the_sign_is_the_words_own(
    now: int, then: int, direction: str, fitting: bool
) -> None:
    family = Family(
        "one",
        "delegations",
        "đổi {delegations_out.change:abs} đoàn",
        direction={"delegations_out": direction},
    )
    assert fits(family, setting(delegations_out=(now, then))) == fitting


def test_a_zero_is_said_in_words_or_not_at_all() -> None:
    number = Family("one", "delegations", "có {delegations_in} đoàn vào")
    words = Family("two", "delegations", "không có đoàn vào", states_zero=("delegations_in",))
    none, some = setting(delegations_in=(0, 3)), setting(delegations_in=(4, 3))
    assert (fits(number, none), fits(words, none)) == (False, True)
    assert (fits(number, some), fits(words, some)) == (True, False)
    stated = fill(words, none, random.Random(1)).stated
    assert [(s.indicator, s.role, s.value) for s in stated] == [("delegations_in", "actual", 0)]


def test_a_rounding_that_would_mislead_is_not_printed() -> None:
    family = Family("one", "ngo", "cam kết {ngo_aid_committed:million} triệu USD")
    assert fits(family, setting(ngo_aid_committed=(2_915_200, 1)))
    assert not fits(family, setting(ngo_aid_committed=(52_300, 1)))


@pytest.mark.parametrize(
    ("words", "qualifier"), [("khoảng ", "about"), ("trên ", "over"), ("gần ", "under"), ("có ", "exact")]
)
def test_hedges_before_a_number_are_its_qualifier(words: str, qualifier: str) -> None:
    family = Family("one", "delegations", f"Đã cử {words}{{delegations_out}} đoàn.")
    (stated,) = fill(family, setting(delegations_out=(30, 20)), random.Random(1)).stated
    assert stated.qualifier == qualifier


@pytest.mark.parametrize(
    ("value", "word"),
    [(0, "không"), (9, "chín"), (10, "mười"), (15, "mười lăm"), (21, "hai mươi mốt"), (40, "bốn mươi")],
)
def test_number_words(value: int, word: str) -> None:
    assert numbers.words(value) == word


def test_dates_follow_the_decree() -> None:
    assert long_date(date(2023, 7, 5)) == "ngày 05 tháng 7 năm 2023"
    assert short_date(date(2023, 2, 5)) == "05/02/2023"


def test_passages_state_what_stands_in_them() -> None:
    seen, apart = list(passages(5, held_out=False, n=1)), list(passages(5, held_out=True, n=1))
    assert {passage["held_out"] for passage in seen} == {False}
    assert {passage["held_out"] for passage in apart} == {True}
    for passage in (*seen, *apart):
        assert "{" not in passage["text"]
        for figure in passage["figures"]:
            assert figure["quote"] in passage["text"], passage["id"]
        assert (passage["topic"] == "distractor") == (not passage["figures"])


def test_passages_are_the_same_for_the_same_seed() -> None:
    assert list(passages(5, n=1)) == list(passages(5, n=1))
