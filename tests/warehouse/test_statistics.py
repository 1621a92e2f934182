"""Status, coverage, year on year and national totals on made months, every number to be followed by eye."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pipeline.catalogue import provinces_on
from pipeline.home import Home
from pipeline.settling import Correction, append_corrections
from pipeline.warehouse import write_partition

OUT = "delegations_out"

# what a province states this year (role → value), what the warehouse has from last year, and the row
CHANGES = [
    ({"actual": 157.9}, 100.0, ("warehouse", 57.9, 57.9, "up")),
    ({"actual": 44, "prior_year": 40}, None, ("stated", 4.0, 10.0, "up")),
    ({"actual": 44, "prior_year": 50}, 40.0, ("warehouse", 4.0, 10.0, "up")),
    ({"actual": 44, "change": 34}, None, ("derived", 34.0, 340.0, "up")),
    ({"actual": 30, "change": -15}, None, ("derived", -15.0, pytest.approx(-100 / 3), "down")),
    ({"actual": 44, "change_pct": 57.9}, None, ("derived", 16.0, 57.9, "up")),
    ({"actual": 44, "change_pct": 0.0}, None, ("derived", 0.0, 0.0, "equal")),
    ({"actual": 41, "change_pct": 1.0}, None, ("derived", 0.0, 1.0, "up")),  # 40.6 delegations are 41
    (
        {"actual": 0, "change_pct": -100.0},
        None,
        (None, None, -100.0, "down"),
    ),  # from how many it does not say
    ({"actual": 1, "change_pct": 300.0}, None, (None, None, 300.0, "up")),
    ({"actual": 3, "change": 5}, None, (None, None, None, "no_data")),  # it would have been below zero
    ({"actual": 8, "prior_year": 8}, None, ("stated", 0.0, 0.0, "equal")),
    ({"actual": 8, "prior_year": 0}, None, ("stated", 8.0, None, "up")),
    ({"actual": 0}, 8.0, ("warehouse", -8.0, -100.0, "down")),
    ({"actual": 0}, 0.0, ("warehouse", 0.0, None, "equal")),
    ({"actual": 8}, None, (None, None, None, "no_data")),
    ({"prior_year": 8}, None, ("stated", None, None, "no_data")),
    ({"change_pct": 15.0}, None, (None, None, 15.0, "up")),  # its own words, without the figures
    ({"change_pct": -15.0}, 40.0, ("warehouse", None, -15.0, "down")),
    ({"change": -3}, None, (None, None, None, "down")),
    ({"change": 0}, None, (None, None, None, "equal")),
    ({"change": 3, "change_pct": -5.0}, None, (None, None, None, "no_data")),  # words that contradict
]


PROVINCES = [p.province_id for p in provinces_on(date(2023, 6, 30))]


@pytest.fixture(scope="module")
def changes(tmp_path_factory, month, rows):
    """Each case is a province of its own, all in one warehouse."""
    home = Home(tmp_path_factory.mktemp("changes"))
    cases = list(zip(PROVINCES, CHANGES, strict=False))
    before = {(p, OUT): last_year for p, (_, last_year, _) in cases if last_year is not None}
    now = {(p, OUT, role): v for p, (stated, _, _) in cases for role, v in stated.items()}
    month(home, "2022-06", before, folder=home.partitions("2022-06"))
    month(home, "2023-06", now)
    found = rows(home, "2023-06", f"FROM year_on_year WHERE period = '2023-06' AND indicator = '{OUT}'")
    return {r["province_id"]: r for r in found}


@pytest.mark.parametrize("case", range(len(CHANGES)), ids=lambda n: str(CHANGES[n][0]))
def test_change(changes, case):
    found, row = changes[PROVINCES[case]], CHANGES[case][2]
    assert tuple(found[c] for c in ("base_source", "change", "change_pct", "direction")) == row


def test_words_alone_say_so_and_are_in_no_sum(changes):
    words_only = [PROVINCES[n] for n, (stated, _, _) in enumerate(CHANGES) if stated == {"change_pct": 15.0}]
    found = {p for p, r in changes.items() if r["direction_source"] == "stated"}
    assert set(words_only) < found
    assert all(changes[p]["change"] is None and "chỉ nêu mức tăng" in changes[p]["base_note"] for p in found)
    assert {r["direction_source"] for r in changes.values() if r["direction"] == "no_data"} == {None}


def test_a_base_that_differs_from_the_stated_one_is_marked(home, month, publish_month, staged_rows):
    publish_month("2022-06", {("dong_nai", OUT): 40, ("ha_noi", OUT): 1000})
    values = {("dong_nai", OUT): 44, ("dong_nai", OUT, "prior_year"): 50}
    values |= {("ha_noi", OUT): 1001, ("ha_noi", OUT, "prior_year"): 1004}
    month(home, "2023-06", values)
    rows = staged_rows(
        "2023-06", "SELECT province_id, base, base_stated FROM year_on_year WHERE base_differs"
    )
    assert rows == [{"province_id": "dong_nai", "base": 40.0, "base_stated": 50.0}]


def test_totals_of_all_reporters_and_of_the_matched_panel(home, month, publish_month, staged_rows):
    publish_month("2022-06", {("dong_nai", OUT): 10, ("ha_noi", OUT): 20, ("ca_mau", OUT): 5})
    values = {("dong_nai", OUT): 15, ("ha_noi", OUT): 18, ("hai_phong", OUT): 7}
    month(home, "2023-06", values, [*(p for p, _ in values), "lao_cai"], review={("lao_cai", OUT): 99})
    (row,) = staged_rows(
        "2023-06",
        "SELECT total, n_with_data, n_submitted, n_provinces, matched_total, matched_base, matched_n, change,"
        " change_pct, previous_total, previous_n, total_change, n_up, n_down, n_equal, n_no_data, in_review_n"
        f" FROM national_totals WHERE period = '2023-06' AND indicator = '{OUT}'",
    )
    assert tuple(row.values()) == (40, 3, 4, 63, 33, 30, 2, 3, 10.0, 35, 3, 5, 1, 1, 0, 2, 1)


def test_nothing_stated_is_no_zero(home, month, staged_rows):
    month(home, "2023-06", {("dong_nai", OUT): 0})
    rows = staged_rows(
        "2023-06",
        f"SELECT indicator, total FROM national_totals WHERE total IS NOT NULL OR indicator = '{OUT}'",
    )
    assert rows == [{"indicator": OUT, "total": 0.0}]
    assert len(staged_rows("2023-06", "FROM national_totals")) == 30


def test_what_may_not_be_summed_carries_its_note(home, month, staged_rows):
    month(home, "2023-06", {("dong_nai", "delegations_in"): 1, ("dong_nai", OUT): 1})
    rows = staged_rows("2023-06", "SELECT indicator, additive, note FROM national_totals")
    notes = {r["indicator"]: r["note"] for r in rows}
    assert notes["delegations_in"]
    assert not notes[OUT]
    assert all(bool(r["note"]) != r["additive"] for r in rows)


def test_a_month_alone_never_enters_the_year_so_far(home, month, staged_rows):
    month(home, "2023-07", {("dong_nai", OUT, "actual", "1"): 3, ("dong_nai", OUT, "actual", "7"): 20})
    rows = staged_rows(
        "2023-07", f"SELECT months, total, n_submitted FROM national_totals WHERE indicator = '{OUT}'"
    )
    assert rows == [
        {"months": 1, "total": 3.0, "n_submitted": 1},
        {"months": 7, "total": 20.0, "n_submitted": 1},
    ]


def test_across_the_merger(home, month, publish_month, staged_rows):
    before = {("dong_nai", OUT): 10, ("binh_phuoc", OUT): 5, ("ha_noi", OUT): 8, ("yen_bai", OUT): 3}
    publish_month("2025-06", before)
    month(home, "2026-06", {("dong_nai_2025", OUT): 18, ("ha_noi", OUT): 8, ("lao_cai_2025", OUT): 4})
    rows = staged_rows(
        "2026-06",
        "SELECT province_id, base, change, direction, is_break, base_note FROM year_on_year"
        f" WHERE period = '2026-06' AND indicator = '{OUT}' AND value IS NOT NULL ORDER BY province_id",
    )
    assert [tuple(r.values()) for r in rows] == [
        ("dong_nai_2025", 15, 3, "up", True, "Tổng của Bình Phước, Đồng Nai (trước khi sáp nhập)"),
        ("ha_noi", 8, 0, "equal", False, "Hà Nội"),
        ("lao_cai_2025", None, None, "no_data", True, ""),  # the old Lào Cai has no figure
    ]
    assert staged_rows(
        "2026-06", "SELECT DISTINCT n_provinces FROM national_totals WHERE period = '2026-06'"
    ) == [{"n_provinces": 34}]


def test_coverage(home, month, submission, staged_rows):
    sent = ["dong_nai", submission("2023-06", "ha_noi", readable=False)]
    values = {("dong_nai", OUT): 0, ("dong_nai", "delegations_in"): 8}
    month(home, "2023-06", values, sent, review={("dong_nai", "ngo_projects"): None})
    rows = staged_rows("2023-06", "SELECT province_id, indicator, presence FROM indicator_coverage")
    presence = {(r["province_id"], r["indicator"]): r["presence"] for r in rows}
    assert len(presence) == 63 * 30
    assert presence["dong_nai", OUT] == "stated_zero"
    assert presence["dong_nai", "delegations_in"] == "stated"
    assert presence["dong_nai", "ngo_projects"] == "in_review"
    assert presence["dong_nai", "oda_projects"] == "silent"
    assert presence["ha_noi", OUT] == "in_review"  # it came, and nobody has read it
    assert presence["lao_cai", OUT] == "no_report"


# the submissions of Đồng Nai for 2023-06 (due 2023-06-25), and what the status table says
STATUS = [
    ([], ("missing", False, None, None, None, "")),
    ([{}], ("submitted", True, date(2023, 6, 22), True, 0, "")),
    ([{"received_date": date(2023, 7, 5)}], ("submitted", True, date(2023, 7, 5), False, 10, "")),
    ([{"received_date": None}], ("submitted", True, None, None, None, "")),
    (
        [{"received_date": date(2023, 6, 19)}],
        ("submitted", True, date(2023, 6, 19), True, 0, "Ngày nhận trước ngày gửi."),
    ),
    (
        [{"readable": False, "reason": "Đã vào sổ, chưa có tệp."}],
        ("submitted", False, date(2023, 6, 22), True, 0, "Đã vào sổ, chưa có tệp."),
    ),
    ([{"readable": False}], ("submitted", False, date(2023, 6, 22), True, 0, "Chưa đọc được văn bản.")),
    (
        [
            {"submission_id": "s1", "superseded_by": "s2", "readable": False},
            {
                "submission_id": "s2",
                "replacement": "whole",
                "replaces": "s1",
                "document_number": "15-BC/TU",
                "sent_date": date(2023, 7, 2),
                "received_date": date(2023, 7, 3),
            },
        ],
        (
            "submitted",
            True,
            date(2023, 6, 22),
            True,
            0,
            "Đã có văn bản thay thế số 15-BC/TU ngày 02/07/2023.",
        ),
    ),
]


@pytest.fixture(scope="module")
def statuses(tmp_path_factory, month, submission, rows):
    """Each case is a province of its own, all in one month."""
    home = Home(tmp_path_factory.mktemp("statuses"))
    sent = []
    for province_id, (papers, _) in zip(PROVINCES, STATUS, strict=False):
        for fields in papers:
            own = {"submission_id": "s", **fields}
            ids = {
                k: f"{province_id}-{own[k]}"
                for k in own
                if k in ("submission_id", "replaces", "superseded_by")
            }
            sent.append(submission("2023-06", province_id, **{**own, **ids}))
    month(home, "2023-06", {}, sent)
    return rows(home, "2023-06", "FROM submission_status")


@pytest.mark.parametrize("case", range(len(STATUS)))
def test_status(statuses, case):
    (found,) = [r for r in statuses if r["province_id"] == PROVINCES[case]]
    columns = ("status", "readable", "received_date", "on_time", "days_late", "note")
    assert tuple(found[c] for c in columns) == STATUS[case][1]
    assert len(statuses) == 63


def test_decisions_show_their_state(home, month, staged_rows):
    key = f"2023-06|6|dong_nai|{OUT}|actual"
    made = [
        Correction(f"c{n}", key, "A", datetime(2023, 7, n), "", "confirm", 8, None, sha256="a" * 64)
        for n in (1, 2)
    ]
    append_corrections(home.corrections, made)
    folder = month(home, "2023-06", {("dong_nai", OUT): 8})
    write_partition(folder, "corrections", [replace(made[1], state="reopened")])
    rows = staged_rows("2023-06", "SELECT correction_id, state, province_id, months FROM corrections")
    assert [tuple(r.values()) for r in rows] == [
        ("c1", "replaced", "dong_nai", 6),
        ("c2", "reopened", "dong_nai", 6),
    ]
