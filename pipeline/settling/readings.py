"""Which candidates go into settling, under which key, and why the others do not.

A reading is a candidate with its key, its submission and its value in the catalogue's unit. Whether readings
agree does not belong here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipeline.catalogue import Indicator
from pipeline.extraction.candidate import Candidate
from pipeline.settling.keys import Key, candidate_id
from pipeline.settling.money import Converted, to_unit
from pipeline.submissions.records import FileRecord, Submission

_OWNER_VI = {
    "other_province": "của địa phương khác",
    "nation": "của cả nước",
    "region": "của vùng",
    "project": "của một dự án",
    "organisation": "của một tổ chức, doanh nghiệp",
    "part": "của một bộ phận trong tỉnh",
    "abroad": "của nước ngoài",
}


@dataclass(frozen=True)
class Reading:
    """One candidate that settling considers."""

    candidate: Candidate
    key: Key
    submission: Submission
    value: float | None
    """In the catalogue's unit; None when it cannot be expressed in it (`problem` says why)."""
    unit: str
    converted: str = ""
    """How it was converted: "quy đổi 23.790 VND/USD, 2023"; empty for a value in its own unit."""
    problem: str = ""

    @property
    def step(self) -> float:
        """The last digit that the paper gives, in the catalogue's unit: 10,000 for 568.78 million."""
        stated = Decimal(repr(self.candidate.value)).normalize()
        step = float(Decimal(1).scaleb(int(stated.as_tuple().exponent)))
        if self.converted and self.value and self.candidate.value:
            step *= self.value / self.candidate.value
        return abs(step)


def in_force(
    submissions: Sequence[Submission], period: str, as_of: date | None = None
) -> dict[str, Submission]:
    """The submissions of the period that are received by `as_of` and not replaced as a whole, by id."""
    received = [
        s
        for s in submissions
        if s.period == period and (as_of is None or s.received_date is None or s.received_date <= as_of)
    ]
    ids = {s.submission_id for s in received}
    replaced = {s.replaces for s in received if s.replacement == "whole"}
    return {
        s.submission_id: s
        for s in received
        if s.submission_id not in replaced and (not s.superseded_by or s.superseded_by not in ids)
    }


def identify(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same candidates, each with a `candidate_id` of its own that is stable over reruns."""
    seen: Counter[str] = Counter()
    named = []
    for candidate in candidates:
        base = candidate_id(candidate)
        own = base if not seen[base] else candidate_id(candidate, seen[base])
        seen[base] += 1
        named.append(replace(candidate, candidate_id=own))
    return tuple(named)


def enter(
    candidates: Sequence[Candidate],
    submissions: Mapping[str, Submission],
    files: Sequence[FileRecord],
    indicators: Mapping[str, Indicator],
    period: str,
) -> tuple[list[Reading], dict[str, str]]:
    """The readings, and for every other candidate the note (Vietnamese) that says why it is none.

    `submissions` are those in force. Raises `ValueError` for a candidate of an indicator that the catalogue
    lacks.
    """
    # A copy with the same bytes has a row of its own (state duplicate): the one that was read speaks.
    by_file = {f.sha256: f for f in sorted(files, key=lambda f: f.state == "read")}
    by_province: dict[str, list[Submission]] = {}
    for known in submissions.values():
        by_province.setdefault(known.province_id, []).append(known)
    readings: list[Reading] = []
    notes: dict[str, str] = {}
    for candidate in candidates:
        submission, note = _submission_of(candidate, submissions, by_file, by_province, period)
        if submission is None:
            notes[candidate.candidate_id] = note
            continue
        if candidate.indicator not in indicators:
            raise ValueError(
                f"candidate of an unknown indicator: {candidate.indicator!r} ({candidate.quote!r})"
            )
        readings.append(_reading(candidate, submission, indicators[candidate.indicator], period))
    return readings, notes


def _submission_of(
    candidate: Candidate,
    submissions: Mapping[str, Submission],
    by_file: Mapping[str, FileRecord],
    by_province: Mapping[str, list[Submission]],
    period: str,
) -> tuple[Submission | None, str]:
    if candidate.set_aside:
        return None, candidate.note or candidate.set_aside
    if candidate.owner != "province":
        return None, f"Số liệu {_OWNER_VI.get(candidate.owner, candidate.owner)}."
    if candidate.period and candidate.period != period:
        return None, f"Số liệu của kỳ {candidate.period}."
    file = by_file.get(candidate.sha256)
    if file is not None and file.state != "read":
        return None, "Văn bản không được tính: " + (file.reason or file.state)
    if file is not None and file.submission_id:
        submission = submissions.get(file.submission_id)
        if submission is None:
            return None, "Báo cáo chứa số liệu này đã được thay thế hoặc nhận sau ngày chốt."
    else:
        own = by_province.get(candidate.province_id, [])
        if not own:
            return None, "Không thuộc báo cáo nào của kỳ."
        submission = (
            own[0] if len(own) == 1 else replace(own[0], submission_id="", replacement="", replaces="")
        )
    if candidate.province_id != submission.province_id:
        return None, "Không phải số liệu của địa phương gửi báo cáo."
    return submission, ""


def _reading(candidate: Candidate, submission: Submission, indicator: Indicator, period: str) -> Reading:
    # A stock is what stands at the end of the period, however long the period is: one key, not one a length.
    stock = indicator.kind == "stock" and candidate.role in ("actual", "prior_year")
    unsaid = submission.months if candidate.cumulative else 1
    months = submission.months if stock else candidate.months or unsaid
    key = Key(period, months, submission.province_id, candidate.indicator, candidate.role)
    wanted = "percent" if candidate.role == "change_pct" else indicator.unit
    year = int(period[:4]) - (candidate.role == "prior_year")
    converted: Converted = to_unit(candidate.value, candidate.unit, wanted, year)
    return Reading(candidate, key, submission, converted.value, wanted, converted.how, converted.problem)
