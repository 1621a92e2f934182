"""Times a month's run without Dagster: once as it comes, then again with nothing changed, in fresh processes.

    .venv/bin/python benchmarks/unchanged_run.py sample 2023-06

The second figure is the promise: under 2 s, the loading of Python modules included, and no file read again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

BOUND_SECONDS = 2.0

RUN = """
import sys, time
started = time.perf_counter()
from pathlib import Path
from pipeline.home import Home
from pipeline.steps import run_month
loaded = time.perf_counter()
result = run_month(Home(Path(sys.argv[1]).resolve()), sys.argv[2], on_progress=lambda step: None)
ended = time.perf_counter()
print(ended - started, loaded - started, result.read, result.cached, len(result.blocked))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Times a month's run, then the same again.")
    parser.add_argument("home", type=Path, help="a home with reports, for instance sample/")
    parser.add_argument("period", help="YYYY-MM")
    args = parser.parse_args()
    seconds = 0.0
    for name in ("as it comes", "unchanged"):
        done = subprocess.run(
            [sys.executable, "-c", RUN, args.home, args.period], capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        seconds, loading, read, cached, blocked = map(float, done.stdout.split())
        print(
            f"{name:12} {seconds:6.2f} s (of it {loading:.2f} s loading modules), "
            f"{read:.0f} files read, {cached:.0f} from the cache, {blocked:.0f} blocking checks failed"
        )
    print(f"bound {BOUND_SECONDS:.0f} s: {'kept' if seconds < BOUND_SECONDS else 'NOT kept'}")
    return 0 if seconds < BOUND_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
