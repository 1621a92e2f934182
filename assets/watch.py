"""When does a month's folder ask for a run? The rule of the inbox sensor, without Dagster.

Belongs here: listing and hashing the folders of `raw_reports/`, and the decision from what was seen before.
Does not: starting runs (`assets/automation.py`), and what the files mean (`pipeline/`).

A folder asks for a run when its content (names and bytes, not times) is new and has settled: the listing
with sizes and times was the same at the last look, or nothing in it is younger than `QUIET_SECONDS`. A
content whose run failed asks again, up to `MAX_ATTEMPTS` times, for instance after a full disk; a new
content starts from one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pipeline.atomic import sha256_of
from pipeline.inbox.folder import is_ignored

QUIET_SECONDS = 120.0
"""Longer than a pause in a copy over a slow share; shorter than an analyst's patience."""
MAX_ATTEMPTS = 3

RunState = Literal["none", "running", "succeeded", "failed"]
PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Seen:
    """What is remembered of one month between two looks; the sensor's cursor is a JSON object of these."""

    listing: str = ""
    """Hash of names, sizes and times at the last look."""
    hashed: str = ""
    """The listing that `fingerprint` was made from: an unchanged folder is not read again."""
    fingerprint: str = ""
    requested: str = ""
    """The content that a run was last asked for (or that a run by hand has done)."""
    attempt: int = 0


@dataclass(frozen=True)
class Request:
    """A run to start."""

    period: str
    fingerprint: str
    attempt: int

    @property
    def run_key(self) -> str:
        """Dagster starts no second run with the same key."""
        return f"{self.period}:{self.fingerprint}:{self.attempt}"


def content_fingerprint(folder: Path) -> str:
    """A short hash over the names and bytes of a folder's files; times do not count."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{sha256_of(path)}\n".encode())
    return digest.hexdigest()[:16]


def look(
    raw_reports: Path,
    before: dict[str, Seen],
    now: float,
    run_state: Callable[[str, str], RunState],
    can_run: Callable[[str], bool] = lambda period: True,
) -> tuple[dict[str, Seen], list[Request], list[str]]:
    """Look at every month's folder once.

    `now` is seconds since the epoch; `run_state(period, fingerprint)` says how the newest run over that
    content went; `can_run(period)` whether there are runs of that month yet: nothing is remembered of one
    that has none, so that it asks when its time has come. Gives what to remember, the runs to start, and the
    months that are waited for because a copy is under way.
    """
    after: dict[str, Seen] = {}
    requests: list[Request] = []
    waiting: list[str] = []
    for folder in sorted(raw_reports.iterdir()) if raw_reports.is_dir() else ():
        if not (folder.is_dir() and PERIOD.fullmatch(folder.name) and can_run(folder.name)):
            continue
        seen = before.get(folder.name, Seen())
        listing, youngest = _listing(folder)
        if youngest is None and not seen.requested:
            continue
        settled = listing == seen.listing or youngest is None or now - youngest > QUIET_SECONDS
        if not settled:
            waiting.append(folder.name)
            after[folder.name] = _with(seen, listing=listing)
            continue
        fingerprint = seen.fingerprint if seen.hashed == listing else content_fingerprint(folder)
        seen = _with(seen, listing=listing, hashed=listing, fingerprint=fingerprint)
        state = run_state(folder.name, fingerprint)
        attempt = _next_attempt(seen, state)
        if attempt:
            requests.append(Request(folder.name, fingerprint, attempt))
            seen = _with(seen, requested=fingerprint, attempt=attempt)
        elif seen.requested != fingerprint:
            seen = _with(seen, requested=fingerprint, attempt=0)  # a run by hand has done it
        after[folder.name] = seen
    return after, requests, waiting


def _next_attempt(seen: Seen, state: RunState) -> int:
    """The number of the attempt to start, or 0 for none."""
    if seen.requested != seen.fingerprint:
        return 0 if state in ("succeeded", "running") else 1
    if state == "failed" and seen.attempt < MAX_ATTEMPTS:
        return seen.attempt + 1
    return 0


def to_cursor(seen: dict[str, Seen]) -> str:
    """The cursor's text."""
    return json.dumps({period: asdict(one) for period, one in seen.items()}, separators=(",", ":"))


def from_cursor(text: str | None) -> dict[str, Seen]:
    """What `to_cursor` wrote; an empty cursor remembers nothing."""
    return {period: Seen(**one) for period, one in json.loads(text or "{}").items()}


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not is_ignored(path.name):
            yield path


def _listing(folder: Path) -> tuple[str, float | None]:
    """A hash of names, sizes and times (half-done files too), and the time of the youngest file."""
    digest = hashlib.sha256()
    youngest: float | None = None
    for path in sorted(folder.rglob("*")):
        try:
            stat = path.stat()
        except FileNotFoundError:  # moved away between the listing and the look
            continue
        if path.is_file():
            digest.update(
                f"{path.relative_to(folder).as_posix()}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode()
            )
            youngest = max(youngest or 0.0, stat.st_mtime)
    return digest.hexdigest()[:16], youngest


def _with(seen: Seen, **changes: str | int) -> Seen:
    return Seen(**{**asdict(seen), **changes})
