"""Finds where a paper says that it replaces or amends an earlier one.

The wordings are data (`submissions.yaml`); which paper is meant is found in `replacing`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pipeline.catalogue.submission_cues import ReplacementPattern, submission_cues
from pipeline.submissions.paper import plain

Replacement = Literal["", "whole", "values"]


def replacement_in(zones: Mapping[str, str]) -> tuple[Replacement, str]:
    """How a paper replaces an earlier one ("whole", "values" or "") and the earlier one's number as folded.

    `zones` holds folded text by zone name; a pattern looks only into its own zones, because reports speak of
    "sửa đổi, bổ sung" of laws all the time.
    """
    for pattern, compiled in _patterns():
        for where in pattern.where:
            if match := compiled.search(zones.get(where, "")):
                number = next((v for k, v in match.groupdict().items() if v), "")
                return pattern.kind, number_key(number)
    return "", ""


def number_key(number: str) -> str:
    """A document number for comparison: "Số 12 - BC/TU" and "12/bc-tu" are "12bctu"."""
    return re.sub(r"^so", "", re.sub(r"[\W_]+", "", plain(number)))


@cache
def _patterns() -> tuple[tuple[ReplacementPattern, re.Pattern[str]], ...]:
    return tuple((p, re.compile(p.pattern, re.MULTILINE)) for p in submission_cues().replacements)
