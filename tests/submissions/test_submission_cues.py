"""The data by which papers are told apart is whole, and each spelling of a heading is read."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.catalogue.submission_cues import Cue, SubmissionCues, register_headings, submission_cues
from pipeline.inbox.register import heading_key
from pipeline.submissions.paper import plain


def patterns() -> list[str]:
    cues = submission_cues()
    found = [c.pattern for kind in cues.kinds.values() for c in kind.cues]
    found += [i.pattern for i in cues.issuers] + [p.pattern for p in cues.periods]
    found += [r.pattern for r in cues.replacements]
    return [*found, *cues.future, *cues.annex_names, *cues.annex_titles, *cues.cover_names, *cues.title_words]


def test_patterns_are_written_as_folded_text_is() -> None:
    for pattern in patterns():
        bare = (
            pattern.replace("\\A", "")
            .replace("\\W", "")
            .replace("\\D", "")
            .replace("\\S", "")
            .replace("?P<", "?p<")
        )
        assert plain(bare) == bare, pattern


def test_every_kind_is_told_why_it_is_no_report_or_counts() -> None:
    for name, kind in submission_cues().kinds.items():
        assert kind.label, name
        assert kind.counts != bool(kind.reason) or name == "cover_letter", name


def test_no_heading_names_two_fields() -> None:
    fields = register_headings().fields.values()
    keys = [key for f in fields for key in {heading_key(h) for h in f.headings}]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "wrong",
    [
        {"where": "title", "pattern": "(", "weight": 1},
        {"where": "nowhere", "pattern": "a", "weight": 1},
        {"where": "title", "pattern": "a", "weight": 1, "wieght": 2},
    ],
)
def test_a_wrong_cue_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Cue.model_validate(wrong)


def test_a_base_that_is_no_kind_is_refused() -> None:
    raw = submission_cues().model_dump()
    raw["kinds"]["plan"]["base"] = "nothing"
    with pytest.raises(ValidationError, match="plan"):
        SubmissionCues.model_validate(raw)
