"""From the inbox to dispatches: the steps `files`, `documents`, `submissions`.

What a register, a document or a dispatch is belongs to `inbox`, `reading` and `submissions`; here they are
called in order, their tables written, and what the analyst should know of is put into lines.
"""

from __future__ import annotations

import logging
import shutil
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.home import Home
from pipeline.inbox import Finding, Inbox, InboxFile, collect
from pipeline.reading import Document, ReadJob, ReadResult, read_all, reader_versions
from pipeline.reading.one_file import named
from pipeline.sample import assert_unmixed
from pipeline.steps.memo import SUBMISSIONS, code_version, fingerprint, memorise, restore
from pipeline.steps.place import forget_unread, keep_inbox, keep_unread, kept_inbox, kept_unread, nothing_due
from pipeline.steps.result import StepResult, Table, forget_results, line
from pipeline.submissions import Assigned, FileRecord, assign
from pipeline.warehouse import write_partition

log = logging.getLogger(__name__)

SAY_EVERY = 10
"""A line of progress every so many files."""
NOTHING_DUE = "Kỳ này không phải báo cáo và không có báo cáo nào gửi đến: không có gì phải làm."
STATE_LABELS = {
    "read": "tệp là báo cáo",
    "unreadable": "tệp không đọc được",
    "duplicate": "tệp trùng",
    "no_report": "tệp không phải báo cáo của kỳ",
    "superseded": "tệp đã được thay thế",
}


class UnreadableRegisterError(ValueError):
    """A month's register lies there and cannot be read: its provinces would count as not having reported."""


def find_files(place: Home, period: str, as_of: date | None) -> StepResult:
    """The step `files`: what lies in the inbox.

    Raises `ValueError` when sample and real reports meet in one home, and `UnreadableRegisterError` when the
    month's register cannot be read: what is published of the month then stays as it is.
    """
    forget_results(place, period)
    forget_unread(place, period)
    shutil.rmtree(place.work(period), ignore_errors=True)
    assert_unmixed(Home(place.root))
    inbox = collect(place, period, as_of)
    if inbox.register_error:
        raise UnreadableRegisterError(f"{inbox.register_error} Chưa chạy gì; số đã công bố giữ nguyên.")
    keep_inbox(place, inbox)
    idle = nothing_due(place, inbox)
    log.info("%s: %d tệp, %d dòng trong sổ công văn đến", period, len(inbox.files), len(inbox.register))
    return StepResult(
        "files",
        period,
        counts={"tệp": len(inbox.files), "dòng trong sổ công văn đến": len(inbox.register)},
        findings=tuple(line(finding) for finding in inbox.findings),
        row_count=len(inbox.files),
        tables={} if idle else {"các tệp": _file_table(inbox)},
        note=NOTHING_DUE if idle else "",
    )


def read_documents(place: Home, period: str, executor: Executor | None = None) -> StepResult:
    """The step `documents`: read what has not been read before; the documents lie in the cache."""
    inbox = kept_inbox(place, period)
    results = _read(place, inbox, executor)
    keep_unread(place, period, {r.job.sha256: r.json for r in results if not r.from_cache})
    read = sum(not result.from_cache for result in results)
    log.info("%s: đọc %d tệp, %d tệp từ bộ nhớ đệm", period, read, len(results) - read)
    return StepResult(
        "documents",
        period,
        counts={"đọc": read, "từ bộ nhớ đệm": len(results) - read},
        read=read,
        cached=len(results) - read,
        row_count=len(results),
    )


def assign_submissions(place: Home, period: str, as_of: date | None) -> StepResult:
    """The step `submissions`: whose each file is; writes the tables `files`, `submissions`, `findings`.

    What the step before could not read is taken from it, and not tried again.
    """
    inbox = kept_inbox(place, period)
    work = place.work(period)
    unread = kept_unread(place, period)
    made_from = fingerprint(
        repr(inbox), str(as_of), repr(reader_versions()), repr(unread), code_version(*SUBMISSIONS)
    )
    if known := restore(place, period, "submissions", made_from):
        return known
    documents = _documents(place, inbox, unread)
    assigned = assign(inbox, {document.sha256: document for document in documents}, as_of)
    findings = _findings(inbox, documents, assigned)
    written = (
        write_partition(work, "files", assigned.files),
        write_partition(work, "submissions", assigned.submissions),
        write_partition(work, "findings", findings),
    )
    records, dispatches = assigned.files, assigned.submissions
    states = [record.state for record in records]
    result = StepResult(
        "submissions",
        period,
        counts={
            "báo cáo (lượt gửi)": len(dispatches),
            "tỉnh, thành phố đã gửi": len({d.province_id for d in dispatches}),
            **{label: states.count(state) for state, label in STATE_LABELS.items() if state in states},
        },
        findings=tuple(line(finding) for finding in findings),
        row_count=len(dispatches),
        tables={"tệp không đưa vào tổng hợp": _left_out(records)},
    )
    return memorise(place, result, made_from, written)


def _findings(inbox: Inbox, documents: list[Document], assigned: Assigned) -> list[Finding]:
    """What the analyst should know of: a line for each bad file, and what the steps before found."""
    said = {finding.subject for finding in assigned.findings}
    unreadable = [
        Finding(record.path, f"không đọc được: {record.reason}")
        for record in assigned.files
        if record.state == "unreadable" and record.path not in said
    ]
    warnings = [
        Finding(document.name, warning)
        for document in documents
        if document.state == "read"
        for warning in document.warnings
    ]
    return [*inbox.findings, *assigned.findings, *unreadable, *warnings]


def _read(place: Home, inbox: Inbox, executor: Executor | None) -> tuple[ReadResult, ...]:
    jobs = [ReadJob(_on_disk(place, file), file.sha256, file.path) for file in inbox.files]
    return read_all(jobs, place.cache, executor, on_progress=_say_progress)


def _documents(place: Home, inbox: Inbox, unread: dict[str, Document]) -> list[Document]:
    """One document a file, in the files' order: from the step before, else from the cache."""
    others = replace(inbox, files=tuple(file for file in inbox.files if file.sha256 not in unread))
    found = iter(_read(place, others, None))
    return [
        named(unread[file.sha256], file.path) if file.sha256 in unread else next(found).document()
        for file in inbox.files
    ]


def _say_progress(done: int, total: int, job: ReadJob) -> None:
    if done % SAY_EVERY == 0 or done == total:
        log.info("đã đọc %d/%d tệp, vừa xong %s", done, total, job.name)


def _on_disk(place: Home, file: InboxFile) -> Path:
    return place.raw_reports / file.path


def _file_table(inbox: Inbox) -> Table:
    rows = tuple(
        (f.path, f"{f.size:,}".replace(",", "."), f"{f.arrived:%d/%m/%Y %H:%M}") for f in inbox.files
    )
    return ("Tệp", "Byte", "Đến lúc"), rows


def _left_out(records: tuple[FileRecord, ...]) -> Table:
    rows = tuple((r.path, STATE_LABELS[r.state], r.reason) for r in records if r.state != "read")
    return ("Tệp", "Tình trạng", "Lý do"), rows
