"""Reads a filled-in review workbook back: each answered row becomes a correction, or an error that says what
to do.

Nothing is written here: the caller appends the corrections. A row that can not be understood is never guessed
at, and one bad row does not stop the others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.catalogue import indicators, province, roles
from pipeline.inbox.folder import VIETNAM
from pipeline.review.columns import (
    COLUMNS,
    DECISIONS,
    REASON_REQUIRED,
    SHEET,
    Action,
    Column,
    fingerprint_of,
    key_of,
)
from pipeline.review.findings_sheet import COLUMNS as FINDING_COLUMNS
from pipeline.review.findings_sheet import SHEET as FINDINGS
from pipeline.review.findings_sheet import current_findings, dismissal
from pipeline.review.numbers_typed import typed_number
from pipeline.settling import Correction, Key
from pipeline.summary.rows import rows

_SAME = 1e-9
Row = Mapping[str, object]


@dataclass(frozen=True)
class ImportResult:
    """What a workbook says."""

    corrections: tuple[Correction, ...]
    errors: tuple[str, ...]
    """One Vietnamese sentence a row that could not be taken, naming the row and what to do."""
    undecided: int = 0
    """Rows of figures left empty or put off; a finding needs no decision."""


def import_workbook(
    path: Path, connection: Any = None, at: datetime | None = None, period: str = "", who: str = ""
) -> ImportResult:
    """Read the decisions of a workbook that `export_workbook` wrote.

    With a `connection` to the published warehouse, a row whose figure or readings have changed since the
    export is an error, and so is one that is no longer there. `at` is the time of decision, Vietnam time
    (default: now); `period` refuses the rows of another one; `who` signs the rows that name nobody. A file
    that is no such workbook gives one error and no correction.
    """
    path = Path(path)
    try:
        book = load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, OSError, KeyError, ValueError) as error:
        told = f"Không mở được {path.name} như một tệp Excel .xlsx ({error}); hãy xuất lại rồi điền."
        return ImportResult((), (told,))
    if SHEET not in book.sheetnames:
        return ImportResult(
            (), (f"{path.name} không có trang “{SHEET}”; hãy dùng tệp do lệnh review --export ghi.",)
        )
    sheets = [(book[SHEET], COLUMNS)]
    if FINDINGS in book.sheetnames:  # a workbook of before 2026-11-22 has no findings
        sheets.append((book[FINDINGS], FINDING_COLUMNS))
    for sheet, columns in sheets:
        if lacking := _lacking(sheet, columns):
            return ImportResult((), (f"{path.name} thiếu cột {lacking}; hãy xuất lại rồi điền.",))
    when = at or _now()
    current = None if connection is None else _current(connection)
    known = None if connection is None or len(sheets) == 1 else current_findings(connection)
    taken = _Taken()
    for number, row in _rows(*sheets[0]):
        taken.take(number, row, lambda row: _correction(row, current, when, period, who))
    for number, row in [pair for sheet in sheets[1:] for pair in _rows(*sheet)]:
        taken.take(number, row, lambda row: dismissal(row, known, when, period, who), f"{FINDINGS}, ")
    return ImportResult(tuple(taken.corrections), tuple(taken.errors), taken.undecided)


@dataclass
class _Taken:
    """What the rows gave so far."""

    corrections: list[Correction] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    undecided: int = 0
    seen: dict[str, int] = field(default_factory=dict)

    def take(
        self, number: int, row: Row, decide: Callable[[Row], Correction | None], sheet: str = ""
    ) -> None:
        """One row: a correction, an error that names it, or nothing decided."""
        try:
            correction = decide(row)
            if correction is not None and correction.key in self.seen:
                raise ValueError(f"trùng với dòng {self.seen[correction.key]}; hãy chỉ giữ một quyết định")
        except ValueError as error:
            self.errors.append(f"{sheet}Dòng {number} ({_named(row)}): {error}.")
            return
        if correction is not None:
            self.seen[correction.key] = number
            self.corrections.append(correction)
        elif not sheet:  # a finding needs no decision
            self.undecided += any(value is not None for value in row.values())


def _headings(sheet: Any) -> list[str]:
    first = next(sheet.iter_rows(max_row=1, values_only=True), ())
    return [str(cell or "").strip() for cell in first]


def _lacking(sheet: Any, columns: Sequence[Column]) -> str:
    """The headings that a sheet lacks, "" when it has all."""
    headings = _headings(sheet)
    return ", ".join(column.heading for column in columns if column.heading not in headings)


def _rows(sheet: Any, columns: Sequence[Column]) -> Iterator[tuple[int, Row]]:
    """The rows of a sheet by column, with their numbers."""
    headings = _headings(sheet)
    places = {column.field: headings.index(column.heading) for column in columns}
    for number, cells in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
        yield (
            number,
            {name: cells[place] if place < len(cells) else None for name, place in places.items()},
        )


def _now() -> datetime:
    """Vietnam's time without zone, as files' arrivals are: an edition's day ends for both at once."""
    return datetime.now(VIETNAM).replace(tzinfo=None)


