"""The tables of the summary that speak of the nation: status by region, list of reports, totals, directions.

Tables by province and indicator are in `province_tables.py`. No Word and no HTML here: a table is a
`paper.Table`.
"""

from __future__ import annotations

from pipeline.catalogue import Period, regions_on
from pipeline.summary import numbers_vi as vi
from pipeline.summary.model import IndicatorTotal, ProvinceStatus, Summary
from pipeline.summary.notes_vi import status_note
from pipeline.summary.paper import Cell, Table
from pipeline.summary.sentences import noun, plan

SYMBOLS = "; ".join(
    (
        f"Ký hiệu: {vi.NIL_MARK} không phát sinh (báo cáo nêu rõ là không có)",
        f"{vi.ELLIPSIS_MARK} báo cáo không nêu số liệu",
        f"{vi.IN_REVIEW_MARK} số liệu đang chờ xác nhận hoặc văn bản chưa đọc được, chưa cộng vào tổng",
        f"{vi.NOT_APPLICABLE_MARK} không tính được hoặc không áp dụng.",
    )
)


def _center(text: str) -> Cell:
    return Cell(text, "center")


def _right(text: str) -> Cell:
    return Cell(text, "right")


def value_cell(value: float | None, scale: int = 1, decimals: int = 0) -> Cell:
    """A figure in a table: zero is "-", no figure is "…"."""
    if value is None:
        return _right(vi.ELLIPSIS_MARK)
    if value == 0:
        return _right(vi.NIL_MARK)
    return _right(vi.number(value / scale, decimals))


def status_by_region(summary: Summary, number: int) -> Table:
    """One row a region: how many provinces, submitted, on time, late, missing; the nation last."""
    regions: dict[str, list[ProvinceStatus]] = {}
    for province in summary.provinces:
        regions.setdefault(province.region, []).append(province)
    order = [region.name for region in regions_on(Period.parse(summary.period).last_day)]
    lines = sorted(regions.items(), key=lambda line: order.index(line[0]))
    lines.append(("Cả nước", list(summary.provinces)))
    rows = []
    for region, members in lines:
        came = [p for p in members if p.submitted]
        counts = (
            len(members),
            len(came),
            sum(p.on_time is True for p in came),
            sum(p.on_time is False for p in came),
            sum(p.on_time is None for p in came),
            len(members) - len(came),
        )
        rows.append(
            (Cell(region), *(_center(vi.number(value) if value else vi.NIL_MARK) for value in counts))
        )
    return Table(
        number=number,
        caption="Tình hình gửi báo cáo theo vùng",
        headers=("Vùng", "Số địa phương", "Đã gửi", "Đúng hạn", "Gửi muộn", "Chưa xác định", "Chưa gửi"),
        rows=tuple(rows),
        widths=(5, 2, 1.6, 1.6, 1.6, 1.9, 1.6),
        unit="Đơn vị tính: tỉnh, thành phố",
        notes=("“Chưa xác định”: đã gửi nhưng thiếu ngày nhận hoặc kỳ này chưa khai báo thời hạn.",),
        total_rows=1,
    )


def status_list(summary: Summary, number: int) -> Table:
    """The submission status of every province: dates, punctuality, note."""
    rows = []
    for index, province in enumerate(summary.provinces, start=1):
        rows.append(
            (
                _center(str(index)),
                Cell(province.title),
                _center("Đã gửi" if province.submitted else "Chưa gửi"),
                _center(vi.day(province.sent_date) if province.sent_date else ""),
                _center(vi.day(province.received_date) if province.received_date else ""),
                Cell(status_note(province)),
            )
        )
    return Table(
        number=number,
        caption="Tình hình gửi báo cáo của từng địa phương",
        headers=("STT", "Địa phương", "Tình hình", "Ngày gửi", "Ngày nhận", "Ghi chú"),
        rows=tuple(rows),
        widths=(1.1, 4.7, 1.9, 2.1, 2.1, 4.1),
    )


