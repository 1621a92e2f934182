"""Finds the files of a period's folder.

Which names are no report is data (`register_headings.yaml`). What the files say is not read here, and
archives are not opened: their members are files with a `parent`, found by the reader of archives.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from fnmatch import fnmatchcase
from pathlib import Path

from pipeline.catalogue.submission_cues import register_headings
from pipeline.home import Home
from pipeline.inbox.hashing import HashCache
from pipeline.inbox.records import Finding, InboxFile

VIETNAM = timezone(timedelta(hours=7))
"""Vietnam has kept UTC+7 without summer time since 1975."""


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is left out: hidden, half copied, a system's, a readme."""
    lowered = name.lower()
    return any(fnmatchcase(lowered, pattern) for pattern in register_headings().ignored_files)


def registers(folder: Path) -> list[Path]:
    """The registers that lie directly in a period's folder, the preferred form first."""
    if not folder.is_dir():
        return []
    order = register_headings().file_names
    found = [p for p in folder.iterdir() if p.is_file() and p.name.lower() in order]
    return sorted(found, key=lambda p: order.index(p.name.lower()))


def files(home: Home, period: str) -> tuple[tuple[InboxFile, ...], tuple[Finding, ...]]:
    """All report files of the period with hash and arrival, in the order of their paths."""
    folder = home.inbox(period)
    cache = HashCache(home.cache / "hashes.json")
    left_out = set(registers(folder))
    found: list[InboxFile] = []
    findings: list[Finding] = []
    for path in _walk(folder):
        if path in left_out:
            continue
        name = path.relative_to(home.raw_reports).as_posix()
        try:
            stat = path.stat()
            digest = cache.sha256(path, name, stat)
        except OSError as error:
            findings.append(
                Finding(name, f"Không mở được tệp: {error.strerror}.", "Kiểm tra quyền đọc rồi chép lại tệp.")
            )
            continue
        found.append(InboxFile(digest, name, stat.st_size, _arrival(stat)))
    cache.save()
    return tuple(found), tuple(findings)


def _arrival(stat: os.stat_result) -> datetime:
    return datetime.fromtimestamp(stat.st_mtime, VIETNAM).replace(tzinfo=None, microsecond=0)


def _walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda p: p.name):
        if is_ignored(entry.name):
            continue
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry
