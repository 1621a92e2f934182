"""Footnotes at the foot of a PDF's pages.

Where they begin on the page, which mark each has, what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading.document import Block
from pipeline.reading.pdf_lines import Row, joined_words

_SMALL = 0.95
"""Notes are set at most this share of the body's size (10 to 12 pt under 13 to 14)."""
_HEAD = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:]?\s*(?=\S)")


@dataclass
class Note:
    """One footnote while its lines are collected; it may go on at the foot of the next page."""

    mark: str
    page: int
    lines: list[str]

    def block(self) -> Block:
        """The footnote as a block."""
        return Block("footnote", joined_words(self.lines), f"trang {self.page}", self.page, label=self.mark)


def split_notes(
    rows: Sequence[Row], body_size: float, last: Note | None, open_marks: Sequence[str] = ()
) -> tuple[list[Row], list[Note]]:
    """A page's body rows, and the notes that begin on it.

    Lines that go on with `last`, the note of the page before, join it.
    """
    start = len(rows)
    while start > 0 and max(s.size for s in rows[start - 1]) <= _SMALL * body_size:
        start -= 1
    referred = [*open_marks, *marks_of(rows)]
    if start == len(rows):
        start = _by_mark_alone(rows, referred)
    zone = list(rows[start:])
    first = next((i for i, row in enumerate(zone) if _head(row, referred)), None)
    if first is None:
        if last is not None and zone and start > 0 and not referred and zone[0][0].text[:1].islower():
            last.lines += [_text(row) for row in zone]
            return list(rows[:start]), []
        return _notes_within(rows, _SMALL * body_size, referred)
    before = zone[:first]
    if before and last is not None and start > 0 and before[0][0].y - rows[start - 1][0].y > 1.3 * body_size:
        last.lines += [_text(row) for row in before]
        before = []
    notes: list[Note] = []
    for row in zone[first:]:
        head = _head(row, referred)
        if head is not None:
            notes.append(Note(head[0], row[0].page, [head[1]] if head[1] else []))
        else:
            notes[-1].lines.append(_text(row))
    return [*rows[:start], *before], notes


def _notes_within(rows: Sequence[Row], small: float, referred: Sequence[str]) -> tuple[list[Row], list[Note]]:
    """Notes that are printed before the signature and not at the foot: small lines with an open mark."""
    body: list[Row] = []
    notes: list[Note] = []
    inside = False
    for row in rows:
        is_small = len(row) == 1 and row[0].size <= small
        head = _head(row, [m for m in referred if all(m != n.mark for n in notes)]) if is_small else None
        inside = head is not None or (inside and is_small)
        if head is not None:
            notes.append(Note(head[0], row[0].page, [head[1]]))
        elif inside:
            notes[-1].lines.append(_text(row))
        else:
            body.append(row)
    return body, notes


def marks_of(rows: Sequence[Row]) -> list[str]:
    """The footnote marks to which these rows refer, in order."""
    return [mark for row in rows for segment in row for _, mark in segment.marks]


def _by_mark_alone(rows: Sequence[Row], referred: Sequence[str]) -> int:
    """Where notes of the body's own size begin.

    At a high number that the page refers to, with nothing but notes below.
    """
    for index in range(len(rows) // 2, len(rows)):
        mark = rows[index][0].head_mark
        if mark and mark in referred:
            return index
    return len(rows)


def _head(row: Row, referred: Sequence[str]) -> tuple[str, str] | None:
    """(mark, rest of the line) when a note begins with this row."""
    first = row[0]
    if first.head_mark:
        return first.head_mark, _text((replace(first, head_mark=""), *row[1:]))
    match = _HEAD.match(first.text)
    if match and match[1] in referred:
        return match[1], _text((replace(first, text=first.text[match.end() :]), *row[1:]))
    return None


def _text(row: Row) -> str:
    return " ".join(segment.text for segment in row if segment.text)
