"""Reads the incoming-document book ("sổ công văn đến") of a period.

Headings and their spellings are data (`register_headings.yaml`). Nothing here opens a report or decides which
row is a submission. A broken register is a finding here; that nothing is published then is decided by the
step that collects the inbox.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.catalogue.spelling import fold, unaccent
from pipeline.catalogue.submission_cues import register_headings
from pipeline.inbox.dates import register_date
from pipeline.inbox.records import Finding, RegisterRow
from pipeline.inbox.sheet import Cell, UnreadableSheet, sheets

_HEADING_WITHIN = 20
"""A heading row stands below titles and the office's name, within the first twenty rows."""
_SEPARATOR = re.compile(r"[;\n\r|]+")

ResolveAuthor = Callable[[str], tuple[str, str]]
"""Takes an author's name, gives (province_id, "") or ("", a hint for the analyst)."""


@dataclass
class Register:
    """A register as read: its rows, findings, and where its headings stand (for appending)."""

    rows: list[RegisterRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sheet: str = ""
    heading_row: int = 0
    """1-based; 0 when no heading row was found."""
    columns: dict[str, int] = field(default_factory=dict)
    """Field to 0-based column."""
    width: int = 0

    @property
    def usable(self) -> bool:
        """Whether its rows can be told apart by who sent them, or by their files."""
        return bool(self.heading_row) and not {"author", "attachments"}.isdisjoint(self.columns)


def heading_key(text: str) -> str:
    """A heading without tones, case, spaces and punctuation: "Số, ký hiệu" is "sokyhieu"."""
    return "".join(c for c in unaccent(fold(text)) if c.isalnum())


def read_register(path: Path, period: str, resolve: ResolveAuthor) -> Register:
    """All rows of a register. Never raises for its content: what is wrong with it is among the findings."""
    register = Register()
    try:
        tables = sheets(path)
    except UnreadableSheet as error:
        register.findings.append(
            Finding(
                path.name, f"Không đọc được sổ công văn đến: {error}.", "Lưu lại sổ rồi chạy lại.", "register"
            )
        )
        return register
    except OSError as error:
        register.findings.append(
            Finding(
                path.name,
                f"Không mở được sổ công văn đến: {error.strerror}.",
                "Đóng tệp rồi chạy lại.",
                "register",
            )
        )
        return register
    candidates = [(name, rows, at) for name, rows in tables if (at := _heading_row(rows)) is not None]
    if not candidates:
        register.findings.append(
            Finding(
                path.name,
                "Không tìm thấy hàng tiêu đề trong sổ công văn đến.",
                f"Ghi hàng tiêu đề gồm: {', '.join(f.label for f in register_headings().fields.values())}.",
                "register",
            )
        )
        return register
    name, rows, at = candidates[0]
    for other, _, _ in candidates[1:]:
        register.findings.append(
            Finding(
                path.name,
                f"Trang tính “{other}” cũng là một sổ; chỉ đọc “{name}”.",
                "Gộp vào một trang tính.",
                "register",
            )
        )
    register.sheet, register.heading_row, register.width = name, at + 1, len(rows[at])
    unknown = _columns(register, path.name, rows[at])
    for index in range(at + 1, len(rows)):
        _read_row(register, path.name, rows[index], index + 1, period, resolve, unknown)
    return register


def _known() -> dict[str, str]:
    return {heading_key(h): name for name, f in register_headings().fields.items() for h in f.headings}


def _heading_row(rows: list[list[Cell]]) -> int | None:
    known = _known()
    for index, row in enumerate(rows[:_HEADING_WITHIN]):
        if len({known[k] for c in row if isinstance(c, str) and (k := heading_key(c)) in known}) >= 2:
            return index
    return None


def _columns(register: Register, file: str, row: list[Cell]) -> dict[int, str]:
    """Fills `register.columns`; gives the columns that the contract does not name."""
    known = _known()
    ignored = {heading_key(h) for h in register_headings().ignored_headings}
    unknown: dict[int, str] = {}
    for index, cell in enumerate(row):
        text = str(cell).strip() if cell is not None else ""
        key = heading_key(text)
        if not key or key in ignored:
            continue
        if key not in known:
            unknown[index] = text
        elif known[key] in register.columns:
            unknown[index] = text
            register.findings.append(
                Finding(
                    file,
                    f"Hai cột cùng nghĩa “{register_headings().fields[known[key]].label}”; chỉ dùng cột đầu.",
                    f"Bỏ hoặc đổi tên cột “{text}”.",
                    "register",
                )
            )
        else:
            register.columns[known[key]] = index
    names = [text for index, text in unknown.items() if heading_key(text) not in known]
    if names:
        register.findings.append(
            Finding(
                file,
                f"Cột lạ trong sổ công văn đến, được giữ nguyên: {', '.join(f'“{n}”' for n in names)}.",
                "Không cần làm gì, trừ khi đó là một tiêu đề viết sai.",
                "register",
            )
        )
    for name, spec in register_headings().fields.items():
        if spec.mandatory and name not in register.columns:
            register.findings.append(
                Finding(
                    file,
                    f"Sổ công văn đến thiếu cột “{spec.label}”.",
                    f"Thêm cột “{spec.label}” (hoặc: {', '.join(spec.headings[1:4])}); "
                    "các cột khác vẫn được đọc.",
                    "register",
                )
            )
    return unknown


def _read_row(
    register: Register,
    file: str,
    cells: list[Cell],
    number: int,
    period: str,
    resolve: ResolveAuthor,
    unknown: dict[int, str],
) -> None:
    if not any(c is not None for c in cells):
        return

    def value(name: str) -> Cell:
        index = register.columns.get(name)
        return cells[index] if index is not None and index < len(cells) else None

    def text(name: str) -> str:
        cell = value(name)
        return " ".join(str(cell).split()) if cell is not None else ""

    def day(name: str) -> date | None:
        try:
            return register_date(value(name), period)
        except ValueError:
            label = register_headings().fields[name].label
            register.findings.append(
                Finding(
                    f"{file}, dòng {number}",
                    f"{label} không đọc được: “{text(name)}”.",
                    "Ghi ngày theo dạng ngày/tháng/năm.",
                    "register",
                )
            )
            return None

    author = text("author")
    province_id, hint = "", ""
    if author:
        province_id, hint = resolve(author)
    if author and not province_id:
        register.findings.append(
            Finding(
                f"{file}, dòng {number}",
                f"Cơ quan ban hành “{author}” không phải tỉnh, thành phố nào của kỳ {period}.",
                f"Sửa tên trong sổ{hint}.",
                "register",
            )
        )
    elif not author and "author" in register.columns and value("attachments") is None:
        register.findings.append(
            Finding(
                f"{file}, dòng {number}",
                "Dòng không ghi cơ quan ban hành.",
                "Ghi tên cơ quan, hoặc bỏ dòng này nếu không phải là một văn bản.",
                "register",
            )
        )
        if sum(c is not None for c in cells) == 1:
            return
    attachments = value("attachments")
    register.rows.append(
        RegisterRow(
            row=number,
            author=author,
            province_id=province_id,
            arrival_number=text("arrival_number"),
            received_date=day("received_date"),
            sent_date=day("sent_date"),
            document_number=text("document_number"),
            subject=text("subject"),
            attachments=tuple(t for p in _SEPARATOR.split(str(attachments or "")) if (t := p.strip())),
            note=text("note"),
            extra={
                name: str(cells[i]) for i, name in unknown.items() if i < len(cells) and cells[i] is not None
            },
        )
    )