def _correction(
    row: Mapping[str, object], current: Mapping[str, str] | None, at: datetime, period: str, signer: str
) -> Correction | None:
    """The correction of one row; None when nothing is decided. Raises ValueError for the analyst."""
    decision, why, who = (_text(row[field]) for field in ("decision", "why", "who"))
    typed = row["right_value"] if _text(row["right_value"]) else None
    if not decision:
        if typed is not None or why or who:
            raise ValueError("đã ghi trả lời nhưng chưa chọn Quyết định; hãy chọn, hoặc xóa các ô đã ghi")
        return None
    word = decision.casefold()
    if word not in DECISIONS:
        raise ValueError(f"không có quyết định “{decision}”; hãy chọn một trong: {', '.join(DECISIONS)}")
    action = DECISIONS[word]
    if action is None:
        return None
    key = _checked_key(row)
    _refuse_stale(key, _text(row["fingerprint"]), current)
    if period and key.period != period:
        raise ValueError(f"dòng này thuộc kỳ {key.period}, không phải kỳ {period}; hãy nạp đúng tệp của kỳ")
    who = who or signer
    if not who:
        raise ValueError("chưa ghi Người quyết định; hãy ghi tên")
    if word in REASON_REQUIRED and not why:
        raise ValueError(f"quyết định “{word}” cần Lý do; hãy ghi lý do")
    source = _source(row)
    new = _new_value(action, typed, source["value"], key)
    reading = _reading(source, new)
    old = reading.get("value", source["value"]) if reading else source["value"]
    told = (key.text, who, at.isoformat(), action, repr(new), why)
    return Correction(
        correction_id=hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16],
        key=key.text,
        who=who,
        at=at,
        why=why,
        action=action,
        old=None if old is None else float(str(old)),
        new=new,
        unit=str(source["unit"]),
        sha256=str(reading.get("file") or ""),
        place=str(reading.get("place") or ""),
        quote=str(reading.get("quote") or ""),
    )


def _checked_key(row: Mapping[str, object]) -> Key:
    """The hidden key, which must still belong to what the analyst sees in the row."""
    try:
        key = Key.parse(_text(row["key"]))
        visible = (
            province(key.province_id).name,
            indicators()[key.indicator].name_vi,
            roles()[key.role],
            key.period,
            str(key.months),
        )
    except (ValueError, KeyError) as error:
        raise ValueError("cột khóa ẩn đã bị sửa hoặc xóa; hãy xuất lại rồi điền") from error
    seen = tuple(_text(row[field]) for field in ("province", "indicator", "role", "period", "months"))
    if visible != seen:
        raise ValueError(
            "địa phương, chỉ tiêu không khớp với khóa ẩn (sắp xếp riêng vài cột?); hãy xuất lại rồi điền"
        )
    return key


def _refuse_stale(key: Key, fingerprint: str, current: Mapping[str, str] | None) -> None:
    if current is None:
        return
    if key.text not in current:
        raise ValueError("số liệu này không còn chờ xác nhận; hãy xuất lại danh sách để xem tình hình mới")
    if current[key.text] != fingerprint:
        raise ValueError(
            "số liệu hoặc cách đọc đã thay đổi sau khi xuất tệp; hãy xuất lại và xem lại dòng này"
        )


def _source(row: Mapping[str, object]) -> dict[str, Any]:
    try:
        source = dict(json.loads(_text(row["source"])))
        return {"unit": source["unit"], "value": source["value"], "readings": list(source["readings"])}
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("cột nguồn ẩn đã bị sửa hoặc xóa; hãy xuất lại rồi điền") from error


def _new_value(action: Action, typed: object, proposed: float | None, key: Key) -> float | None:
    if action in ("reject", "not_stated"):
        if typed is not None:
            raise ValueError("quyết định này không đi với Giá trị đúng; hãy xóa giá trị hoặc chọn “sửa”")
        return None
    if action == "confirm":
        if proposed is None:
            raise ValueError("máy chưa đề xuất số nào để xác nhận; hãy chọn “sửa” và ghi Giá trị đúng")
        if typed is not None and abs(typed_number(typed) - proposed) > _SAME * max(1.0, abs(proposed)):
            raise ValueError("Giá trị đúng khác số máy đề xuất; hãy chọn “sửa” hoặc xóa giá trị")
        return float(proposed)
    if typed is None:
        raise ValueError("quyết định “sửa” cần Giá trị đúng; hãy ghi số")
    value = typed_number(typed)
    signed = key.role in ("change", "change_pct")
    if value < 0 and not signed:
        raise ValueError("giá trị âm không dùng cho chỉ tiêu này; hãy kiểm tra lại")
    counted = key.role != "change_pct" and indicators()[key.indicator].unit in ("count", "people")
    if counted and not value.is_integer():
        raise ValueError(f"chỉ tiêu này đếm số nguyên, nhận được {value}; hãy kiểm tra dấu chấm, dấu phẩy")
    return value


def _reading(source: Mapping[str, Any], new: float | None) -> dict[str, Any]:
    """The reading that the decision rests on: the one with the value decided, else the machine's, else the
    first.
    """
    readings: list[dict[str, Any]] = source["readings"]
    for wanted in (new, source["value"]):
        for reading in readings:
            value = reading.get("value")
            if (
                wanted is not None
                and value is not None
                and abs(value - wanted) <= _SAME * max(1.0, abs(wanted))
            ):
                return reading
    return readings[0] if readings else {}


def _current(connection: Any) -> dict[str, str]:
    """Fingerprint by key of what is in the warehouse now."""
    found = rows(connection, "SELECT * FROM figures") + rows(connection, "SELECT * FROM to_review")
    return {key_of(row): fingerprint_of(row) for row in found}


def _named(row: Mapping[str, object]) -> str:
    return (
        ", ".join(part for part in (_text(row["province"]), _text(row.get("indicator"))) if part)
        or "dòng trống"
    )


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
