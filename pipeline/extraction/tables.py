"""Reads the figures of a table: a cell is a frame whose slots come from its headers, its row and the caption.

A list (one row is one delegation or project) gives the count of its rows and what its total row says; a
summary table
gives every cell. Header words are data (`cues/tables.yaml`, `cues.yaml`, `nouns.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.catalogue import indicators
from pipeline.catalogue.cues import FrameEntry, frame_entries
from pipeline.extraction.candidate import Candidate, Context, Role
from pipeline.extraction.confidence import status_of
from pipeline.extraction.grids import Grid, grid_of
from pipeline.extraction.header_times import HeaderTime, header_time, is_year
from pipeline.extraction.header_words import (
    HeaderWords,
    header_words,
    names_a_list,
    names_what_is_not_done,
    unit_of,
)
from pipeline.extraction.owners import reason_of
from pipeline.extraction.quantities.numerals import read_digits
from pipeline.extraction.row_owners import names_itself, part_reason, provinces_in
from pipeline.reading.document import Block, Cell

_NUMBER = re.compile(r"^\s*([+-]?)\s*([0-9]+(?:[.,][0-9]+)*)\s*(%?)\s*$")
_CERTAIN = 0.99
"""Topic, measure and role are all named by headers: the cell says what it is. Checked on the sample's
annexes."""
_DOUBTFUL = 0.6


@dataclass(frozen=True)
class _Slots:
    entry: FrameEntry
    role: Role
    unit: str
    scale: float
    certain: bool
    signed: bool = True
    """Whether the headers of a change in percent say that it rises or falls."""


def table_candidates(block: Block, index: int, above: str, context: Context) -> list[Candidate]:
    """The candidates of a table block; `index` is its place in the document, `above` what stands right over
    it."""
    grid = grid_of(block)
    if grid is None:
        return []
    caption = f"{above}\n{block.caption}"
    over = header_words(caption)
    columns = [header_words(text) for text in grid.headers]
    listed = any(column.item for column in columns) or names_a_list(caption)
    found = list(
        _list_candidates(grid, over, columns) if listed else _summary_candidates(grid, over, columns, context)
    )
    return [_placed(candidate, block, index, context) for candidate in found]


def _placed(candidate: Candidate, block: Block, index: int, context: Context) -> Candidate:
    period = candidate.period or context.period
    months = candidate.months or context.months
    return replace(
        candidate,
        place=candidate.place or block.place,
        page=block.page,
        block=index,
        method="table",
        province_id=context.province_id,
        period=period,
        months=months,
        cumulative=not (months == 1 and period[-2:] != "01"),
    )


def _list_candidates(grid: Grid, above: HeaderWords, columns: list[HeaderWords]) -> Iterator[Candidate]:
    items = _items_done(grid)
    total = next((row for row in grid.rows if grid.is_total(row)), None)
    topic = above.topic or next((c.topic for c in columns if c.topic), "")
    noun = above.list_noun(topic)
    entry = _lookup(topic, noun, [above.aspects], money=False) if noun else None
    if entry and items:
        yield _count_of_rows(entry, items, bool(above.topic), f"danh sách {len(items)} dòng")
        yield from _parts_of_list(entry, items, columns)
    if total is None:
        return
    stated = re.search(r"[0-9]+(?:\.[0-9]{3})*", grid.label(total))
    if entry and stated:
        counted = _Slots(entry, "actual", indicators()[entry.indicator].unit, 1.0, bool(above.topic))
        cell = next(c for c in total if c.text.strip() == grid.label(total))
        yield _candidate(counted, float(stated[0].replace(".", "")), stated[0], cell, grid.label(total), "")
    for column, words in enumerate(columns):
        cell = total[column]
        if words.number or words.other or words.item or cell.text.strip() == grid.label(total):
            continue
        slots = _slots(above, words, header_words(""), "", topic)
        if slots and slots.entry is not entry:
            yield from _from_cell(cell, slots, f"{grid.headers[column]}: {cell.text}")


def _items_done(grid: Grid) -> list[tuple[Cell, ...]]:
    """The items of a list, without those under a group row of what was put off or is yet to come."""
    items, counts = [], True
    for row in grid.rows:
        if grid.is_item(row):
            items += [row] if counts else []
        elif not grid.has_numbers(row) and not grid.is_total(row):
            counts = not names_what_is_not_done(grid.label(row))
    return items


def _count_of_rows(entry: FrameEntry, rows: list[tuple[Cell, ...]], certain: bool, quote: str) -> Candidate:
    slots = _Slots(entry, "actual", indicators()[entry.indicator].unit, 1.0, certain)
    note = f"đếm {len(rows)} dòng của danh sách"
    return _candidate(slots, float(len(rows)), str(len(rows)), rows[0][0], quote, note)


def _parts_of_list(
    entry: FrameEntry, items: list[tuple[Cell, ...]], columns: list[HeaderWords]
) -> Iterator[Candidate]:
    """Levels, funds and states that a column names row by row: "Cấp tỉnh", "NSNN", "Mới"."""
    for part in (e for e in frame_entries() if e.inside == entry.indicator):
        for column, words in enumerate(columns):
            if words.number or words.item:
                continue
            fitting = [row for row in items if part.aspect in header_words(row[column].text).aspects]
            if fitting and len(fitting[0][column].text) < 60:
                quote = f"{words.text}: {fitting[0][column].text} ({len(fitting)} dòng)"
                yield _count_of_rows(part, fitting, True, quote)
                break


def _summary_candidates(
    grid: Grid, above: HeaderWords, columns: list[HeaderWords], context: Context
) -> Iterator[Candidate]:
    group = header_words("")
    unit_column = next((i for i, words in enumerate(columns) if words.units), None)
    times = [header_time(text, context) for text in grid.headers]
    year_columns = {i for i in range(len(columns)) if all(is_year(row[i].text) for row in grid.rows)}
    has_total = any(grid.is_total(row) for row in grid.rows)
    nameless = sum(1 for row in grid.rows if _is_nameless(grid, row, year_columns))
    for row in grid.rows:
        label = grid.label(row)
        words = header_words(label)
        if not grid.has_numbers(row):
            group = words
            continue
        reason = "" if grid.is_total(row) else part_reason(words, label, context)
        if _is_nameless(grid, row, year_columns) and context.province_id not in provinces_in(label, context):
            if has_total:
                continue
            reason = reason or (reason_of("owner", "subset") if nameless > 1 else "")
        unit = row[unit_column].text if unit_column is not None else ""
        row_time = header_time(" ".join([label, *(row[i].text for i in sorted(year_columns))]), context)
        for column, column_words in enumerate(columns):
            cell = row[column]
            if column_words.number or column_words.units or column_words.other or cell.text == label:
                continue
            if column in year_columns:
                continue
            topic = words.topic or column_words.topic or group.topic or above.topic
            slots = _slots(above.joined(group), column_words, words, unit, topic)
            if slots and not column_words.is_known and times[column] == HeaderTime():
                slots = replace(slots, certain=False)
            if slots:
                part = part_reason(replace(column_words, owners=()), "", context)
                quote = f"{label} – {grid.headers[column]}: {cell.text}"
                for candidate in _from_cell(cell, slots, quote):
                    timed = _timed(candidate, times[column], row_time)
                    yield _aside(timed, reason or part)


def _is_nameless(grid: Grid, row: tuple[Cell, ...], year_columns: set[int]) -> bool:
    """Whether the row's label says neither what it counts nor that it is the total, nor a year."""
    return not (year_columns or grid.is_total(row) or names_itself(header_words(grid.label(row))))


