"""Letters of a page to printed lines: geometric order, words, note marks lifted, wide gaps kept apart.

A row is what stands at one height, as one or several segments with wide gaps between; paragraphs are made
elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.reading.pdf_letters import Letter

_WORD_GAP = 0.18
"""Share of the letter size that makes a gap a space, where the file has no space letter."""
_WIDE_GAP = 2.2
"""Letter sizes that make a gap a break between columns; justified lines stay under 1.5."""
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT = re.compile(r"(?:^|[^\w])[kcdm]?m$")


@dataclass(frozen=True)
class Segment:
    """One run of words at one height, without wide gaps."""

    text: str
    page: int
    x0: float
    x1: float
    y: float
    """Baseline, points from the top of the page."""
    size: float
    bold: bool = False
    marks: tuple[tuple[int, str], ...] = ()
    """(offset in `text`, mark) of each footnote reference that stood in the line."""
    head_mark: str = ""
    """The high number with which the line begins, as footnotes do."""

    @property
    def top(self) -> float:
        """Upper edge of its letters, about."""
        return self.y - 0.8 * self.size


Row = tuple[Segment, ...]


def rows_of(letters: Sequence[Letter], page: int) -> list[Row]:
    """The rows of a page from top to bottom."""
    rows = []
    for cluster in _clusters(letters):
        cluster.sort(key=lambda letter: letter.x0)
        row = tuple(s for part in _parts(cluster) if (s := _segment(part, page)) is not None)
        if row:
            rows.append(row)
    return rows


def text_of(letters: Sequence[Letter]) -> tuple[str, tuple[str, ...]]:
    """All words of some letters (a table cell) on one line, and the note marks among them."""
    segments = [s for row in rows_of(letters, 0) for s in row]
    marks = tuple(
        m for s in segments for m in ((s.head_mark,) if s.head_mark else ()) + tuple(m for _, m in s.marks)
    )
    return joined_words([s.text for s in segments]), marks


def joined_words(lines: Sequence[str]) -> str:
    """Lines of one paragraph as one: a word broken by a hyphen between lower-case letters is whole again."""
    text = ""
    for line in lines:
        if re.search(r"[a-zA-Z]{3,}-$", text) and re.match(r"[a-z]{2,}", line) and text.isascii():
            text = text[:-1] + line
        elif text.endswith(("-", "/")) and text[-2:-1].isdigit() and line[:1].isdigit():
            text += line  # "2021-" / "2025", "02/" / "11": no word, and no space in it
        else:
            text = f"{text} {line}" if text else line
    return text


def _clusters(letters: Sequence[Letter]) -> list[list[Letter]]:
    clusters: list[list[Letter]] = []
    base = size = 0.0
    for letter in sorted(letters, key=lambda each: each.y):
        if letter.text == " " and not clusters:
            continue
        if clusters and letter.y - base <= 0.5 * min(max(size, letter.size), 40):
            clusters[-1].append(letter)
            if letter.size > size * 1.05:  # a raised mark came first: the line is that of the larger letters
                base, size = letter.y, letter.size
        else:
            clusters.append([letter])
            base, size = letter.y, letter.size
    return clusters


def _parts(cluster: list[Letter]) -> list[list[Letter]]:
    parts: list[list[Letter]] = []
    right = size = 0.0
    for letter in cluster:
        if letter.text.isspace():
            if parts:
                parts[-1].append(letter)
            continue
        if parts and letter.x0 - right <= _WIDE_GAP * max(size, letter.size):
            parts[-1].append(letter)
            right = max(right, letter.x1)
        else:
            parts.append([letter])
            right = letter.x1
        size = letter.size
    return parts


def _segment(letters: list[Letter], page: int) -> Segment | None:
    letters = _drawn_once(letters)
    inked = [letter for letter in letters if not letter.text.isspace()]
    if not inked:
        return None
    size = max(median(letter.size for letter in inked), max(letter.size for letter in inked) * 0.7)
    base = median(letter.y for letter in inked if letter.size > 0.85 * size)
    text, marks, head = "", [], ""
    space, right, raised = False, inked[0].x0, ""

    def settle() -> None:
        nonlocal text, head, raised
        digits = re.sub(r"\D", "", raised)
        if not digits:
            text += raised
        elif _UNIT.search(text) and digits in ("2", "3"):
            text += digits.translate(_HIGH)
        elif not text:
            head = digits
        else:
            marks.append((len(text), digits))
        raised = ""

    for letter in letters:
        if letter.text.isspace():
            space = True
            continue
        if _is_raised(letter, base, size):
            raised += letter.text
        else:
            if raised:
                settle()
            gap = letter.x0 - right > _WORD_GAP * size
            if text and (space or gap):
                text += " "
            text += letter.text
        space, right = False, max(right, letter.x1)
    settle()
    text = unicodedata.normalize("NFC", text)
    if not text and not head:
        return None
    bold = sum(1 for letter in inked if letter.bold) > 0.9 * len(inked)
    return Segment(text, page, inked[0].x0, right, base, size, bold, tuple(marks), head)


def _drawn_once(letters: list[Letter]) -> list[Letter]:
    """Letters without those drawn over themselves.

    Bold by drawing twice, or a horn that carries its vowel's code again.
    """
    kept: list[Letter] = []
    for letter in letters:
        last = kept[-1] if kept else None
        if last is not None and last.text == letter.text and not letter.text.isspace():
            narrower = min(last.x1 - last.x0, letter.x1 - letter.x0)
            if last.x1 - letter.x0 > 0.5 * narrower > 0 and abs(last.y - letter.y) < 0.2 * last.size:
                continue
        kept.append(letter)
    return kept


def _is_raised(letter: Letter, base: float, size: float) -> bool:
    if letter.text not in "0123456789()[]":
        return False
    smaller_and_higher = letter.size < 0.8 * size and base - letter.y > 0.15 * size
    return smaller_and_higher or (letter.text.isdigit() and letter.lift + (base - letter.y) > 0.22 * size)
