"""What the submissions step gives: dispatches, and the fate of every file. Shapes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.inbox.records import Finding

FileState = Literal["read", "unreadable", "duplicate", "no_report", "superseded"]


@dataclass(frozen=True)
class Submission:
    """One dispatch of a province for a period. It may have no file yet (a register row alone)."""

    submission_id: str
    """Stable over reruns: a hash of (period, province_id, document number, sent date, first file)."""
    period: str
    months: int
    """How many months the report covers, ending with `period`."""
    province_id: str
    issuer: str
    """As the paper or the register names it: "Tỉnh ủy Đồng Nai", "Sở Ngoại vụ …"."""
    issuer_level: str = ""
    """party | people_committee | department | office; empty when it is not said."""
    document_number: str = ""
    sent_date: date | None = None
    received_date: date | None = None
    received_source: Literal["register", "arrival"] = "register"
    register_row: int | None = None
    replaces: str = ""
    """The submission_id that this one replaces or amends."""
    replacement: Literal["", "whole", "values"] = ""
    """thay thế: whole; đính chính, bổ sung: values."""
    superseded_by: str = ""
    """Set when another submission replaces this one whole."""
    readable: bool = True
    """False when a file of it is unreadable or has not come, and nothing of it could be read."""
    reason: str = ""
    """Vietnamese notes for the status table (received before sent, file missing, …)."""


@dataclass(frozen=True)
class FileRecord:
    """One row of the table `files`: nothing submitted is lost."""

    sha256: str
    path: str
    parent: str
    period: str
    submission_id: str
    format: str
    state: FileState
    reason: str
    role: str = "report"
    """report | annex | cover_letter."""
    size: int = 0
    pages: int | None = None
    reader_version: str = ""
    document_months: int = 0
    document_period: str = ""


@dataclass(frozen=True)
class Recognised:
    """What a document says of itself, before the register is asked."""

    kind: str
    """A kind of submissions.yaml (report, plan, article, …), annex, or unknown."""
    province_id: str = ""
    issuer: str = ""
    """Named as the status table names it; empty when the paper does not say."""
    issuer_level: str = ""
    document_number: str = ""
    sent_date: date | None = None
    period: str = ""
    """The period that the paper reports on; empty when it does not say."""
    months: int = 0
    replaces_number: str = ""
    replacement: Literal["", "whole", "values"] = ""
    reason: str = ""
    """Vietnamese: why it is no province's report of the period; empty when it is one."""
    is_report: bool = False
    """Whether it is a province's report of the period that was asked for (the province may be unknown)."""
    evidence: tuple[str, ...] = ()
    """What each thing was known from: "kỳ: tiêu đề", "loại: báo cáo 14, kế hoạch 3"."""
    province_source: str = ""
    """head | place | lead | title | closing | body | name; empty when no province was found."""


@dataclass(frozen=True)
class Assigned:
    """A period's submissions, the fate of every file, and what the analyst has to know."""

    submissions: tuple[Submission, ...]
    files: tuple[FileRecord, ...]
    findings: tuple[Finding, ...]
