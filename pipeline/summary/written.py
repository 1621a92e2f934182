"""Writes a paper to its place without ever losing what a person changed there.

A file is written beside its name and moved into place in one step. A paper (docx, xlsx) that differs from
what we wrote last is a person's work: it is renamed to `<name>.sua-tay-<n>.<ending>` first. What we wrote is
remembered by hash in `.written.json` in the same folder; a paper that is not in it counts as a person's.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from pipeline.atomic import sha256_of, write_whole

LEDGER = ".written.json"


def write_bytes(path: Path, content: bytes) -> Path | None:
    """Write `content` to `path`; returns where a person's changed file was moved to, or None."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ledger = _read_ledger(path.parent)
    kept = None
    if path.exists() and sha256_of(path) not in (ledger.get(path.name), hashlib.sha256(content).hexdigest()):
        kept = _free_name(path)
        os.rename(path, kept)
    write_whole(path, content, durable=True)
    ledger[path.name] = hashlib.sha256(content).hexdigest()
    write_whole(path.parent / LEDGER, json.dumps(ledger, indent=1, ensure_ascii=False, sort_keys=True))
    return kept


def _read_ledger(folder: Path) -> dict[str, str]:
    path = folder / LEDGER
    if not path.exists():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except ValueError:
        # A torn ledger only makes us careful: every paper is then taken for a person's and kept.
        return {}


def _free_name(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.stem}.sua-tay-{number}{path.suffix}")).exists():
        number += 1
    return kept
