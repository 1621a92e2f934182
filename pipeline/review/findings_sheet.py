"""The sheet of findings in the review workbook: what the rules found, and where an analyst dismisses one.

Writing the sheet and reading it back belong here; the sheet of figures is `workbook_export` and
`workbook_import`. A finding is dismissed with a reason and a name; while its values are the same, it stays
so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.catalogue import province
from pipeline.review.columns import Column
from pipeline.settling import Correction, finding_key, is_finding_key
from pipeline.settling.records import RuleResult
from pipeline.settling.wording import amount
from pipeline.summary.rows import rows

SHEET = "Phát hiện"
DISMISS, LATER = "bỏ qua", "để sau"
IMPORTANCE = {"high": "cao", "medium": "vừa", "low": "thấp"}
_STATE = {"open": "chưa xem xét", "dismissed": "đã bỏ qua"}

COLUMNS: tuple[Column, ...] = (
    Column("number", "STT", 6),
    Column("period", "Kỳ", 10),
    Column("province", "Địa phương", 18),
    Column("importance", "Mức", 8),
    Column("message", "Phát hiện", 60),
    Column("expected", "Đáng lẽ", 24),
    Column("evidence", "Nêu ở đâu (giá trị, trích dẫn, vị trí, tệp)", 70),
    Column("state", "Tình trạng", 14),
    Column("decision", "Quyết định", 13, answer=True),
    Column("why", "Lý do", 30, answer=True),
    Column("who", "Người quyết định", 18, answer=True),
    Column("key", "Khóa (không sửa)", 10, hidden=True),
    Column("rests_on", "Dấu vết (không sửa)", 10, hidden=True),
)
_TORN = "không khớp với khóa ẩn (sắp xếp riêng vài cột?); hãy xuất lại rồi điền"


@dataclass(frozen=True)
class Published:
    """What the warehouse says of a finding now."""

    fingerprint: str
    """Of the values that it rests on."""
    message: str


def finding_lines(connection: Any, period: str, files: Mapping[str, str]) -> list[dict[str, object]]:
    """A mapping a finding of the period, by column: open before dismissed, the important first.

    `files` names a file by its hash.
    """
    order = list(IMPORTANCE)
    found = sorted(
        rows(connection, "SELECT * FROM rule_results WHERE period = ?", [period]),
        key=lambda r: (
            r["state"] != "open",
            order.index(str(r["importance"])),
            str(r["province_id"]),
            str(r["rule"]),
            str(r["result_id"]),
        ),
    )
    return [_line(place, row, files) for place, row in enumerate(found, start=1)]


def dismissal(
    row: Mapping[str, object],
    current: Mapping[str, Published] | None,
    at: datetime,
    period: str,
    signer: str,
) -> Correction | None:
    """The dismissal that a row of the sheet states, or None when it states none.

    `current` has each finding by its key, as published; None when no warehouse is asked. Raises
    `ValueError` (Vietnamese, for the analyst) for a row that cannot be taken.
    """
    decision, why, who = (_text(row[field]) for field in ("decision", "why", "who"))
    if not decision and (why or who):
        raise ValueError(f"chưa chọn Quyết định; hãy chọn {DISMISS} hoặc {LATER}")
    if not decision or decision.casefold() == LATER:
        return None
    if decision.casefold() != DISMISS:
        raise ValueError(f"không có quyết định “{decision}”; hãy chọn một trong: {DISMISS}, {LATER}")
    key, rests_on = _text(row["key"]), _text(row["rests_on"])
    if not is_finding_key(key):
        raise ValueError("cột khóa ẩn đã bị sửa hoặc xóa; hãy xuất lại rồi điền")
    _refuse_torn(key, row)
    told_now = None if current is None else current.get(key)
    if current is not None and told_now is None:
        raise ValueError("phát hiện này không còn; hãy xuất lại danh sách để xem tình hình mới")
    if told_now is not None and told_now.fingerprint != fingerprint(rests_on):
        raise ValueError("số liệu của phát hiện đã thay đổi sau khi xuất tệp; hãy xuất lại và xem lại")
    if told_now is not None and _words(told_now.message) != _words(row["message"]):
        raise ValueError(f"câu phát hiện {_TORN}")
    if period and key.split("|")[1] != period:
        raise ValueError(f"dòng này thuộc kỳ {key.split('|')[1]}, không phải kỳ {period}")
    if not (who or signer):
        raise ValueError("chưa ghi Người quyết định; hãy ghi tên")
    if not why:
        raise ValueError(f"quyết định “{DISMISS}” cần Lý do; hãy ghi lý do")
    told = (key, who or signer, at.isoformat(), why, rests_on)
    return Correction(
        correction_id=hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16],
        key=key,
        who=who or signer,
        at=at,
        why=why,
        action="dismiss",
        old=None,
        new=None,
        rests_on=rests_on,
    )


def current_findings(connection: Any) -> dict[str, Published]:
    """What every published finding says, by its key."""
    found = rows(connection, "SELECT * FROM rule_results")
    return {_key(row): Published(fingerprint(_text(row["rests_on"])), _text(row["message"])) for row in found}


def _refuse_torn(key: str, row: Mapping[str, object]) -> None:
    """Raises `ValueError` when the hidden key is not of the province and period that the analyst sees."""
    _, period, place, *_ = key.split("|")
    try:
        name = province(place).name
    except KeyError as error:
        raise ValueError("cột khóa ẩn đã bị sửa hoặc xóa; hãy xuất lại rồi điền") from error
    if (period, name) != (_text(row["period"]), _text(row["province"])):
        raise ValueError(f"kỳ, địa phương {_TORN}")


def fingerprint(rests_on: str) -> str:
    """What tells whether a finding's values are still those of the sheet."""
    return hashlib.sha256(rests_on.encode()).hexdigest()[:16]


