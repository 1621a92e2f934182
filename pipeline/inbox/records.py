"""What the inbox gives: files, register rows, findings. Shapes only, no reading of folders."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class InboxFile:
    """Bytes that arrived. A member of an archive or a mail knows its parent's hash."""

    sha256: str
    path: str
    """Relative to `raw_reports/`, with `/`; for a member `archive.zip!inner/name.docx`."""
    size: int
    arrived: datetime
    """Modification time of the file, Vietnam time (naive)."""
    parent: str = ""


@dataclass(frozen=True)
class RegisterRow:
    """One row of the incoming-document book ("sổ công văn đến")."""

    row: int
    """1-based row in the sheet or CSV, the heading row counted."""
    author: str
    province_id: str = ""
    """Empty when the author is no province of the period: a finding says so."""
    arrival_number: str = ""
    received_date: date | None = None
    sent_date: date | None = None
    document_number: str = ""
    subject: str = ""
    attachments: tuple[str, ...] = ()
    """File names as written, separated in the register by `;` or line breaks."""
    note: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    """Columns that the contract does not name, kept as they stand."""


@dataclass(frozen=True)
class Finding:
    """One clear line for the analyst: what is wrong, with which file, what to do."""

    subject: str
    """The file, the register row or the province that it concerns."""
    message: str
    """What is wrong, in Vietnamese, one sentence."""
    action: str = ""
    """What to do, in Vietnamese, one sentence."""
    kind: str = "file"
    """file | register | submission | setting."""


@dataclass(frozen=True)
class Inbox:
    """A period's inbox as it lies in the folder, up to the as-of date."""

    period: str
    files: tuple[InboxFile, ...]
    register: tuple[RegisterRow, ...]
    findings: tuple[Finding, ...]
    later_rows: tuple[RegisterRow, ...] = ()
    """Rows received after the as-of date: only for knowing which files were not submitted yet."""
    register_error: str = ""
    """Vietnamese, one line: why the register that lies in the folder could not be read. Without its rows,
    provinces that have reported would count as missing."""
