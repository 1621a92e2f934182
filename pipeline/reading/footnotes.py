"""Footnote marks of formats that only print them: which lines are notes, and the marks' way out of the text.

A mark is a number set high ("cấp tỉnh²") or in brackets ("cấp tỉnh[2]", "cấp tỉnh(2)"), and its note begins
with the same
number. Formats that store notes apart (docx) do not need this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HIGH = "[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
_NOTE_LINE = re.compile(
    rf"\s*(?:(?P<high>{_HIGH})|\[(?P<square>\d{{1,3}})\]|\((?P<round>\d{{1,3}})\))[ .:]?\s*(?=\S)"
)
_MARK = re.compile(
    rf"(?P<high>(?<=\S){_HIGH})|(?P<square>\s?\[\d{{1,3}}\])|(?P<round>(?<=[^\W\d_])\(\d{{1,3}}\))"
)
_UNIT = re.compile(r"(?:^|[^\w])[kcdm]?m$|(?:^|[^\w])\d+$")
"""What stands before a square or cube that is a unit of measure or a power: "1.200 m²", "10³"."""


def note_mark(line: str) -> tuple[str, str, str] | None:
    """(mark as a number, style, rest of the line) of a line that begins as a note does."""
    match = _NOTE_LINE.match(line)
    if match is None or match.lastgroup is None:
        return None
    return match.group(match.lastgroup).translate(_SUPERSCRIPT), match.lastgroup, line[match.end() :]


def marks_in(text: str) -> list[tuple[int, int, str, str]]:
    """(start, end, mark as a number.

    Style) of what may be a footnote mark inside `text`, its very beginning excepted.
    """
    found = []
    for match in _MARK.finditer(text):
        style = match.lastgroup or ""
        mark = re.sub(r"\D", "", match.group().translate(_SUPERSCRIPT))
        is_unit = style == "high" and _UNIT.search(text[max(0, match.start() - 12) : match.start()])
        if match.start() > 0 and not is_unit:
            found.append((match.start(), match.end(), mark, style))
    return found


def note_lines(lines: Iterable[str]) -> dict[int, str]:
    """Which of `lines` are footnotes: index to mark.

    A line is one when its mark, in its style, also stands in another line.
    """
    lines = list(lines)
    seen: dict[tuple[str, str], set[int]] = {}
    for index, line in enumerate(lines):
        for _, _, mark, style in marks_in(line):
            seen.setdefault((mark, style), set()).add(index)
    notes = {}
    for index, line in enumerate(lines):
        head = note_mark(line)
        if head is None:
            continue
        mark, style, _ = head
        anchors = seen.get((mark, style), set()) - {index}
        if anchors or style == "high":
            notes[index] = mark
    return notes


def lift_marks(text: str, known: Iterable[str]) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """`text` without the marks of known notes.

    The marks in order, and where each stood in the text that is left.
    """
    wanted = set(known)
    kept, marks, offsets, at, length = [], [], [], 0, 0
    for start, end, mark, _ in marks_in(text):
        if mark not in wanted:
            continue
        kept.append(text[at:start])
        length += start - at
        marks.append(mark)
        offsets.append(length)
        at = end
    kept.append(text[at:])
    return "".join(kept), tuple(marks), tuple(offsets)
