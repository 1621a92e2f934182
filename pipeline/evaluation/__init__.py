"""Evaluation: how well the extraction finds what careful readers annotated; and what is learned from them.

`matching`, `scores` and `tables` judge passages; `sample_files` and `sample_figures` judge a sample home
against its truth; `cue_use` counts what each cue serves; `alignment`, `train` and `calibrate` make the
weights. Nothing of a run needs this package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.evaluation.matching import Outcome, match
from pipeline.evaluation.scores import Negatives, Scores, reliability, tally, topic_of

__all__ = ["Outcome", "Scores", "evaluate", "match", "scored"]

_BY_PASSAGE = ("author", "family", "held_out", "format", "text_kind", "case")
_BY_FIGURE = ("place", "wording", "format")


def evaluate(gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> Scores:
    """Scores `found` ({"id", "figures"} a passage) against annotated passages ({"id", "text", "figures",
    "ambiguous"}).

    Groups: indicator, topic, role, and whatever the passages name of author, family, held_out, format, place;
    `place` may also stand on a single figure. Raises `KeyError` for an unknown indicator.
    """
    figures_of = {str(row["id"]): row["figures"] for row in found}
    judged = [(passage, match(passage, figures_of.get(str(passage["id"]), ()))) for passage in gold]
    return scored(judged)


def scored(judged: Iterable[tuple[Mapping[str, Any], Sequence[Outcome]]]) -> Scores:
    """The scores of passages whose outcomes are known already."""
    every: list[Outcome] = []
    groups: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    passages = empty = wrong = accepted_wrong = 0
    for passage, outcomes in judged:
        passages += 1
        every += outcomes
        if not passage.get("figures"):
            counts = tally(outcomes)
            empty, wrong = empty + 1, wrong + counts.wrong
            accepted_wrong += counts.accepted_wrong
        for name in _BY_PASSAGE:
            if passage.get(name) is not None:
                groups[name][str(passage[name])] += outcomes
        for outcome in outcomes:
            groups["topic"][topic_of(outcome.figure["indicator"])].append(outcome)
            groups["role"][outcome.figure["role"]].append(outcome)
            groups["indicator"][outcome.figure["indicator"]].append(outcome)
            for name in _BY_FIGURE:
                if (kind := _kind_of(name, outcome, passage)) is not None:
                    groups[name][kind].append(outcome)
    return Scores(
        overall=tally(every),
        groups={g: {k: tally(o) for k, o in kinds.items()} for g, kinds in groups.items()},
        reliability=reliability(every),
        passages=passages,
        negatives=Negatives(empty, wrong, accepted_wrong),
    )


def _kind_of(name: str, outcome: Outcome, passage: Mapping[str, Any]) -> str | None:
    """Where a figure stands, by its annotation, else as found, else as its passage says."""
    if name == "format" and passage.get(name) is not None:
        return None
    for row in (outcome.gold or {}, outcome.figure, passage if name == "place" else {}):
        if row.get(name) is not None:
            return str(row[name])
    return None
