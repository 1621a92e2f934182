"""Evaluation: how well the extraction finds what careful readers annotated; and what is learned from them.

`matching` and `scores` judge; `alignment`, `train` and `calibrate` make the weights. Nothing of a run needs
this package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from pipeline.evaluation.matching import Outcome, match
from pipeline.evaluation.scores import Scores, tally, topic_of

__all__ = ["Outcome", "Scores", "evaluate", "match"]

_BY_PASSAGE = ("author", "family", "held_out", "format", "place", "text_kind")
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0001)


def evaluate(gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> Scores:
    """Scores `found` ({"id", "figures"} a passage) against annotated passages ({"id", "text", "figures",
    "ambiguous"}).

    Groups: indicator, topic, role, and whatever the passages name of author, family, held_out, format, place.
    """
    every: list[Outcome] = []
    figures_of = {str(row["id"]): row["figures"] for row in found}
    groups: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    for passage in gold:
        outcomes = match(passage, figures_of.get(str(passage["id"]), ()))
        every += outcomes
        for name in _BY_PASSAGE:
            if passage.get(name) is not None:
                groups[name][str(passage[name])] += outcomes
        for outcome in outcomes:
            groups["topic"][topic_of(outcome.figure["indicator"])].append(outcome)
            groups["role"][outcome.figure["role"]].append(outcome)
            groups["indicator"][outcome.figure["indicator"]].append(outcome)
    return Scores(
        overall=tally(every),
        groups={g: {k: tally(o) for k, o in kinds.items()} for g, kinds in groups.items()},
        reliability=_reliability(every),
        passages=len(gold),
    )


def _reliability(outcomes: Sequence[Outcome]) -> tuple[tuple[float, float, int, float], ...]:
    judged = [
        (float(o.figure.get("confidence", 0.0)), o.kind == "right")
        for o in outcomes
        if o.kind in ("right", "wrong")
    ]
    rows = []
    for low, high in pairwise(_BINS):
        inside = [right for certainty, right in judged if low <= certainty < high]
        if inside:
            rows.append((low, min(high, 1.0), len(inside), sum(inside) / len(inside)))
    return tuple(rows)
