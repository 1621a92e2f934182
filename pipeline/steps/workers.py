"""The executor that reading and extraction run on: a pool of fresh processes, or this one for a few files.

Any `concurrent.futures.Executor` fits in its place, a Dask cluster's too. What the workers do is not here.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

WORK = "pipeline.steps.candidate_cache"
FEW = 6
"""Up to so many files this process is done before a pool has started (some 0.1-0.3 s)."""


@contextmanager
def workers(jobs: int, executor: Executor | None = None) -> Iterator[Executor | None]:
    """The given executor, or a pool that ends with the block; None when the work is small.

    Forkserver, because a fork would copy Dagster's threads and open DuckDB handles into the children.
    """
    if executor is not None:
        yield executor
    elif jobs <= FEW:
        yield None
    else:
        context = multiprocessing.get_context("forkserver")
        # Imported once in the server, from which the workers are forked, instead of once in each.
        context.set_forkserver_preload([WORK])
        with ProcessPoolExecutor(max_workers=min(jobs, os.cpu_count() or 1), mp_context=context) as pool:
            yield pool
