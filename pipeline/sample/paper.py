"""A report without a format: letterhead, blocks, footnotes, tables. The writers give it one.

Shapes only. Text carries its footnote marks as `[^1]`, counted through the whole paper into `notes`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from .wording import Filled, Stated

Level = Literal[1, 2, 3]


@dataclass(frozen=True)
class Heading:
    """A heading with its number in the text: level 1 `I. KẾT QUẢ`, 2 `1. Đoàn ra`, 3 `a) Trong nước`."""

    text: str
    level: Level


@dataclass(frozen=True)
class Text:
    """A paragraph. `deleted` and `inserted` are a tracked change at its end, for formats that have such."""

    text: str
    deleted: str = ""
    inserted: str = ""
    boxed: bool = False
    """In a text box, where the format has such."""


@dataclass(frozen=True)
class Item:
    """A list item; `number` is the automatic number of an ordered list, 0 for an item with a `sign`."""

    text: str
    number: int = 0
    sign: str = "-"


@dataclass(frozen=True)
class Table:
    """A table: header rows may hold "" where the cell left of it reaches over (`merged` spans)."""

    caption: str
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int, int, int], ...] = ()
    """Merged header cells: row, column, rows, columns (0-based)."""
    unit_note: str = ""
    """Above the table at the right: `Đơn vị tính: USD`."""
    total: bool = False
    """The last row is a total row."""
    nested: tuple[tuple[str, str], ...] = ()
    """A small table inside the second cell of the last row, where the format has such."""
    widths: tuple[int, ...] = ()
    """Relative column widths."""


@dataclass(frozen=True)
class Pagebreak:
    """A new page, before an annex."""


Block = Heading | Text | Item | Table | Pagebreak


@dataclass(frozen=True)
class Letterhead:
    """The top of an official paper, left and right column, top down."""

    left: tuple[str, ...]
    number: str
    """As printed: `Số 12-BC/TU`, `Số: 123/BC-UBND`."""
    right: tuple[str, ...]
    place_date: str


@dataclass(frozen=True)
class Paper:
    """A whole document. `letterhead` and `title` are empty where a header was cut off."""

    letterhead: Letterhead | None
    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    annexes: tuple[Block, ...] = ()
    """What follows the signature, each annex after a page break."""


@dataclass
class Draft:
    """Collects blocks while a paper is composed, and counts the footnotes through."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    annexes: list[Block] = field(default_factory=list)

    def heading(self, text: str, level: Level) -> None:
        """Adds a heading."""
        self.blocks.append(Heading(text, level))

    def text(self, text: str, notes: tuple[str, ...] = (), **more: str | bool) -> None:
        """Adds a paragraph; its marks count into the `notes` given with it."""
        self.blocks.append(Text(self._renumbered(text, notes), **more))  # type: ignore[arg-type]

    def filled(self, filled: Filled, *, boxed: bool = False) -> None:
        """Adds a family's passage: paragraphs, and items where a line begins with `-`, `+` or `*`.

        `boxed` puts a passage of one paragraph without footnotes into a text box.
        """
        if boxed and "\n" not in filled.text and not filled.notes:
            self.blocks.append(Text(filled.text, boxed=True))
            self.stated.extend(filled.stated)
            return
        text = self._renumbered(filled.text, filled.notes)
        for line in filter(None, (line.strip() for line in text.split("\n"))):
            if line[:2] in ("- ", "+ ", "* "):
                self.blocks.append(Item(line[2:].strip(), sign=line[0]))
            else:
                self.blocks.append(Text(line))
        self.stated.extend(filled.stated)

    def _renumbered(self, text: str, notes: tuple[str, ...]) -> str:
        if not notes:
            return text
        base = len(self.notes)
        self.notes.extend(notes)
        return re.sub(r"\[\^(\d+)\]", lambda mark: f"[^{base + int(mark[1])}]", text)


def split_marks(text: str) -> list[tuple[str, int]]:
    """A text as pieces: ("words", 0) and ("", n) for the footnote mark n."""
    pieces: list[tuple[str, int]] = []
    for part in re.split(r"(\[\^\d+\])", text):
        if mark := re.fullmatch(r"\[\^(\d+)\]", part):
            pieces.append(("", int(mark[1])))
        elif part:
            pieces.append((part, 0))
    return pieces
