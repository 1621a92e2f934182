"""Lets a later paper replace or amend an earlier one of its province, only when it says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.catalogue import province
from pipeline.inbox.records import Finding
from pipeline.submissions.dispatches import Dispatch
from pipeline.submissions.paper import plain
from pipeline.submissions.records import Submission
from pipeline.submissions.replacement import Replacement, number_key, replacement_in

Made = list[tuple[Dispatch, Submission]]


def supersede(made: Made, findings: list[Finding]) -> Made:
    """The same dispatches with `replaces`, `replacement` and `superseded_by` filled in.

    A paper that says that it replaces one that nobody has is a finding, and both stay in force.
    """
    by_id = {s.submission_id: s for _, s in made}
    for dispatch, submission in sorted(made, key=lambda pair: _order(pair[1])):
        kind, number = _said(dispatch)
        if not kind:
            continue
        current = replace(by_id[submission.submission_id], replacement=kind)
        target = _target(current, number, list(by_id.values()))
        if target is None:
            findings.append(
                Finding(
                    province(submission.province_id).name,
                    f"Văn bản {submission.document_number or dispatch_name(dispatch)} nói là "
                    f"{'thay thế' if kind == 'whole' else 'đính chính, bổ sung'} một báo cáo trước, "
                    "nhưng không thấy báo cáo đó.",
                    "Kiểm tra số của báo cáo trước trong sổ công văn đến.",
                    "submission",
                )
            )
        else:
            current = replace(current, replaces=target.submission_id)
            if kind == "whole":
                told = current.document_number or "văn bản gửi sau"
                by_id[target.submission_id] = replace(
                    target,
                    superseded_by=current.submission_id,
                    reason=f"{target.reason} Đã được thay bằng {told}.".strip(),
                )
        by_id[current.submission_id] = current
    return [(d, by_id[s.submission_id]) for d, s in made]


def dispatch_name(dispatch: Dispatch) -> str:
    """A dispatch as the analyst knows it: its file, or its row in the register."""
    if dispatch.items:
        return dispatch.items[0].file.path
    return f"ở dòng {dispatch.row.row} của sổ" if dispatch.row else ""


def _said(dispatch: Dispatch) -> tuple[Replacement, str]:
    """What the papers of a dispatch say (the cover letter too), else what the register says of it."""
    for item in (*dispatch.reports, *(i for i in dispatch.items if i.role == "cover_letter")):
        if item.said.replacement:
            return item.said.replacement, item.said.replaces_number
    if dispatch.row:
        return replacement_in({"title": plain(f"{dispatch.row.subject} ; {dispatch.row.note}")})
    return "", ""


def _target(later: Submission, number: str, others: list[Submission]) -> Submission | None:
    """The earlier submission of the province that is meant: by its number, or as the only one before."""
    earlier = [
        s
        for s in others
        if s.province_id == later.province_id
        and s.submission_id != later.submission_id
        and _order(s) <= _order(later)
        and not s.superseded_by
    ]
    if number:
        named = [s for s in earlier if number_key(s.document_number) == number]
        return named[0] if len(named) == 1 else None
    return earlier[0] if len(earlier) == 1 else None


def _order(submission: Submission) -> tuple[date, date]:
    sent, received = submission.sent_date, submission.received_date
    return sent or received or date.min, received or date.max
