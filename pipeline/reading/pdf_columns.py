"""Rows with wide gaps: the two columns of a heading or of a signature, and tables without lines.

A report's first page sets the office on the left and the state's or Party's name on the right; read across,
the two would mix.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.reading.pdf_lines import Row, Segment
from pipeline.reading.pdf_tables import PageCell, PageTable

_NUMBER = re.compile(r"[\d.,%/\s+–-]*\d[\d.,%/\s+–-]*")


@dataclass(frozen=True)
class Line:
    """A line of text in the order of reading.

    Lines of one `column` (0 is the page's own) may make one paragraph.
    """

    segment: Segment
    column: int = 0


def ordered(rows: Sequence[Row], pitch: float) -> list[Line | PageTable]:
    """The rows of a page in reading order: columns one after the other, unruled tables as tables."""
    result: list[Line | PageTable] = []
    index = columns = 0
    while index < len(rows):
        if len(rows[index]) == 1:
            result.append(Line(rows[index][0]))
            index += 1
            continue
        end = _end_of_run(rows, index, pitch)
        run = rows[index:end]
        if _is_table(run):
            result.append(_table(run))
        elif sum(1 for row in run if len(row) > 1) == 1 and len(run) == 1:
            result.append(Line(_across(run[0])))
        else:
            left, right = _sides(run)
            result += [Line(s, columns + 1) for s in left] + [Line(s, columns + 2) for s in right]
            columns += 2
        index = end
    return result


def _end_of_run(rows: Sequence[Row], start: int, pitch: float) -> int:
    """The row after the last of a run of rows that stand in columns."""
    left_end, right_start = rows[start][0].x1, rows[start][-1].x0
    index = start + 1
    while index < len(rows):
        row = rows[index]
        distance = row[0].y - rows[index - 1][0].y
        if len(row) > 1:
            if distance > 3.5 * pitch or row[0].x1 > right_start or row[-1].x0 < left_end:
                break
            left_end, right_start = max(left_end, row[0].x1), min(right_start, row[-1].x0)
        elif distance > 1.6 * pitch or not _in_a_column(row[0], left_end, right_start):
            break
        index += 1
    return index


def _in_a_column(segment: Segment, left_end: float, right_start: float) -> bool:
    """Whether a lone line belongs to one of the columns and not, centred between them, to the page."""
    slack = 2 * segment.size
    return segment.x1 <= left_end + slack or segment.x0 >= right_start - slack


def _is_table(run: Sequence[Row]) -> bool:
    wide = [row for row in run if len(row) > 2]
    if len(wide) >= 2 and len(wide) * 2 >= len(run):
        return True
    pairs = [row for row in run if len(row) == 2]
    numbers = sum(1 for row in pairs if _NUMBER.fullmatch(row[1].text))
    return len(pairs) >= 2 and len(pairs) == len(run) and numbers * 2 >= len(pairs)


def _table(run: Sequence[Row]) -> PageTable:
    spans: list[list[float]] = []
    for segment in sorted((s for row in run for s in row), key=lambda s: s.x0):
        if spans and segment.x0 < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], segment.x1)
        else:
            spans.append([segment.x0, segment.x1])
    cells = []
    for number, row in enumerate(run, start=1):
        texts: dict[int, list[Segment]] = {}
        for segment in row:
            column = next(i for i, (a, b) in enumerate(spans, start=1) if a <= segment.x0 <= b)
            texts.setdefault(column, []).append(segment)
        for column in range(1, len(spans) + 1):
            found = texts.get(column, [])
            text = " ".join(s.text for s in found)
            marks = tuple(mark for s in found for _, mark in s.marks)
            cells.append(PageCell(number, column, 1, 1, text, row[0].page, marks))
    page = run[0][0].page
    lines = (*(a for a, _ in spans), spans[-1][1])
    return PageTable(page, run[0][0].top, run[-1][0].y, page, lines, tuple(cells))


def _sides(run: Sequence[Row]) -> tuple[list[Segment], list[Segment]]:
    split = min(row[-1].x0 for row in run if len(row) > 1)
    left = [s for row in run for s in row if s.x0 < split - 1]
    right = [s for row in run for s in row if s.x0 >= split - 1]
    return left, right


def _across(row: Row) -> Segment:
    """One line of the segments of a row that stands alone."""
    text, marks = row[0].text, list(row[0].marks)
    for _, segment in pairwise(row):
        marks += [(at + len(text) + 1, mark) for at, mark in segment.marks]
        text = f"{text} {segment.text}"
    return replace(row[0], text=text, x1=row[-1].x1, marks=tuple(marks), bold=all(s.bold for s in row))
