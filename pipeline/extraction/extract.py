"""From a document, or a bare passage, to its candidates: the public work of this package."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from pipeline.catalogue import indicators
from pipeline.extraction.candidate import Candidate, Context
from pipeline.extraction.confidence import confidence, status_of
from pipeline.extraction.frames import Frame, frames
from pipeline.extraction.owners import Owner, doubtful_owner, owners, set_aside_reason
from pipeline.extraction.passages import Passage, Piece, passages, windows
from pipeline.extraction.scopes import Scope
from pipeline.extraction.tables import document_tables
from pipeline.extraction.times import Time, times
from pipeline.reading.document import Document

_QUOTE_LIMIT = 240


def extract(document: Document, context: Context) -> tuple[Candidate, ...]:
    """Every value that `document` states: figures and, with their reason, what was set aside.

    `context` says whose report it is and of which time. Amounts stay in the currency stated; quotes are the
    text
    as it stands. An unreadable document gives nothing.
    """
    found: list[Candidate] = []
    for passage in passages(document):
        for candidate in _of_passage(passage, context):
            block = document.blocks[candidate.block]
            found.append(replace(candidate, place=block.place, page=block.page, method=block.method))
    found += document_tables(document, context)
    return tuple(replace(candidate, sha256=document.sha256) for candidate in found)


def extract_text(text: str, context: Context, place: str = "") -> tuple[Candidate, ...]:
    """The same for a passage of text, each line a part of one passage. `text` may be in any Unicode form."""
    # Half a character (a lone surrogate) is no text that anything could write down.
    composed = unicodedata.normalize(
        "NFC", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )
    passage = Passage(composed, (Piece(0, len(composed), 0),))
    return tuple(replace(candidate, place=place) for candidate in _of_passage(passage, context))


def _of_passage(passage: Passage, context: Context) -> list[Candidate]:
    return [candidate for window in windows(passage) for candidate in _of_window(window, context)]


def _of_window(passage: Passage, context: Context) -> list[Candidate]:
    scope, found = frames(passage.text, context)
    made = []
    own_from = passage.own_from
    whose, when = owners(scope, context, own_from), times(scope, found, context, own_from)
    for index, frame in enumerate(found):
        piece = next((p for p in passage.pieces if p.start <= frame.quantity.start < p.end), None)
        if piece is None:
            continue
        made.append(_candidate(scope, index, frame, whose[index], when[index], piece, passage.set_aside))
    return made


def _candidate(
    scope: Scope, index: int, frame: Frame, owner: Owner, time: Time, piece: Piece, set_aside: str
) -> Candidate:
    quantity = frame.quantity
    certainty = confidence(frame)
    reason = set_aside or owner.reason or time.reason or set_aside_reason(scope, index, frame)
    start, end = _quote_span(scope, index, piece)
    low, high = scope.sentence_bounds(quantity.start)
    ambiguous = quantity.other_value is not None
    notes = [f"cách đọc khác của con số: {quantity.other_value:g}"] if ambiguous else []
    if frame.runner_up.indicator and frame.runner_up_probability > 0.05:
        second = frame.runner_up
        notes.append(f"cũng có thể là {second.indicator}/{second.role} ({frame.runner_up_probability:.2f})")
    doubt = owner.doubt or time.doubt or doubtful_owner(scope, index)
    if doubt:
        notes.append(f"có thể là {doubt}")
    broken = frame.quantity.kind == "count" and frame.quantity.value % 1 != 0
    if broken:
        notes.append("số đếm không nguyên")
    certain = not (ambiguous or doubt or broken or quantity.form == "range")
    return Candidate(
        indicator=frame.reading.indicator,
        role=frame.reading.role,
        value=frame.value,
        unit=_unit(frame),
        qualifier=quantity.hedge,
        quote=scope.text[start:end],
        place="",
        period=time.span.period,
        months=time.span.months,
        province_id=owner.province_id,
        owner=owner.kind,
        value_stated=quantity.stated,
        unit_stated=quantity.stated_unit,
        confidence=round(certainty, 4),
        status=status_of(certainty) if certain and not reason else "review",
        set_aside=reason,
        note="; ".join(notes),
        sentence=scope.text[max(low, piece.start) : min(high, piece.end)].strip(),
        start=start - piece.start + piece.offset,
        block=piece.block,
        cumulative=not (time.span.months == 1 and time.span.period[-2:] != "01"),
    )


def _unit(frame: Frame) -> str:
    if frame.reading.role == "change_pct" or frame.quantity.kind in ("percent", "times"):
        return "percent"
    if frame.quantity.kind == "money":
        return frame.quantity.unit
    known = indicators().get(frame.reading.indicator)
    return known.unit if known else "count"


def _quote_span(scope: Scope, index: int, piece: Piece) -> tuple[int, int]:
    """The clause around the number: from the separator before it to the one behind its noun."""
    quantity = scope.quantities[index]
    marks = [p for p, rank in scope.separators if rank >= 2 and rank != 3]
    start = max((p + 1 for p in marks if p < quantity.start), default=0)
    end = min((p for p in marks if p >= quantity.end), default=len(scope.text))
    start = max(start, piece.start, quantity.start - _QUOTE_LIMIT)
    end = min(end, piece.end, quantity.end + _QUOTE_LIMIT)
    while start < quantity.start and scope.text[start].isspace():
        start += 1
    return start, max(end, quantity.end)
