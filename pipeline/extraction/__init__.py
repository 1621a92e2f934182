"""Extraction: from documents to candidates, each a value with its indicator, role, quote and place.

What stands where: `quantities/` finds numbers, `scopes` the cues around them; `evidence`, `company` and
`model` weigh the readings, `frames` takes the likeliest; `owners` says whose a number is, `times` of
what time; `tables/` reads annexes, `confidence` says how sure it is. Settling several candidates into
one figure does not belong here; nor do words, which are data in `catalogue/cues/`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.extraction.candidate import Candidate, Context
from pipeline.extraction.extract import extract, extract_text

__all__ = ["VERSION", "Candidate", "Context", "extract", "extract_text"]


def _version() -> str:
    """A hash of this package's sources and weights and of the catalogue: what a candidate depends on."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*here.rglob("*"), *(here.parent / "catalogue").rglob("*")]):
        if path.suffix in (".py", ".json", ".yaml", ".csv"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


VERSION = _version()
