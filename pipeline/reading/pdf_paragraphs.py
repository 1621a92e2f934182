"""Printed lines to paragraphs: which line goes on with the one before, also over a page break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.reading.labels import label_of
from pipeline.reading.pdf_columns import Line
from pipeline.reading.pdf_lines import Row, Segment, joined_words

_TERMINAL = ".:;!?…”/"


@dataclass(frozen=True)
class Page:
    """The measures of a page's text, in points."""

    left: float
    right: float
    pitch: float
    """Distance of baselines within a paragraph."""
    indents: bool
    """Paragraphs begin with an indent."""


@dataclass
class Paragraph:
    """One paragraph while its lines are collected."""

    lines: list[Segment]
    column: int = 0

    @property
    def bold(self) -> bool:
        """All its lines are bold."""
        return all(line.bold for line in self.lines)

    def text(self) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
        """Its words, the marks that it refers to, and where they stood."""
        text, marks, offsets = "", [], []
        for line in self.lines:
            whole = joined_words([text, line.text]) if text else line.text
            shift = len(whole) - len(line.text)
            marks += [mark for _, mark in line.marks]
            offsets += [shift + at for at, _ in line.marks]
            text = whole
        return text, tuple(marks), tuple(offsets)


def measured(rows: Sequence[Row], everywhere: Sequence[Row]) -> Page:
    """The measures of one page; `everywhere` are all pages' rows, for a page with too few of its own."""
    own = [row[0] for row in rows if len(row) == 1]
    lines = own if len(own) >= 8 else [row[0] for row in everywhere if len(row) == 1] or own
    if not lines:
        return Page(0.0, 600.0, 16.0, False)
    size = median(line.size for line in lines)
    wide = [line for line in lines if line.x1 - line.x0 > 12 * size] or lines
    left = min(Counter(round(line.x0) for line in wide).most_common(2), key=lambda pair: pair[0])[0]
    ends = sorted(line.x1 for line in wide)
    right = ends[int(0.95 * (len(ends) - 1))]
    gaps = [b.y - a.y for a, b in pairwise(lines) if a.page == b.page and 0 < b.y - a.y < 4 * size]
    pitch = median(gaps) if gaps else 1.3 * size
    small = [gap for gap in gaps if gap <= pitch * 1.05]
    turns = sum(1 for a, b in pairwise(lines) if a.x0 - left > 0.8 * size and abs(b.x0 - left) < 3)
    return Page(left, right, median(small) if small else pitch, turns >= 2)


def goes_on(paragraph: Paragraph, line: Line, page: Page) -> bool:
    """Whether `line` goes on with `paragraph`.

    `page` has the measures of the page of the paragraph's last line.
    """
    last, new = paragraph.lines[-1], line.segment
    if paragraph.column != line.column or label_of(new.text) or new.head_mark or not new.text:
        return False
    if abs(last.size - new.size) > 0.12 * last.size or last.bold != new.bold:
        return False
    lower = new.text[0].islower() and last.text[-1:] not in _TERMINAL
    if line.column:
        return lower and label_of(last.text) is None
    breaks = last.page != new.page
    gap = 0.0 if breaks else new.y - last.y
    if gap > 1.9 * page.pitch or (gap > 1.25 * page.pitch and not lower):
        return False
    if not _is_full(last, new, page):
        inset = new.x0 > page.left + new.size
        return lower and inset and _is_centred(last, page) and _is_centred(new, page)
    if breaks:
        unfinished = last.text[-1:] not in _TERMINAL
        return unfinished or (
            page.indents and new.x0 < last.x0 + last.size and abs(new.x0 - page.left) < new.size
        )
    hangs = len(paragraph.lines) == 1 and label_of(last.text) is not None
    if new.x0 > last.x0 + last.size and not hangs:
        return False
    first_is_indented = len(paragraph.lines) == 1 and last.x0 > page.left + 0.8 * last.size and not hangs
    return not (page.indents and first_is_indented and abs(new.x0 - last.x0) < 2 and not lower)


def _is_full(line: Segment, following: Segment, page: Page) -> bool:
    """Whether the first word of the following line would not have found room in `line`."""
    word = following.text.split(" ", 1)[0]
    width = (following.x1 - following.x0) * len(word) / max(len(following.text), 1)
    return line.x1 + width + 0.2 * line.size > page.right - 0.4 * line.size


def _is_centred(line: Segment, page: Page) -> bool:
    return abs((line.x0 - page.left) - (page.right - line.x1)) < 2.5 * line.size
