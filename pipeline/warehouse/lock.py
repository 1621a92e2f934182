"""Locks between processes: of the warehouse (who stages reads under it together, who publishes holds it
alone) and of whatever else is held alone.

An advisory `flock` on a file, so it is free again the moment its holder dies, by kill -9 too. The file says
who holds it. What is done under the lock does not belong here.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

_LOG = logging.getLogger(__name__)

Say = Callable[[str], None]
WAREHOUSE = "kho dữ liệu"


class LockTimeout(TimeoutError):
    """Somebody else held the warehouse for too long. The message says who."""


@contextmanager
def exclusive(
    path: Path, period: str, say: Say | None = None, timeout: float = 600.0, what: str = WAREHOUSE
) -> Iterator[None]:
    """Holds the lock alone; while it waits it says every five seconds who has it.

    `timeout` in seconds, then `LockTimeout`. `what` names what is locked, in Vietnamese. The lock is not
    reentrant, also not within one process.
    """
    with _opened(path) as file:
        _acquire(file, fcntl.LOCK_EX, say or _LOG.warning, timeout, what)
        holder = {"pid": os.getpid(), "since": datetime.now().isoformat(timespec="seconds"), "period": period}
        _write(file, json.dumps(holder))
        try:
            yield
        finally:
            _write(file, "")


@contextmanager
def shared(path: Path, say: Say | None = None, timeout: float = 600.0) -> Iterator[None]:
    """Holds the lock together with other readers of the partitions, so that nobody moves them meanwhile."""
    with _opened(path) as file:
        _acquire(file, fcntl.LOCK_SH, say or _LOG.warning, timeout, WAREHOUSE)
        _write(file, "")  # nobody holds it alone now: what stands there was left by one that was killed
        yield


def holder(path: Path) -> str:
    """Who holds the lock, as one Vietnamese phrase; readers that stage are not named."""
    try:
        content = json.loads(path.read_text("utf-8"))
        return f"tiến trình {content['pid']}, từ {content['since']}, kỳ {content['period']}"
    except (FileNotFoundError, json.JSONDecodeError):
        return "một tiến trình đang đọc các phân vùng"


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        yield file


def _acquire(file: IO[bytes], kind: int, say: Say, timeout: float, what: str) -> None:
    started = time.monotonic()
    next_word = started
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            now = time.monotonic()
            who = holder(Path(file.name))
            if now - started >= timeout:
                called = what[:1].upper() + what[1:]
                raise LockTimeout(f"{called} đang bị giữ bởi {who}; đã chờ {timeout:.0f} giây.") from None
            if now >= next_word:
                say(f"Đang chờ {what}: {who}.")
                next_word = now + 5.0
            time.sleep(0.05)


def _write(file: IO[bytes], text: str) -> None:
    file.truncate(0)
    file.write(text.encode("utf-8"))
    file.flush()
