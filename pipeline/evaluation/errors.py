"""Lists what went wrong, figure by figure, for whoever mends it.

Words of a held-out family are never shown: who reads them can no longer be judged by them. What is counted
belongs to `scores`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.evaluation.matching import Outcome, Row

READABLE = ("seen", "table")
"""Kinds of wording whose words may be shown; `other text` may be a held-out family without figures."""
_ORDER = {"silent error": 0, "wrong": 1, "missed": 2}


def errors(judged: Iterable[tuple[Row, Sequence[Outcome]]]) -> list[dict[str, Any]]:
    """Every wrong and every missed figure, silent errors first, with its quote where it may be read."""
    found = []
    for passage, outcomes in judged:
        for outcome in outcomes:
            if outcome.kind not in ("wrong", "missed"):
                continue
            figure = outcome.figure
            kind = outcome.kind
            if kind == "wrong" and figure.get("status") == "accepted":
                kind = "silent error"
            names = (
                "indicator",
                "role",
                "value",
                "unit",
                "months",
                "confidence",
                "place",
                "where",
                "wording",
            )
            row = {"kind": kind, "passage": str(passage["id"])}
            row |= {name: figure[name] for name in names if figure.get(name) is not None}
            if _may_be_read(passage, figure):
                row["quote"] = figure.get("quote", "")
            else:
                row.pop("where", None)
            found.append(row)
    return sorted(found, key=lambda row: (_ORDER[row["kind"]], row["passage"]))


def render(found: Sequence[Row]) -> str:
    """One line an error; an empty list says so."""
    if not found:
        return "no error"
    lines = []
    for row in found:
        sure = f" {row['confidence']:.2f}" if "confidence" in row else ""
        where = " ".join(str(row[name]) for name in ("passage", "where") if name in row)
        quote = " ".join(str(row.get("quote", "")).split())
        value = "?" if row.get("value") is None else f"{row['value']:,}"
        months = f" · {row['months']} months" if "months" in row else ""
        said = f"{row['indicator']} · {row['role']} · {value} {row['unit']}{months}"
        line = f"{row['kind']:13}{said}{sure}  {where}"
        lines.append(f"{line}: “{quote}”" if quote else line)
    return "\n".join(lines)


def _may_be_read(passage: Row, figure: Row) -> bool:
    if passage.get("held_out"):
        return False
    return "wording" not in figure or figure["wording"] in READABLE
