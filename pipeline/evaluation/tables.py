"""Prints scores as tables for a terminal. Nothing is counted here (`scores`); no text of a passage is
printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.evaluation.scores import Scores, Tally

ALWAYS = ("indicator", "role", "topic")
"""Groups that are printed though only one of their kind occurs."""

_SHARES = f"{'prec.':>8}{'recall':>8}{'F1':>8}"
_HEADER = f"{'':32}{'gold':>6}{'found':>7}{_SHARES}{'acc.prec.':>11}{'silent':>14}{'accepted':>10}"
_BESIDE = f"{'':32}" + "".join(f"{'gold':>7}{_SHARES}{'silent':>14}{'accepted':>10}" for _ in range(2))


def whole(scores: Scores, counted: str = "passages") -> str:
    """Everything: overall, negatives, each group, and the reliability."""
    lines = [f"{scores.passages} {counted}", _HEADER, _line("all", scores.overall), *_negatives(scores)]
    for group, kinds in sorted(scores.groups.items(), key=lambda item: len(item[1])):
        if len(kinds) > 1 or group in ALWAYS:
            lines += ["", f"by {group}", _HEADER]
            lines += [_line(name, t) for name, t in sorted(kinds.items()) if t.right or t.wrong or t.missed]
    return "\n".join([*lines, *_reliability(scores)])


def beside(left: Scores, right: Scores, names: tuple[str, str]) -> str:
    """Two evaluations side by side, group by group; a kind that one of them lacks stays empty there."""
    title = f"{'':32}" + "".join(f"{name:>55}" for name in names)
    lines = [
        f"{left.passages} passages {names[0]}, {right.passages} {names[1]}",
        title,
        _BESIDE,
        _pair("all", left.overall, right.overall),
    ]
    for name, scores in zip(names, (left, right), strict=True):
        lines += [f"{name}: {line}" for line in _negatives(scores)]
    for group in [g for g in (*ALWAYS, "place", "format") if g in left.groups or g in right.groups]:
        ours: Mapping[str, Tally] = left.groups.get(group, {})
        theirs: Mapping[str, Tally] = right.groups.get(group, {})
        lines += ["", f"by {group}", _BESIDE]
        lines += [_pair(name, ours.get(name), theirs.get(name)) for name in sorted({*ours, *theirs})]
    lines += ["", "by family", _HEADER]
    for name, scores in zip(names, (left, right), strict=True):
        kinds = scores.groups.get("family", {})
        faulty = [k for k in sorted(kinds) if kinds[k].wrong or kinds[k].missed]
        lines += [_line(f"{k} ({name})", kinds[k]) for k in faulty]
        lines.append(f"{len(kinds) - len(faulty)} {name} families without an error")
    for name, scores in zip(names, (left, right), strict=True):
        lines += [
            f"{name}: {line}" if line.startswith("confidence") else line for line in _reliability(scores)
        ]
    return "\n".join(lines)


def _line(name: str, t: Tally) -> str:
    return (
        f"{name:32}{t.right + t.missed:6d}{t.right + t.wrong:7d}{_shares(t)}"
        f"{t.accepted_precision:11.2%}{_silent(t)}{t.accepted:10.1%}"
    )


def _pair(name: str, *sides: Tally | None) -> str:
    line = f"{name:32}"
    for t in sides:
        line += f"{t.right + t.missed:7d}{_shares(t)}{_silent(t)}{t.accepted:10.1%}" if t else f"{'':55}"
    return line.rstrip()


def _shares(t: Tally) -> str:
    return f"{t.precision:8.1%}{t.recall:8.1%}{t.f1:8.1%}"


def _silent(t: Tally) -> str:
    return f"{f'{t.silent_errors:.2%} ({t.accepted_wrong})':>14}"


def _negatives(scores: Scores) -> list[str]:
    n = scores.negatives
    if not n.passages:
        return []
    return [
        f"{n.passages} without figures: {n.wrong} values found there, {n.accepted_wrong} accepted "
        f"({n.accepted_per_hundred:.1f} wrong accepted figures per 100)"
    ]


def _reliability(scores: Scores) -> list[str]:
    if not scores.reliability:
        return []
    lines = ["", "confidence     found    mean   right"]
    lines += [
        f"{b.low:.2f}–{b.high:.2f}   {b.found:7d}  {b.confidence:6.1%}  {b.right:6.1%}"
        for b in scores.reliability
    ]
    return [*lines, f"confidence and share right lie {scores.calibration_error:.1%} apart on average"]
