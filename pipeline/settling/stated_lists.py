"""Compares a count with the list, the parts or the footnote that spells it out.

A list is told only where it can be counted in one way: what can be counted in two ways (a comma within a
name, "A và B") keeps silent when one of them fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.catalogue.spelling import fold
from pipeline.catalogue.text_rules import TextRule
from pipeline.extraction.quantities import Quantity, quantities
from pipeline.settling.seen import Seen
from pipeline.settling.statements import Statement
from pipeline.settling.wording import number

_AND = re.compile(r"\s+(?:và|cùng)\s+")
_NUMBERED = re.compile(r"\(\s*(\d{1,2})\s*\)|(?:(?<=^)|(?<=[\s;]))(\d{1,2})[.)]\s")
_EDGES = " \t\n.,;:-–()[]…“”\"'"
_LONGEST = 4000
"""No list in one sentence is longer, in letters: the longest of a real report has 400."""
_FEW = 2
"""A single item is an example or a name, not a list."""


def lists_against_counts(rule: TextRule, statement: Statement) -> Iterator[Seen]:
    """A count whose list, footnote or list items below have another number of items."""
    for quantity, body, quote_end in _introduced(rule, statement):
        if rule.words["open_ended"].search(fold(body)):
            continue
        if not body.strip(_EDGES):
            things = len(statement.items) >= _FEW and not any(_has_count(i) for i in statement.items)
            counts = {len(statement.items)} if things else set()
            body = "; ".join(statement.items)
            if rule.words["open_ended"].search(fold(body)):
                continue
        else:
            counts = _countings(body, quantity)
        if counts and quantity.value not in counts:
            yield _seen(statement, quantity, max(counts), statement.text[quantity.start : quote_end])
    yield from _in_notes(rule, statement)


def parts_against_totals(rule: TextRule, statement: Statement) -> Iterator[Seen]:
    """A count whose parts, each counted in the same noun right behind "gồm", do not sum up to it."""
    for quantity, body, quote_end in _introduced(rule, statement):
        if rule.words["open_ended"].search(fold(body)):
            continue
        parts = [[q for q in quantities(piece) if q.kind == "count"] for piece in _pieces(body)]
        alike = all(len(p) == 1 and p[0].noun == quantity.noun and p[0].hedge == "exact" for p in parts)
        total = sum(p[0].value for p in parts if p)
        if len(parts) >= _FEW and alike and total != quantity.value:
            yield _seen(statement, quantity, int(total), statement.text[quantity.start : quote_end])


def _seen(
    statement: Statement, quantity: Quantity, listed: int, quote: str, place: str = "", note: str = ""
) -> Seen:
    reading = statement.reading_of(quantity)
    places: tuple[tuple[str, str, str, str], ...] = ()
    if note:
        places = (("phần lời", "", "", quote), ("chú thích", "", place, note))
    unit = quantity.stated_unit
    return Seen(
        quote=quote,
        start=quantity.start,
        says={"stated": f"{number(quantity.value)} {unit}", "listed": f"{number(listed)} {unit}"},
        expected=f"{number(quantity.value)} {unit}",
        readings=(reading,) if reading is not None else (),
        places=places,
    )


def _introduced(rule: TextRule, statement: Statement) -> Iterator[tuple[Quantity, str, int]]:
    """Each exact count of at least two things that a word of the rule follows, its list, and where that ends.

    A list within a list is not looked at for itself.
    """
    done = 0
    for quantity in statement.quantities:
        if quantity.start < done or not _countable(quantity):
            continue
        limit = min(statement.sentence_end(quantity.end), quantity.end + rule.numbers["reach"])
        behind = statement.between(quantity.end, limit)
        limit = min(limit, next((q.start for q in behind if q.kind != "percent"), limit))
        word = rule.words["introduced_by"].search(statement.folded, quantity.end, limit)
        if word and ";" not in statement.text[quantity.end : word.start()]:
            body, end = _body(statement, word.end())
            if body is not None:
                done = end
                yield quantity, body, end


def _countable(quantity: Quantity) -> bool:
    whole = quantity.value >= _FEW and float(quantity.value).is_integer()
    return (
        quantity.kind == "count"
        and whole
        and bool(quantity.noun)
        and quantity.hedge == "exact"
        and quantity.form in ("", "done")
    )


def _body(statement: Statement, opened: int) -> tuple[str | None, int]:
    """The text of the list that begins at `opened` and where it ends; None when it is cut off."""
    end = statement.sentence_end(opened)
    if end - opened > _LONGEST:
        return None, opened
    before = statement.text[statement.sentence_start(opened) : opened]
    if before.count("(") > before.count(")"):
        end = _closing(statement.text, opened, end)
        return (statement.text[opened:end], end) if end >= 0 else (None, opened)
    # With its last mark: "A, B..." says that there are more.
    return (statement.text[opened : end + 1], end) if statement.is_whole(end) else (None, opened)


def _closing(text: str, start: int, end: int) -> int:
    """Where the bracket that is open at `start` closes; -1 when it does not before `end`."""
    depth = 0
    for place in range(start, min(len(text), end + 1)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth < 0:
            return place
    return -1


def _pieces(body: str) -> list[str]:
    """The items of a list as its strongest mark cuts it, and the last one at "và"."""
    body = body.strip(_EDGES)
    if ";" in body:
        return [p for p in body.split(";") if p.strip(_EDGES)]
    pieces = [p for p in _outside_brackets(body).split("\x00") if p.strip(_EDGES)]
    last = _AND.split(pieces.pop()) if pieces else []
    return [*pieces, *(p for p in last if p.strip(_EDGES))]


def _outside_brackets(body: str) -> str:
    """The body with the commas that stand in no bracket replaced by a mark of their own."""
    depth, cut = 0, []
    for letter in body:
        depth = max(0, depth + {"(": 1, ")": -1}.get(letter, 0))
        cut.append("\x00" if letter == "," and depth == 0 else letter)
    return "".join(cut)


def _countings(body: str, quantity: Quantity) -> set[int]:
    """Every number of items that the list can be taken to have; empty when it is no list of things."""
    numbered = [int(a or b) for a, b in _NUMBERED.findall(body)]
    if len(numbered) >= _FEW:
        return {len(numbered)} if numbered == list(range(1, len(numbered) + 1)) else set()
    pieces = _pieces(body)
    if len(pieces) < _FEW or any(_counts_something(p) for p in pieces):
        return set()
    whole = len(body.split(";")) if ";" in body else _outside_brackets(body).count("\x00") + 1
    heads = [_head(p) for p in pieces]
    noun = fold(quantity.stated_unit).split()[:1]
    named = sum(1 for head in heads if [head] == noun)
    if named == len(pieces):
        return {named}
    if named > 1:
        # "Tổ chức A, Mỹ, Tổ chức B, Pháp": what does not begin with the noun belongs to the item before.
        return {named, len(pieces), whole}
    if not all(p.strip(_EDGES)[:1].isupper() for p in pieces):
        return set()  # neither the thing that is counted nor names: "cụ thể là học tập, trao đổi"
    apart = sum(len(_AND.split(p)) for p in pieces)
    return {len(pieces), whole, apart}


def _head(piece: str) -> str:
    words = fold(piece).strip(_EDGES).split()
    return words[0] if words else ""


def _counts_something(piece: str) -> bool:
    """Whether the item is itself a number of things: parts of a total, not things."""
    return any(q.kind in ("count", "money") and q.noun for q in quantities(piece.strip(_EDGES)[:40]))


def _has_count(item: str) -> bool:
    """Whether a list item below counts something itself: a part of the total, however it is worded."""
    return any(q.kind in ("count", "money") for q in quantities(item))


def _in_notes(rule: TextRule, statement: Statement) -> Iterator[Seen]:
    """A count with a footnote that lists what was counted, items cut by semicolons."""
    for offset, note, place in statement.notes:
        before = [q for q in statement.quantities if q.end <= offset and q.kind != "percent"]
        # Of "02/11 đoàn" the first number is what was done.
        quantity = next((q for q in reversed(before) if q.form != "plan"), None)
        if quantity is None or not _countable(quantity) or offset - before[-1].end > rule.numbers["reach"]:
            continue
        if re.search(r"[.;]\s", statement.text[quantity.end : offset]) or rule.words["open_ended"].search(
            fold(note)
        ):
            continue
        items = [p for p in note.split(";") if p.strip(_EDGES)]
        noun = fold(quantity.stated_unit).split()[:1]
        if len(items) < _FEW or sum(1 for p in items if [_head(p)] == noun) * 2 < len(items):
            continue
        if len(items) != quantity.value:
            quote = statement.text[quantity.start : offset]
            yield _seen(statement, quantity, len(items), quote, place, note)
