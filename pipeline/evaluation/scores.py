"""Scores of the extraction: precision, recall, F1, silent errors, the share of right figures that were
accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.catalogue import indicators
from pipeline.evaluation.matching import Outcome


@dataclass(frozen=True)
class Tally:
    """Counts over some outcomes, and the ratios that follow."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    open: int = 0
    accepted_right: int = 0
    accepted_wrong: int = 0
    """Silent errors: accepted, and matching nothing."""

    @property
    def precision(self) -> float:
        """Right among found (open ones count neither way); 1.0 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Right among annotated; 1.0 when nothing is annotated."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def silent_errors(self) -> float:
        """The share of accepted figures that match nothing; 0.0 when none was accepted."""
        accepted = self.accepted_right + self.accepted_wrong
        return self.accepted_wrong / accepted if accepted else 0.0

    @property
    def accepted(self) -> float:
        """The share of right figures that were accepted."""
        return self.accepted_right / self.right if self.right else 0.0


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Counts the outcomes."""
    counts = dict.fromkeys(("right", "wrong", "missed", "open"), 0)
    accepted = dict.fromkeys(("right", "wrong"), 0)
    for outcome in outcomes:
        counts[outcome.kind] += 1
        if outcome.kind in accepted and outcome.figure.get("status") == "accepted":
            accepted[outcome.kind] += 1
    return Tally(**counts, accepted_right=accepted["right"], accepted_wrong=accepted["wrong"])


@dataclass(frozen=True)
class Scores:
    """The whole evaluation: overall, and by each way of grouping."""

    overall: Tally
    groups: Mapping[str, Mapping[str, Tally]] = field(default_factory=dict)
    """"indicator", "topic", "role", "author" … → group → counts."""
    reliability: tuple[tuple[float, float, int, float], ...] = ()
    """(from, to, figures found, share right) by confidence."""
    passages: int = 0

    def as_dict(self) -> dict[str, Any]:
        """All ratios as plain data."""
        return {
            "passages": self.passages,
            "overall": _ratios(self.overall),
            "groups": {g: {k: _ratios(t) for k, t in kinds.items()} for g, kinds in self.groups.items()},
            "reliability": [
                {"from": low, "to": high, "found": n, "right": share}
                for low, high, n, share in self.reliability
            ],
        }

    def render(self) -> str:
        """The tables as text for a terminal."""
        lines = [f"{self.passages} passages", _HEADER, _line("all", self.overall)]
        for group, kinds in sorted(self.groups.items(), key=lambda item: len(item[1])):
            if len(kinds) > 1 or group in ("indicator", "role"):
                lines += ["", f"by {group}", _HEADER]
                lines += [_line(name, kinds[name]) for name in sorted(kinds)]
        lines += ["", "confidence    found   right"]
        lines += [f"{low:.2f}–{high:.2f}   {n:7d}  {share:6.1%}" for low, high, n, share in self.reliability]
        return "\n".join(lines)


_HEADER = f"{'':32}{'gold':>6}{'found':>7}{'prec.':>8}{'recall':>8}{'F1':>8}{'silent':>8}{'accepted':>10}"


def _line(name: str, t: Tally) -> str:
    return (
        f"{name:32}{t.right + t.missed:6d}{t.right + t.wrong:7d}{t.precision:8.1%}{t.recall:8.1%}{t.f1:8.1%}"
        f"{t.silent_errors:8.2%}{t.accepted:10.1%}"
    )


def _ratios(t: Tally) -> dict[str, float]:
    return {
        "gold": t.right + t.missed,
        "found": t.right + t.wrong,
        "precision": t.precision,
        "recall": t.recall,
        "f1": t.f1,
        "silent_errors": t.silent_errors,
        "silent_error_count": t.accepted_wrong,
        "accepted": t.accepted,
    }


def topic_of(indicator: str) -> str:
    """The catalogue's topic of an indicator."""
    return indicators()[indicator].topic
