"""Writes a paper as plain text, as an office that pasted it into an editor would."""

from __future__ import annotations

import textwrap

from .marker import MARK
from .paper import Heading, Item, Pagebreak, Paper, Table, Text, split_marks

WIDTH = 110


def write_txt(paper: Paper, *, encoding: str = "utf-8-sig") -> bytes:
    """The paper as text bytes (UTF-8 with a byte order mark, or `utf-16`), lines ended as in Windows."""
    return plain_text(paper).replace("\n", "\r\n").encode(encoding)


def plain_text(paper: Paper) -> str:
    """The paper as text, a mark at the top and at the end, footnotes as `(1)` with the notes at the end."""
    out = [MARK, ""]
    if head := paper.letterhead:
        left, right = [*head.left, head.number], [*head.right, head.place_date]
        height = max(len(left), len(right))
        left += [""] * (height - len(left))
        right = [*right[:-1], *[""] * (height - len(right)), right[-1]]
        out += [f"{a:<45}{b}".rstrip() for a, b in zip(left, right, strict=True)]
        out.append("")
    out += [line.center(WIDTH).rstrip() for line in paper.title]
    out.append("")
    for block in paper.blocks:
        out += _lines(block)
    if paper.signature:
        out += ["", "Nơi nhận:", *paper.recipients, "", *(f"{'':<60}{line}" for line in paper.signature)]
    for block in paper.annexes:
        out += _lines(block)
    if paper.notes:
        out += ["", "_" * 20]
        out += [_wrapped(f"({mark}) {note}") for mark, note in enumerate(paper.notes, start=1)]
    return "\n".join([*out, "", MARK, ""])


def _lines(block: object) -> list[str]:
    if isinstance(block, Heading):
        return ["", _printed(block.text)]
    if isinstance(block, Text):
        return [_wrapped("    " + _printed(block.text) + block.inserted)]
    if isinstance(block, Item):
        lead = f"{block.number}. " if block.number else f"{block.sign} "
        return [_wrapped("    " + lead + _printed(block.text))]
    if isinstance(block, Table):
        rows = [*block.header, *block.rows]
        head = ["", block.caption, *([block.unit_note] if block.unit_note else [])]
        return [*head, *("\t".join(row) for row in rows), ""]
    if isinstance(block, Pagebreak):
        return ["", ""]
    raise TypeError(f"no block: {block!r}")


def _printed(text: str) -> str:
    return "".join(f"({mark})" if mark else piece for piece, mark in split_marks(text))


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, WIDTH, replace_whitespace=False, break_on_hyphens=False))
