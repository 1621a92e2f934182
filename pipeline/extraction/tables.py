"""Reads the figures of a table: a cell is a frame whose slots come from its headers, its row and the caption.

A list (one row is one delegation or project) gives the count of its rows and what its total row says; a summary table
gives every cell. Header words are data (`cues/tables.yaml`, `cues.yaml`, `nouns.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.catalogue import indicators
from pipeline.catalogue.cues import FrameEntry, frame_entries
from pipeline.extraction.candidate import Candidate, Context, Role
from pipeline.extraction.confidence import status_of
from pipeline.extraction.grids import Grid, grid_of
from pipeline.extraction.header_words import HeaderWords, header_words, unit_of
from pipeline.extraction.quantities.numerals import read_digits
from pipeline.reading.document import Block, Cell

_NUMBER = re.compile(r"^\s*([+-]?)\s*([0-9]+(?:[.,][0-9]+)*)\s*(%?)\s*$")
_CERTAIN = 0.99
"""Topic, measure and role are all named by headers: the cell says what it is. Checked on the sample's annexes."""
_DOUBTFUL = 0.6


@dataclass(frozen=True)
class _Slots:
    entry: FrameEntry
    role: Role
    unit: str
    scale: float
    certain: bool


def table_candidates(block: Block, index: int, heading: str, context: Context) -> list[Candidate]:
    """The candidates of a table block; `index` is its place in the document, `heading` the heading above it."""
    grid = grid_of(block)
    if grid is None:
        return []
    above = header_words(f"{heading}\n{block.caption}")
    columns = [header_words(text) for text in grid.headers]
    if any(column.item for column in columns):
        found = list(_list_candidates(grid, above, columns))
    else:
        found = list(_summary_candidates(grid, above, columns))
    return [
        replace(
            candidate,
            place=candidate.place or block.place,
            page=block.page,
            block=index,
            method="table",
            province_id=context.province_id,
            period=context.period,
            months=context.months,
        )
        for candidate in found
    ]


def _list_candidates(grid: Grid, above: HeaderWords, columns: list[HeaderWords]) -> Iterator[Candidate]:
    items = [row for row in grid.rows if grid.is_item(row)]
    total = next((row for row in grid.rows if grid.is_total(row)), None)
    topic = above.topic or next((c.topic for c in columns if c.topic), "")
    noun = above.list_noun(topic)
    entry = _lookup(topic, noun, above.aspects, money=False) if noun else None
    if entry and items:
        yield _candidate(
            _Slots(entry, "actual", indicators()[entry.indicator].unit, 1.0, bool(above.topic)),
            float(len(items)),
            str(len(items)),
            items[0][0],
            quote=f"danh sách {len(items)} dòng",
            note=f"đếm {len(items)} dòng của danh sách",
        )
    if total is None:
        return
    for column, words in enumerate(columns):
        cell = total[column] if column < len(total) else None
        if cell is None or words.number or words.other or words.item:
            continue
        slots = _slots(above, words, header_words(""), topic)
        if slots and slots.entry is not entry:
            yield from _from_cell(cell, slots, f"{grid.headers[column]}: {cell.text}")


def _summary_candidates(grid: Grid, above: HeaderWords, columns: list[HeaderWords]) -> Iterator[Candidate]:
    group = header_words("")
    has_total = any(grid.is_total(row) for row in grid.rows)
    for row in grid.rows:
        label = grid.label(row)
        words = header_words(label)
        if not grid.has_numbers(row):
            group = words
            continue
        names_itself = bool(words.topic or words.nouns or words.aspects)
        if has_total and not grid.is_total(row) and not names_itself:
            continue
        for column, column_words in enumerate(columns):
            cell = row[column] if column < len(row) else None
            if cell is None or column_words.number or column_words.other or cell.text == label:
                continue
            topic = words.topic or column_words.topic or group.topic or above.topic
            slots = _slots(above.joined(group), column_words, words, topic)
            if slots:
                yield from _from_cell(cell, slots, f"{label} – {grid.headers[column]}: {cell.text}")


def _slots(above: HeaderWords, column: HeaderWords, row: HeaderWords, topic: str) -> _Slots | None:
    role = column.role or row.role or "actual"
    if role == "share":
        return None
    unit, scale = unit_of(column.text) or unit_of(row.text) or unit_of(above.text) or ("", 1.0)
    nouns = column.nouns or row.nouns
    near = (*column.aspects, *row.aspects)
    aspects = (*near, *above.aspects)
    money = bool(unit) if not nouns else bool(unit_of(column.text) or unit_of(row.text))
    if role == "change_pct":
        money = money or (not nouns and bool(column.money or row.money))
    noun = nouns[0] if nouns else above.list_noun(topic)
    entry = _lookup(topic, "" if money else noun, aspects, money)
    if entry is None:
        return None
    if role == "change_pct":
        unit = "percent"
        scale = 1.0
    elif not money:
        unit, scale = indicators()[entry.indicator].unit, 1.0
    certain = bool(topic) and (bool(near) or not entry.aspect) and (money or bool(nouns) or bool(noun))
    return _Slots(entry, role, unit, scale, certain)  # type: ignore[arg-type]


def _lookup(topic: str, noun: str, aspects: tuple[str, ...], money: bool) -> FrameEntry | None:
    """The one indicator of the topic that counts `noun` (or money) with the nearest aspect, else the plain one."""
    fitting = [
        e for e in frame_entries() if e.topic == topic and e.money == money and (money or noun in e.nouns)
    ]
    for aspect in aspects:
        named = [e for e in fitting if e.aspect == aspect]
        if len(named) == 1:
            return named[0]
    plain = [e for e in fitting if not e.aspect]
    if len(plain) == 1:
        return plain[0]
    return fitting[0] if len(fitting) == 1 else None


def _from_cell(cell: Cell, slots: _Slots, quote: str) -> Iterator[Candidate]:
    match = _NUMBER.match(cell.text)
    if not match:
        return
    numeral = read_digits(match[2], slots.scale, bool(slots.unit) and slots.scale == 1.0)
    if numeral is None:
        return
    value = numeral.value * slots.scale * (-1 if match[1] == "-" else 1)
    unclear = numeral.other is not None and slots.scale > 1
    made = _candidate(slots, value, cell.text.strip(), cell, quote, note="")
    yield replace(made, status="review", note="dấu chấm có thể là dấu thập phân") if unclear else made


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
