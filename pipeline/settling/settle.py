"""Settles a period: from candidates and decisions to figures, what is in review, their sources, and findings.

The order of the steps belongs here: enter, override, agree, decide, derive, check by the rules. Each step
is a module of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.catalogue import indicators, province
from pipeline.extraction.candidate import Candidate
from pipeline.reading.document import Document
from pipeline.settling.agreement import Settlement, agree, readings_json
from pipeline.settling.amendments import override
from pipeline.settling.corrections import dismissals, latest
from pipeline.settling.decisions import decide
from pipeline.settling.derivation import IN_FORCE, WAITING, derive_totals
from pipeline.settling.findings import dismissed
from pipeline.settling.history import past_of
from pipeline.settling.keys import Key, figure_id
from pipeline.settling.readings import Reading, enter, identify, in_force
from pipeline.settling.records import Correction, Figure, FigureSource, RuleResult
from pipeline.settling.rules import DECIDED, Stated, broken
from pipeline.settling.text_findings import text_findings
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
    """All readings of the key, those that a later paper overrode last."""
    standing: tuple[Reading, ...] = ()
    """Those that none overrode."""
    note: str = ""


def settle(
    candidates: Sequence[Candidate],
    submissions: Sequence[Submission],
    corrections: Sequence[Correction],
    period: str,
    as_of: date | None = None,
    history: Sequence[Figure] = (),
    files: Sequence[FileRecord] = (),
    documents: Mapping[str, Document] | None = None,
) -> Settled:
    """Settles `period` from what was received, and decided, by `as_of` (default: everything).

    `files` says which submission a candidate's file belongs to; without it a candidate goes to the only
    submission of its province. `history` are figures in force of earlier periods, for the rules that look
    back. `documents`, by file hash, let the rules on texts see the paragraph, list and footnotes around a
    figure; without them they see its sentence. Raises `ValueError` for a candidate of an unknown indicator
    or a decision with a malformed key.
    """
    catalogue = indicators()
    named = identify(candidates)
    current = in_force(submissions, period, as_of)
    readings, notes = enter(named, current, files, catalogue, period)
    grouped: dict[Key, list[Reading]] = {}
    for reading in readings:
        grouped.setdefault(reading.key, []).append(reading)

    drafts: dict[Key, _Draft] = {}
    for key in sorted(grouped):
        drafts[key] = _agreed(key, grouped[key], current, notes)
    made = [c for c in corrections if as_of is None or c.at.date() <= as_of]
    decisions = latest(made, period)
    # A decision on a total that is not stated waits until the total is derived from its parts.
    late = {key for key in decisions if _is_sum(key) and key not in drafts}
    decided = [_decide(key, decisions[key], drafts) for key in sorted(decisions.keys() - late)]
    _derive(drafts, {key for key, draft in drafts.items() if draft.figure is None})
    decided += [_decide(key, decisions[key], drafts) for key in sorted(late)]

    standing = [r for draft in drafts.values() for r in draft.standing]
    dismissing = dismissals(made, period)
    results, dismissals_made = dismissed(
        (
            *_without_decided(text_findings(standing, documents or {}), drafts),
            *broken(_stated(drafts, history, period), dismissals=dismissing),
        ),
        dismissing,
    )
    by_id = {d.figure.figure_id: d for d in drafts.values() if d.figure is not None}
    for result in results:
        if result.importance == "high" and result.state == "open":
            _send_to_review([by_id[i] for i in result.figure_ids if i in by_id], result.message)
    _follow_parts(drafts)
    return _settled(drafts, named, notes, results, (*decided, *dismissals_made))


def _stated(drafts: Mapping[Key, _Draft], history: Sequence[Figure], period: str) -> Stated:
    figures = {k: d.figure for k, d in drafts.items() if d.figure is not None and d.figure.value is not None}
    sources = {figure_id(key): draft.sources for key, draft in drafts.items()}
    return Stated(figures, past_of(history, period), sources)


def _without_decided(results: Sequence[RuleResult], drafts: Mapping[Key, _Draft]) -> list[RuleResult]:
    """The findings on texts, dismissed where an analyst has decided on all figures that they are about."""
    decided = {d.figure.figure_id for d in drafts.values() if d.figure and d.figure.status in DECIDED}
    return [
        replace(r, state="dismissed") if r.figure_ids and set(r.figure_ids) <= decided else r for r in results
    ]


def _agreed(
    key: Key, readings: list[Reading], submissions: Mapping[str, Submission], notes: dict[str, str]
) -> _Draft:
    standing, overridden = override(readings, submissions)
    settlement = agree(standing)
    notes.update(overridden)
    considered = (*settlement.considered, *(r for r in readings if r.candidate.candidate_id in overridden))
    return _Draft(_figure(key, settlement), settlement.sources, considered, tuple(standing))


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
