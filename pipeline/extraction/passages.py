"""Cuts a document into passages: a paragraph with the heading, the list or the sentence that gives it its
meaning.

A passage's text is what the frames are filled from; only the quantities of its own part count, what stands
before is
context. Blocks that speak of the future or of the world are marked with the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.catalogue import CatalogueError
from pipeline.catalogue.cues import alternatives, read
from pipeline.catalogue.spelling import fold
from pipeline.extraction.quantities.lexicon import WORD
from pipeline.reading.document import Block, Document

_LABEL = re.compile(r"^\s*(?:[IVX]+|[0-9]+|[a-zđ])(?:[.\-][0-9]+)*\s*[.)/-]?\s+")


_LONG, _WINDOW, _BACK = 4000, 2400, 600
"""Characters: of a passage that is cut, of the own text of a window, of the sentences before it."""
_NUMBERED = re.compile(r"\s*[0-9]+(?:\.[0-9]+)*[.)/-]\s")
_CLOSED = '.;:!?…”"'
"""What a paragraph ends with that is whole."""


@dataclass(frozen=True)
class Piece:
    """A run of a passage that is a block's own text."""

    start: int
    """Where it begins in the passage."""
    end: int
    block: int
    """Index of the block in the document."""
    offset: int = 0
    """Where the run begins in the block."""


@dataclass(frozen=True)
class Passage:
    """A text to read, and which parts of it are whose."""

    text: str
    pieces: tuple[Piece, ...]
    set_aside: str = ""
    """Why nothing in it is a figure; empty for a passage of results."""
    own_from: int = 0
    """Where the own text begins behind the heading, the list's introduction, the footnote's sentence."""


@dataclass(frozen=True)
class _Sections:
    kinds: tuple[tuple[re.Pattern[str], str], ...]
    results: re.Pattern[str]


@cache
def _sections() -> _Sections:
    raw = read("sections")
    kinds = []
    for name, entry in raw.items():
        if name == "results":
            continue
        if set(entry) != {"reason", "headings"}:
            raise CatalogueError("cues/sections.yaml", name, "reason and headings are expected")
        kinds.append((_starts(entry["headings"]), str(entry["reason"])))
    return _Sections(tuple(kinds), re.compile(alternatives(fold(p) for p in raw["results"])))


def _starts(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![{WORD}])" + alternatives(fold(p) for p in phrases) + rf"(?![{WORD}])")


def passages(document: Document) -> Iterator[Passage]:
    """The passages of a document's running text, in order; tables are read apart (`tables`)."""
    heading = ""
    reasons: dict[int, str] = {}
    intro: tuple[int, Block] | None = None
    set_aside: dict[int, dict[int, str]] = {}
    open_end = ""
    for index, block in enumerate(document.blocks):
        if block.kind in ("header", "footer", "table", "footnote") or not block.text.strip():
            continue
        if _is_heading(block):
            level = block.level or 1
            reasons = {k: v for k, v in reasons.items() if k < level}
            reason = section_reason(block.text)
            if reason:
                reasons[level] = reason
            heading, intro, open_end = block.text, None, ""
            yield _passage([], [(index, block)], reasons)
            continue
        set_aside[index] = dict(reasons)
        context = [heading] if heading else []
        if block.kind == "list_item" and intro is not None:
            context.append(_last_sentence(intro[1].text))
        cut = _goes_on(open_end, block)
        yield _passage(context, [(index, block)], reasons, _last_sentence(open_end) if cut else "")
        if block.kind != "list_item":
            intro = (index, block) if block.text.rstrip().endswith(":") else None
        open_end = block.text
    yield from _footnotes(document, set_aside)


def _footnotes(document: Document, set_aside: dict[int, dict[int, str]]) -> Iterator[Passage]:
    """Each footnote behind the sentence that it explains; set aside where that sentence is."""
    notes = [(i, b) for i, b in enumerate(document.blocks) if b.kind == "footnote"]
    for index, block in notes:
        same = [i for i, b in notes if b.label == block.label]
        place = _home_of_note(document, index, same.index(index), len(same))
        context = [_sentence_of_note(document.blocks[place], block.label)] if place >= 0 else []
        yield _passage(context, [(index, block)], set_aside.get(place, {}))


