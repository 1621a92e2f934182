"""What analysts decide: kept in a file that only grows, applied, reopened. People and figures are made up."""

from __future__ import annotations

import json
import multiprocessing
from datetime import date, datetime

import pytest

from pipeline.settling import Correction, append_corrections, read_corrections, torn_line
from pipeline.settling.corrections import BadCorrections

KEY = "2023-06|6|dong_nai|delegations_out|actual"
AT = datetime(2023, 7, 5, 9, 30)


def decision(action, new=None, old=None, at=AT, **more) -> Correction:
    fields = {
        "correction_id": f"{action}-{at:%d}",
        "key": KEY,
        "who": "chuyên viên A",
        "why": "đã hỏi lại tỉnh",
    }
    return Correction(**{**fields, "at": at, "action": action, "old": old, "new": new, **more})


QUOTE = {"sha256": "a" * 64, "place": "đoạn 1", "quote": "đã cử 08 đoàn"}

# what is read now, the decision, and the figure then: (value, status), or None when it leaves the tables
APPLIED = [
    ([8], decision("confirm", old=8, **QUOTE), (8, "confirmed")),
    ([8], decision("correct", 9, 8, **QUOTE), (9, "corrected")),
    ([8], decision("confirm", 8, **QUOTE), (8, "confirmed")),
    ([8], decision("confirm", old=8), (8, "confirmed")),
    ([8], decision("reject", old=8, **QUOTE), None),
    ([8], decision("not_stated", old=8, **QUOTE), None),
    ([], decision("add", 5), (5, "corrected")),
    ([8, 9], decision("confirm", 8, **QUOTE), (8, "confirmed")),
    ([8, 9], decision("correct", 9), (9, "corrected")),
    # what is read now is what was decided
    ([9], decision("correct", 9, 8, **QUOTE), (9, "corrected")),
    # the reading changed, or went: the decision must be made again
    ([10], decision("confirm", 8, 8, **QUOTE), (10, "review")),
    # a confirmation is of a number: one more delegation is another number, wherever the decision rests
    ([9], decision("confirm", 8), (9, "review")),
    ([9], decision("confirm", 8, 9, **QUOTE), (9, "review")),
    ([9], decision("confirm", old=8), (9, "review")),
    ([9], decision("confirm", **QUOTE), (9, "review")),
    ([], decision("confirm", 8), (None, "review")),
    ([9, 10], decision("confirm", 8, **QUOTE), (None, "review")),
    ([10], decision("correct", 9, 8, **QUOTE), (10, "review")),
    ([10], decision("reject", old=8, **QUOTE), (10, "review")),
    ([8], decision("correct", 9, 8, sha256="f" * 64), (8, "review")),
    ([8], decision("correct", 9, 8, sha256="a" * 64, quote="một câu khác"), (8, "review")),
    ([], decision("correct", 9, 8, **QUOTE), (None, "review")),
    ([8], decision("add", 5), (8, "review")),
    ([8], decision("correct"), (8, "review")),
]


@pytest.mark.parametrize(("read", "made", "then"), APPLIED, ids=lambda v: getattr(v, "action", None))
def test_decision(says, settled, read, made, then):
    candidates = [
        says("delegations_out", v, quote=QUOTE["quote"], place=f"đoạn {n}")
        for n, v in enumerate(read, start=1)
    ]
    result = settled(candidates, corrections=[made])
    figures = [(f.value, f.status) for f in (*result.figures, *result.to_review)]
    assert figures == ([] if then is None else [then])
    assert [c.state for c in result.corrections] == [
        "reopened" if then and then[1] == "review" else "in_force"
    ]
    if then is None:
        assert "chuyên viên A" in result.candidates[0].note
    if then and then[1] == "review":
        reason = result.to_review[0].reason
        assert reason.startswith("Cần xem lại quyết định (chuyên viên A, 05/07/2023): ")


MONEY = "2023-06|6|dong_nai|ngo_aid_committed|actual"

# the amount read, the decision, and the figure then
AMOUNTS = [
    (8_031_000, decision("confirm", 8_030_000, key=MONEY), (8_030_000, "confirmed")),
    (8_031_000, decision("confirm", old=8_030_000, key=MONEY), (8_030_000, "confirmed")),
    (8_300_000, decision("confirm", 8_030_000, key=MONEY), (8_300_000, "review")),
]


