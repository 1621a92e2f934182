"""Plain text to blocks: paragraphs, headings by their labels, tables of tabs, footnotes with their marks.

Also text that came out of a converter: Markdown stars, and paragraphs that a page's footnotes cut in two.
"""

from __future__ import annotations

import re

from pipeline.reading.clean import single_spaced
from pipeline.reading.document import Block, Cell
from pipeline.reading.footnotes import lift_marks, note_lines, note_mark
from pipeline.reading.labels import is_upper, label_of
from pipeline.reading.limits import Limits
from pipeline.reading.reader import Reading, Unreadable
from pipeline.reading.structure import Line, classify
from pipeline.reading.txt_encoding import decode

_STARS = re.compile(r"(?<!\*)(\*{1,3})(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?!\*)")
_HASHES = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$")
_COLUMNS = re.compile(r" {4,}(?=\D*[^\W\d]{2})")
"""The gap between two columns set with spaces, as in a paper's head.

Before a bare number it is a table's, and stays.
"""
_TERMINAL = '.:;!?…/”")'
_CUT = 150
"""A paragraph that a page break cut is at least this long; shorter ones without a full stop are titles."""
_WRAPPED = 40
"""A text whose longest lines are this long and under 130 letters may have been wrapped by hand."""


def read(data: bytes, limits: Limits) -> Reading:
    """Blocks of a plain text file; place "đoạn N" counts them all. Raises `Unreadable`."""
    text, warnings = decode(data)
    if not text.strip():
        raise Unreadable("tệp văn bản không có chữ nào; hãy gửi lại báo cáo")
    pieces = _joined(_pieces(_unstarred(text.replace("\r\n", "\n").replace("\r", "\n"))))
    if len(pieces) > limits.rows:
        raise Unreadable(
            f"tệp có {len(pieces)} đoạn, vượt giới hạn {limits.rows}; hãy chia nhỏ tệp", by_limit=True
        )
    return Reading(blocks=tuple(_blocks(pieces)), warnings=warnings)


def _unstarred(text: str) -> str:
    text = _HASHES.sub("", text.replace("****", "**\n**"))
    return _STARS.sub(lambda match: match[2], text)


def _pieces(text: str) -> list[str | list[list[str]]]:
    """Paragraphs (a string) and tables (rows of cells) in order."""
    lines = text.replace("\f", "\n\n").split("\n")
    longest = sorted((len(line) for line in lines), reverse=True)[: max(1, len(lines) // 20)]
    width = longest[-1] if longest[0] <= 130 and longest[-1] >= _WRAPPED else 0
    pieces: list[str | list[list[str]]] = []
    gap, previous = True, ""
    for line in lines:
        row = _row(line)
        if row is not None:
            if row and pieces and isinstance(pieces[-1], list) and not gap and len(pieces[-1][0]) == len(row):
                pieces[-1].append(row)
            elif row:
                pieces.append([row])
        elif _COLUMNS.search(line.strip()):
            pieces += [single_spaced(side) for side in _COLUMNS.split(line.strip())]
            previous = ""
        elif line.strip():
            stripped = single_spaced(line)
            last = pieces[-1] if pieces else None
            if not gap and isinstance(last, str) and _continues(last, previous, stripped, width):
                pieces[-1] = f"{last} {stripped}"
            else:
                pieces.append(stripped)
            previous = stripped
        gap = not line.strip()
    return [single_spaced(" ".join(p[0])) if isinstance(p, list) and len(p) == 1 else p for p in pieces]


def _row(line: str) -> list[str] | None:
    """The cells of a table line (tabs or pipes), [] for a Markdown rule, None for a line of text."""
    if line.lstrip().startswith("|"):
        return [] if _RULE.match(line) else [single_spaced(c) for c in line.strip().strip("|").split("|")]
    if line.rstrip(" ").count("\t") >= 2 and line.strip():
        return [single_spaced(cell) for cell in line.split("\t")]
    return None


def _continues(paragraph: str, last_line: str, line: str, width: int) -> bool:
    """Whether a line without a blank one before it goes on with the paragraph."""
    if label_of(line) or note_mark(line):
        return False
    if last_line and line[0].islower() and paragraph[-1] not in _TERMINAL:
        return True
    return bool(width and last_line) and len(last_line) + len(line.split(" ", 1)[0]) + 1 > width * 0.97


def _joined(pieces: list[str | list[list[str]]]) -> list[tuple[str | list[list[str]], str]]:
    """Pieces with the footnote mark of those that are notes.

    A paragraph that notes cut in two is one again.
    """
    notes = note_lines(p if isinstance(p, str) else "" for p in pieces)
    result: list[tuple[str | list[list[str]], str]] = []
    body = -1
    for index, piece in enumerate(pieces):
        if index in notes:
            result.append((piece, notes[index]))
            continue
        previous = result[body][0] if body >= 0 else None
        if isinstance(piece, str) and isinstance(previous, str) and _was_cut(previous, piece):
            result[body] = (f"{previous} {piece}", "")
            continue
        result.append((piece, ""))
        body = len(result) - 1
    return result


def _was_cut(before: str, after: str) -> bool:
    """Whether a page break (and the notes at its foot) stood between two halves of one paragraph."""
    if before[-1] in _TERMINAL or label_of(after) or is_upper(after):
        return False
    if after[0].islower() and not is_upper(before) and len(before) > 20:
        return len(before) >= _CUT or not label_of(before)
    return len(before) >= _CUT and (before[-1] == "," or after[0].isdigit())


def _blocks(pieces: list[tuple[str | list[list[str]], str]]) -> list[Block]:
    known = [mark for _, mark in pieces if mark]
    texts = [piece for piece, mark in pieces if isinstance(piece, str) and not mark]
    kinds = iter(classify([Line(text) for text in texts]))
    blocks: list[Block] = []
    for number, (piece, mark) in enumerate(pieces, start=1):
        place = f"đoạn {number}"
        if isinstance(piece, list):
            blocks.append(_table(piece, place))
            continue
        if mark:
            head = note_mark(piece)
            text = head[2] if head else piece
            blocks.append(Block("footnote", text, place, label=mark))
            continue
        kind = next(kinds)
        text, marks, offsets = lift_marks(piece, known)
        blocks.append(
            Block(
                kind.kind, text, place, level=kind.level, label=kind.label, notes=marks, note_offsets=offsets
            )
        )
    return blocks


def _table(rows: list[list[str]], place: str) -> Block:
    cells = tuple(
        Cell(r, c, text, f"{place}, hàng {r}, cột {c}")
        for r, row in enumerate(rows, start=1)
        for c, text in enumerate(row, start=1)
    )
    text = "\n".join("\t".join(row).rstrip() for row in rows)
    return Block("table", text, place, cells=cells, method="table")
