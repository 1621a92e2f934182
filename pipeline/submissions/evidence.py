"""Weighs what kind of paper a document is. The evidence is data (`submissions.yaml`); this is the scale."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipeline.catalogue.submission_cues import Cue, submission_cues
from pipeline.submissions.paper import Paper


def scores(paper: Paper, symbol: str, named: Counter[str]) -> dict[str, float]:
    """The score of every kind for a paper with the number's `symbol` and the provinces that it names."""
    zones = {**paper.zones, "number": symbol}
    thousands = max(paper.words, 200) / 1000
    own = {
        name: kind.prior + sum(_weight(cue, zones, thousands) for cue in kind.cues)
        for name, kind in submission_cues().kinds.items()
    }
    panel = submission_cues().panel
    total = sum(named.values())
    top = named.most_common(1)[0][1] / total if total else 0.0
    if len(named) >= panel.min_provinces and top <= panel.max_top_share:
        own["national_report"] += panel.weight
    elif total >= panel.own_min_count and top >= panel.own_min_share:
        own["national_report"] -= panel.own_weight
    return {name: score + own.get(submission_cues().kinds[name].base, 0.0) for name, score in own.items()}


def _weight(cue: Cue, zones: dict[str, str], thousands: float) -> float:
    pattern = _compiled(cue.pattern)
    zone = zones[cue.where]
    if not cue.per:
        return cue.weight if pattern.search(zone) else 0.0
    hits = sum(1 for _ in pattern.finditer(zone))
    return cue.weight * min(hits / thousands / cue.per, cue.limit)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)
