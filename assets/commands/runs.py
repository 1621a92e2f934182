"""`run`, `status`, `ui`: materialise a month as a Dagster run, say how it stands, show Dagster's page.

What a run found is written by the steps and rendered by `assets/commands/account.py`.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

from assets.commands.terminal import (
    DONE,
    FAILED,
    WRONG_USAGE,
    Commands,
    Problem,
    add_command,
    day,
    home_of,
    period,
    print_json,
    say,
    show_progress,
)
from pipeline.home import Home

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult

LOOPBACK = "127.0.0.1"
STOP_AFTER_SECONDS = 10.0
"""`dagster dev` may outlive SIGTERM (measured: 90 s); it is asked, then ended with its group."""


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    run = add_command(commands, shared, "run", "materialise a month and publish it", run_month)
    run.add_argument("period", type=period, metavar="YYYY-MM")
    run.add_argument(
        "--as-of",
        type=day,
        metavar="YYYY-MM-DD",
        help="make an edition from what was received by that day; the published warehouse stays as it is",
    )
    status = add_command(commands, shared, "status", "say who has reported for a month", show_status)
    status.add_argument("period", type=period, metavar="YYYY-MM")
    status.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="the status in that day's edition")
    ui = add_command(commands, shared, "ui", "start Dagster's page with its daemon, on loopback", serve)
    ui.add_argument("--port", type=int, default=3000, help="default: 3000")


def run_month(args: argparse.Namespace) -> int:
    """Run the month's graph in this process, recorded in the home's history, then print the account."""
    home = home_of(args)
    from assets.commands import account
    from pipeline.steps import forget_results, last_results, month_lock
    from pipeline.warehouse import LockTimeout

    show_progress()
    _refuse_impossible(args.period)
    target = home.edition(args.period, args.as_of.isoformat()) if args.as_of else home
    try:
        with month_lock(home, args.period, args.as_of, say=say):
            forget_results(target, args.period)
            result = _execute(home, args.period, args.as_of)
            month = last_results(target, args.period)
            failures = [] if result.success else _failures(result)
            said = account.collect(target, month, failures, run_id=result.run_id)
    except LockTimeout as error:
        raise Problem(f"{error} Wait for that run to end, then run again.") from error
    if args.json:
        print_json(said)
    else:
        print(account.render(said))
    return DONE if result.success else FAILED


def show_status(args: argparse.Namespace) -> int:
    """The published submission status of a month."""
    home = home_of(args)
    from assets.commands import account

    target = home.edition(args.period, args.as_of.isoformat()) if args.as_of else home
    said = account.status(target, args.period)
    if args.json:
        print_json(said)
    else:
        print(account.render_status(said, every_province=True))
    return DONE


def serve(args: argparse.Namespace) -> int:
    """Run `dagster dev` in the home until Ctrl-C; its web server listens on loopback only."""
    from assets.instance import prepare

    home = home_of(args)
    prepare(home)
    command = [sys.executable, "-m", "dagster", "dev", "-m", "assets.definitions"]
    command += ["--host", LOOPBACK, "--port", str(args.port)]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "DAGSTER_DISABLE_TELEMETRY": "1"}
    if args.json:
        print_json({"url": f"http://{LOOPBACK}:{args.port}", "home": home.root})
    say(f"http://{LOOPBACK}:{args.port} answers in about half a minute; Ctrl-C ends it")
    process = subprocess.Popen(command, cwd=home.root, env=environment, start_new_session=True)
    for sign in (signal.SIGINT, signal.SIGTERM):  # a shell starts background jobs with SIGINT ignored
        signal.signal(sign, signal.default_int_handler)
    try:
        return DONE if process.wait() == 0 else FAILED
    except KeyboardInterrupt:
        return DONE
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the whole process group to stop, then make it."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            return
        try:
            process.wait(STOP_AFTER_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _refuse_impossible(month: str) -> None:
    """A month before the first partition, or one that has not begun, is wrong usage; nothing is touched."""
    say("… loading Dagster")
    from assets.month import MONTHS

    if not MONTHS.has_partition_key(month):
        first, last = MONTHS.get_first_partition_key(), MONTHS.get_last_partition_key()
        raise Problem(f"{month} is no month that can be run; choose one from {first} to {last}", WRONG_USAGE)


def _execute(home: Home, month: str, as_of: date | None) -> ExecuteInProcessResult:
    from assets import watch
    from assets.instance import prepare

    prepare(home)
    import dagster as dg

    from assets.definitions import build_definitions
    from assets.month import AS_OF_TAG, FINGERPRINT_TAG

    tags = {FINGERPRINT_TAG: watch.content_fingerprint(home.inbox(month))}
    if as_of:
        tags[AS_OF_TAG] = as_of.isoformat()
    with dg.DagsterInstance.get() as instance:
        return (
            build_definitions(home)
            .resolve_job_def("month")
            .execute_in_process(
                partition_key=month,
                instance=instance,
                raise_on_error=False,
                tags=tags,
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            )
        )


def _failures(result: ExecuteInProcessResult) -> list[str]:
    """One line for each step that failed, without the traceback (it is in Dagster's page)."""
    lines = []
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while error is not None and error.cause is not None:
                error = error.cause
            text = " ".join(error.message.split()) if error else "no message"
            text = re.sub(r"^[\w.]+(Error|Exception|Blocked|Failure): ", "", text)
            lines.append(f"{event.step_key}: {text}")
    return lines or ["the run failed before its first step; see `doingoai ui`"]