def _home_of_note(document: Document, index: int, ordinal: int, count: int) -> int:
    """Index of the block that carries the mark of the footnote at `index`, -1 when none does.

    Where marks begin anew on every page: the block of the note's page, else the one of the same ordinal, else
    the last one before the note.
    """
    note = document.blocks[index]
    homes = [i for i, b in enumerate(document.blocks) if note.label and note.label in b.notes]
    on_page = [i for i in homes if note.page is not None and document.blocks[i].page == note.page]
    if on_page:
        return on_page[0]
    if len(homes) == count:
        return homes[ordinal]
    before = [i for i in homes if i < index]
    return (before or homes or [-1])[-1 if before else 0]


def _sentence_of_note(home: Block, label: str) -> str:
    """The sentence that carries the mark; the whole block where the place of the mark is not known."""
    offsets = getattr(home, "note_offsets", ())
    if len(offsets) != len(home.notes):
        return home.text
    offset = offsets[home.notes.index(label)]
    start = max((m.end() for m in re.finditer(r"[.;!?]\s", home.text[:offset])), default=0)
    return home.text[start:offset]


def _goes_on(before: str, block: Block) -> bool:
    """Whether a page break cut a sentence in two, of which `block` is the second half."""
    end, start = before.rstrip()[-1:], block.text.lstrip()[:1]
    if block.kind != "paragraph" or not end or end in _CLOSED:
        return False
    return start.islower() or (start.isdigit() and not _NUMBERED.match(block.text))


def _passage(
    context: list[str], own: list[tuple[int, Block]], reasons: dict[int, str], first_half: str = ""
) -> Passage:
    text = "".join(f"{part.rstrip()}\n" for part in context)
    own_from = len(text)
    text += f"{first_half.strip()} " if first_half else ""
    pieces = []
    for index, block in own:
        pieces.append(Piece(len(text), len(text) + len(block.text), index))
        text += block.text + "\n"
    reason = next(reversed(reasons.values()), "") if reasons else ""
    return Passage(text[:-1], tuple(pieces), reason, own_from)


def windows(passage: Passage) -> Iterator[Passage]:
    """A passage whose text is long, in windows that each begin and end with a sentence; a short one as it is.

    Readings cost more than the length; a window has the passage's context and the sentences before it before
    its own text.
    """
    text = passage.text
    if len(text) <= _LONG:
        yield passage
        return
    ends = [m.end() for m in re.finditer(r"[.;!?]\s+|\n", text)] + [len(text)]
    start = passage.own_from
    while start < len(text):
        end = ends[max(bisect_right(ends, start + _WINDOW) - 1, 0)]
        end = end if start < end <= start + _WINDOW else _cut(text, start)
        back = min(ends[bisect_left(ends, start - _BACK)], start)
        back = back if start - back <= 2 * _BACK else start
        head = text[: passage.own_from] + text[max(back, passage.own_from) : start]
        shift = start - len(head)
        pieces = [
            Piece(
                max(p.start, start) - shift,
                min(p.end, end) - shift,
                p.block,
                p.offset + max(start - p.start, 0),
            )
            for p in passage.pieces
            if p.start < end and start < p.end
        ]
        yield replace(passage, text=head + text[start:end], pieces=tuple(pieces))
        start = end


def _cut(text: str, start: int) -> int:
    """Where a window from `start` ends that holds no end of a sentence: behind a comma or a blank."""
    end = min(start + _WINDOW, len(text))
    if end == len(text):
        return end
    for mark in (r",\s", r"[^\W\d]\s+(?=[^\W\d])"):
        found = [m.end() for m in re.compile(mark).finditer(text, start + _WINDOW // 2, end)]
        if found:
            return found[-1]
    return end


def _is_heading(block: Block) -> bool:
    """A heading by its style, or a short line that nothing but its label marks as one."""
    return block.kind == "heading" and len(block.text) < 300


def section_reason(heading: str) -> str:
    """Why nothing below `heading` is a figure of the period ("" for a section of results).

    The cue must stand where the heading begins, behind its number: "Kết quả công tác … và phương hướng …"
    is results.
    """
    folded = _LABEL.sub("", fold(heading))
    sections = _sections()
    first_result = sections.results.search(folded)
    for pattern, reason in sections.kinds:
        match = pattern.search(folded)
        if match and match.start() < 25 and (first_result is None or match.start() < first_result.start()):
            return reason
    return ""


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.;!?])\s", text.strip())[-1]