@pytest.mark.parametrize(("read", "made", "then"), AMOUNTS)
def test_a_confirmed_amount_is_the_one_that_was_confirmed(says, settled, found, read, made, then):
    figure = found(
        settled([says("ngo_aid_committed", read, unit="USD")], corrections=[made]), "ngo_aid_committed"
    )
    assert (figure.value, figure.status) == then


def test_the_last_decision_wins_and_the_day_cuts_off(says, settled, found):
    made = [decision("correct", 9, 8), decision("correct", 10, 8, at=datetime(2023, 7, 9, 8))]
    candidates = [says("delegations_out", 8)]
    assert found(settled(candidates, corrections=made), "delegations_out").value == 10
    day = settled(candidates, corrections=made, as_of=date(2023, 7, 8))
    assert found(day, "delegations_out").value == 9


def test_a_paper_that_came_later_reopens(says, submission, file, settled, found):
    papers = [submission("s1"), submission("s2", received_date=date(2023, 7, 20))]
    candidates = [says("delegations_out", 8, sha256="a" * 64), says("delegations_out", 12, sha256="b" * 64)]
    files = [file("a" * 64, "s1"), file("b" * 64, "s2")]
    result = settled(
        candidates, papers, corrections=[decision("confirm", 8, 8, sha256="a" * 64)], files=files
    )
    assert "văn bản đến sau nêu 12" in found(result, "delegations_out").reason


def test_a_confirmed_figure_is_not_moved_by_a_rule(says, settled, found):
    pair = [says("delegations_out", 40), says("delegations_out_provincial", 41)]
    result = settled(pair, corrections=[decision("confirm", old=40)])
    assert found(result, "delegations_out").status == "confirmed"
    assert found(result, "delegations_out_provincial").status == "review"


def test_a_rejected_derived_total_stays_away(says, settled):
    parts = [says(f"fdi_capital_{p}", 5e6, unit="USD") for p in ("new", "expanded", "contributed")]
    key = "2023-06|6|dong_nai|fdi_capital_registered|actual"
    assert len(settled(parts).figures) == 4
    assert len(settled(parts, corrections=[decision("reject", key=key)]).figures) == 3
    corrected = settled(parts, corrections=[decision("correct", 16e6, 15e6, key=key)])
    assert [f.value for f in corrected.figures if f.status == "corrected"] == [16e6]


def test_a_decision_in_another_currency(settled):
    key = "2023-06|6|dong_nai|ngo_aid_committed|actual"
    result = settled([], corrections=[decision("add", 23.79e9, key=key, unit="VND")])
    assert result.figures[0].value == pytest.approx(1e6, rel=0.03)


def test_the_file_gives_back_what_was_put_in(tmp_path):
    path = tmp_path / "corrections.jsonl"
    assert read_corrections(path) == ()
    first, second = decision("confirm", 8, 8, **QUOTE), decision("correct", 9, at=datetime(2023, 7, 9))
    append_corrections(path, [first])
    append_corrections(path, [second])
    assert read_corrections(path) == (first, second)
    assert read_corrections(path, as_of=date(2023, 7, 8)) == (first,)


def test_a_torn_last_line_is_reported_and_kept(tmp_path, caplog):
    path = tmp_path / "corrections.jsonl"
    first = decision("confirm", 8, 8)
    append_corrections(path, [first])
    with path.open("ab") as file:
        file.write('{"correction_id": "x", "who": "chuyên'.encode())
    assert read_corrections(path) == (first,)
    assert torn_line(path).startswith('{"correction_id": "x"')
    assert "cắt cụt" in caplog.text
    second = decision("reject")
    append_corrections(path, [second])
    assert read_corrections(path) == (first, second)
    assert '{"correction_id": "x"' in path.read_text("utf-8")
    assert torn_line(path) == ""


@pytest.mark.parametrize("line", ["{", '{"key": "a|b"}', '{"surprise": 1}', "[]"])
def test_a_bad_whole_line_is_an_error(tmp_path, line):
    path = tmp_path / "corrections.jsonl"
    append_corrections(path, [decision("reject")])
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(BadCorrections, match="line 2"):
        read_corrections(path)


def _append_many(path, who):
    for _ in range(25):
        append_corrections(path, [decision("reject", who=who)])


def test_two_writers_lose_nothing(tmp_path):
    path = tmp_path / "corrections.jsonl"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_append_many, args=(path, who)) for who in ("A", "B")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(c.who for c in read_corrections(path)) == ["A"] * 25 + ["B"] * 25
    assert all(json.loads(line) for line in path.read_text("utf-8").splitlines())
