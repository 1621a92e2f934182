"""The remark beside a province in the lists of reports: late, received before sent, not readable, what the
table says.
"""

from __future__ import annotations

from pipeline.summary import numbers_vi as vi
from pipeline.summary.model import ProvinceStatus


def status_note(province: ProvinceStatus) -> str:
    """The generated remark, parts joined by "; ". Empty for a report that raises no question."""
    parts: list[str] = []
    if province.submitted:
        if province.days_late:
            parts.append(f"nộp muộn {vi.count(province.days_late)} ngày")
        elif province.on_time is False:
            parts.append("nộp muộn")
        if province.sent_date and province.received_date and province.received_date < province.sent_date:
            parts.append("ngày nhận trước ngày gửi")
        if not province.sent_date:
            parts.append("chưa có ngày gửi")
        if not province.received_date:
            parts.append("chưa có ngày nhận")
        if not province.readable:
            parts.append("chưa có tệp hoặc không đọc được")
    seen = {part.casefold() for part in parts}
    for part in province.note.split(";"):
        part = " ".join(part.split()).rstrip(".")
        if part and part.casefold() not in seen:
            seen.add(part.casefold())
            parts.append(part)
    return "; ".join(parts)
