"""A later paper that says it corrects or supplements an earlier one overrides it value by value.

Only what papers say of each other belongs here. Two papers that disagree without saying so are not ranked:
that is a contradiction (`agreement`). A paper that replaces another as a whole is dealt with in
`readings.in_force`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.settling.readings import Reading
from pipeline.submissions.records import Submission


def override(
    readings: Sequence[Reading], submissions: Mapping[str, Submission]
) -> tuple[list[Reading], dict[str, str]]:
    """The readings of one key that stand, and for each overridden candidate the note that says by what."""
    notes: dict[str, str] = {}
    for reading in readings:
        amended = _amended_by(reading.submission, submissions)
        for other in readings:
            if other.submission.submission_id in amended:
                notes.setdefault(
                    other.candidate.candidate_id, f"Đã được {_name(reading.submission)} đính chính."
                )
    return [r for r in readings if r.candidate.candidate_id not in notes], notes


def _amended_by(amendment: Submission, submissions: Mapping[str, Submission]) -> set[str]:
    """The ids of the submissions that `amendment` amends, directly or through one that it amends."""
    found: set[str] = set()
    waiting = [amendment]
    while waiting:
        for earlier in _directly(waiting.pop(), submissions):
            if earlier.submission_id not in found and earlier.submission_id != amendment.submission_id:
                found.add(earlier.submission_id)
                waiting.append(earlier)
    return found


def _directly(amendment: Submission, submissions: Mapping[str, Submission]) -> list[Submission]:
    # Which paper it amends must be known: one that names nobody we have does not override by chance.
    named = submissions.get(amendment.replaces) if amendment.replacement == "values" else None
    return [named] if named is not None else []


def _name(submission: Submission) -> str:
    return f"văn bản số {submission.document_number}" if submission.document_number else "văn bản sau"
