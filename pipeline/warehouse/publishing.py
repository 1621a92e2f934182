"""Publishes a staged warehouse: under the lock, whole, or not at all.

The order of the steps is what makes a crash harmless: the month's partitions move first, the database is
swapped last. Killed in between, the published file is the old one, whole, and the next publication takes
the moved partitions in. Building and checking do not belong here.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.home import Home
from pipeline.warehouse.checks import CheckResult, blocking_failures, check
from pipeline.warehouse.lock import Say, exclusive
from pipeline.warehouse.staging import Staged, discard, fingerprint_of, lock_path, stage_locked
from pipeline.warehouse.whole_month import assert_whole

PUBLISHED = "published.json"
"""Beside the database: what it was made from, and its size and time."""


@dataclass(frozen=True)
class Published:
    """What was published."""

    path: Path
    period: str
    restaged: bool
    """Another month came first, so it was built and checked again under the lock."""


class PublishBlocked(RuntimeError):
    """A blocking check failed, so nothing was published. `results` says which."""

    def __init__(self, results: tuple[CheckResult, ...]) -> None:
        self.results = results
        super().__init__("; ".join(r.message_vi for r in results))


def publish(
    home: Home, staged: Staged, say: Say | None = None, timeout: float = 600.0, made_from: str = ""
) -> Published:
    """Moves the month's work to its partitions and swaps the database in, if it passes the blocking checks.

    When a partition or a decision changed since staging, it stages again first. Raises `PublishBlocked` if a
    blocking check fails, `IncompleteMonth` when the work is not that of one whole run, `LockTimeout` after
    `timeout` seconds, `FileNotFoundError` when `staged` is gone already. In each case what is published stays
    as it was. `made_from` is the caller's hash of what it staged from; `is_published` asks for it later.
    """
    with exclusive(lock_path(home), staged.period, say, timeout):
        recover(home)
        if not staged.path.exists():
            raise FileNotFoundError(f"{staged.path} was published or discarded already: stage again")
        if any(home.work(staged.period).glob("*.parquet")):
            assert_whole(home.work(staged.period), staged.period)
        current, restaged = staged, False
        if fingerprint_of(home, staged.period, say) != staged.fingerprint:
            discard(staged.path)
            current, restaged = stage_locked(home, staged.period, say), True
        # Checked here whoever calls: what is published has passed, also when a step forgot to ask.
        failed = blocking_failures(check(current))
        if failed:
            discard(current.path)
            raise PublishBlocked(failed)
        _move_work(home, staged.period)
        with current.path.open("rb") as file:
            os.fsync(file.fileno())
        (home.data / PUBLISHED).unlink(missing_ok=True)
        os.replace(current.path, home.database)
        if made_from and not restaged:  # built anew, it is not what the caller has hashed
            _note_published(home, made_from)
        _sync_folder(home.data)
        _sweep(home)
    return Published(home.database, staged.period, restaged)


def is_published(home: Home, made_from: str) -> bool:
    """Whether the published database is the very one that was made from this."""
    try:
        known = json.loads((home.data / PUBLISHED).read_text("utf-8"))
        return bool(known == [made_from, *_state(home.database)])
    except (FileNotFoundError, json.JSONDecodeError):
        return False


def _note_published(home: Home, made_from: str) -> None:
    partial = home.data / f".{PUBLISHED}.{os.getpid()}.tmp"
    partial.write_text(json.dumps([made_from, *_state(home.database)]), encoding="utf-8")
    partial.replace(home.data / PUBLISHED)


def _state(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def recover(home: Home) -> None:
    """Puts back what a publication that was killed had moved aside. For a caller that holds the lock."""
    for aside in home.partitions("x").parent.glob(".old-*"):
        period = aside.name.removeprefix(".old-")
        if home.partitions(period).exists():
            shutil.rmtree(aside)
        else:
            os.replace(aside, home.partitions(period))


def _move_work(home: Home, period: str) -> None:
    work, target = home.work(period), home.partitions(period)
    if not any(work.glob("*.parquet")):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.parent / f".old-{period}"
    if target.exists():
        os.replace(target, aside)
    os.replace(work, target)
    _sync_folder(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _sweep(home: Home) -> None:
    """Removes what killed runs left: staged files of processes that no longer live, and readers' names."""
    for path in home.data.glob(".staged-*"):
        pid = path.name.split("-")[3]
        if not _alive(int(pid)):
            path.unlink(missing_ok=True)
    for folder in home.data.glob(".reader-*"):
        # A reader needs its name for milliseconds; an hour old, its process is gone.
        if folder.stat().st_mtime < home.database.stat().st_mtime - 3600:
            shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
