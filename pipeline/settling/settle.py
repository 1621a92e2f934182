"""Settles a period: from candidates and decisions to figures, what is in review, their sources, and findings.

The order of the steps belongs here: enter, override, agree, decide, derive, check by the rules. Each step
is a module of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.catalogue import Period, indicators, predecessors, province
from pipeline.catalogue.rules import rule_book
from pipeline.extraction.candidate import Candidate
from pipeline.settling.agreement import (
    CURRENCY,
    Settlement,
    agree,
    apart,
    readings_json,
    same_sentence,
)
from pipeline.settling.amendments import override
from pipeline.settling.corrections import latest
from pipeline.settling.decisions import decide
from pipeline.settling.derivation import IN_FORCE, WAITING, derive_totals
from pipeline.settling.keys import Key, figure_id, result_id
from pipeline.settling.readings import Reading, enter, identify, in_force
from pipeline.settling.records import Correction, Figure, FigureSource, RuleResult
from pipeline.settling.rules import DECIDED, LastYear, broken
from pipeline.settling.wording import amount
from pipeline.submissions.records import FileRecord, Submission


@dataclass(frozen=True)
class Settled:
    """What a period comes to. `figures` and `to_review` share keys never."""

    figures: tuple[Figure, ...]
    to_review: tuple[Figure, ...]
    sources: tuple[FigureSource, ...]
    rule_results: tuple[RuleResult, ...]
    candidates: tuple[Candidate, ...]
    """All of them, with the `figure_id` that each went into, or the note why into none."""
    corrections: tuple[Correction, ...]
    """The period's last decision on each key, with its state."""


@dataclass
class _Draft:
    """One key on its way through the steps."""

    figure: Figure | None
    sources: tuple[Reading, ...] = ()
    considered: tuple[Reading, ...] = ()
    note: str = ""


def settle(
    candidates: Sequence[Candidate],
    submissions: Sequence[Submission],
    corrections: Sequence[Correction],
    period: str,
    as_of: date | None = None,
    history: Sequence[Figure] = (),
    files: Sequence[FileRecord] = (),
) -> Settled:
    """Settles `period` from what was received, and decided, by `as_of` (default: everything).

    `files` says which submission a candidate's file belongs to; without it a candidate goes to the only
    submission of its province. `history` are figures in force of earlier periods, for the rules that look
    back a year. Raises `ValueError` for a candidate of an unknown indicator or a decision with a malformed
    key.
    """
    catalogue = indicators()
    named = identify(candidates)
    current = in_force(submissions, period, as_of)
    readings, notes = enter(named, current, files, catalogue, period)
    grouped: dict[Key, list[Reading]] = {}
    for reading in readings:
        grouped.setdefault(reading.key, []).append(reading)

    drafts: dict[Key, _Draft] = {}
    findings: list[RuleResult] = []
    for key in sorted(grouped):
        drafts[key] = _agreed(key, grouped[key], current, notes)
        findings.extend(_implied_rates(key, drafts[key].sources))
    made = [c for c in corrections if as_of is None or c.at.date() <= as_of]
    decisions = latest(made, period)
    # A decision on a total that is not stated waits until the total is derived from its parts.
    late = {key for key in decisions if _is_sum(key) and key not in drafts}
    decided = [_decide(key, decisions[key], drafts) for key in sorted(decisions.keys() - late)]
    _derive(drafts, {key for key, draft in drafts.items() if draft.figure is None})
    decided += [_decide(key, decisions[key], drafts) for key in sorted(late)]

    standing = {k: d.figure for k, d in drafts.items() if d.figure and d.figure.status in IN_FORCE}
    results = broken(standing, _last_year(history, period))
    by_id = {d.figure.figure_id: d for d in drafts.values() if d.figure is not None}
    for result in results:
        if result.importance == "high" and result.state == "open":
            _send_to_review([by_id[i] for i in result.figure_ids], result.message)
    _follow_parts(drafts)
    return _settled(drafts, named, notes, (*findings, *results), tuple(decided))


def _agreed(
    key: Key, readings: list[Reading], submissions: Mapping[str, Submission], notes: dict[str, str]
) -> _Draft:
    standing, overridden = override(readings, submissions)
    settlement = agree(standing)
    notes.update(overridden)
    considered = (*settlement.considered, *(r for r in readings if r.candidate.candidate_id in overridden))
    return _Draft(_figure(key, settlement), settlement.sources, considered)


def _figure(key: Key, settlement: Settlement) -> Figure:
    best = settlement.best
    return replace(
        _blank(key),
        value=settlement.value,
        unit=best.unit,
        qualifier=settlement.qualifier,
        status="review" if settlement.reason else "accepted",
        confidence=settlement.confidence,
        derived=best.converted,
        value_stated=best.candidate.value_stated,
        unit_stated=best.candidate.unit_stated,
        reason=settlement.reason,
    )


def _blank(key: Key) -> Figure:
    entry = indicators().get(key.indicator)
    if entry is None:
        raise ValueError(f"decision on an unknown indicator: {key.text}")
    return Figure(
        figure_id=figure_id(key),
        period=key.period,
        months=key.months,
        province_id=key.province_id,
        province=province(key.province_id).name,
        indicator=key.indicator,
        role=key.role,
        value=None,
        unit="percent" if key.role == "change_pct" else entry.unit,
        qualifier="exact",
        status="review",
        confidence=0.0,
    )


