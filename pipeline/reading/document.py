"""What reading makes of a file: a `Document` of blocks, each with its place.

Shapes and their JSON form only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, Literal

BlockKind = Literal["heading", "paragraph", "list_item", "table", "footnote", "header", "footer", "textbox"]


@dataclass(frozen=True)
class Cell:
    """One cell of a table. A merged cell stands once, at its top left, with its spans."""

    row: int
    """1-based row in its table (for a sheet: in this block of it)."""
    column: int
    """1-based column of the grid."""
    text: str
    place: str
    """"trang 3, bảng 2, hàng 4, cột 5" or "Sheet1!B7"."""
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Block:
    """One piece of a document in reading order, its text NFC and otherwise untouched."""

    kind: BlockKind
    text: str
    """For a table: its cells row by row, tab and newline separated."""
    place: str
    """"trang 3", "đoạn 14", "Sheet1!A1:F9"."""
    page: int | None = None
    """1-based page of a paged format."""
    level: int = 0
    """Heading level (1 is the highest) or list depth."""
    label: str = ""
    """The printed number or bullet of a list item or heading, the mark of a footnote.

    A label that the writer typed also stands at the head of `text`, which is left as it is; one that the word
    processor counts stands here alone."""
    notes: tuple[str, ...] = ()
    """Marks of the footnotes that this block refers to, in order."""
    cells: tuple[Cell, ...] = ()
    caption: str = ""
    method: str = "text"
    """How the words came: text | table | ocr."""
    confidence: float = 1.0
    note_offsets: tuple[int, ...] = ()
    """Where in `text` each mark of `notes` stood (it is no longer there), in the same order."""


@dataclass(frozen=True)
class Document:
    """A file, read. `state` other than "read" means that `blocks` is empty and `reason` says why."""

    sha256: str
    name: str
    format: str
    """docx | pdf | xlsx | txt | … decided by content; "unknown" when no reader knows it."""
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    state: Literal["read", "unreadable"] = "read"
    reason: str = ""
    """Vietnamese, one line: what is wrong and what to do."""
    warnings: tuple[str, ...] = ()
    reader_version: str = ""

    @property
    def text(self) -> str:
        """The whole text, blocks separated by newlines (running headers and footers left out)."""
        return "\n".join(b.text for b in self.blocks if b.kind not in ("header", "footer"))

    def to_json(self) -> str:
        """The document as one JSON object; fields that have their default value are left out."""
        return json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> Document:
        """The document that `to_json` wrote. Raises `KeyError`/`TypeError` when the form differs."""
        raw: dict[str, Any] = json.loads(text)
        raw["blocks"] = tuple(_block(b) for b in raw.get("blocks", ()))
        raw["warnings"] = tuple(raw.get("warnings", ()))
        return cls(**raw)


def _plain(value: Any) -> Any:
    if isinstance(value, (Document, Block, Cell)):
        return {f.name: _plain(v) for f in fields(value) if (v := getattr(value, f.name)) != f.default}
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


def _block(raw: dict[str, Any]) -> Block:
    if "cells" in raw:
        raw["cells"] = tuple(Cell(**c) for c in raw["cells"])
    for name in ("notes", "note_offsets"):
        if name in raw:
            raw[name] = tuple(raw[name])
    return Block(**raw)
