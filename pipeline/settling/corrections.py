"""The analysts' decisions: an append-only file, one JSON object a line.

Reading, appending and choosing the decision in force belong here; what a decision does to a figure is
`decisions`. Every append takes the lock, writes whole lines and waits for the disk. A last line that a
crash cut off is not a decision: it is reported, kept in the file, and the next append starts a line of its
own after it.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pipeline.settling.findings import is_finding_key
from pipeline.settling.keys import Key
from pipeline.settling.records import Correction

_LOG = logging.getLogger(__name__)
_NAMES = {f.name for f in fields(Correction)}
_ACTIONS = get_args(get_type_hints(Correction)["action"])


class BadCorrections(ValueError):
    """A whole line of the corrections file is no correction. Nothing is skipped in silence."""


def read_corrections(path: Path, as_of: date | None = None) -> tuple[Correction, ...]:
    """All decisions in the order in which they were made; with `as_of`, those made by the end of that day.

    No file means no decision. A torn last line is logged (see `torn_line`); any other bad line raises
    `BadCorrections` with its number.
    """
    if not path.exists():
        return ()
    lines = path.read_bytes().split(b"\n")
    tail = lines.pop()
    if tail:
        _LOG.warning("%s: dòng cuối bị cắt cụt, chưa phải một quyết định: %r", path, tail[:200])
    found = []
    for number, line in enumerate(lines, start=1):
        if line.startswith(b"#torn ") or not line.strip():
            continue
        try:
            correction = _parse(json.loads(line))
        except (ValueError, TypeError, KeyError) as error:
            raise BadCorrections(f"{path}, line {number}: {error}") from error
        if as_of is None or correction.at.date() <= as_of:
            found.append(correction)
    return tuple(found)


def append_corrections(path: Path, corrections: Iterable[Correction]) -> None:
    """Adds decisions to the end of the file and returns when they are on the disk.

    A torn last line that an earlier crash left is closed off as a `#torn` line first: it stays in the file.
    """
    text = "".join(_line(c) for c in corrections)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "w+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        content = file.read()
        if content and not content.endswith(b"\n"):
            start = content.rfind(b"\n") + 1
            _LOG.warning("%s: giữ lại dòng bị cắt cụt dưới dạng ghi chú", path)
            file.seek(start)
            file.write(b"#torn " + content[start:] + b"\n")
        file.seek(0, os.SEEK_END)
        file.write(text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def torn_line(path: Path) -> str:
    """The last line of the file when it is cut off, else "". To be shown to the analyst."""
    content = path.read_bytes() if path.exists() else b""
    return content[content.rfind(b"\n") + 1 :].decode("utf-8", "replace")


def latest(corrections: Sequence[Correction], period: str) -> dict[Key, Correction]:
    """The last decision on each figure's key of the period; dismissals of findings are none."""
    found: dict[Key, Correction] = {}
    for correction in corrections:
        if is_finding_key(correction.key):
            continue
        key = Key.parse(correction.key)
        if key.period == period:
            found[key] = correction
    return found


def dismissals(corrections: Sequence[Correction], period: str) -> tuple[Correction, ...]:
    """The dismissals of the period's findings, in the order in which they were made."""
    return tuple(c for c in corrections if is_finding_key(c.key) and c.key.split("|")[1] == period)


def _line(correction: Correction) -> str:
    _check_key(correction.action, correction.key)
    return json.dumps(asdict(correction), ensure_ascii=False, default=datetime.isoformat) + "\n"


def _parse(raw: dict[str, Any]) -> Correction:
    unknown = set(raw) - _NAMES
    if unknown:
        raise ValueError(f"unknown field {', '.join(sorted(unknown))}")
    if raw["action"] not in _ACTIONS:
        raise ValueError(f"unknown action {raw['action']!r}")
    _check_key(raw["action"], raw["key"])
    return Correction(**{**raw, "at": datetime.fromisoformat(raw["at"])})


def _check_key(action: str, key: str) -> None:
    if action != "dismiss":
        Key.parse(key)
    elif not is_finding_key(key):
        raise ValueError(f"no key of a finding: {key!r} (finding|period|province_id|rule|result_id)")
