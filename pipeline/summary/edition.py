"""Writes `edition.json`: from what, by which code and in which run a set of papers was made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pipeline.atomic import sha256_of
from pipeline.summary.written import write_bytes


def write_edition_json(
    path: Path, as_of: date | None, code_version: str, run_id: str, inputs: Iterable[Path], root: Path
) -> dict[str, object]:
    """Write the record and return it. `inputs` are files below `root`; each is named from there, with its
    SHA-256.

    The papers that lie in the same folder are listed as outputs. Raises FileNotFoundError for an input that
    is gone: a record of something that is not there would be worthless.
    """
    path = Path(path)
    papers = sorted(p for p in path.parent.iterdir() if p.is_file()) if path.parent.exists() else []
    record: dict[str, object] = {
        "as_of": as_of.isoformat() if as_of else None,
        "code_version": code_version,
        "run_id": run_id,
        "inputs": [
            {"name": item.relative_to(root).as_posix(), "sha256": sha256_of(item)}
            for item in sorted(map(Path, inputs))
        ],
        "outputs": [
            {"name": paper.name, "sha256": sha256_of(paper)}
            for paper in papers
            if not paper.name.startswith(".") and paper.name != path.name
        ],
    }
    write_bytes(path, (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    return record
