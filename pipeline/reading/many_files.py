"""Reading a month's files.

What is cached is taken, the rest goes to workers, one file's trouble stays its own.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from pipeline.reading.cache import cached, keep
from pipeline.reading.document import Document
from pipeline.reading.isolated import Answer, Worker, ask, read_isolated
from pipeline.reading.limits import Limits
from pipeline.reading.one_file import named


class ReadJob(NamedTuple):
    """One file to read: where it lies now, the hash that the inbox found, the name to show."""

    path: Path
    sha256: str
    name: str


@dataclass(frozen=True)
class ReadResult:
    """One job's outcome; the document is unpacked when it is first asked for."""

    job: ReadJob
    from_cache: bool
    json: bytes = field(repr=False)

    def document(self) -> Document:
        """The document under the job's name."""
        return self._document

    @cached_property
    def _document(self) -> Document:
        return named(Document.from_json(self.json), self.job.name)


Progress = Callable[[int, int, ReadJob], None]


def read_all(
    jobs: Sequence[ReadJob],
    cache: Path | None,
    executor: Executor | None = None,
    limits: Limits = Limits(),  # noqa: B008  (frozen)
    on_progress: Progress | None = None,
) -> tuple[ReadResult, ...]:
    """Read every job's file, results in the jobs' order.

    A document in `cache` is not read again; two jobs of the same bytes are read once. Without an `executor`
    two
    threads or as many as there are cores hold a worker process each; any `concurrent.futures.Executor` may
    stand in (its workers start
    their own). `on_progress(done, total, job)` is called in this thread. Raises nothing for a bad file.
    """
    known = cached(cache) if cache is not None else {}
    answers: dict[str, tuple[bytes, bool]] = {}
    for job in jobs:
        if job.sha256 in known and job.sha256 not in answers:
            json = _intact(known[job.sha256])
            if json is not None:
                answers[job.sha256] = (json, True)
    missing = {job.sha256: job for job in reversed(jobs) if job.sha256 not in answers}
    todo = list(missing.values())[::-1]
    done = len(jobs) - len(todo)
    for job, answer in _answers(todo, executor, limits):
        json = gzip.decompress(answer.document)
        document = Document.from_json(json)
        if cache is not None and answer.keep and document.sha256 == job.sha256:
            keep(cache, job.sha256, document.reader_version, answer.document)
        answers[job.sha256] = (json, False)
        done += 1
        if on_progress is not None:
            on_progress(done, len(jobs), job)
    return tuple(ReadResult(job, answers[job.sha256][1], answers[job.sha256][0]) for job in jobs)


def _intact(path: Path) -> bytes | None:
    """A cached document's JSON.

    None (and so: read again) when the file is damaged, which gzip's checksum tells.
    """
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error):
        return None


def _answers(
    jobs: list[ReadJob], executor: Executor | None, limits: Limits
) -> Iterator[tuple[ReadJob, Answer]]:
    """The jobs with their answers as they come.

    The own pool ends with the iteration, also when it is left early.
    """
    if not jobs:
        return
    if executor is not None:
        given = {executor.submit(read_isolated, str(j.path), j.sha256, limits.plain()): j for j in jobs}
        for future in as_completed(given):
            yield given[future], future.result()
        return
    workers = [Worker() for _ in range(min(len(jobs), os.cpu_count() or 1))]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def read_one(job: ReadJob) -> Answer:
        worker = idle.get()
        try:
            return ask(worker, str(job.path), job.sha256, limits)
        finally:
            idle.put(worker)

    pool = ThreadPoolExecutor(len(workers), thread_name_prefix="reading")
    try:
        own: dict[Future[Answer], ReadJob] = {pool.submit(read_one, job): job for job in jobs}
        for future in as_completed(own):
            yield own[future], future.result()
    finally:
        for worker in workers:
            worker.close()
        pool.shutdown(cancel_futures=True)
