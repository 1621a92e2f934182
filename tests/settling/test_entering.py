"""Which candidates are settled, under which key, and the note of those that are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

LEFT_OUT = [
    ({"set_aside": "Số của cả nhiệm kỳ"}, "Số của cả nhiệm kỳ"),
    ({"owner": "project"}, "của một dự án"),
    ({"owner": "nation", "province_id": "VN"}, "của cả nước"),
    ({"province_id": "binh_duong"}, "Không thuộc báo cáo nào"),
    ({"period": "2022-12"}, "kỳ 2022-12"),
]


@pytest.mark.parametrize(("fields", "note"), LEFT_OUT)
def test_left_out_with_a_note(says, settled, fields, note):
    result = settled([says("delegations_out", 8, **fields)])
    (candidate,) = result.candidates
    assert not result.figures
    assert not result.to_review
    assert note in candidate.note + candidate.set_aside
    assert not candidate.figure_id


def test_an_unknown_indicator_is_an_error(says, settled):
    with pytest.raises(ValueError, match="unknown indicator"):
        settled([says("delegations_sideways", 8)])


@pytest.mark.parametrize(
    ("indicator", "role", "stated", "months"),
    [
        ("delegations_out", "actual", 0, 6),
        ("delegations_out", "actual", 1, 1),
        ("delegations_out", "planned", 12, 12),
        ("fdi_capital_active", "actual", 1, 6),  # a stock stands at the end of the period, however long it is
    ],
)
def test_months(says, settled, found, indicator, role, stated, months):
    unit = "USD" if "capital" in indicator else "count"
    result = settled([says(indicator, 8, role, months=stated, unit=unit)])
    assert found(result, indicator, role).months == months


def test_what_is_not_cumulative_is_the_month_alone(says, settled, found):
    assert found(settled([says("delegations_out", 8, cumulative=False)]), "delegations_out").months == 1


def test_a_month_alone_and_the_year_so_far_are_two_figures(says, settled):
    result = settled([says("delegations_out", 3, months=1), says("delegations_out", 8, months=6)])
    assert {(f.months, f.value) for f in result.figures} == {(1, 3), (6, 8)}


def test_equal_candidates_keep_ids_of_their_own(says, settled):
    candidate = says("delegations_out", 8)
    once, again = settled([candidate, candidate]), settled([candidate, candidate])
    ids = [c.candidate_id for c in once.candidates]
    assert len(set(ids)) == 2
    assert ids == [c.candidate_id for c in again.candidates]


def test_every_candidate_of_a_figure_knows_it(says, settled):
    result = settled([says("delegations_out", 8), says("delegations_out", 8, place="đoạn 2")])
    assert {c.figure_id for c in result.candidates} == {result.figures[0].figure_id}
    assert {s.candidate_id for s in result.sources} == {c.candidate_id for c in result.candidates}


def test_what_was_received_after_the_day_is_not_there(says, submission, settled):
    late = submission(received_date=date(2023, 7, 3))
    assert not settled([says("delegations_out", 8)], [late], as_of=date(2023, 7, 2)).figures
    assert settled([says("delegations_out", 8)], [late], as_of=date(2023, 7, 3)).figures


def test_files_that_do_not_count(says, file, settled):
    copy = file("a" * 64, "s1", state="duplicate", reason="Bản trùng.")
    result = settled([says("delegations_out", 8)], files=[copy])
    assert not result.figures
    assert "Bản trùng." in result.candidates[0].note


def test_money_keeps_what_the_paper_says(says, settled, found):
    dong = says(
        "ngo_aid_committed", 23_790_000_000.0, unit="VND", value_stated="23,79 tỷ", unit_stated="đồng"
    )
    figure = found(settled([dong]), "ngo_aid_committed")
    assert figure.unit == "USD"
    assert figure.value == pytest.approx(1_000_000, rel=0.03)
    assert (figure.value_stated, figure.unit_stated) == ("23,79 tỷ", "đồng")
    assert figure.derived.startswith("quy đổi ")
    assert figure.derived.endswith(" VND/USD, 2023")


def test_a_currency_without_a_rate_goes_to_review(says, settled, found):
    figure = found(settled([says("ngo_aid_committed", 5.0, unit="ZZZ")]), "ngo_aid_committed")
    assert (figure.status, figure.value) == ("review", None)
    assert "ZZZ" in figure.reason


def test_one_sentence_in_two_currencies_far_from_the_rate_is_a_finding(says, settled, found):
    sentence = "Cam kết 1.000.000 USD (tương đương 20 tỷ đồng)."
    pair = [
        says("ngo_aid_committed", value, unit=unit, sentence=sentence, quote=sentence, **printed)
        for value, unit, printed in [
            (1_000_000.0, "USD", {"value_stated": "1.000.000", "unit_stated": "USD"}),
            (20_000_000_000.0, "VND", {"value_stated": "20 tỷ", "unit_stated": "đồng"}),
        ]
    ]
    result = settled(pair)
    assert found(result, "ngo_aid_committed").value == 1_000_000.0
    assert [r.rule for r in result.rule_results] == ["implied_exchange_rate"]
    elsewhere = settled([pair[0], replace(pair[1], sentence="Đoạn khác.")])
    assert found(elsewhere, "ngo_aid_committed").value is None


@pytest.mark.parametrize("copy_first", [True, False], ids=["copy first", "copy last"])
def test_a_copy_of_the_same_bytes_takes_nothing_away(says, submission, file, settled, copy_first):
    files = [
        file("a" * 64, "s1"),
        file("a" * 64, "s1", state="duplicate", reason="Giống hệt từng byte với tệp aaaa.docx."),
    ]
    result = settled([says("delegations_out", 8)], files=files[::-1] if copy_first else files)
    assert [f.value for f in result.figures] == [8]
