"""Several papers of one province: what replaces what, and what merely disagrees."""

from __future__ import annotations

from datetime import date

import pytest

OLD, NEW = "a" * 64, "b" * 64


@pytest.fixture
def two_papers(says, submission, file, settled):
    """An early paper says 8 and 2, a later one 9 (and nothing of the other); `fields` are the later one's."""

    def run(**fields):
        papers = [submission("s1"), submission("s2", received_date=date(2023, 7, 1), **fields)]
        candidates = [
            says("delegations_out", 8, sha256=OLD),
            says("delegations_in", 2, sha256=OLD),
            says("delegations_out", 9, sha256=NEW),
        ]
        return settled(candidates, papers, files=[file(OLD, "s1"), file(NEW, "s2")])

    return run


@pytest.mark.parametrize(
    ("fields", "out", "into"),
    [
        ({}, None, 2),
        ({"replacement": "values", "replaces": "s1", "document_number": "12-BC/TU"}, 9, 2),
        ({"replacement": "values"}, None, 2),  # it does not say which paper: a contradiction
        ({"replacement": "whole", "replaces": "s1"}, 9, "nothing"),
    ],
)
def test_the_later_paper(two_papers, fields, out, into):
    result = two_papers(**fields)
    values = {f.indicator: f.value for f in (*result.figures, *result.to_review)}
    assert values["delegations_out"] == out
    assert values.get("delegations_in", "nothing") == into


def test_the_overridden_reading_is_kept_with_its_note(two_papers):
    result = two_papers(replacement="values", replaces="s1", document_number="12-BC/TU")
    (old,) = [c for c in result.candidates if c.sha256 == OLD and c.indicator == "delegations_out"]
    assert old.note == "Đã được văn bản số 12-BC/TU đính chính."
    (figure,) = [f for f in result.figures if f.indicator == "delegations_out"]
    assert old.candidate_id in figure.readings
    assert old.candidate_id not in {s.candidate_id for s in result.sources}


def test_report_and_annex_are_not_ranked_by_time(says, submission, file, settled, found):
    pair = [says("delegations_out", 8, sha256=OLD), says("delegations_out", 9, sha256=NEW, method="table")]
    result = settled(pair, files=[file(OLD, "s1"), file(NEW, "s1", role="annex")])
    assert found(result, "delegations_out").status == "review"


def test_a_superseded_paper_does_not_enter(says, submission, file, settled):
    papers = [submission("s1", superseded_by="s2"), submission("s2", replacement="whole", replaces="s1")]
    result = settled(
        [says("delegations_out", 8, sha256=OLD)], papers, files=[file(OLD, "s1"), file(NEW, "s2")]
    )
    assert not result.figures
    assert "thay thế" in result.candidates[0].note


def test_a_rule_on_texts_sees_only_what_stands(says, submission, file, settled):
    def run(old_paper, **fields):
        papers = [submission("s1"), submission("s2", received_date=date(2023, 7, 1), **fields)]
        candidates = [
            says("delegations_out", 8, sha256=OLD),
            says("delegations_out", 9, sha256=NEW, method="table"),
        ]
        files = [file(OLD, old_paper), file(NEW, "s2", role="annex")]
        return [r.rule for r in settled(candidates, papers, files=files).rule_results]

    assert run("s2") == ["annex_against_text"]
    assert run("s1") == []  # two papers that disagree: a contradiction of the figure, not text against annex
    assert run("s1", replacement="values", replaces="s1") == []


def test_a_text_that_was_corrected_asks_nothing(says, submission, file, settled):
    papers = [
        submission("s1"),
        submission("s2", received_date=date(2023, 7, 1), replacement="values", replaces="s1"),
    ]
    sentence = "Tỉnh ký mới 02 thỏa thuận quốc tế, ký ngày 12/11/2022."
    old = says(
        "agreements_signed",
        2,
        sha256=OLD,
        sentence=sentence,
        quote="02 thỏa thuận quốc tế",
        value_stated="02",
        unit_stated="thỏa thuận quốc tế",
    )
    files = [file(OLD, "s1"), file(NEW, "s2")]
    assert [r.rule for r in settled([old], papers, files=files).rule_results] == ["date_outside_period"]
    new = says("agreements_signed", 1, sha256=NEW)
    assert settled([old, new], papers, files=files).rule_results == ()
