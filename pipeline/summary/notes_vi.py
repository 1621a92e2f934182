"""The remark beside a province in the lists of reports: late, received before sent, not readable.

What is generated from the dates stands first, then what the warehouse's note adds; nothing is said twice.
"""

from __future__ import annotations

import re

from pipeline.summary import numbers_vi as vi
from pipeline.summary.model import ProvinceStatus

RECEIVED_FIRST = "ngày nhận trước ngày gửi"
UNREADABLE = "chưa có tệp hoặc không đọc được"
_SENTENCES = re.compile(r"\s*;\s*|\.\s+|\.$")
_SAYS_RECEIVED_FIRST = re.compile(r"ngày nhận\b.*\btrước ngày gửi", re.IGNORECASE)
_SAYS_UNREADABLE = re.compile(r"\btệp\b|\bđọc\b", re.IGNORECASE)


def status_note(province: ProvinceStatus) -> str:
    """The remark, parts joined by "; ". Empty for a report that raises no question."""
    parts: list[str] = []
    if province.submitted:
        if province.days_late:
            parts.append(f"nộp muộn {vi.count(province.days_late)} ngày")
        elif province.on_time is False:
            parts.append("nộp muộn")
        if province.sent_date and province.received_date and province.received_date < province.sent_date:
            parts.append(RECEIVED_FIRST)
        if not province.sent_date:
            parts.append("chưa có ngày gửi")
        if not province.received_date:
            parts.append("chưa có ngày nhận")
    noted = [" ".join(part.split()) for part in _SENTENCES.split(province.note)]
    told = [
        part for part in noted if part and not (RECEIVED_FIRST in parts and _SAYS_RECEIVED_FIRST.search(part))
    ]
    if province.submitted and not province.readable and not any(map(_SAYS_UNREADABLE.search, told)):
        parts.append(UNREADABLE)
    seen = {part.casefold() for part in parts}
    for part in told:
        if part.casefold() not in seen:
            seen.add(part.casefold())
            parts.append(part[:1].lower() + part[1:])
    return "; ".join(parts)