def _decide(key: Key, correction: Correction, drafts: dict[Key, _Draft]) -> Correction:
    draft = drafts.setdefault(key, _Draft(None))
    decision = decide(key, _blank(key), draft.figure, draft.considered, correction)
    draft.figure, draft.note = decision.figure, decision.note
    return decision.correction


def _is_sum(key: Key) -> bool:
    entry = indicators().get(key.indicator)
    return entry is not None and bool(entry.parts) and key.role == "actual"


def _derive(drafts: dict[Key, _Draft], gone: set[Key]) -> None:
    present = {k: d.figure for k, d in drafts.items() if d.figure is not None}
    catalogue = indicators()
    for key, figure in derive_totals(present, catalogue, gone).items():
        parts = [drafts.get(key._replace(indicator=part)) for part in catalogue[key.indicator].parts]
        sources = tuple(reading for part in parts if part is not None for reading in part.sources)
        if not sources and figure.status == "accepted":
            # No document stands behind any part: the sum is the analyst's, too.
            figure = replace(figure, status="corrected")
        drafts[key] = _Draft(figure, sources)


def _send_to_review(drafts: Sequence[_Draft], message: str) -> None:
    for draft in drafts:
        figure = draft.figure
        if figure and figure.status not in DECIDED:
            reason = figure.reason if message in figure.reason else f"{figure.reason} {message}"
            draft.figure = replace(figure, status="review", reason=reason.strip())


def _follow_parts(drafts: dict[Key, _Draft]) -> None:
    """A derived total does not stand when the rules took one of its parts."""
    catalogue = indicators()
    for key, draft in drafts.items():
        figure, parts = draft.figure, catalogue[key.indicator].parts
        if figure is None or draft.considered or not parts or figure.status != "accepted":
            continue
        own = [drafts.get(key._replace(indicator=part)) for part in parts]
        if any(p is None or p.figure is None or p.figure.status == "review" for p in own):
            draft.figure = replace(figure, status="review", reason=WAITING)


def _implied_rates(key: Key, sources: Sequence[Reading]) -> list[RuleResult]:
    """Two currencies in one sentence whose ratio is far from the year's rate: said, though it stands."""
    finding = rule_book().findings["implied_exchange_rate"]
    own = [r for r in sources if not r.converted]
    for a in own:
        for b in sources:
            if b.converted and same_sentence(a, b) and apart(a.value or 0.0, b.value or 0.0) > CURRENCY:
                message = finding.message_vi.format(
                    province=province(key.province_id).name,
                    indicator=indicators()[key.indicator].name_vi,
                    left=amount(a.candidate.value, a.candidate.unit),
                    right=amount(b.candidate.value, b.candidate.unit),
                )
                ids, name = (figure_id(key),), result_id(finding.id, key.text)
                place = (key.period, key.province_id)
                return [RuleResult(name, finding.id, finding.importance, *place, message, "open", ids)]
    return []


def _last_year(history: Sequence[Figure], period: str) -> LastYear:
    now = Period.parse(period)
    then = now.same_period_last_year
    known = {
        Key(f.period, f.months, f.province_id, f.indicator, f.role): f.value
        for f in history
        if f.period == str(then) and f.status in IN_FORCE
    }

    def look_up(key: Key) -> float | None:
        units = predecessors(key.province_id, now.last_day, then.last_day)
        values = [known.get(key._replace(period=str(then), province_id=unit)) for unit in units]
        stated = [v for v in values if v is not None]
        return sum(stated) if len(stated) == len(units) else None

    return look_up


def _settled(
    drafts: Mapping[Key, _Draft],
    candidates: Sequence[Candidate],
    notes: dict[str, str],
    results: tuple[RuleResult, ...],
    corrections: tuple[Correction, ...],
) -> Settled:
    figures: list[Figure] = []
    waiting: list[Figure] = []
    sources: list[FigureSource] = []
    belongs: dict[str, str] = {}
    for key in sorted(drafts):
        draft = drafts[key]
        if draft.figure is None:
            for reading in draft.considered:
                notes[reading.candidate.candidate_id] = draft.note
            continue
        figure = draft.figure
        standing = figure.status in IN_FORCE
        if len(draft.considered) > 1 or not standing:  # a figure with one reading has it in its source
            figure = replace(figure, readings=readings_json(draft.considered, notes))
        (figures if standing else waiting).append(figure)
        for reading in draft.considered:
            belongs[reading.candidate.candidate_id] = figure.figure_id
        sources.extend(_source(figure, reading) for reading in draft.sources)
    kept = {f.figure_id for f in (*figures, *waiting)}
    return Settled(
        figures=tuple(figures),
        to_review=tuple(waiting),
        sources=tuple(sources),
        rule_results=tuple(r for r in results if set(r.figure_ids) <= kept),
        candidates=tuple(_returned(c, belongs, notes) for c in candidates),
        corrections=corrections,
    )


def _source(figure: Figure, reading: Reading) -> FigureSource:
    c = reading.candidate
    return FigureSource(figure.figure_id, c.candidate_id, c.sha256, c.place, c.quote)


def _returned(candidate: Candidate, belongs: Mapping[str, str], notes: Mapping[str, str]) -> Candidate:
    note = notes.get(candidate.candidate_id, "")
    return replace(
        candidate,
        figure_id=belongs.get(candidate.candidate_id, ""),
        note="; ".join(dict.fromkeys(n for n in (candidate.note, note) if n)),
    )
