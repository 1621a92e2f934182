"""A summary table, every cell a figure: the rows in order, their groups and parts, whose and of what time
they are.

Lists of single items are in `lists`; how a comparison is read, in `comparisons`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.catalogue import indicators
from pipeline.extraction.candidate import Candidate, Context
from pipeline.extraction.owners import reason_of
from pipeline.extraction.tables.captions import Caption
from pipeline.extraction.tables.cells import Mark, is_placeholder, read_cell
from pipeline.extraction.tables.comparisons import Found, compared, with_years_doubted, without_rivals
from pipeline.extraction.tables.grids import Grid, Row
from pipeline.extraction.tables.header_times import HeaderTime, header_time
from pipeline.extraction.tables.header_words import (
    HeaderWords,
    contains,
    header_words,
    matches,
    table_words,
)
from pipeline.extraction.tables.layout import Layout, layout_of
from pipeline.extraction.tables.row_owners import part_reason, provinces_in
from pipeline.extraction.tables.slots import Slots, doubted, from_cell, set_aside, slots_of

_EMPTY = header_words("")
_PLAN = "bảng dưới tiêu đề kế hoạch: có thể là số kế hoạch, không phải số thực hiện"


@dataclass(frozen=True)
class Line:
    """One row of data with what stands over it."""

    index: int
    row: Row
    label: str
    words: HeaderWords
    group: HeaderWords
    """The group row, or the row that this one is a part of."""
    below: bool
    """It takes its topic from a row with numbers of its own: it is a part of that, or belongs to it."""
    group_time: HeaderTime


def summary_candidates(
    grid: Grid,
    above: HeaderWords,
    columns: list[HeaderWords],
    marks: list[Mark],
    caption: Caption,
    context: Context,
) -> Iterator[tuple[Candidate, int]]:
    """The candidates of a summary table, each with the index of its block.

    `above` and `caption` are what the lines over it say; the caption's time counts where neither column nor
    row names one, its plan where no heading names another role.
    """
    layout = layout_of(grid, above, columns, marks, caption.time, context)
    found: list[Found] = []
    for line in _lines(grid, context):
        found += _of_line(grid, layout, line, above, caption, context)
    read = with_years_doubted(without_rivals(compared(found, context), context))
    yield from ((one.candidate, one.block) for one in read)


def _lines(grid: Grid, context: Context) -> Iterator[Line]:
    group, head = _EMPTY, _EMPTY
    group_time = HeaderTime()
    for index, row in enumerate(grid.rows):
        label = grid.label(row)
        words = header_words(label)
        if not grid.has_values(row):
            group, head = words, _EMPTY
            group_time = header_time(label, context)
            continue
        if grid.is_total(row) and not words.topic:
            head = _EMPTY
        # A topicless row belongs to the row before it that named one, unless a caption's topic already tells.
        below = not words.topic and bool(head.topic or head.foreign)
        yield Line(index, row, label, words, head if below else group, below, group_time)
        if (words.topic or words.foreign) and not matches("part_marks", label):
            head = words


def _of_line(
    grid: Grid, layout: Layout, line: Line, above: HeaderWords, caption: Caption, context: Context
) -> Iterator[Found]:
    words, row = line.words, line.row
    unit = row.cells[layout.unit_column].text if layout.unit_column is not None else ""
    year = " ".join(row.cells[i].text for i in sorted(layout.year_columns))
    row_time = header_time(f"{line.label} {year}".strip(), context)
    for column, heading in enumerate(layout.columns):
        cell = row.cells[column]
        if heading.number or column == layout.unit_column or heading.other or column in layout.year_columns:
            continue
        said = read_cell(cell.text)
        if said is None or cell.text.strip() == line.label or is_placeholder(cell.text):
            continue
        if heading.brackets and said.bare:
            prior = heading.brackets == "prior_year"
            said = replace(said, prior=said.bare) if prior else replace(said, planned=said.bare)
        topic = _topic(layout, line, heading, above)
        slots = slots_of(above, line.group, heading, words, unit, topic, said)
        if slots is None and layout.times[column].compares and "%" in heading.text:
            slots = slots_of(above, line.group, replace(heading, role="change"), words, unit, topic, said)
        if slots is None:
            continue
        planned = caption.planned and slots.role == "actual" and not _says_done(heading, line)
        if planned:
            slots = replace(slots, role="planned")
        reason = _reason(grid, layout, line, column, slots, context)
        doubt = _doubt(layout, line, column, slots, context)
        doubt = doubt or (_PLAN if planned else "") or (caption.doubt if not layout.dated else "")
        time = crossed(crossed(layout.times[column], row_time), line.group_time)
        quote = f"{line.label} – {' '.join(grid.headers[column].split())}: {cell.text}"
        for made in from_cell(cell, said, slots, quote, layout.marks[column]):
            made = timed(made, crossed(time, layout.title_time))
            made = doubted(made, doubt) if doubt else made
            yield Found(
                candidate=set_aside(made, made.set_aside or reason),
                row=line.index,
                column=column,
                block=row.block,
                signed=slots.signed or made.role == "actual",
                in_percent=slots.role == "change_pct",
                compares=not heading.role and not words.role,
                specific=_specific(layout, column, slots, context),
            )


def _says_done(heading: HeaderWords, line: Line) -> bool:
    """Whether a heading, a group or a label says of a table of plans that this was done."""
    texts = (heading.text, line.group.text, line.label)
    return any(contains("result_caption", text) for text in texts) or any(
        words.role for words in (heading, line.words, line.group)
    )


def _specific(layout: Layout, column: int, slots: Slots, context: Context) -> int:
    """How much of what a cell is its own column names: anything known, the province, the topic, the
    aspect."""
    heading = layout.columns[column]
    known = heading.is_known or layout.times[column] != HeaderTime()
    own = context.province_id in provinces_in(heading.text, context)
    return sum((known, own, heading.topic == slots.entry.topic, slots.entry.aspect in heading.aspects))


def _topic(layout: Layout, line: Line, heading: HeaderWords, above: HeaderWords) -> str:
    """The nearest topic: the row's, the column's, that of the row that this one belongs to, the caption's."""
    hinted = next((w.hint for w in (line.words, heading) if w.hint in layout.topics), "")
    named = line.words.topic or heading.topic or hinted or line.group.topic
    if named or (line.below and line.group.foreign):
        return named
    return above.topic


