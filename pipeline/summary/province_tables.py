"""Year on year by province: value, base, change, percent and a word, for one indicator.

Only provinces that submitted have a row; how many did not is said in a note without their names, which stand
in the status lists alone.
"""

from __future__ import annotations

from pipeline.summary import numbers_vi as vi
from pipeline.summary.model import Comparison, Summary
from pipeline.summary.paper import Cell, Table
from pipeline.summary.sentences import ProvinceTable
from pipeline.summary.tables import SYMBOLS, matched_cells, value_cell

BREAK_MARK = "(‡)"
STATED_MARK = "(†)"
"""The base is the one that this year's report states, not last year's report."""

DIFFERS_MARK = "(§)"
"""This year's report states another base than last year's report did: both are printed."""

WORDS_ONLY_MARK = "(¶)"
"""The report says that it rose or fell without giving the figures."""

DIRECTION_WORDS = {
    "up": "Tăng",
    "down": "Giảm",
    "equal": "Tương đương",
    "no_data": "Không so sánh",
}


def province_table(summary: Summary, table: ProvinceTable, number: int) -> Table:
    """The table of one indicator, in Vietnamese order of names, with the matched panel as its last row."""
    rows = []
    used: set[str] = set()
    shown = [row for row in summary.comparisons.get(table.indicator, ()) if row.direction != "no_report"]
    if not shown:
        shown = [
            Comparison(
                p.province_id,
                p.name,
                table.indicator,
                None,
                None,
                "",
                None,
                None,
                "no_data",
                False,
                True,
                False,
            )
            for p in summary.submitted
        ]
    for index, row in enumerate(shown, start=1):
        rows.append((Cell(str(index), "center"), *_cells(row, table, used)))
    total = summary.totals.get(table.indicator)
    totals = 0
    if total and total.n_with_data:
        rows.append(
            (
                Cell(""),
                Cell(f"Tổng số ({vi.fraction(total.n_with_data, summary.n)} báo cáo có số liệu)"),
                value_cell(total.total, table.scale, table.decimals),
                *(Cell("", "right") for _ in range(3)),
                Cell(""),
            )
        )
        totals += 1
        if total.matched_n:
            _, value, base, pct = matched_cells(total, summary.n, table.scale, table.decimals)
            change = Cell(_signed(total.matched_change, table), "right")
            label = f"Địa phương có đủ hai kỳ ({vi.fraction(total.matched_n, summary.n)})"
            word = Cell(_word(total.matched_change), "center")
            rows.append((Cell(""), Cell(label), value, base, change, pct, word))
            totals += 1
    return Table(
        number=number,
        caption=f"{table.caption} theo địa phương",
        headers=(
            "STT",
            "Địa phương",
            vi.period_words(summary.period, summary.months).capitalize(),
            f"Cùng kỳ năm {vi.year_before(summary.period)[:4]}",
            "Tăng, giảm",
            "%",
            "So sánh",
        ),
        rows=tuple(rows),
        widths=(1.1, 4.2, 2.2, 2.2, 2, 1.8, 2.9),
        unit=f"Đơn vị tính: {table.unit}",
        notes=_notes(summary, table, used),
        total_rows=totals,
    )


def _cells(row: Comparison, table: ProvinceTable, used: set[str]) -> tuple[Cell, ...]:
    name = row.province
    if row.breaks:
        name += f" {BREAK_MARK}"
        used.add(BREAK_MARK)
    base = value_cell(row.base, table.scale, table.decimals)
    if row.stated_base is not None:
        base = Cell(f"{base.text} {DIFFERS_MARK}", "right")
    if row.base is not None and row.base_source in ("stated", "derived"):
        base = Cell(f"{base.text} {STATED_MARK}", "right")
        used.add(STATED_MARK)
    word = DIRECTION_WORDS[row.direction]
    if row.direction_stated:
        word += f" {WORDS_ONLY_MARK}"
        used.add(WORDS_ONLY_MARK)
    return (
        Cell(name),
        _value(row, table),
        base,
        Cell(_signed(row.change, table), "right"),
        Cell(_percent(row), "right"),
        Cell(word, "center"),
    )


def _value(row: Comparison, table: ProvinceTable) -> Cell:
    if row.value is None and not row.applicable:
        return Cell(vi.NOT_APPLICABLE_MARK, "right")
    if row.value is None and row.in_review:
        return Cell(vi.IN_REVIEW_MARK, "right")
    return value_cell(row.value, table.scale, table.decimals)


def _percent(row: Comparison) -> str:
    if row.change_pct is not None:
        return vi.signed_percent(row.change_pct)
    return vi.NOT_APPLICABLE_MARK if row.change is not None else vi.ELLIPSIS_MARK


def _signed(change: float | None, table: ProvinceTable) -> str:
    if change is None:
        return vi.ELLIPSIS_MARK
    if change == 0:
        return "0"
    return vi.signed(change / table.scale, table.decimals)


def _word(change: float | None) -> str:
    if change is None:
        return DIRECTION_WORDS["no_data"]
    return DIRECTION_WORDS["up" if change > 0 else "down" if change < 0 else "equal"]


def _notes(summary: Summary, table: ProvinceTable, used: set[str]) -> tuple[str, ...]:
    notes = [SYMBOLS]
    if summary.missing:
        notes.append(f"Không gồm {vi.count(len(summary.missing))} địa phương chưa gửi báo cáo.")
    if STATED_MARK in used:
        notes.append(
            f"{STATED_MARK} Số cùng kỳ do báo cáo kỳ này nêu hoặc suy ra từ mức tăng, giảm mà báo cáo nêu."
        )
    differing = [
        f"{row.province} ({value_cell(row.stated_base, table.scale, table.decimals).text})"
        for row in summary.comparisons.get(table.indicator, ())
        if row.stated_base is not None and row.direction != "no_report"
    ]
    if differing:
        notes.append(f"{DIFFERS_MARK} Báo cáo kỳ này nêu số cùng kỳ khác: {'; '.join(differing)}.")
    if WORDS_ONLY_MARK in used:
        notes.append(
            f"{WORDS_ONLY_MARK} Báo cáo chỉ nêu mức tăng, giảm, không nêu số thực hiện và số cùng kỳ."
        )
    if BREAK_MARK in used:
        notes.append(f"{BREAK_MARK} Mới hợp nhất: số cùng kỳ là tổng của các tỉnh, thành phố trước hợp nhất.")
    total = summary.totals.get(table.indicator)
    if total and not total.additive and total.note:
        notes.append(total.note)
    return tuple(notes)
