"""Where a run of a month works, and what its steps hand to each other besides the tables.

The as-of edition, the inbox as the first step found it, and whether there is anything to do. No computing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from pipeline.atomic import write_whole
from pipeline.catalogue import Period, expected
from pipeline.home import Home
from pipeline.inbox.records import Finding, Inbox, InboxFile, RegisterRow
from pipeline.reading.cache import cached
from pipeline.reading.document import Document
from pipeline.steps.result import results_folder

UNREAD = "unread.json"


def place_of(home: Home, period: str, as_of: date | None) -> Home:
    """The home itself, or the edition's folder in it when the run is as of a day."""
    return home.edition(period, as_of.isoformat()) if as_of else home


def published_base(place: Home, period: str) -> Path:
    """The published tables of the month twelve before; an edition's base is the main home's."""
    return Home(place.root).partitions(str(Period.parse(period).same_period_last_year))


def published_before(place: Home, period: str) -> tuple[Path, ...]:
    """The published tables of every earlier month, oldest first; an edition's history is the main home's."""
    folder = Home(place.root).partitions(period).parent
    months = sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []
    return tuple(month for month in months if month.name < period)


def keep_inbox(place: Home, inbox: Inbox) -> None:
    """Keep the inbox as it was found, so that every step of the run speaks of the same files."""
    path = results_folder(place, inbox.period) / "inbox.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(asdict(inbox), ensure_ascii=False, default=_iso, separators=(",", ":")))


def kept_inbox(place: Home, period: str) -> Inbox:
    """The inbox that the step `files` found. Raises `FileNotFoundError` when that step has not run."""
    raw = json.loads((results_folder(place, period) / "inbox.json").read_text("utf-8"))
    return Inbox(
        period=raw["period"],
        files=tuple(
            InboxFile(**{**f, "arrived": datetime.fromisoformat(f["arrived"])}) for f in raw["files"]
        ),
        register=tuple(_row(row) for row in raw["register"]),
        findings=tuple(Finding(**finding) for finding in raw["findings"]),
        later_rows=tuple(_row(row) for row in raw["later_rows"]),
    )


def keep_unread(place: Home, period: str, read_anew: Mapping[str, bytes]) -> None:
    """Keep what became of the files that were read anew and not cached, for instance a time-out.

    The steps after take that outcome, instead of waiting for the next one. Of a document that is cached,
    nothing is kept here. `read_anew` has each document's JSON by the hash of its file.
    """
    known = cached(place.cache)
    lost = {sha256: text.decode() for sha256, text in read_anew.items() if sha256 not in known}
    write_whole(results_folder(place, period) / UNREAD, json.dumps(lost, ensure_ascii=False))


def kept_unread(place: Home, period: str) -> dict[str, Document]:
    """By file hash, what the run's step `documents` could not read and no cache knows."""
    path = results_folder(place, period) / UNREAD
    if not path.is_file():
        return {}
    raw = json.loads(path.read_text("utf-8"))
    return {sha256: Document.from_json(document) for sha256, document in raw.items()}


def forget_unread(place: Home, period: str) -> None:
    """Before a run: each file gets another chance."""
    (results_folder(place, period) / UNREAD).unlink(missing_ok=True)


def nothing_due(place: Home, inbox: Inbox) -> bool:
    """Nothing is expected for the month, nothing arrived, and nothing was ever published of it."""
    return not (
        inbox.files
        or inbox.register
        or expected(inbox.period) is not None
        or place.partitions(inbox.period).is_dir()
    )


def _row(raw: dict[str, object]) -> RegisterRow:
    dates = {
        name: date.fromisoformat(str(raw[name])) if raw[name] else None
        for name in ("received_date", "sent_date")
    }
    return RegisterRow(**{**raw, **dates, "attachments": tuple(raw["attachments"])})  # type: ignore[arg-type]


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")
