"""What each paragraph of a document without styles is: heading, list item or paragraph, by label and looks.

Shared by the readers; where a format says it itself (a Word heading style) the reader asks here only for
the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.document import BlockKind
from pipeline.reading.labels import Label, is_title, is_upper, label_of

DASH_HEADING_LENGTH = 100
"""Longest dash line that may head the paragraphs after it, in letters."""


@dataclass(frozen=True)
class Line:
    """One paragraph as a reader found it, not yet classified."""

    text: str
    bold: bool = False
    """All its letters are bold."""
    counted: str = ""
    """A label that the word processor counts and that is not in `text`."""


@dataclass(frozen=True)
class Kind:
    """What a paragraph is: the block's kind, level and label."""

    kind: BlockKind
    level: int = 0
    label: str = ""


def classify(lines: Sequence[Line]) -> list[Kind]:
    """The kind of each paragraph; a dash line is a heading only when plain paragraphs follow it."""
    labels = [label_of(f"{line.counted} {line.text}" if line.counted else line.text) for line in lines]
    kinds = []
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        following = lines[index + 1] if index + 1 < len(lines) else None
        after = labels[index + 1] if index + 1 < len(lines) else None
        kinds.append(_kind(line, label, following, after))
    return kinds


def _kind(line: Line, label: Label | None, following: Line | None, after: Label | None) -> Kind:
    text = f"{line.counted} {line.text}" if line.counted else line.text
    if label is None:
        if line.counted:
            return Kind("list_item", 1, line.counted)
        if is_title(text, None) or (line.bold and _short(text)):
            return Kind("heading", 1 if is_upper(text) else 2)
        return Kind("paragraph")
    if is_title(text, label) or (line.bold and _short(text) and label.kind != "bullet"):
        return Kind("heading", label.level, label.text)
    if label.kind in ("dash", "bullet") and _heads_what_follows(text, following, after):
        return Kind("heading", label.level, label.text)
    if label.kind in ("part", "annex"):
        return Kind("paragraph")
    return Kind("list_item", label.level, label.text)


def _short(text: str) -> bool:
    """A bold line that may be a heading: words, not a note in brackets, and no sentence."""
    words = sum(1 for c in text if c.isalpha()) >= 3 and not text.startswith("(")
    return words and len(text) <= DASH_HEADING_LENGTH * 1.5 and text.rstrip()[-1:] not in (".", ";", ",", "")


def _heads_what_follows(text: str, following: Line | None, after: Label | None) -> bool:
    if following is None or len(text) > DASH_HEADING_LENGTH or text[-1] in ".;,:…/":
        return False
    goes_deeper = after is None or (after.kind == "bullet" and not text.startswith(after.text))
    return goes_deeper and len(following.text) > len(text) and not any(c.isdigit() for c in text)
