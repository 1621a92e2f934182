"""Findings on what stands beside a figure in its text, by the rules of `catalogue/text_rules.yaml`.

Gathers what the comparisons see (`stated_lists`, `stated_shares`, `stated_dates`, `stated_amounts`,
`annexes`) and makes findings of it. How a kind compares stands in its module; the words are data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.catalogue.text_rules import KINDS, TextRule, text_rules
from pipeline.reading.document import Document
from pipeline.settling.annexes import annex_against_text
from pipeline.settling.keys import figure_id, result_id
from pipeline.settling.readings import Reading
from pipeline.settling.records import RuleResult
from pipeline.settling.seen import Seen
from pipeline.settling.stated_amounts import mixed_marks, two_currencies
from pipeline.settling.stated_dates import dates_outside
from pipeline.settling.stated_lists import lists_against_counts, parts_against_totals
from pipeline.settling.stated_shares import shares_against_fractions
from pipeline.settling.statements import Statement, statements

_QUOTE = 300
COMPARED: Mapping[str, Callable[[TextRule, Statement], Iterator[Seen]]] = {
    "list": lists_against_counts,
    "parts": parts_against_totals,
    "share": shares_against_fractions,
    "date": dates_outside,
    "currencies": two_currencies,
    "separators": mixed_marks,
}
assert set(COMPARED) | {"annex"} == set(KINDS)


def text_findings(
    readings: Sequence[Reading],
    documents: Mapping[str, Document],
    rules: Sequence[TextRule] | None = None,
) -> tuple[RuleResult, ...]:
    """The findings on the texts (and annexes) of the period's readings, a finding once a place and rule.

    `documents` by file hash; a reading whose document is not there is looked at in its sentence alone.
    """
    rules = text_rules() if rules is None else rules
    found: dict[str, RuleResult] = {}
    texts = statements(readings, documents)
    for rule in rules:
        if rule.kind == "annex":
            results = [_result(rule, s.readings[0], s, "") for s in annex_against_text(readings)]
        else:
            results = [
                _result(rule, text.readings[0], seen, text.place_of(seen.start))
                for text in texts
                for seen in COMPARED[rule.kind](rule, text)
                if not text.is_behind(seen.start)
            ]
        for result in results:
            found.setdefault(result.result_id, result)
    return tuple(found.values())


def _result(rule: TextRule, home: Reading, seen: Seen, here: str) -> RuleResult:
    """The finding on what is `seen` at the place `here`, in a text of the submission of `home`."""
    c, key = home.candidate, home.key
    thing = "|".join((key.period, key.province_id, c.sha256, seen.quote))
    told = [
        {
            "what": what,
            "period": key.period,
            "file": file or c.sha256,
            "place": place or here,
            "quote": quote[:_QUOTE],
        }
        for what, file, place, quote in seen.places or (("", "", "", seen.quote),)
    ]
    return RuleResult(
        result_id=result_id(rule.id, thing),
        rule=rule.id,
        importance=rule.importance,
        period=key.period,
        province_id=key.province_id,
        message=rule.message_vi.format(**seen.says),
        figure_ids=tuple(dict.fromkeys(figure_id(r.key) for r in seen.readings)),
        expected=seen.expected,
        evidence=json.dumps(told, ensure_ascii=False),
        rests_on="; ".join(f"{name}={value}" for name, value in sorted(seen.says.items())),
    )