def _table_decimals(total: IndicatorTotal) -> tuple[int, int, str]:
    if total.unit == "USD":
        return 1_000_000, 2, "triệu USD"
    return 1, 0, noun(total.indicator)


def totals_table(summary: Summary, number: int) -> Table:
    """Every indicator that has figures: total, how many provinces, the matched panel and its change."""
    rows = []
    notes = []
    ordered = [code for section in plan().sections for code in section.indicators]
    ordered += [code for code in summary.totals if code not in ordered]
    for code in ordered:
        total = summary.totals.get(code)
        if total is None or not total.n_with_data:
            continue
        mark = ""
        if not total.additive and total.note:
            if total.note not in notes:
                notes.append(total.note)
            mark = f" ({notes.index(total.note) + 1})"
        scale, decimals, unit = _table_decimals(total)
        rows.append(
            (
                Cell(f"{total.name}{mark}"),
                _center(unit),
                value_cell(total.total, scale, decimals),
                _center(vi.fraction(total.n_with_data, summary.n)),
                *matched_cells(total, summary.n, scale, decimals),
            )
        )
    base_year = vi.year_before(summary.period)[:4]
    return Table(
        number=number,
        caption=f"Tổng hợp theo chỉ tiêu và so với cùng kỳ năm {base_year}",
        headers=(
            "Chỉ tiêu",
            "Đơn vị",
            "Tổng số",
            "Báo cáo có số liệu",
            "Có đủ hai kỳ",
            "Kỳ này (*)",
            "Cùng kỳ (*)",
            "Tăng, giảm (%)",
        ),
        rows=tuple(rows),
        widths=(4.3, 1.5, 2.1, 1.6, 1.6, 2.1, 2.1, 1.6),
        notes=(
            "(*) Chỉ cộng các địa phương có số liệu của cả hai kỳ.",
            *(f"({index}) {note}" for index, note in enumerate(notes, start=1)),
            SYMBOLS,
        ),
    )


def matched_cells(total: IndicatorTotal, n: int, scale: int, decimals: int) -> tuple[Cell, ...]:
    """The matched panel: how many provinces, their total and base, the change in percent."""
    if not total.matched_n:
        return (_center(vi.ELLIPSIS_MARK), *(_right(vi.ELLIPSIS_MARK) for _ in range(3)))
    pct = total.matched_change_pct
    return (
        _center(vi.fraction(total.matched_n, n)),
        value_cell(total.matched_total, scale, decimals),
        value_cell(total.matched_base, scale, decimals),
        _right(vi.NOT_APPLICABLE_MARK if pct is None else vi.signed_percent(pct)),
    )


def directions_table(summary: Summary, number: int) -> Table:
    """Provinces by direction for every compared indicator; the four classes add up to n."""
    rows = []
    for table in plan().province_tables:
        if not summary.comparisons.get(table.indicator):
            continue
        classes = summary.directions(table.indicator)
        cells = []
        for key in ("up", "down", "equal", "no_data"):
            cells.append(_center(vi.number(classes[key]) if classes[key] else vi.NIL_MARK))
            cells.append(_center(vi.share(classes[key], summary.n) if classes[key] else vi.NIL_MARK))
        rows.append((Cell(table.caption), *cells, _center(vi.number(summary.n))))
    return Table(
        number=number,
        caption=f"Số địa phương tăng, giảm so với cùng kỳ năm {vi.year_before(summary.period)[:4]}",
        headers=(
            "Chỉ tiêu",
            "Tăng",
            "%",
            "Giảm",
            "%",
            "Tương đương",
            "%",
            "Không có số liệu so sánh",
            "%",
            "Cộng",
        ),
        rows=tuple(rows),
        widths=(3.4, 1.3, 1.5, 1.4, 1.5, 1.7, 1.5, 2.2, 1.5, 1.4),
        notes=(
            f"Tỷ lệ tính trên {vi.number(summary.n)} địa phương đã gửi báo cáo; "
            "do làm tròn, tổng tỷ lệ có thể khác 100%.",
        ),
    )
