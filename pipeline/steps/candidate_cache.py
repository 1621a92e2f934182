"""Candidates of one document in one context, cached apart from the document; and the worker that makes them.

A file's key is its hash, the version of the reader that made its document, the context (whose, which period)
and the version of the extraction and the catalogue: a changed cue extracts again and reads nothing again, a
mended reader does both. The worker imports no Dagster and no
pandas.
"""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline import extraction
from pipeline.atomic import written_whole
from pipeline.extraction.candidate import Candidate, Context
from pipeline.reading.cache import ENDING
from pipeline.reading.document import Document
from pipeline.steps.memo import fingerprint

log = logging.getLogger(__name__)

SAY_EVERY = 10
"""A line of progress every so many files."""


@dataclass(frozen=True)
class Job:
    """One document to extract from."""

    sha256: str
    document: Path
    """Its JSON in the cache of documents, named by hash and reader version."""
    context: Context


def path_of(cache: Path, job: Job, version: str | None = None) -> Path:
    """Where the candidates of a job lie."""
    context = fingerprint(job.context.province_id, job.context.period, str(job.context.months))[:12]
    document = job.document.name.removesuffix(ENDING)
    return cache / "candidates" / f"{document}.{context}.{version or extraction.VERSION}{ENDING}"


def load(path: Path) -> tuple[Candidate, ...]:
    """The candidates of a cached job."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return tuple(Candidate(**raw) for raw in json.load(stream))


def extract_missing(cache: Path, jobs: Sequence[Job], executor: Executor | None = None) -> dict[str, str]:
    """Extract from the documents whose candidates are not cached.

    Gives the failures: file hash -> what happened.
    """
    targets = [(job.document, job.context, path_of(cache, job)) for job in jobs]
    if executor is None:
        outcomes = [_extract_to(*target) for target in targets]
    else:
        futures = [executor.submit(_extract_to, *target) for target in targets]
        for done, _ in enumerate(as_completed(futures), start=1):
            if done % SAY_EVERY == 0 or done == len(futures):
                log.info("đã trích số liệu %d/%d tệp", done, len(futures))
        outcomes = [future.result() for future in futures]
    return {job.sha256: outcome for job, outcome in zip(jobs, outcomes, strict=True) if outcome}


def _extract_to(document: Path, context: Context, target: Path) -> str:
    """One job in a worker: plain data in and out. Empty when it went well, else the error in one line."""
    with gzip.open(document, "rt", encoding="utf-8") as stream:
        read = Document.from_json(stream.read())
    try:
        found = extraction.extract(read, context)
    except Exception as error:  # noqa: BLE001 - one document costs itself alone; the caller records the line
        return f"{type(error).__name__}: {' '.join(str(error).split())}"
    with (
        written_whole(target) as partial,
        gzip.open(partial, "wt", encoding="utf-8", compresslevel=3) as stream,
    ):
        json.dump([asdict(one) for one in found], stream, ensure_ascii=False, separators=(",", ":"))
    return ""