def _timed(candidate: Candidate, column: HeaderTime, row: HeaderTime) -> Candidate:
    """The candidate at the time that its column (or else its row) names."""
    of_change = candidate.role in ("change", "change_pct")
    for time in (column, row):
        if time.aside:
            return _aside(candidate, reason_of("period", time.aside))
        if time.compares and not of_change:
            return _aside(candidate, reason_of("role", "part_share"))
        if time.prior and candidate.role == "actual":
            sure = candidate.status if time.certain else "review"
            return replace(candidate, role="prior_year", status=sure)
        if time.prior and candidate.role == "planned":
            return _aside(candidate, reason_of("period", "multi_year"))
        if time.span and not time.prior:
            return replace(candidate, period=time.span.period, months=time.span.months)
    return candidate


def _aside(candidate: Candidate, reason: str) -> Candidate:
    return replace(candidate, set_aside=reason, status="review") if reason else candidate


def _slots(
    above: HeaderWords, column: HeaderWords, row: HeaderWords, row_unit: str, topic: str
) -> _Slots | None:
    """What a cell under `column` in `row` is; None when its headers name no indicator."""
    role = column.role or row.role or "actual"
    in_percent = any("%" in text for text in (column.text, row.text, row_unit))
    if role == "change" and in_percent:
        role = "change_pct"
    if role == "share" or (in_percent and role != "change_pct"):
        return None
    currency, noun = _measure(above, column, row, row_unit, topic)
    near = (row.aspects, column.aspects)
    entry = _lookup(topic, noun, (*near, above.aspects), money=currency is not None)
    if entry is None:
        return None
    if role == "change_pct":
        unit, scale = "percent", 1.0
    elif currency is not None:
        unit, scale = currency
    else:
        unit, scale = indicators()[entry.indicator].unit, 1.0
    certain = bool(topic) and (any(near) or not entry.aspect)
    signed = column.direction or row.direction
    return _Slots(entry, role, unit, scale, certain, signed)  # type: ignore[arg-type]