def _line(place: int, row: Mapping[str, object], files: Mapping[str, str]) -> dict[str, object]:
    state = _STATE[str(row["state"])]
    if row["dismissed_by"]:
        state = f"{state}: {row['dismissed_by']} – {row['dismissed_why']}"
    return {
        "number": place,
        "period": row["period"],
        "province": province(str(row["province_id"])).name,
        "importance": IMPORTANCE[str(row["importance"])],
        "message": row["message"],
        "expected": row["expected"],
        "evidence": _told(json.loads(str(row["evidence"] or "[]")), files),
        "state": state,
        "decision": None,
        "why": None,
        "who": None,
        "key": _key(row),
        "rests_on": row["rests_on"],
    }


def _told(evidence: Sequence[Mapping[str, Any]], files: Mapping[str, str]) -> str:
    """A place a line: "(1) Số đoàn ra – Thực hiện, 2023-06: 41: “đã cử 41 đoàn” (đoạn 14, tệp x.docx)"."""
    lines = []
    for place, item in enumerate(evidence, start=1):
        value = amount(item["value"], str(item["unit"])) if item.get("value") is not None else ""
        what = ", ".join(part for part in (str(item.get("what") or ""), str(item["period"])) if part)
        where = ", ".join(
            part for part in (str(item.get("place") or ""), files.get(str(item.get("file")), "")) if part
        )
        quote = f": “{item['quote']}” ({where})" if item.get("quote") else ""
        lines.append(f"({place}) {what}{f': {value}' if value else ''}{quote}")
    return "\n".join(lines)


def _key(row: Mapping[str, object]) -> str:
    result_id, rule, period, place = (str(row[f]) for f in ("result_id", "rule", "period", "province_id"))
    return finding_key(RuleResult(result_id, rule, "low", period, place, message=""))


def _words(value: object) -> str:
    """The text however a spreadsheet breaks its lines."""
    return " ".join(_text(value).split())


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
