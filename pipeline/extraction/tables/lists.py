"""A list, one row one delegation, project or paper: the count of its rows by level, and what its total row
says.

The numbers of its single rows are no figures. Tables whose cells are figures are in `summaries`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.catalogue import indicators
from pipeline.catalogue.cues import FrameEntry, frame_entries
from pipeline.catalogue.spelling import fold
from pipeline.extraction.candidate import Candidate
from pipeline.extraction.owners import reason_of
from pipeline.extraction.tables.cells import Mark, read_cell
from pipeline.extraction.tables.grids import Grid, Row, is_cut_short
from pipeline.extraction.tables.header_words import HeaderWords, contains, header_words, matches, table_words
from pipeline.extraction.tables.slots import Slots, candidate, doubted, from_cell, lookup, set_aside, slots_of

_EMPTY = header_words("")
_LONGEST_ATTRIBUTE = 60
"""Letters of a cell that names a level or a fund; longer ones tell a story."""

_LONGEST_LABEL = 250


@dataclass(frozen=True)
class Item:
    """One item of a list and the words of the group row that it stands under."""

    row: Row
    group: HeaderWords


def list_candidates(
    grid: Grid, above: HeaderWords, columns: list[HeaderWords], marks: list[Mark]
) -> Iterator[tuple[Candidate, int]]:
    """The candidates of a list, each with the index of its block."""
    topic = above.topic or next((c.topic for c in columns if c.topic), "")
    noun = _counted(above, columns, topic)
    entry = lookup(topic, noun, (), above.aspects, money=False)[0] if noun else None
    items, doubt = _items_done(grid)
    if entry and items:
        for made, row in _counts(entry, items, columns, certain=bool(above.topic)):
            yield (doubted(made, doubt) if doubt else made), row.block
    if entry:
        yield from _counts_of_groups(grid, entry)
    for row in grid.rows:
        if grid.is_total(row):
            yield from (
                (made, row.block) for made in _of_total(grid, row, entry, above, columns, topic, marks)
            )
            break


def _counted(above: HeaderWords, columns: list[HeaderWords], topic: str) -> str:
    """The noun that the list's items are: what the heading of its names says, if an indicator counts it."""
    usual = above.list_noun(topic)
    named = [noun for column in columns if column.item for noun in column.nouns[:1]]
    if not named or usual in named:
        return usual
    countable = {noun for e in frame_entries() if e.topic == topic for noun in e.nouns}
    return next((noun for noun in named if noun in countable), usual)


def _items_done(grid: Grid) -> tuple[list[Item], str]:
    """The items of a list, without those that were put off or are yet to come; and why their count is
    doubtful."""
    items: list[Item] = []
    counts, left_out, cut = True, 0, False
    group = _EMPTY
    numbers = [grid.number(row) for row in grid.rows if grid.is_item(row)]
    parents = {number.rpartition(".")[0] for number in numbers if "." in number}
    for row in grid.rows:
        if is_cut_short(row):
            cut = True
        elif grid.is_item(row) and grid.number(row) not in parents:
            if not counts or _put_off(grid, row):
                left_out += counts
            else:
                items.append(Item(row, group))
        elif not grid.is_total(row):
            group = header_words(grid.label(row))
            counts = not contains("not_done", grid.label(row))
    if cut:
        return items, "danh sách ghi chưa hết"
    if _has_gap(numbers, parents):
        return items, "số thứ tự của danh sách không liên tục"
    return items, f"{left_out} dòng ghi hoãn, hủy hoặc chưa thực hiện không được đếm" if left_out else ""


def _put_off(grid: Grid, row: Row) -> bool:
    return any(
        len(cell.text) < _LONGEST_ATTRIBUTE and matches("not_done_cell", cell.text)
        for column, cell in enumerate(row.cells)
        if column != grid.number_column
    )


def _has_gap(numbers: list[str], parents: set[str]) -> bool:
    """Whether the printed numbers skip one: each is one more than that before it, or begins again at 1."""
    plain = [int(n) for n in numbers if n.isdigit() and n not in parents]
    if len(plain) < 2 or len(plain) != len([n for n in numbers if n not in parents]):
        return False
    return any(after not in (before + 1, 1) for before, after in pairwise(plain))


def _counts(
    entry: FrameEntry, items: list[Item], columns: list[HeaderWords], certain: bool
) -> Iterator[tuple[Candidate, Row]]:
    """The count of all items, and of those that a column, a mark or their group names a part of."""
    yield _count(entry, items, certain, f"danh sách {len(items)} dòng"), items[0].row
    for part in (e for e in frame_entries() if e.inside == entry.indicator):
        fitting, quote, clear = _fitting(part.aspect, items, columns)
        if fitting:
            made = _count(part, fitting, certain=True, quote=quote)
            yield (made if clear else doubted(made, "có ô nêu cả phần khác")), fitting[0].row


