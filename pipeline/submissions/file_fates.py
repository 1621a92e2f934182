"""What became of each file: its row in the table `files`, and what the analyst has to be told of it.

Which submission a file belongs to was decided before (`assigning`, `submitting`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.inbox.records import Finding, InboxFile
from pipeline.submissions.dispatches import Item
from pipeline.submissions.records import FileRecord, FileState, Submission


@dataclass(frozen=True)
class Submitted:
    """What every answer depends on: period, day, numbers of the rows that came later, findings to add to."""

    period: str
    as_of: date | None
    later: set[int]
    findings: list[Finding]


def is_there(about: Submitted, item: Item, by_dispatch: dict[int, Submission]) -> bool:
    """Whether a file had been received by the as-of date."""
    if item.dispatch is not None and id(item.dispatch) in by_dispatch:
        return True
    row = item.dispatch.row if item.dispatch else None
    if row and row.row in about.later:
        return False
    if about.as_of is None:
        return True
    if row and row.received_date:
        return row.received_date <= about.as_of
    return item.file.arrived.date() <= about.as_of


def file_record(
    about: Submitted, item: Item, file: InboxFile, by_dispatch: dict[int, Submission]
) -> FileRecord:
    """The row of one file of an item (of each copy, when the same bytes came twice)."""
    submission = by_dispatch.get(id(item.dispatch)) if item.dispatch else None
    state, reason = _state(item, submission)
    return FileRecord(
        sha256=file.sha256,
        path=file.path,
        parent=file.parent,
        period=about.period,
        submission_id=submission.submission_id if submission else "",
        format=item.document.format,
        state=state,
        reason=reason,
        role=item.role,
        size=file.size,
        pages=item.document.pages,
        reader_version=item.document.reader_version,
        document_months=item.said.months,
        document_period=item.said.period,
    )


def _state(item: Item, submission: Submission | None) -> tuple[FileState, str]:
    if not item.readable:
        return "unreadable", item.said.reason
    if item.duplicate_of is not None:
        return "duplicate", item.reason
    if not item.is_paper and not (submission and item.said.kind == "unknown"):
        return "no_report", item.said.reason
    if submission and submission.superseded_by:
        return "superseded", "Đã được thay bằng văn bản gửi sau."
    if submission is None:
        return "read", "Không rõ là của tỉnh, thành phố nào."
    return "read", item.said.reason if item.said.kind == "unknown" else ""


def tell(about: Submitted, item: Item, by_dispatch: dict[int, Submission]) -> None:
    """Adds a finding for a file that an analyst has to look at."""
    submission = by_dispatch.get(id(item.dispatch)) if item.dispatch else None
    state, reason = _state(item, submission)
    if state == "unreadable":
        action = (
            "Xin tỉnh gửi lại tệp." if submission else "Xin gửi lại tệp, và ghi vào sổ tệp này của tỉnh nào."
        )
        about.findings.append(Finding(item.file.path, reason, action, "file"))
    elif state == "no_report" and item.said.kind == "unknown":
        about.findings.append(
            Finding(
                item.file.path,
                reason,
                "Nếu là báo cáo thì ghi tên tệp vào cột Tệp đính kèm của sổ.",
                "submission",
            )
        )
    elif state == "read" and submission is None:
        about.findings.append(
            Finding(
                item.file.path, reason, "Ghi tệp này và cơ quan ban hành vào sổ công văn đến.", "submission"
            )
        )
