"""Evaluates the catalogue's rules on the figures of each province, and says which are broken.

The engine only: what the rules are is data (`pipeline/catalogue/rules.yaml`). What a broken rule does to its
figures is decided in `settle`; what stands beside a figure in its text is read in `text_findings`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogue import indicators, province
from pipeline.catalogue.rules import Expression, Room, Rule, RuleBook, Term, rule_book
from pipeline.settling.derivation import IN_FORCE
from pipeline.settling.findings import dismissed, evidence_of, expected, rests_on
from pipeline.settling.history import (
    Earlier,
    Past,
    last_period,
    last_year,
    month_before,
    own_median,
    own_spread,
    twelve_months,
)
from pipeline.settling.keys import Key, result_id
from pipeline.settling.readings import Reading
from pipeline.settling.records import Correction, Figure, RuleResult
from pipeline.settling.wording import amount

DECIDED = ("confirmed", "corrected")
DOUBTFUL = " (Có số máy chưa chắc đã đọc đúng.)"
"""Added to a finding on a figure that is itself in review."""


@dataclass(frozen=True)
class Stated:
    """What a province states now and stated before."""

    figures: Mapping[Key, Figure]
    """This period's figures that have a value, in force or in review."""
    past: Past
    sources: Mapping[str, Sequence[Reading]]
    """By figure_id, the readings behind it."""


@dataclass(frozen=True)
class _Operand:
    value: float
    figures: tuple[Figure, ...] = ()
    """None for an optional value that is not stated, and for numbers of the rule."""


class _Missing(LookupError):
    """A value that the rule needs is not stated: the rule says nothing."""


def broken(
    stated: Stated, book: RuleBook | None = None, dismissals: Sequence[Correction] = ()
) -> tuple[RuleResult, ...]:
    """The findings, in the order of the rules file and of the keys; none is marked by `dismissals` yet.

    A finding whose figures an analyst has all decided on is `dismissed`: it is kept, and asks for nothing.
    One that rests on a figure in review says so, and is never of high importance: the reading may be what is
    wrong. A rule with `unless` is silent while that one's finding is open; once an analyst has dismissed it
    (`dismissals`, in the order made) or decided on its figures, only where it is about the same figures.
    """
    book = book or rule_book()
    keys = sorted({k._replace(role="") for k in stated.figures})
    groups = list(dict.fromkeys(k._replace(indicator="") for k in keys))
    found: list[RuleResult] = []
    said: dict[tuple[str, Key], RuleResult] = {}
    for rule in book.rules:
        # A rule on `it` can only be broken where that indicator is stated at all.
        for place in [k for k in keys if k.indicator in rule.each] if rule.each else groups:
            result = _result(rule, place, stated, book)
            above = said.get((rule.unless, place))
            if above is not None and _silences(above, result):
                said[rule.id, place] = above
            elif result is not None:
                ((said[rule.id, place],), _) = dismissed([result], dismissals)
                found.append(result)
    return tuple(found)


def _silences(above: RuleResult, result: RuleResult | None) -> bool:
    """Whether the finding `above` has said all that `result` says (None: the rule itself says nothing)."""
    return above.state == "open" or result is None or set(result.figure_ids) <= set(above.figure_ids)


def _result(rule: Rule, place: Key, stated: Stated, book: RuleBook) -> RuleResult | None:
    operands: dict[Term, _Operand] = {}

    def look_up(term: Term) -> float:
        if term not in operands:
            operands[term] = _operand(term, place, stated, book)
        return operands[term].value

    try:
        left, right = _side(rule.left, place, look_up), _side(rule.right, place, look_up)
        slack = None if rule.slack is None else _side(rule.slack, place, look_up)
    except _Missing:
        return None
    used = tuple(dict.fromkeys(f for o in operands.values() for f in o.figures))
    own = tuple(f for f in used if f.period == place.period)
    if left is None or right is None or not own or _holds(rule, left, right, slack, own, book.room):
        return None
    doubtful = any(f.status not in IN_FORCE for f in own)
    named = place.indicator or rule.left.terms[0].indicator
    unit = _unit(rule, own)
    message = rule.message_vi.format(
        province=province(place.province_id).name,
        indicator=indicators()[named].name_vi,
        left=amount(_shown(left), unit),
        right=amount(_shown(right), unit),
    )
    return RuleResult(
        result_id=result_id(rule.id, place.text),
        rule=rule.id,
        importance="medium" if doubtful and rule.importance == "high" else rule.importance,
        period=place.period,
        province_id=place.province_id,
        message=message + DOUBTFUL if doubtful else message,
        state="dismissed" if all(f.status in DECIDED for f in own) else "open",
        figure_ids=tuple(dict.fromkeys(f.figure_id for f in own)),
        expected=expected(rule.operator, _shown(right), unit, slack),
        evidence=evidence_of(used, stated.sources),
        rests_on=rests_on(used),
    )