def _fitting(aspect: str, items: list[Item], columns: list[HeaderWords]) -> tuple[list[Item], str, bool]:
    """The items with an aspect, where that is said, and whether nothing else is said with it."""
    for column, words in enumerate(columns):
        if words.number or words.item:
            continue
        if aspect in words.aspects:
            filled = [i for i in items if i.row.cells[column].text.strip()]
            if filled and all(fold(i.row.cells[column].text.strip()) in table_words().marks for i in filled):
                return filled, f"{words.text} ({len(filled)} dòng)", True
        texts = [i.row.cells[column].text for i in items]
        short = [
            (i, header_words(t)) for i, t in zip(items, texts, strict=True) if len(t) < _LONGEST_ATTRIBUTE
        ]
        said = [(i, w) for i, w in short if aspect in w.aspects and not _denies(w.text)]
        if said:
            clear = all(not w.strange for _, w in said)
            quote = f"{words.text}: {said[0][1].text} ({len(said)} dòng)"
            return [i for i, _ in said], quote, clear
    grouped = [i for i in items if aspect in i.group.aspects]
    quote = f"{grouped[0].group.text} ({len(grouped)} dòng)" if grouped else ""
    return grouped, quote, True


def _denies(text: str) -> bool:
    """Whether a cell says that it is not so ("Không sử dụng NSNN", "Ngoài ngân sách")."""
    return re.match(r"\s*(?:không|ngoài)(?!\w)", fold(text)) is not None


def _count(entry: FrameEntry, items: list[Item], certain: bool, quote: str) -> Candidate:
    slots = Slots(entry, "actual", indicators()[entry.indicator].unit, 1.0, certain)
    number = len(items)
    note = f"đếm {number} dòng của danh sách"
    return candidate(slots, float(number), str(number), items[0].row.cells[0], quote, note)


def _counts_of_groups(grid: Grid, entry: FrameEntry) -> Iterator[tuple[Candidate, int]]:
    """What group rows state of their parts: "I. Đoàn cấp tỉnh: 03 đoàn"."""
    for row in grid.rows:
        label = grid.label(row)
        if grid.is_item(row) or grid.is_total(row) or len(label) > _LONGEST_LABEL:
            continue
        stated = re.search(r"[:(]\s*([0-9]+)\s*([^0-9):]*)\)?\s*$", label)
        part = next(
            (
                e
                for e in frame_entries()
                if e.inside == entry.indicator and e.aspect in header_words(label).aspects
            ),
            None,
        )
        if part and stated and set(header_words(stated[2]).nouns) & set(part.nouns):
            slots = Slots(part, "actual", indicators()[part.indicator].unit, 1.0, certain=True)
            cell = next(c for c in row.cells if c.text.strip() == label)
            yield candidate(slots, float(stated[1]), stated[1], cell, label, ""), row.block


def _of_total(
    grid: Grid,
    row: Row,
    entry: FrameEntry | None,
    above: HeaderWords,
    columns: list[HeaderWords],
    topic: str,
    marks: list[Mark],
) -> Iterator[Candidate]:
    """What the total row states: how many items in its label, sums under its columns."""
    label = grid.label(row)
    stated = re.search(r"([0-9]+(?:\.[0-9]{3})*)\s*([^0-9]*)$", re.sub(r"\([^)]*\)", "", label))
    if entry and stated and _counts_items(stated[2], entry):
        slots = Slots(entry, "actual", indicators()[entry.indicator].unit, 1.0, bool(above.topic))
        cell = next(c for c in row.cells if c.text.strip() == label)
        yield candidate(slots, float(stated[1].replace(".", "")), stated[1], cell, label, "")
    found: list[tuple[Candidate, HeaderWords]] = []
    for column, words in enumerate(columns):
        cell = row.cells[column]
        said = read_cell(cell.text)
        if words.number or words.other or said is None or cell.text.strip() == label:
            continue
        counts = bool(entry and set(header_words(said.unit).nouns) & set(entry.nouns))
        if words.item and not counts:
            continue
        slots_here = slots_of(above, _EMPTY, words, _EMPTY, "", topic, said)
        if slots_here is None or (slots_here.entry is entry and not counts):
            continue
        for made in from_cell(
            cell, said, slots_here, f"{' '.join(words.text.split())}: {cell.text}", marks[column]
        ):
            found.append((made, words))
    yield from _without_rivals(found, topic)


def _counts_items(noun: str, entry: FrameEntry) -> bool:
    words = header_words(noun)
    return not noun.strip(" .)") or bool(set(words.nouns) & set(entry.nouns))


def _without_rivals(found: list[tuple[Candidate, HeaderWords]], topic: str) -> Iterator[Candidate]:
    """The sums; where two columns claim one indicator, the one whose heading names the topic, else neither
    for sure."""
    for made, words in found:
        rivals = [
            (o, w)
            for o, w in found
            if (o.indicator, o.role, o.unit) == (made.indicator, made.role, made.unit)
            and o.value != made.value
        ]
        if not rivals or (words.topic == topic and all(w.topic != topic for _, w in rivals)):
            yield made
        elif words.topic == topic or all(w.topic != topic for _, w in rivals):
            yield doubted(made, "hai cột cùng nêu một chỉ tiêu")
        else:
            yield set_aside(made, reason_of("owner", "subset"))
