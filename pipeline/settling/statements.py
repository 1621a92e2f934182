"""The running text in which a submission states its figures, as the rules on texts read it.

A statement is a paragraph with what goes on from it: the rest of a paragraph that a page cut in two, the
items of the list that it introduces, its footnotes. Which quantities it has and which readings they became
belongs here; what is compared does not (`text_findings`). Tables are no statements.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.catalogue.spelling import fold
from pipeline.extraction.quantities import Quantity, quantities
from pipeline.reading.document import Block, Document
from pipeline.settling.readings import Reading

_ENDS = '.:;!?…/”")'
_STOP = re.compile(r"[.!?](?=\s+([^\W\d_])|\s*$)|\n")
"""The letter behind must be no small one; a range cannot say so ("Đ", "Ư" stand among the small ones)."""
_MARK = re.compile(r"^\s*(?:[-+–•*]\s+|\(?\d{1,2}[.)]\s*|[¹²³⁰⁴-⁹]+\s*|[a-zđ][.)]\s+)")


@dataclass(frozen=True)
class Statement:
    """One paragraph of a submission of `province_id`."""

    text: str
    readings: tuple[Reading, ...]
    """What settling took from it (at least one), from both pages."""
    starts: tuple[int, ...]
    """Where the quote of each reading begins in `text`."""
    items: tuple[str, ...] = ()
    """The list items right below, without their marks."""
    notes: tuple[tuple[int, str, str], ...] = ()
    """Its footnotes: (where the mark stood, the note's text, the note's place)."""
    place: str = ""
    """The place of the paragraph in its document."""
    behind: int | None = None
    """Where in `text` the part begins that stands on the next page; None for a paragraph that is whole."""
    place_behind: str = ""
    """The place of that part."""

    def is_behind(self, start: int) -> bool:
        """Whether what begins at `start` lies wholly on the next page, which is a statement of its own."""
        return self.behind is not None and start >= self.behind

    def place_of(self, start: int) -> str:
        """The place in the document of what begins at `start`."""
        return self.place_behind if self.is_behind(start) else self.place

    @cached_property
    def folded(self) -> str:
        """The text for matching; as long as the text."""
        return fold(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number of the text and what it counts, in order."""
        return quantities(self.text)

    def reading_of(self, quantity: Quantity) -> Reading | None:
        """The reading that `quantity` became, or None when it became none."""
        for start, reading in self._printed.get((quantity.stated, quantity.stated_unit), ()):
            if start <= quantity.start < start + len(reading.candidate.quote):
                return reading
        return None

    def between(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin in `start:end`, in order."""
        low, high = bisect_left(self._begins, start), bisect_left(self._begins, end)
        return self.quantities[low:high]

    def sentence_end(self, start: int) -> int:
        """Where the sentence that `start` stands in ends."""
        place = bisect_left(self._stops, start)
        return self._stops[place] if place < len(self._stops) else len(self.text)

    def sentence_start(self, end: int) -> int:
        """Where the sentence that `end` stands in begins."""
        place = bisect_left(self._stops, end)
        return self._stops[place - 1] + 1 if place else 0

    @cached_property
    def _stops(self) -> list[int]:
        return [m.start() for m in _STOP.finditer(self.text) if not (m[1] and m[1].islower())]

    @cached_property
    def _begins(self) -> list[int]:
        return [q.start for q in self.quantities]

    @cached_property
    def _printed(self) -> dict[tuple[str, str], list[tuple[int, Reading]]]:
        found: dict[tuple[str, str], list[tuple[int, Reading]]] = {}
        for start, reading in zip(self.starts, self.readings, strict=True):
            c = reading.candidate
            found.setdefault((c.value_stated, c.unit_stated), []).append((start, reading))
        return found

    def is_whole(self, end: int) -> bool:
        """Whether the sentence that ends at `end` is not cut off there."""
        rest = self.text[end : end + 1]
        return bool(rest.strip()) or self.text[:end].rstrip()[-1:] in _ENDS


def statements(readings: Sequence[Reading], documents: Mapping[str, Document]) -> tuple[Statement, ...]:
    """The statements of all readings that stand in running text, in the order of the readings.

    Where a reading's document is not at hand, its sentence alone is the statement.
    """
    by_block: dict[tuple[str, int, str], list[Reading]] = {}
    for reading in readings:
        c = reading.candidate
        if c.method != "table" and c.quote:
            known = c.sha256 in documents
            by_block.setdefault((c.sha256, c.block, "" if known else c.sentence), []).append(reading)
    found = []
    for (sha256, block, sentence), own in by_block.items():
        document = documents.get(sha256)
        if document is not None:
            rest = _rest(document, block)
            behind = () if rest is None else by_block.get((sha256, rest, ""), ())
            found.append(_of_block(document, block, own, rest, behind))
        elif sentence:
            starts = tuple(_found(sentence, r) for r in own)
            found.append(Statement(sentence, tuple(own), starts, place=own[0].candidate.place))
    return tuple(found)


def _found(sentence: str, reading: Reading) -> int:
    """Where the quote stands in its sentence; behind it when it does not."""
    place = sentence.find(reading.candidate.quote.strip())
    return place if place >= 0 else len(sentence)


def _of_block(
    document: Document, index: int, own: Sequence[Reading], rest: int | None, behind: Sequence[Reading]
) -> Statement:
    """The statement of a block with its `own` readings, and of the `rest` of it with the ones `behind`."""
    block = document.blocks[index]
    text, shift, notes = block.text, None, _notes(document, block)
    starts = [r.candidate.start for r in own]
    if rest is not None:
        other = document.blocks[rest]
        shift = len(text.rstrip()) + 1
        text = f"{text.rstrip()} {other.text}"
        starts += [shift + r.candidate.start for r in behind]
        notes += tuple((shift + at, note, place) for at, note, place in _notes(document, other))
    return Statement(
        text,
        (*own, *behind),
        tuple(starts),
        _items(document, (index if rest is None else rest) + 1) if text.rstrip().endswith(":") else (),
        notes,
        block.place,
        shift,
        "" if rest is None else document.blocks[rest].place,
    )


def _rest(document: Document, index: int) -> int | None:
    """The block in which the paragraph at `index` goes on, when a page cut it in two."""
    block = document.blocks[index]
    if block.kind != "paragraph" or block.text.rstrip()[-1:] in _ENDS or len(block.text) <= 80:
        return None
    rest = _next(document, index + 1)
    return rest if rest is not None and document.blocks[rest].kind == "paragraph" else None


def _next(document: Document, index: int) -> int | None:
    """The next block that is no running head or footnote."""
    skipped = ("header", "footer", "footnote")
    return next(
        (i for i in range(index, len(document.blocks)) if document.blocks[i].kind not in skipped), None
    )


def _items(document: Document, index: int) -> tuple[str, ...]:
    found: list[Block] = []
    place = _next(document, index)
    while place is not None and document.blocks[place].kind == "list_item":
        found.append(document.blocks[place])
        place = _next(document, place + 1)
    top = min((b.level for b in found), default=0)
    return tuple(_MARK.sub("", b.text) for b in found if b.level == top)


def _notes(document: Document, block: Block) -> tuple[tuple[int, str, str], ...]:
    if len(block.notes) != len(block.note_offsets):
        return ()
    by_label = {b.label: b for b in document.blocks if b.kind == "footnote"}
    return tuple(
        (offset, _MARK.sub("", by_label[label].text), by_label[label].place)
        for label, offset in zip(block.notes, block.note_offsets, strict=True)
        if label in by_label
    )