def _reason(grid: Grid, layout: Layout, line: Line, column: int, slots: Slots, context: Context) -> str:
    """Why the numbers of a row under a heading are not the province's own whole; "" when they are."""
    words, label = line.words, line.label
    subset = reason_of("owner", "subset")
    heading = layout.columns[column]
    if layout.asides[column]:
        return layout.asides[column]
    if slots.part:
        return subset
    if _is_so_far(layout, column, slots) and layout.this_time and not layout.by_month:
        return table_words().reasons["cumulated"]
    if grid.is_total(line.row):
        if layout.of_provinces and "toàn" not in label.lower():
            return table_words().reasons["nation_total"]
        if layout.year_columns:
            return reason_of("period", "multi_year")
        return ""
    if words.foreign and not words.topic:
        return _foreign(words.foreign)
    if contains("not_done_cell", label):
        return table_words().reasons["not_done"]
    if part := part_reason(words, label, context):
        return part
    if line.group.strange and not line.group.aspects and not words.aspects and not words.topic:
        return subset
    if matches("part_marks", label) and not words.aspects and not _adds_measure(line) and not words.topic:
        return subset
    own = context.province_id in provinces_in(label, context)
    if own or layout.year_columns or _says_time_or_role(words, label, context):
        return ""
    if words.residue and not words.topic:
        whole_told = bool(heading.topic or line.group.topic) or layout.has_total or layout.by_parts
        return subset if whole_told else ""
    if not words.names_itself and (layout.has_total or layout.by_parts):
        return subset
    return ""


def _is_so_far(layout: Layout, column: int, slots: Slots) -> bool:
    """Whether a heading says "Lũy kế" of a flow and not since when."""
    time, heading = layout.times[column], layout.columns[column]
    stock = indicators()[slots.entry.indicator].kind == "stock"
    return not stock and time == HeaderTime() and contains("so_far", heading.text)


def _says_time_or_role(words: HeaderWords, label: str, context: Context) -> bool:
    return bool(words.role) or header_time(label, context) != HeaderTime()


def _adds_measure(line: Line) -> bool:
    """Whether a part's label names another measure of the same thing ("- Số lượt người", below the
    delegations)."""
    words = line.words
    return (
        (bool(words.nouns) or words.money) and not words.residue and words.nouns[:1] != line.group.nouns[:1]
    )


def _foreign(topic: str) -> str:
    try:
        return reason_of("topic", topic)
    except KeyError:
        return reason_of("owner", "subset")


def _doubt(layout: Layout, line: Line, column: int, slots: Slots, context: Context) -> str:
    """What of the words around a cell is not understood; "" when all is."""
    heading = layout.columns[column]
    own_column = context.province_id in provinces_in(heading.text, context)
    if not (heading.is_known or own_column) and layout.times[column] == HeaderTime():
        return f"không hiểu tiêu đề cột “{heading.text}”"
    if _is_so_far(layout, column, slots) and not layout.by_month:
        return "lũy kế từ đầu năm hay từ nhiều năm?"
    if heading.residue and not (heading.value or own_column):
        return f"không hiểu hết tiêu đề cột: {' '.join(heading.residue)}"
    if line.below and line.group.residue and not heading.topic:
        return f"thuộc một dòng không hiểu hết: {' '.join(line.group.residue)}"
    if line.words.foreign:
        return f"dòng nói trước hết về việc khác: {_foreign(line.words.foreign)}"
    more = set(line.words.nouns) - set(slots.entry.nouns) - {heading.list_noun(slots.entry.topic)}
    if more and not (slots.entry.money or line.words.topic):
        return "dòng đếm thêm thứ khác"
    own = context.province_id in provinces_in(line.label, context)
    if line.words.residue and not (layout.year_columns or own):
        return f"không hiểu hết tên dòng: {' '.join(line.words.residue)}"
    return ""


def crossed(column: HeaderTime, row: HeaderTime) -> HeaderTime:
    """The time of a cell whose column names a stretch and whose row a year ("Quý I" of "Năm 2022"), or the
    other way round; else the column's, else the row's."""
    for year, stretch in ((row, column), (column, row)):
        if stretch.span and not (stretch.prior or stretch.aside):
            if year.aside:
                return year
            if year.prior and not year.span:
                return replace(year, span=stretch.span, certain=True)
    return row if column == HeaderTime() else column


def timed(found: Candidate, *times: HeaderTime) -> Candidate:
    """The candidate at the time that its column (or else its row, its group) names."""
    of_change = found.role in ("change", "change_pct")
    for time in times:
        if time.aside:
            return set_aside(found, time.aside)
        if time.compares and not of_change:
            return set_aside(found, reason_of("role", "part_share"))
        if time.prior and found.role == "planned":
            return set_aside(found, reason_of("period", "multi_year"))
        if time.prior and found.role in ("actual", "prior_year"):
            sure = found.status if time.certain else "review"
            span = {"period": time.span.period, "months": time.span.months} if time.span else {}
            return replace(found, role="prior_year", status=sure, **span)  # type: ignore[arg-type]
        if time.span and not time.prior:
            return replace(found, period=time.span.period, months=time.span.months)
    return found
