"""What became of each file: its row in the table `files`, and what the analyst has to be told of it.

Which submission a file belongs to was decided before (`assigning`, `submitting`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.inbox.records import Finding, InboxFile, RegisterRow
from pipeline.submissions.dispatches import Item
from pipeline.submissions.records import FileRecord, FileState, Submission


@dataclass(frozen=True)
class Submitted:
    """What every answer depends on: period, day, numbers of the rows that came later, findings to add to."""

    period: str
    as_of: date | None
    later: set[int]
    findings: list[Finding]


def is_there(about: Submitted, item: Item, file: InboxFile) -> bool:
    """Whether a file of an item (itself, or a copy) had been received by the as-of date.

    By its register row's "Ngày đến", else by its own arrival: that its dispatch had been received is not
    enough, since an annex may come after the report.
    """
    row = item.dispatch.row if item.dispatch else None
    if row and row.row in about.later:
        return False
    return not came_later(row, file, about.as_of)


def came_later(row: RegisterRow | None, file: InboxFile, as_of: date | None) -> bool:
    """Whether a file was received after the as-of date: by its row's "Ngày đến", else by its own arrival."""
    if as_of is None:
        return False
    return (row.received_date if row and row.received_date else file.arrived.date()) > as_of


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
