"""What the extraction states of an annotated passage, in the shape that gold figures have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline import catalogue
from pipeline.evaluation.alignment import context_of
from pipeline.extraction import extract_text
from pipeline.extraction.candidate import Candidate

FIELDS = (
    "indicator",
    "role",
    "value",
    "unit",
    "qualifier",
    "province",
    "period",
    "months",
    "quote",
    "confidence",
    "status",
)
OWNERS = ("province", "other_province", "nation")
"""Only provinces' and the nation's figures count as found, not those of a region, project or company."""


def figures_of(passage: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The figures found in one passage; its own province is named as the passage names it."""
    context = context_of(dict(passage))
    own = {context.province_id: passage["province"]}
    return [
        _row(candidate) | {"province": _name_of(candidate.province_id, own)}
        for candidate in extract_text(str(passage["text"]), context)
        if candidate.indicator and not candidate.set_aside and candidate.owner in OWNERS
    ]


def _row(candidate: Candidate) -> dict[str, Any]:
    return {name: getattr(candidate, "province_id" if name == "province" else name) for name in FIELDS}


def _name_of(province_id: str, own: Mapping[str, Any]) -> Any:
    if province_id in own:
        return own[province_id]
    return province_id if province_id in ("", "VN") else catalogue.province(province_id).name
