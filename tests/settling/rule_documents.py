"""Reads a made document as the product does: text file → document → candidates → settled. For the tests of
rules.

A document of tests/data/rules is a text, or {text, period, months, province, history}: `history` has figures
in force of earlier periods by indicator. Months are those since January. A correct one may have `near`: by
rule on texts, a phrase of it and what to put in its place so that the rule is broken.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue import indicators, province
from pipeline.extraction import Context, extract
from pipeline.reading import read
from pipeline.settling import Correction, Figure, Key, Settled, figure_id, settle
from pipeline.submissions.records import Submission

DATA = Path(__file__).parents[1] / "data" / "rules"
FACE = "Tài liệu mẫu – số liệu giả định"


def documents(name: str) -> list[dict[str, Any]]:
    """The documents of one file, each as a mapping with a text."""
    listed = yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
    return [item if isinstance(item, dict) else {"text": item} for item in listed]


def settled(document: Mapping[str, Any], folder: Path, corrections: tuple[Correction, ...] = ()) -> Settled:
    """What the document comes to, read as a text file in `folder`."""
    path = folder / "bao_cao.txt"
    path.write_text(f"{FACE}\n\n{document['text']}", "utf-8")
    period, place = str(document.get("period", "2023-06")), str(document.get("province", "long_an"))
    months = int(document.get("months", period[-2:]))
    paper = read(path)
    submission = Submission(
        "s1", period=period, months=months, province_id=place, issuer="mẫu", received_date=date(2024, 1, 5)
    )
    return settle(
        extract(paper, Context(place, period, months)),
        [submission],
        corrections,
        period,
        history=[
            _figure(str(then), indicator, value, place)
            for then, values in document.get("history", {}).items()
            for indicator, value in values.items()
        ],
        documents={paper.sha256: paper},
    )


def _figure(period: str, indicator: str, value: float, place: str) -> Figure:
    key = Key(period, int(period[-2:]), place, indicator, "actual")
    unit = indicators()[indicator].unit
    name = province(place).name
    return Figure(figure_id(key), *key[:3], name, *key[3:], float(value), unit, "exact", "accepted", 0.95)
