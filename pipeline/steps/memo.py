"""Remembers what a step's tables were made from, so that an unchanged month computes nothing again.

A memo is a convenience: when it, or a table that it names, is missing or differs, the step simply runs. What
a step does is not known here.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.atomic import sha256_of, write_whole, written_whole
from pipeline.home import PROJECT_ROOT, Home
from pipeline.steps.result import StepResult, from_json, results_folder, to_json

MEMO = "memo.json"
CODE = frozenset({".py", ".yaml", ".csv", ".sql", ".json", ".txt", ".jinja", ".j2", ".html", ".css", ".docx"})
"""Endings of what decides what a step makes: sources, catalogue data, SQL models, templates."""
SUBMISSIONS = (
    "pipeline/catalogue",
    "pipeline/inbox",
    "pipeline/reading",
    "pipeline/submissions",
    "pipeline/steps",
)
FIGURES = ("pipeline/catalogue", "pipeline/extraction", "pipeline/settling", "pipeline/steps")
PAPERS = (
    "pipeline/catalogue",
    "pipeline/settling",
    "pipeline/warehouse",
    "warehouse/models",
    "pipeline/summary",
    "pipeline/steps",
)
"""The folders whose code decides what a step makes of its inputs (the inputs have hashes of their own)."""


def code_version(*folders: str) -> str:
    """A hash of the project's files under `folders` (relative to its root), computed once a process."""
    return fingerprint(*(_folder_version(folder) for folder in folders))[:16]


@cache
def _folder_version(folder: str) -> str:
    digest = hashlib.sha256()
    for path in sorted((PROJECT_ROOT / folder).rglob("*")):
        if path.suffix in CODE:
            digest.update(path.relative_to(PROJECT_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def fingerprint(*parts: str | bytes) -> str:
    """One hash over several inputs."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def file_hash(path: Path) -> str:
    """The SHA-256 of a file; empty when it is not there, which is an input like any other."""
    return sha256_of(path) if path.is_file() else ""


def restore(place: Home, period: str, step: str, made_from: str) -> StepResult | None:
    """The step's result from the last time, when it was made from the same inputs and its tables are there.

    Tables that were published since, and so moved away, are brought back by a copy. Files that the step read
    then count as cached now.
    """
    memo = _load(place, period).get(step)
    if memo is None or memo["made_from"] != made_from:
        return None
    for name, content in memo["tables"].items():
        here = place.data / name
        if file_hash(here) == content:
            continue
        published = place.partitions(period) / here.name
        if file_hash(published) != content:
            return None
        with written_whole(here) as partial:
            shutil.copyfile(published, partial)
    result = from_json(memo["result"])
    return replace(result, read=0, cached=result.read + result.cached)


def memorise(place: Home, result: StepResult, made_from: str, tables: Iterable[Path]) -> StepResult:
    """Note what a step's files were made from, and give its result back."""
    contents = {path.relative_to(place.data).as_posix(): file_hash(path) for path in tables}
    memo = {"made_from": made_from, "tables": contents, "result": to_json(result)}
    folder = results_folder(place, result.period)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / MEMO, json.dumps({**_load(place, result.period), result.step: memo}))
    return result


def _load(place: Home, period: str) -> dict[str, Any]:
    try:
        known: dict[str, Any] = json.loads((results_folder(place, period) / MEMO).read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return known