def _measure(
    above: HeaderWords, column: HeaderWords, row: HeaderWords, row_unit: str, topic: str
) -> tuple[tuple[str, float] | None, str]:
    """(currency and scale, "") of an amount, or (None, noun class) of a count; the nearest header that says
    it wins."""
    for words in (column, header_words(row_unit), row):
        if currency := unit_of(words.text):
            return currency, ""
        if words.nouns and not (words is row and words.money):
            return None, words.nouns[0]
    amount = row.money or column.money or not above.list_noun(topic)
    if amount and (currency := unit_of(above.text)):
        return currency, ""
    return None, above.list_noun(topic)


def _lookup(topic: str, noun: str, levels: Sequence[tuple[str, ...]], money: bool) -> FrameEntry | None:
    """The indicator of the topic that counts `noun` (or money), by the aspects of the nearest header that
    names one.

    `levels` are the aspects header by header, the nearest first; without any the plain indicator is meant.
    """
    fitting = [
        e for e in frame_entries() if e.topic == topic and e.money == money and (money or noun in e.nouns)
    ]
    for aspects in levels:
        named = [e for aspect in aspects for e in fitting if e.aspect == aspect]
        if named:
            return next((e for e in named if not e.weak), named[0])
    plain = [e for e in fitting if not e.aspect]
    if len(plain) == 1:
        return plain[0]
    return fitting[0] if len(fitting) == 1 else None


def _from_cell(cell: Cell, slots: _Slots, quote: str) -> Iterator[Candidate]:
    match = _NUMBER.match(cell.text)
    if not match:
        return
    if match[3] and slots.role not in ("change", "change_pct"):
        return
    if match[3]:
        slots = replace(slots, role="change_pct", unit="percent", scale=1.0)
    numeral = read_digits(match[2], slots.scale, bool(slots.unit) and slots.scale == 1.0)
    if numeral is None:
        return
    value = numeral.value * slots.scale * (-1 if match[1] == "-" else 1)
    made = _candidate(slots, value, cell.text.strip(), cell, quote, note="")
    doubt = ""
    if numeral.other is not None and slots.scale > 1:
        doubt = "dấu chấm có thể là dấu thập phân"
    elif slots.unit in ("count", "people") and value % 1:
        doubt = "số lẻ ở chỗ phải là số đếm"
    elif slots.role == "change_pct" and not (slots.signed or match[1]):
        doubt = "có thể là tỷ lệ phần trăm so với cùng kỳ, không phải mức tăng giảm"
    yield replace(made, status="review", note=doubt) if doubt else made


def _candidate(slots: _Slots, value: float, stated: str, cell: Cell, quote: str, note: str) -> Candidate:
    certainty = _CERTAIN if slots.certain else _DOUBTFUL
    return Candidate(
        indicator=slots.entry.indicator,
        role=slots.role,
        value=value,
        unit=slots.unit,
        qualifier="exact",
        quote=quote,
        place=cell.place,
        value_stated=stated,
        unit_stated=slots.unit,
        confidence=certainty,
        status=status_of(certainty),
        note=note,
        sentence=quote,
    )
