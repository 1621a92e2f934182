"""What a finding tells the analyst besides its sentence, and whether it was dismissed.

The evidence (where each value stands), what was expected, and the values that a dismissal rests on. Which
finding there is, the rules decide (`rules`, `text_findings`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.catalogue import indicators, roles
from pipeline.settling.readings import Reading
from pipeline.settling.records import Correction, Figure, RuleResult
from pipeline.settling.wording import amount, number

FINDING = "finding"
"""The first word of the key by which a dismissal names a finding; a figure's key begins with its period."""
_PLACES = 3
"""So many places of one figure are named."""
_EXPECTED = {"<=": "không quá {}", ">=": "ít nhất {}", "==": "bằng {}"}


def finding_key(result: RuleResult) -> str:
    """`finding|period|province_id|rule|result_id`: how a dismissal names a finding."""
    return "|".join((FINDING, result.period, result.province_id, result.rule, result.result_id))


def is_finding_key(text: str) -> bool:
    """Whether a correction's key names a finding, not a figure."""
    return text.startswith(f"{FINDING}|") and text.count("|") == 4


def expected(operator: str, right: float, unit: str, slack: float | None = None) -> str:
    """What the rule asks of the left side: "không quá 40", "trong khoảng 12 đến 40"."""
    if slack is not None:
        low, high = round(max(0.0, right - slack), 1), round(right + slack, 1)
        return f"trong khoảng {number(low)} đến {amount(high, unit)}"
    return _EXPECTED[operator].format(amount(right, unit))


def evidence_of(figures: Iterable[Figure], sources: Mapping[str, Sequence[Reading]]) -> str:
    """JSON list of {what, period, value, unit, stated, file, place, quote}, a row a place that states a
    figure.

    A figure of an earlier period, or one that an analyst gave, has a row without file and place.
    """
    rows: list[dict[str, object]] = []
    for figure in dict.fromkeys(figures):
        told: dict[str, object] = {
            "what": f"{indicators()[figure.indicator].name_vi} – {roles()[figure.role]}",
            "period": figure.period,
            "value": figure.value,
            "unit": figure.unit,
        }
        places = {
            (r.candidate.sha256, r.candidate.place, r.candidate.quote): r
            for r in sources.get(figure.figure_id, ())
        }
        rows += [told | _place(reading) for reading in list(places.values())[:_PLACES]] or [told]
    return json.dumps(rows, ensure_ascii=False)


def _place(reading: Reading) -> dict[str, object]:
    c = reading.candidate
    return {
        "stated": f"{c.value_stated} {c.unit_stated}".strip(),
        "file": c.sha256,
        "place": c.place,
        "quote": c.quote,
    }


def rests_on(figures: Iterable[Figure]) -> str:
    """The values of the figures, in an order of their own: a dismissal counts while they are the same."""
    told = {f"{f.indicator}.{f.role}.{f.period}.{f.months}={f.value!r}" for f in figures}
    return "; ".join(sorted(told))


def dismissed(
    results: Sequence[RuleResult], corrections: Sequence[Correction]
) -> tuple[tuple[RuleResult, ...], tuple[Correction, ...]]:
    """The findings with those dismissed that an analyst dismissed, and the dismissals with their state.

    `corrections` in the order in which they were made; the last on each finding counts. A dismissal whose
    values have changed is `reopened` and the finding stays open; one whose finding is gone is nothing to ask
    again.
    """
    last = {c.key: c for c in corrections if is_finding_key(c.key)}
    found: list[RuleResult] = []
    states: dict[str, Correction] = {key: replace(c, state="in_force") for key, c in last.items()}
    for result in results:
        decision = last.get(finding_key(result))
        if decision is None:
            found.append(result)
        elif decision.rests_on != result.rests_on:
            states[decision.key] = replace(decision, state="reopened")
            found.append(result)
        else:
            found.append(
                replace(result, state="dismissed", dismissed_by=decision.who, dismissed_why=decision.why)
            )
    return tuple(found), tuple(states.values())
