"""The command line `doingoai`: what each command takes, and where it goes.

The parser and the dispatch belong here. What a command does is in `assets/commands/`; figures, warehouse and
papers are made by `pipeline/`. Nothing heavy is imported until a command runs, so that `--help` answers at
once.

Exit codes: 0 done, 1 failed or blocked, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assets.commands import diagnosis, evaluation, intake, papers, passages, review, runs
from assets.commands.terminal import FAILED, WRONG_USAGE, Problem, say

GROUPS = (runs, papers, review, passages, evaluation, intake, diagnosis)


def build_parser() -> argparse.ArgumentParser:
    """The whole parser; every command knows `--help`, `--json`, `--home` and `--debug`."""
    parser = argparse.ArgumentParser(
        prog="doingoai",
        description="From the provinces' reports on foreign-affairs work to the national summary.",
        epilog="Exit codes: 0 done, 1 failed or blocked, 2 wrong usage. "
        "`doingoai COMMAND --help` says what a command takes.",
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    shared.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="the folder that holds raw_reports/ and warehouse/ "
        "(default: DOINGOAI_HOME, else the project's root)",
    )
    shared.add_argument("--debug", action="store_true", help="on an error, print the whole traceback")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for group in GROUPS:
        group.add(commands, shared)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. An error is one line on stderr that says what to do."""
    try:
        args = build_parser().parse_args(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_USAGE
    if args.home is not None:
        os.environ["DOINGOAI_HOME"] = str(args.home.expanduser().resolve())
    try:
        return int(args.execute(args))
    except Problem as problem:
        if args.debug and problem.__cause__ is not None:
            raise
        say(f"doingoai {args.command}: {problem}")
        return problem.exit_code
    except KeyboardInterrupt:
        say(f"doingoai {args.command}: stopped; nothing that was published has changed, run it again")
        return FAILED
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone. Python would complain as it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        if args.debug:
            raise
        reason = " ".join(str(error).split()) or "no message"
        say(f"doingoai {args.command}: {type(error).__name__}: {reason} (--debug shows where)")
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
