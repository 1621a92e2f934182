"""Reading one file in a worker process: start it, ask it, end it. What the worker does is in `worker.py`."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import Any

from pipeline.home import PROJECT_ROOT
from pipeline.reading.document import Document
from pipeline.reading.formats import reader_version
from pipeline.reading.limits import Limits
from pipeline.reading.one_file import out_of_memory
from pipeline.reading.worker import HEADER, KILLED, OUT_OF_MEMORY, READ, TIMED_OUT, packed, read_exactly

GRACE = 15.0
"""Seconds beyond a file's own limit after which a silent worker is killed from outside."""


@dataclass(frozen=True)
class Answer:
    """One file, read: the packed document, and whether it may be cached."""

    document: bytes
    keep: bool


class Worker:
    """One worker process; `ask` restarts it when it is gone."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[int, bytes]:
        """(status, bytes) for one request; a worker that dies or keeps silent is a status too."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        body = json.dumps(request).encode()
        overdue = threading.Event()

        def end() -> None:
            overdue.set()
            self.close()

        timer = threading.Timer(seconds + GRACE, end)
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):  # it has gone: the answer below says how
                process.stdin.write(len(body).to_bytes(4, "big") + body)
                process.stdin.flush()
                head = read_exactly(process.stdout, HEADER.size)  # type: ignore[arg-type]
                if head is not None:
                    status, length = HEADER.unpack(head)
                    payload = read_exactly(process.stdout, length)  # type: ignore[arg-type]
                    if payload is not None:
                        return status, payload
        finally:
            timer.cancel()
        self.close()
        code = process.wait() if not overdue.is_set() else 0
        return (TIMED_OUT, b"") if overdue.is_set() else (KILLED, code.to_bytes(4, "big", signed=True))

    def close(self) -> None:
        """End the process and the child that it may have."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pipeline.reading.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=PROJECT_ROOT,
                start_new_session=True,  # a process group of its own, so that its child ends with it
            )
        return self._process


_of_thread = threading.local()


def read_isolated(path: str, sha256: str, limits: dict[str, Any]) -> Answer:
    """Read the file at `path` in this thread's worker.

    Plain data in and out, so that any executor can carry it.
    """
    worker = getattr(_of_thread, "worker", None)
    if worker is None:
        worker = _of_thread.worker = Worker()
    return ask(worker, path, sha256, Limits(**limits))


def ask(worker: Worker, path: str, sha256: str, limits: Limits) -> Answer:
    """The worker's document of one file, or the document that says how the worker ended over it."""
    status, payload = worker.ask({"path": os.path.abspath(path), "limits": limits.plain()}, limits.seconds)
    if status == TIMED_OUT:
        reason = f"đọc tệp quá {limits.seconds:g} giây nên đã dừng; hãy chia nhỏ tệp hoặc gửi bản khác"
    elif status == KILLED:
        code = int.from_bytes(payload, "big", signed=True)
        if code == OUT_OF_MEMORY:
            reason = out_of_memory(limits)
        else:
            reason = f"chương trình đọc bị ngắt giữa chừng ở tệp này (mã {code}); hãy mở, lưu lại và gửi lại"
    else:
        return Answer(payload, keep=status == READ)
    document = Document(
        sha256, "", "unknown", state="unreadable", reason=reason, reader_version=reader_version("unknown")
    )
    return Answer(packed(document.to_json()), keep=False)
