"""What the columns of a summary table are, and what its rows have in common: times, units, owners, provinces.

Single rows and cells are read in `summaries`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extraction.candidate import Context
from pipeline.extraction.tables.cells import Mark
from pipeline.extraction.tables.grids import Grid, Row
from pipeline.extraction.tables.header_times import (
    HeaderTime,
    header_time,
    is_year,
    names_a_time,
    names_a_year,
)
from pipeline.extraction.tables.header_words import HeaderWords, contains, header_words, table_words, unit_of
from pipeline.extraction.tables.row_owners import part_reason, provinces_in


@dataclass(frozen=True)
class Layout:
    """What the columns of a summary are."""

    columns: list[HeaderWords]
    times: list[HeaderTime]
    asides: list[str]
    """Why a column's numbers are not the province's own whole; "" where they are."""
    title_time: HeaderTime
    """The caption's time, where neither a column nor a row names one."""
    dated: bool
    """A column or a row names its time."""
    topics: frozenset[str]
    """Every topic that caption, columns and rows name."""
    by_month: bool
    """A column is of one month: what has come together is the year's."""
    this_time: bool
    """A column is of the reported time: what has come together is of many years."""
    marks: list[Mark]
    unit_column: int | None
    year_columns: frozenset[int]
    has_total: bool
    of_provinces: bool
    """The rows are provinces: their total is not the province's."""
    by_parts: bool
    """Several rows have labels that say nothing of what is counted: they split the whole."""


def layout_of(
    grid: Grid,
    above: HeaderWords,
    columns: list[HeaderWords],
    marks: list[Mark],
    title_time: HeaderTime,
    context: Context,
) -> Layout:
    """The layout of a grid under the caption's words and time (`above`, `title_time`)."""
    plain = [row for row in grid.rows if not grid.is_total(row)]
    years = frozenset(
        i for i in range(len(columns)) if plain and all(is_year(row.cells[i].text) for row in plain)
    )
    unit_column = next((i for i, w in enumerate(columns) if w.units and _holds_units(plain, i)), None)
    labels = [grid.label(row) for row in plain if grid.has_values(row)]
    provinces = sum(bool(provinces_in(label, context)) and not header_words(label).topic for label in labels)
    nameless = sum(not (years or _says_something(label, context)) for label in labels)
    times = [header_time(text, context) for text in grid.headers]
    # "Quý I" under "Kết quả năm 2021" is of that year: only a year sets the title's other year aside.
    of_other_year = bool(title_time.aside) or title_time.prior
    texts = (*grid.headers, *labels)
    dated = bool(years) or any(
        names_a_year(text, context) if of_other_year else names_a_time(text, context) for text in texts
    )
    topics = {topic for words in (above, *columns) for topic in words.topics}
    topics |= {topic for label in labels for topic in header_words(label).topics}
    return Layout(
        columns=columns,
        times=times,
        asides=[_aside(words, context) for words in columns],
        title_time=HeaderTime() if dated or title_time.compares else title_time,
        dated=dated,
        topics=frozenset(topics),
        by_month=any(time.span is not None and time.span.months == 1 for time in times),
        this_time=any(contains("this_time", text) for text in grid.headers),
        marks=marks,
        unit_column=unit_column,
        year_columns=years,
        has_total=any(grid.is_total(row) for row in grid.rows),
        of_provinces=provinces > 1,
        by_parts=nameless > 1,
    )


def _aside(heading: HeaderWords, context: Context) -> str:
    """The same for one column. A partner country over a column is whom the province deals with, not whose it
    is."""
    if contains("not_done_cell", heading.text):
        return table_words().reasons["not_done"]
    without_partners = replace(heading, owners=tuple(o for o in heading.owners if o != "partner"))
    return part_reason(without_partners, heading.text, context)


def _holds_units(rows: list[Row], column: int) -> bool:
    texts = [t for row in rows if (t := row.cells[column].text.strip())]
    units = [t for t in texts if t == "%" or unit_of(t) or (header_words(t).nouns and len(t) < 30)]
    return len(units) * 2 >= len(texts)


def _says_something(label: str, context: Context) -> bool:
    """Whether a label names what its row counts, its role or its time."""
    words = header_words(label)
    return (
        words.names_itself
        or bool(words.role)
        or header_time(label, context) != HeaderTime()
        or is_year(label)
    )
