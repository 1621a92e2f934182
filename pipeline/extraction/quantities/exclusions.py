"""The spans of a text whose digits are no quantities: dates, years, durations, paper numbers, phones, labels.

The patterns are data (`not_quantities`); here stand the two things that one pattern cannot say: a run of list
labels, and a day and month without a word before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.extraction.quantities.surface import Surface

_BRACKETED = re.compile(r"\(\s*(\d{1,2})\s*\)")
_INLINE_LABEL = re.compile(r"(?:^|(?<=[.;:,\n]))[ \t]*(\d{1,2})[.)]\s+(?=[A-ZÀ-ỸĐ])")
_BEFORE, _BEHIND = 40, 40
_DIGITS = re.compile(r"[0-9]+")
_DIGIT_RUN = re.compile(rf"[0-9](?:.{{0,{_BEFORE + _BEHIND}}}[0-9])*", re.DOTALL)
"""Digits near enough to be looked at together; a pattern's words lie within 40 characters of its digits."""
_CELL_EDGE = "\t\n"

Spans = tuple[tuple[int, int], ...]


def excluded_spans(surface: Surface) -> Spans:
    """The merged spans, in order."""
    folded, lex = surface.folded, surface.lex
    spans = []
    for run in _DIGIT_RUN.finditer(folded):
        low, high = max(0, run.start() - _BEFORE), run.end() + _BEHIND
        spans += [m.span() for pattern in lex.excluded for m in pattern.finditer(folded, low, high)]
    for digits in _DIGITS.finditer(folded):
        if lex.excluded_at_any.match(folded, digits.start()):
            matches = [pattern.match(folded, digits.start()) for pattern in lex.excluded_at]
            spans += [m.span() for m in matches if m]
    spans += [m.span() for m in surface.lex.paper_symbol.finditer(surface.text)]
    spans += _label_run(surface.text, _BRACKETED)
    spans += _label_run(surface.text, _INLINE_LABEL)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def inside(spans: Spans, start: int) -> bool:
    """Whether the position lies in one of the spans."""
    index = bisect_right(spans, (start, float("inf"))) - 1
    return index >= 0 and spans[index][0] <= start < spans[index][1]


def is_day_and_month(surface: Surface, match: re.Match[str]) -> bool:
    """Whether "19/6" without a noun is a date: more than a plan can hold, or a cell of its own."""
    first, second = match[1], match[2]
    if not (first.isdigit() and second.isdigit() and 1 <= int(first) <= 31 and 1 <= int(second) <= 12):
        return False
    if surface.lex.fraction_lead.search(surface.folded, max(0, match.start() - 40), match.start()):
        return False
    before, after = surface.text[: match.start()].rstrip(" "), surface.text[match.end() :].lstrip(" ")
    is_cell = (not before or before[-1] in _CELL_EDGE) and (not after or after[0] in _CELL_EDGE)
    return int(first) > int(second) or (is_cell and bool(before or after))


def _label_run(text: str, label: re.Pattern[str]) -> list[tuple[int, int]]:
    """Labels that count 1, 2, 3 … in order; a single "(6)" is a number."""
    spans: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for match in label.finditer(text):
        if int(match[1]) == len(run) + 1:
            run.append(match.span())
        elif int(match[1]) == 1:
            run = [match.span()]
        else:
            continue
        if len(run) == 2:
            spans += run
        elif len(run) > 2:
            spans.append(run[-1])
    return spans
