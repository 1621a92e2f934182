"""The columns of the review workbook, the words of its decisions, and what proves that a row is still the
same.

Shared by export and import, so that the two can not drift apart. No reading or writing of files here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SHEET = "Cần xem"
GUIDE = "Hướng dẫn"

Action = Literal["confirm", "correct", "reject", "not_stated"]
DECISIONS: dict[str, Action | None] = {
    "xác nhận": "confirm",
    "sửa": "correct",
    "bỏ": "reject",
    "không nêu": "not_stated",
    "để sau": None,
}
"""What the analyst may choose. "để sau" decides nothing."""

REASON_REQUIRED = frozenset({"sửa", "bỏ"})
"""Decisions that set the machine's reading aside say why."""


@dataclass(frozen=True)
class Column:
    """One column: its field, its heading, its width; `hidden` ones carry what import needs."""

    field: str
    heading: str
    width: float
    hidden: bool = False
    answer: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("number", "STT", 6),
    Column("period", "Kỳ", 10),
    Column("months", "Số tháng", 8),
    Column("province", "Địa phương", 18),
    Column("indicator", "Chỉ tiêu", 30),
    Column("role", "Vai trò", 18),
    Column("value", "Máy đề xuất", 16),
    Column("unit", "Đơn vị", 9),
    Column("readings", "Các cách đọc (giá trị, trích dẫn, vị trí, tệp)", 70),
    Column("reason", "Vì sao cần xem", 36),
    Column("last_year", "Cùng kỳ năm trước", 16),
    Column("decision", "Quyết định", 13, answer=True),
    Column("right_value", "Giá trị đúng", 16, answer=True),
    Column("why", "Lý do", 30, answer=True),
    Column("who", "Người quyết định", 18, answer=True),
    Column("key", "Khóa (không sửa)", 10, hidden=True),
    Column("fingerprint", "Dấu vết (không sửa)", 10, hidden=True),
    Column("source", "Nguồn (không sửa)", 10, hidden=True),
)


def key_of(row: Mapping[str, object]) -> str:
    """`period|months|province_id|indicator|role`, as corrections name a figure."""
    return "|".join(str(row[field]) for field in ("period", "months", "province_id", "indicator", "role"))


def fingerprint_of(row: Mapping[str, object]) -> str:
    """A short hash of what the machine proposed and of the readings; it changes when these change."""
    value = row["value"]
    parts = [key_of(row), "" if value is None else repr(float(str(value))), str(row["readings"] or "")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def readings_of(row: Mapping[str, object]) -> list[dict[str, object]]:
    """The readings considered, from their JSON; an empty text is no reading. Raises ValueError for broken
    JSON.
    """
    written = str(row["readings"] or "")
    if not written:
        return []
    loaded = json.loads(written)
    if not isinstance(loaded, list):
        raise ValueError(f"to_review: cột readings không phải danh sách: {written[:80]}")
    return [dict(item) for item in loaded]
