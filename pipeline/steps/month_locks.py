"""One run of a month at a time: two processes that ran the same month at once would share `work/<period>`.

Who waits for whom belongs here; what a run does does not. Two months, or a month and its edition, run at
once.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pipeline.home import Home
from pipeline.steps.place import place_of
from pipeline.steps.result import results_folder
from pipeline.warehouse.lock import Say, exclusive

log = logging.getLogger(__name__)

WAIT_SECONDS = 3600.0
"""So long a second run waits for the first; a month of scans takes minutes."""
_HELD: set[Path] = set()
"""Locks that this process holds: the command line takes one around the run, and the run asks for it again."""


@contextmanager
def month_lock(
    home: Home, period: str, as_of: date | None = None, say: Say | None = None, timeout: float | None = None
) -> Iterator[None]:
    """Holds the month (or its edition as of a day) against other processes; nested calls are free.

    While it waits it says who holds it. Raises `LockTimeout` after `timeout` seconds (default:
    `WAIT_SECONDS`).
    """
    path = results_folder(place_of(home, period, as_of), period) / ".lock"
    if path in _HELD:
        yield
        return
    seconds = WAIT_SECONDS if timeout is None else timeout
    with exclusive(path, period, say or log.info, seconds, f"lượt chạy khác của kỳ {period}"):
        _HELD.add(path)
        try:
            yield
        finally:
            _HELD.discard(path)


def is_running(home: Home, period: str, as_of: date | None = None) -> bool:
    """Whether a process, this one too, holds the month (or its edition) now. A killed one holds nothing."""
    path = results_folder(place_of(home, period, as_of), period) / ".lock"
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