def _side(expression: Expression, place: Key, look_up: Callable[[Term], float]) -> float | None:
    if place.indicator:
        expression = expression.about(place.indicator)
    return expression.value(look_up)


def _operand(term: Term, place: Key, stated: Stated, book: RuleBook) -> _Operand:
    key = Key(place.period, place.months, place.province_id, term.indicator, term.role)
    found = _found(term, key, stated, book)
    if found is not None:
        return _Operand(found.value, found.figures)
    if term.optional:
        return _Operand(0.0)
    raise _Missing


def _found(term: Term, key: Key, stated: Stated, book: RuleBook) -> Earlier | None:
    """The value that `term` names, of this period or of earlier ones."""
    past = stated.past
    match term.when:
        case "":
            return _now(stated.figures.get(key) or _plan(key, stated.figures))
        case "one_month":
            # The month alone is compared with a longer time, never with itself.
            return _now(stated.figures.get(key._replace(months=1))) if key.months > 1 else None
        case "last_year":
            return last_year(past, key)
        case "last_period":
            return last_period(past, key)
        case "month_before":
            return month_before(past, key)
        case "twelve_months":
            return twelve_months(past, key, stated.figures.get)
        case "median":
            return own_median(past, key, book.history)
        case "spread":
            return own_spread(past, key, book.history)


def _now(figure: Figure | None) -> Earlier | None:
    return None if figure is None or figure.value is None else Earlier(figure.value, (figure,))


def _plan(key: Key, figures: Mapping[Key, Figure]) -> Figure | None:
    """The year's plan, whatever number of months it was filed under; never a plan for one month."""
    if key.role != "planned":
        return None
    longer = (figures.get(key._replace(months=m)) for m in range(12, key.months, -1))
    return next((f for f in longer if f is not None), None)


def _holds(
    rule: Rule, left: float, right: float, slack: float | None, own: Sequence[Figure], room: Room
) -> bool:
    hedged = any(f.qualifier != "exact" for f in own)
    converted = any("quy đổi" in f.derived for f in own)
    share = max(rule.tolerance, room.hedged if hedged else 0.0, room.converted if converted else 0.0)
    points = rule.points + (room.hedged_points if hedged and rule.points else 0.0)
    points += _rounding(own, room) if rule.points else 0.0
    allowed = max(share * max(abs(left), abs(right)), points, slack or 0.0) + 1e-6
    if rule.operator == "<=":
        return left <= right + allowed
    if rule.operator == ">=":
        return left >= right - allowed
    return abs(left - right) <= allowed


def _rounding(own: Sequence[Figure], room: Room) -> float:
    """Half of the last digit, in points, of the changes that are stated as a multiple: 5 for "1,4 lần"."""
    stated = [f.value_stated for f in own if f.role == "change_pct" and f.unit_stated == room.multiple]
    decimals = (len(text.replace(".", ",").partition(",")[2]) for text in stated)
    return max((50.0 / 10**places for places in decimals), default=0.0)


def _shown(value: float) -> float:
    """As many digits as an analyst reads: whole dollars, hundredths of a percent."""
    return round(value) if abs(value) >= 10_000 else round(value, 2)


def _unit(rule: Rule, own: Sequence[Figure]) -> str:
    """A side that is one figure gives the unit of the message: a percentage is compared with a percentage."""
    return "percent" if rule.left.terms[0].role == "change_pct" else own[0].unit
