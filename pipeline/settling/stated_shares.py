"""Compares a fraction ("02/11 đoàn", "hai phần ba") with the percentage that is stated beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.catalogue.text_rules import TextRule
from pipeline.extraction.quantities import Quantity
from pipeline.settling.seen import Seen
from pipeline.settling.statements import Statement
from pipeline.settling.wording import number


def shares_against_fractions(rule: TextRule, statement: Statement) -> Iterator[Seen]:
    """A fraction and the percentage next to it (on either side) that is not its value.

    Reports round or cut to their last digit, so one unit of that digit is allowed.
    """
    steps = list(_steps(statement.quantities))
    for first, second in pairwise(steps):
        fraction, percentage = (first, second) if _share(first) is not None else (second, first)
        share = _share(fraction)
        (percent,) = percentage if len(percentage) == 1 else (None,)
        if share is None or percent is None or percent.kind != "percent" or _is_fraction(percent):
            continue
        if not _joined(rule, statement, first[-1], second[0]):
            continue
        if abs(share - percent.value) > _last_digit(percent) + 1e-9 and percent.hedge == "exact":
            start, end = first[0].start, second[-1].end
            printed = statement.text[fraction[0].start : fraction[-1].number_end].strip()
            yield Seen(
                quote=statement.text[start:end],
                start=start,
                says={
                    "fraction": printed,
                    "stated": f"{percent.stated} %".replace("% %", "%"),
                    "computed": f"{number(round(share, 1))} %",
                },
                expected=f"{number(round(share, 1))} %",
                readings=tuple(r for q in fraction if (r := statement.reading_of(q)) is not None),
            )


def _steps(found: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, ...]]:
    """The quantities in order, the two numbers of a fraction together."""
    held: Quantity | None = None
    for quantity in found:
        if held is not None and quantity.form == "plan":
            yield (held, quantity)
            held = None
            continue
        if held is not None:
            yield (held,)
        held = quantity if quantity.form == "done" else None
        if held is None:
            yield (quantity,)
    if held is not None:
        yield (held,)


def _share(step: tuple[Quantity, ...]) -> float | None:
    """The percentage that a fraction comes to, or None when the step is none."""
    if len(step) == 2:
        return step[0].value / step[1].value * 100 if step[1].value else None
    return step[0].value if _is_fraction(step[0]) else None


def _is_fraction(quantity: Quantity) -> bool:
    """ "bằng 3/4", "hai phần ba": a percentage by value, a fraction as printed."""
    return (
        quantity.kind == "percent"
        and "%" not in quantity.stated_unit
        and "phần trăm" not in quantity.stated_unit
    )


def _joined(rule: TextRule, statement: Statement, first: Quantity, second: Quantity) -> bool:
    """Whether the second is said of the first: next to it in brackets, or by a word of the rule."""
    between = statement.folded[first.end : second.start]
    if second.start < first.end or len(between) > rule.numbers["reach"] or ";" in between or "\n" in between:
        return False
    if rule.words["other"].search(between) or ". " in between:
        return False
    after = statement.folded[second.end : second.end + 25]
    if rule.words["other"].search(after.split(",")[0]):
        return False
    return bool(rule.words["joined_by"].search(between)) or between.rstrip().endswith("(")


def _last_digit(percent: Quantity) -> float:
    """One unit of the last digit that is printed: 0.1 for "18,2", 1 for "64"."""
    decimals = percent.stated.replace(".", ",").partition(",")[2]
    return 10.0 ** -len("".join(d for d in decimals if d.isdigit()))
