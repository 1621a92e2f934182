"""What a run or a month's state looks like to the analyst: collected as data, rendered in Vietnamese.

The figures come from the published warehouse, the findings from the steps' results; nothing is computed here.
"""

from __future__ import annotations

from typing import Any

from assets.commands.terminal import Problem, table
from pipeline.home import Home
from pipeline.steps import MonthResult

FIRST = 8
"""So many lines or names of a long list are shown; the whole is in the papers and the review workbook."""

Account = dict[str, Any]


def collect(place: Home, month: MonthResult, failures: list[str], run_id: str = "") -> Account:
    """Everything that `doingoai run` says of a run, as data. `failures` are the steps that broke."""
    published = any(step.step == "warehouse" and step.paths for step in month.steps)
    said: Account = {
        "period": month.period,
        "home": str(place.root),
        "run_id": run_id,
        "done": not failures and not month.blocked,
        "published": published,
        "note": month.note,
        "files_read": month.read,
        "files_cached": month.cached,
        "counts": {step.step: step.counts for step in month.steps},
        "findings": list(month.findings),
        "blocked": list(month.blocked),
        "failures": [] if month.blocked else failures,
        "paths": list(month.paths),
    }
    return {**said, **_published(place, month.period)} if published else said


def status(place: Home, period: str) -> Account:
    """The published submission status of a month, as data. A problem when nothing is published of it."""
    from pipeline.steps.views import status_rows
    from pipeline.warehouse import NoWarehouse

    try:
        rows = status_rows(place, period)
    except NoWarehouse:
        rows = []
    if not rows:
        raise Problem(f"nothing is published for {period} yet; run: doingoai run {period}")
    sent = [row for row in rows if row["status"] == "submitted"]
    return {
        "period": period,
        "n": len(sent),
        "N": len(rows),
        "on_time": sum(row["on_time"] is True for row in sent),
        "late": sum(row["on_time"] is False for row in sent),
        "unreadable": [row["province"] for row in sent if not row["readable"]],
        "missing": [row["province"] for row in rows if row["status"] != "submitted"],
        "provinces": rows,
    }


def render(said: Account) -> str:
    """The account of a run as text."""
    blocks = [f"Kỳ {said['period']}"]
    if said["note"]:
        blocks.append(said["note"])
    if "status" in said:
        blocks.append(render_status(said["status"]))
        if said["totals"]:
            blocks.append(_render_totals(said["totals"]))
        blocks.append(_render_review(said["review"], said["period"]))
    if said["findings"]:
        blocks.append("\n".join(["Cần xử lý:", *(f"  - {line}" for line in said["findings"])]))
    blocks.append(f"Đọc {said['files_read']} tệp, {said['files_cached']} tệp từ bộ nhớ đệm.")
    if said["blocked"]:
        lines = [
            "CHƯA CÔNG BỐ, kho dữ liệu giữ nguyên như trước:",
            *(f"  - {line}" for line in said["blocked"]),
        ]
        blocks.append("\n".join(lines))
    if said["failures"]:
        what = "kho dữ liệu đã công bố" if said["published"] else "kho dữ liệu giữ nguyên như trước"
        lines = [f"LỖI, {what}:", *(f"  - {line}" for line in said["failures"])]
        blocks.append("\n".join(lines))
    if said["paths"]:
        blocks.append("\n".join(["Kết quả:", *(f"  {path}" for path in said["paths"])]))
    return "\n\n".join(blocks)


def render_status(said: Account, every_province: bool = False) -> str:
    """Who has reported, as text."""
    lines = [
        f"{said['n']}/{said['N']} địa phương đã gửi báo cáo; đúng hạn {said['on_time']}, muộn {said['late']}."
    ]
    if said["missing"]:
        lines.append(f"Chưa gửi ({len(said['missing'])}): {', '.join(said['missing'])}.")
    if said["unreadable"]:
        names = ", ".join(said["unreadable"][:FIRST]) + (", …" if len(said["unreadable"]) > FIRST else "")
        lines.append(f"Đã gửi nhưng chưa đọc được hoặc chưa có tệp ({len(said['unreadable'])}): {names}.")
    if every_province:
        rows = [
            (
                row["province"],
                "đã gửi" if row["status"] == "submitted" else "chưa gửi",
                _day(row["sent_date"]),
                _day(row["received_date"]),
                row["note"],
            )
            for row in said["provinces"]
        ]
        lines += ["", table(("Địa phương", "Tình trạng", "Ngày gửi", "Ngày nhận", "Ghi chú"), rows)]
    return "\n".join(lines)


def _published(place: Home, period: str) -> Account:
    from pipeline.steps.views import review_rows, total_rows
    from pipeline.summary.sentences import plan

    headline = {one.indicator for one in plan().province_tables}
    review = review_rows(place, period)
    return {
        "status": status(place, period),
        "totals": [row for row in total_rows(place, period) if row["indicator"] in headline],
        "review": {"count": len(review), "first": review[:FIRST]},
    }


def _render_totals(totals: list[Account]) -> str:
    from pipeline.steps.views import amount, percent

    rows = [
        (
            row["name"],
            row["months"],
            amount(row["total"], row["unit"]) or "không có số liệu",
            f"{row['n_with_data']}/{row['n_submitted']}",
            percent(row["change_pct"]) or "–",
            row["matched_n"],
        )
        for row in totals
    ]
    headings = ("Chỉ tiêu", "Số tháng", "Tổng", "Có số liệu/đã gửi", "So cùng kỳ", "Số địa phương so được")
    return table(headings, rows)


def _render_review(review: Account, period: str) -> str:
    if not review["count"]:
        return "Không có số liệu nào cần xem lại."
    lines = [f"Cần xem lại {review['count']} số liệu (doingoai review {period} --export FILE.xlsx):"]
    for row in review["first"]:
        lines.append(f"  - {row['province']}, {row['indicator']} ({row['role']}): {row['reason']}")
    if review["count"] > len(review["first"]):
        lines.append(f"  … và {review['count'] - len(review['first'])} số liệu khác")
    return "\n".join(lines)


def _day(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
