"""Cuts a document into the zones of an official paper: head, title, lead, body, closing.

Zones only: what the words in them mean is decided in the modules that read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from pipeline.catalogue import fold, unaccent
from pipeline.catalogue.submission_cues import submission_cues
from pipeline.reading.document import Block, Document

_TITLE_WITHIN = 60
"""A title stands within the first sixty lines, below the head of a paper or of a web page."""
_SHORT = 220
"""Longer lines are paragraphs, not lines of a title."""
_TITLE_LINES = 4
_LEAD_LINES = 4
_HEAD_WITHOUT_TITLE = 12
_HEAD_LINE = 120
_CLOSING_SHARE = 0.4
"""Closing words before this share of the lines belong to the body (a report quotes other papers)."""
_MARKS = " \t*_#•–-"
_AFTER_TITLE = re.compile(r"(thuc hien|can cu|kinh gui|i+[./) -]|phan (thu|i)|1[./)]|a[./)] )")
_SECTION = re.compile(r"(\d+|[ivx]+|[a-z])\s?[.)/-]")
_CLOSING = re.compile(r"(tren day la|noi nhan|t[./]?m[./ ]|k[./]?t[./ ]|thua lenh|tl\.|kinh bao cao)")


def plain(text: str) -> str:
    """`text` (NFC) without tones, in lower case, of the same length: patterns then bear with OCR's slips."""
    return unaccent(fold(text))


@dataclass(frozen=True)
class Line:
    """One line of the paper as it stands and as patterns see it."""

    text: str
    plain: str


@dataclass(frozen=True)
class Paper:
    """A document in zones. A zone that the paper lacks is empty."""

    name: str
    lines: tuple[Line, ...]
    head: tuple[Line, ...]
    title: tuple[Line, ...]
    lead: tuple[Line, ...]
    closing: tuple[Line, ...]
    has_title: bool

    @cached_property
    def text(self) -> str:
        """All lines as they stand."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def zones(self) -> dict[str, str]:
        """The zones by name, folded; the lines of the title and the lead joined by spaces."""
        stem = PurePosixPath(self.name).stem
        return {
            "title": " ".join(line.plain for line in self.title),
            "head": _joined(self.head),
            "lead": " ".join(line.plain for line in self.lead),
            "body": _joined(self.lines),
            "closing": _joined(self.closing),
            "name": " ".join(re.findall(r"[^\W_]+", plain(stem))),
        }

    @cached_property
    def words(self) -> int:
        """How many words the paper has."""
        return len(self.zones["body"].split())


def paper_of(document: Document) -> Paper:
    """The zones of a document."""
    lines = tuple(_lines(document.blocks))
    at = next((i for i, line in enumerate(lines[:_TITLE_WITHIN]) if _is_title(line, lines[:i])), None)
    if at is None:
        return _without_title(document.name, lines)
    end = _title_end(lines, at)
    return Paper(
        name=document.name,
        lines=lines,
        head=(*lines[:at], *_running_head(document.blocks)),
        title=lines[at:end],
        lead=lines[end : end + _LEAD_LINES],
        closing=_closing(lines, end),
        has_title=True,
    )


def _without_title(name: str, lines: tuple[Line, ...]) -> Paper:
    short = 0
    while short < min(len(lines), _HEAD_WITHOUT_TITLE) and _is_headlike(lines[short]):
        short += 1
    return Paper(
        name, lines, lines[:short], (), lines[short : short + _LEAD_LINES], _closing(lines, short), False
    )


def _is_headlike(line: Line) -> bool:
    """Whether a line may belong to a head: no sentence, no numbered heading, no closing formula."""
    if len(line.text) > _HEAD_LINE or line.text.endswith((".", ";", "…")):
        return False
    return not _SECTION.match(line.plain) and not _CLOSING.match(line.plain)


def _lines(blocks: Iterable[Block]) -> Iterable[Line]:
    for block in blocks:
        if block.kind in ("header", "footer"):
            continue
        texts = [cell.text for cell in block.cells] if block.cells else [block.text]
        for text in texts:
            for part in re.split(r"[\n\r\v\f\t]+| {4,}", text):
                if stripped := part.strip(_MARKS):
                    yield Line(stripped, plain(stripped))


def _running_head(blocks: Iterable[Block]) -> Iterable[Line]:
    for block in blocks:
        if block.kind == "header" and (text := block.text.strip(_MARKS)):
            yield Line(text, plain(text))


def _is_title(line: Line, before: tuple[Line, ...]) -> bool:
    word = next((w for w in _title_words() if re.match(rf"(\(?du thao\)?\W*)?{w}\b", line.plain)), None)
    if word is None or len(line.text) > 2 * _SHORT:
        return False
    start = line.plain.index(word)
    if line.text[start : start + len(word)].isupper() or line.plain == word:
        return True
    paragraphs = any(len(earlier.text) > _SHORT for earlier in before)
    return not paragraphs and len(line.text) <= _SHORT and not line.text.endswith((".", ":", ";", ","))


def _title_words() -> list[str]:
    return sorted(submission_cues().title_words, key=len, reverse=True)


def _title_end(lines: tuple[Line, ...], at: int) -> int:
    end = at + 1
    while end < min(len(lines), at + _TITLE_LINES + 1):
        line = lines[end]
        if len(line.text) > _SHORT or _AFTER_TITLE.match(line.plain) or line.text.endswith((".", ":", ";")):
            break
        end += 1
    return end


def _closing(lines: tuple[Line, ...], start: int) -> tuple[Line, ...]:
    first = max(start, int(len(lines) * _CLOSING_SHARE))
    at = next((i for i in range(first, len(lines)) if _CLOSING.match(lines[i].plain)), None)
    return lines[at:] if at is not None else ()


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.plain for line in lines)
