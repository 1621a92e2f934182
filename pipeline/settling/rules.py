"""Evaluates the catalogue's rules on the figures of each province, and says which are broken.

The engine only: what the rules are is data (`pipeline/catalogue/rules.yaml`). What a broken rule does to its
figures is decided in `settle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.catalogue import indicators, province
from pipeline.catalogue.rules import Expression, Room, Rule, RuleBook, Term, rule_book
from pipeline.settling.keys import Key, result_id
from pipeline.settling.records import Figure, RuleResult
from pipeline.settling.wording import amount

DECIDED = ("confirmed", "corrected")

LastYear = Callable[[Key], float | None]
"""The figure in force a year before the key's period (summed over predecessors), or None."""


@dataclass(frozen=True)
class _Operand:
    value: float
    figure: Figure | None
    """None for an optional value that is not stated, and for last year's."""


class _Missing(LookupError):
    """A value that the rule needs is not stated: the rule says nothing."""


def broken(
    figures: Mapping[Key, Figure], last_year: LastYear, book: RuleBook | None = None
) -> tuple[RuleResult, ...]:
    """The findings on the figures in force, in the order of the rules file and of the keys.

    A finding whose figures an analyst has all decided on is `dismissed`: it is kept, and asks for nothing.
    """
    book = book or rule_book()
    stated = sorted({k._replace(role="") for k in figures})
    groups = list(dict.fromkeys(k._replace(indicator="") for k in stated))
    found = []
    for rule in book.rules:
        # A rule on `it` can only be broken where that indicator is stated at all.
        for place in [k for k in stated if k.indicator in rule.each] if rule.each else groups:
            result = _result(rule, place, figures, last_year, book.room)
            if result is not None:
                found.append(result)
    return tuple(found)


def _result(
    rule: Rule, place: Key, figures: Mapping[Key, Figure], last_year: LastYear, room: Room
) -> RuleResult | None:
    operands: dict[Term, _Operand] = {}

    def look_up(term: Term) -> float:
        if term not in operands:
            operands[term] = _operand(term, place, figures, last_year)
        return operands[term].value

    try:
        left = _side(rule.left, place, look_up)
        right = _side(rule.right, place, look_up)
    except _Missing:
        return None
    concerned = [o.figure for o in operands.values() if o.figure is not None]
    if left is None or right is None or not concerned or _holds(rule, left, right, concerned, room):
        return None
    named = place.indicator or rule.left.terms[0].indicator
    unit = _unit(rule, concerned)
    return RuleResult(
        result_id=result_id(rule.id, place.text),
        rule=rule.id,
        importance=rule.importance,
        period=place.period,
        province_id=place.province_id,
        message=rule.message_vi.format(
            province=province(place.province_id).name,
            indicator=indicators()[named].name_vi,
            left=amount(round(left, 4), unit),
            right=amount(round(right, 4), unit),
        ),
        state="dismissed" if all(f.status in DECIDED for f in concerned) else "open",
        figure_ids=tuple(dict.fromkeys(f.figure_id for f in concerned)),
    )


def _side(expression: Expression, place: Key, look_up: Callable[[Term], float]) -> float | None:
    if place.indicator:
        expression = expression.about(place.indicator)
    return expression.value(look_up)


def _operand(term: Term, place: Key, figures: Mapping[Key, Figure], last_year: LastYear) -> _Operand:
    key = Key(place.period, place.months, place.province_id, term.indicator, term.role)
    if term.when == "last_year":
        value = last_year(key)
        if value is not None:
            return _Operand(value, None)
    elif term.when == "one_month":
        # The month alone is compared with a longer time, never with itself.
        figure = figures.get(key._replace(months=1)) if place.months > 1 else None
        if figure is not None and figure.value is not None:
            return _Operand(figure.value, figure)
    else:
        figure = figures.get(key) or _plan(key, figures)
        if figure is not None and figure.value is not None:
            return _Operand(figure.value, figure)
    if term.optional:
        return _Operand(0.0, None)
    raise _Missing


def _plan(key: Key, figures: Mapping[Key, Figure]) -> Figure | None:
    """The year's plan, whatever number of months it was filed under; never a plan for one month."""
    if key.role != "planned":
        return None
    longer = (figures.get(key._replace(months=m)) for m in range(12, key.months, -1))
    return next((f for f in longer if f is not None), None)


def _holds(rule: Rule, left: float, right: float, concerned: Iterable[Figure], room: Room) -> bool:
    concerned = tuple(concerned)
    hedged = any(f.qualifier != "exact" for f in concerned)
    converted = any("quy đổi" in f.derived for f in concerned)
    share = max(rule.tolerance, room.hedged if hedged else 0.0, room.converted if converted else 0.0)
    points = rule.points + (room.hedged_points if hedged and rule.points else 0.0)
    slack = max(share * max(abs(left), abs(right)), points) + 1e-6
    if rule.operator == "<=":
        return left <= right + slack
    if rule.operator == ">=":
        return left >= right - slack
    return abs(left - right) <= slack


def _unit(rule: Rule, concerned: Iterable[Figure]) -> str:
    """A side that is one figure gives the unit of the message: a percentage is compared with a percentage."""
    if rule.left.terms[0].role == "change_pct":
        return "percent"
    return next(iter(concerned)).unit
