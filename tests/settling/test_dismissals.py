"""Findings that an analyst dismissed: kept, no longer holding their figures, back when a value changes."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pipeline.settling import Correction, append_corrections, finding_key, read_corrections
from pipeline.settling.corrections import BadCorrections

AT = datetime(2023, 7, 5, 9, 30)


def dismissal(finding, why="đoàn của trung ương đi cùng", at=AT, **more) -> Correction:
    fields = {"rests_on": finding.rests_on, **more}
    return Correction(
        f"d-{at:%d}", finding_key(finding), "chuyên viên A", at, why, "dismiss", None, None, **fields
    )


@pytest.fixture
def pair(says):
    """More delegations of the province than delegations: a broken rule of high importance."""

    def make(provincial=41):
        return [says("delegations_out", 40), says("delegations_out_provincial", provincial)]

    return make


def test_a_dismissed_finding_holds_no_figure(pair, settled):
    before = settled(pair())
    [finding] = before.rule_results
    assert (finding.importance, len(before.to_review)) == ("high", 2)
    after = settled(pair(), corrections=[dismissal(finding)])
    [kept] = after.rule_results
    assert (kept.state, kept.dismissed_by, kept.dismissed_why) == (
        "dismissed",
        "chuyên viên A",
        "đoàn của trung ương đi cùng",
    )
    assert kept.message == finding.message
    assert ([f.value for f in after.figures], after.to_review) == ([40, 41], ())
    assert [c.state for c in after.corrections] == ["in_force"]


def test_it_comes_back_when_a_value_changes(pair, settled):
    [finding] = settled(pair()).rule_results
    again = settled(pair(43), corrections=[dismissal(finding)])
    assert [r.state for r in again.rule_results] == ["open"]
    assert len(again.to_review) == 2
    assert [c.state for c in again.corrections] == ["reopened"]


def test_a_mended_contradiction_asks_nothing(pair, settled):
    [finding] = settled(pair()).rule_results
    mended = settled(pair(39), corrections=[dismissal(finding)])
    assert mended.rule_results == ()
    assert [c.state for c in mended.corrections] == ["in_force"]


M = 1_000_000


def test_only_an_open_finding_silences_the_rule_that_gives_way_to_it(says, settled):
    stated = {"registered": 10, "new": 12, "expanded": 3, "contributed": 1}
    candidates = [says(f"fdi_capital_{part}", value * M, unit="USD") for part, value in stated.items()]
    [first] = settled(candidates).rule_results
    assert first.rule == "fdi_new_within_registered"
    # New capital alone was explained; that the three parts make 16 of 10 is another thing.
    results = settled(candidates, corrections=[dismissal(first)]).rule_results
    assert [(r.rule, r.state) for r in results] == [
        ("fdi_new_within_registered", "dismissed"),
        ("fdi_parts_make_total", "open"),
    ]


def test_a_dismissed_finding_silences_what_says_the_same_of_the_same_figures(says, settled):
    candidates = [
        says("delegations_out", 44),
        says("delegations_out", 40, "prior_year"),
        says("delegations_out", 100, "change_pct"),
    ]
    [far] = settled(candidates).rule_results
    results = settled(candidates, corrections=[dismissal(far)]).rule_results
    assert [(r.rule, r.state) for r in results] == [("change_pct_far_from_values", "dismissed")]


def test_a_dismissal_of_after_the_day_does_not_count(pair, settled):
    [finding] = settled(pair()).rule_results
    early = settled(pair(), corrections=[dismissal(finding)], as_of=date(2023, 7, 4))
    assert [r.state for r in early.rule_results] == ["open"]


def test_the_last_dismissal_counts(pair, settled):
    [finding] = settled(pair()).rule_results
    made = [
        dismissal(finding, rests_on="other"),
        dismissal(finding, why="đã hỏi", at=datetime(2023, 7, 6)),
    ]
    [kept] = settled(pair(), corrections=made).rule_results
    assert (kept.state, kept.dismissed_why) == ("dismissed", "đã hỏi")


def test_the_file_keeps_it_among_the_other_decisions(pair, settled, tmp_path):
    [finding] = settled(pair()).rule_results
    path = tmp_path / "corrections.jsonl"
    append_corrections(path, [dismissal(finding)])
    assert read_corrections(path) == (dismissal(finding),)


@pytest.mark.parametrize("key", ["2023-06|6|dong_nai|delegations_out|actual", "finding|2023-06|dong_nai"])
def test_a_dismissal_names_a_finding(key, tmp_path):
    path = tmp_path / "corrections.jsonl"
    made = Correction("d", key, "chuyên viên A", AT, "", "dismiss", None, None)
    with pytest.raises(ValueError, match="no key of a finding"):
        append_corrections(path, [made])
    path.write_text(
        f'{{"correction_id": "d", "key": "{key}", "who": "A", "at": "2023-07-05", "why": "",'
        ' "action": "dismiss", "old": null, "new": null}\n',
        "utf-8",
    )
    with pytest.raises(BadCorrections, match="line 1"):
        read_corrections(path)
