"""Reads the figures of a document's tables: which tables there are, what stands over them, list or summary.

A cell is a frame whose slots come from its headers, its row and the caption. Grids are in `grids`, lists in
`lists`, summaries in `summaries`; header words are data (`cues/tables.yaml`, `cues.yaml`,
`nouns.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.catalogue.spelling import fold
from pipeline.extraction.candidate import Candidate, Context
from pipeline.extraction.tables.captions import caption_of, caption_words
from pipeline.extraction.tables.cells import Mark, decimal_mark
from pipeline.extraction.tables.grids import Grid, grids_of
from pipeline.extraction.tables.header_words import (
    HeaderWords,
    contains,
    header_words,
    matches,
    table_words,
    without_remarks,
)
from pipeline.extraction.tables.lists import list_candidates
from pipeline.extraction.tables.row_owners import part_reason
from pipeline.extraction.tables.slots import doubted, set_aside
from pipeline.extraction.tables.summaries import summary_candidates, timed
from pipeline.reading.document import Block, Document

_BESIDE = ("header", "footer", "footnote")
"""Blocks that may stand between two pages of one table."""
_LONGEST_LINE = 200
"""Letters of the longest line over a table that may name it."""


def document_tables(document: Document, context: Context) -> list[Candidate]:
    """The candidates of all tables of a document, in order. Places are the cells'; `sha256` is not filled."""
    found: list[Candidate] = []
    for run in _runs(document.blocks):
        above = _above(document.blocks, run[0][0])
        caption = f"{above}\n{run[0][1].caption}"
        for grid in grids_of(run):
            for candidate, index in _of_grid(grid, caption, context):
                found.append(_placed(candidate, document.blocks[index], index, context))
    return found


def _runs(blocks: Sequence[Block]) -> Iterator[list[tuple[int, Block]]]:
    """Tables with nothing between them, as (index, block)."""
    run: list[tuple[int, Block]] = []
    for index, block in enumerate(blocks):
        if block.kind == "table":
            if run and block.caption and block.caption != run[0][1].caption:
                yield run
                run = []
            run.append((index, block))
        elif run and block.kind not in _BESIDE and block.text.strip():
            yield run
            run = []
    if run:
        yield run


def _above(blocks: Sequence[Block], index: int) -> str:
    """The lines right over a table: short paragraphs and headings up to the nearest heading, the table
    before, or three."""
    lines: list[str] = []
    for block in reversed(blocks[:index]):
        if block.kind in ("header", "footer"):
            continue
        if block.kind == "table" or len(block.text) > _LONGEST_LINE or len(lines) == 3:
            break
        lines.insert(0, block.text)
        if block.kind == "heading":
            break
    return "\n".join(lines)


def _of_grid(grid: Grid, caption: str, context: Context) -> Iterator[tuple[Candidate, int]]:
    lines = [without_remarks(line) for line in f"{caption}\n{grid.title}".splitlines() if line.strip()]
    columns = [header_words(text) for text in grid.headers]
    said = caption_of(lines, context)
    title = said.title
    numbered = grid.headed or grid.number_column is not None
    named = any(c.item for c in columns) or contains("list_caption", title or "\n".join(lines))
    counted = {c.list_noun(topic) for topic in header_words(title).topics for c in columns[:1]}
    counts = not any(c.item for c in columns) and any(c.value and counted & set(c.nouns) for c in columns)
    listed = named and numbered and not counts
    over = caption_words(lines, listed)
    marks = _decimal_marks(grid)
    somebody = _somebody(title or _last_words(lines), context)
    if not listed:
        over = _with_stub(over, grid, columns)
        for candidate, index in summary_candidates(grid, over, columns, marks, said, context):
            yield (doubted(candidate, f"bảng có thể là {somebody}") if somebody else candidate), index
        return
    not_done = table_words().reasons["not_done"] if contains("not_done", title) else ""
    for candidate, index in list_candidates(grid, over, columns, marks):
        made = timed(candidate, replace(said.time, compares=False))
        doubt = said.doubt or (table_words().reasons["not_done"] if said.planned else "")
        yield set_aside(doubted(made, doubt) if doubt else made, made.set_aside or not_done), index


def _somebody(line: str, context: Context) -> str:
    """Whose a table is by its title, where that is somebody else's: "… của Trường Đại học", "… tại các khu
    công nghiệp"; the reason in words."""
    of = re.split(rf"(?<!\w)(?:{'|'.join(table_words().owner_marks)})(?!\w)", fold(line), maxsplit=1)
    whose = line[len(line) - len(of[1]) :] if len(of) > 1 else ""
    return part_reason(replace(header_words(whose), topic=""), whose, context) if whose else ""


def _last_words(lines: list[str]) -> str:
    """The line nearest to the table that is more than a unit."""
    return next((line for line in reversed(lines) if not matches("unit_column", line.strip(" ("))), "")


def _with_stub(over: HeaderWords, grid: Grid, columns: list[HeaderWords]) -> HeaderWords:
    """The caption's words with those of the heading over the labels ("Kiều hối (triệu USD)"), which are
    nearer."""
    stub = next((w for i, w in enumerate(columns) if i != grid.number_column), over)
    if not stub.topic or over.topic not in ("", stub.topic):
        return over
    return replace(
        stub,
        text=f"{stub.text}\n{over.text}",
        aspects=(*stub.aspects, *over.aspects),
        nouns=(*stub.nouns, *over.nouns),
        money=stub.money or over.money,
    )


def _decimal_marks(grid: Grid) -> list[Mark]:
    """The decimal mark of each column: what its own numbers show, else those of the whole table."""
    own = [decimal_mark(row.cells[i].text for row in grid.rows) for i in range(len(grid.headers))]
    shown = {mark for mark in own if mark}
    common: Mark = shown.pop() if len(shown) == 1 else ""
    return [mark or common for mark in own]


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
