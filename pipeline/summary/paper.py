"""The blocks that a paper is made of, between the wording and the layouts (docx, html).

Shapes and the small markup of sentence templates belong here (`*nghiêng*`, `**đậm**`, `[^note]`); no
sentences, no Word, no HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

_MARKUP = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*|\[\^(?P<note>[^\]]+)\]")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style, or a footnote mark (then `text` is the note)."""

    text: str
    style: Literal["plain", "bold", "italic", "note"] = "plain"


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is "I- …", level 2 is "1. …"."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body."""

    runs: tuple[Run, ...]
    bullet: bool = False


@dataclass(frozen=True)
class Cell:
    """A table cell: what is printed, and how it is aligned."""

    text: str
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Table:
    """A table with its caption, header row, rows, the last of which may be totals, and its notes."""

    number: int
    """Counted through the paper; 0: no caption."""
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    """Relative widths of the columns."""
    unit: str = ""
    """Printed above the table on the right: "Đơn vị tính: triệu USD"."""
    notes: tuple[str, ...] = ()
    total_rows: int = 0
    """How many of the last rows are totals, printed bold."""


@dataclass(frozen=True)
class PageBreak:
    """What follows starts a new page."""


Block = Heading | Paragraph | Table | PageBreak


def runs(text: str, notes: Mapping[str, str] | None = None) -> tuple[Run, ...]:
    """Turn a rendered template into runs; `[^key]` becomes the note of that key.

    Raises KeyError when a note is named that does not exist.
    """
    found: list[Run] = []
    end = 0
    for match in _MARKUP.finditer(text):
        if match.start() > end:
            found.append(Run(text[end : match.start()]))
        if match["note"] is not None:
            note = (notes or {})[match["note"]]
            if note:
                found.append(Run(note, "note"))
        else:
            style: Literal["bold", "italic"] = "bold" if match["bold"] else "italic"
            found.append(Run(match["bold"] or match["italic"], style))
        end = match.end()
    if end < len(text):
        found.append(Run(text[end:]))
    return tuple(found)


def paragraph(text: str, notes: Mapping[str, str] | None = None, bullet: bool = False) -> Paragraph:
    """A paragraph from a rendered template."""
    return Paragraph(runs(" ".join(text.split()), notes), bullet)
