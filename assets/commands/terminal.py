"""How a command speaks: results to stdout, the rest to stderr, exit codes, arguments that several share.

What is said belongs to the commands; only the way of saying it is here.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.home import Home

DONE, FAILED, WRONG_USAGE = 0, 1, 2

Commands = Any
"""What `argparse` gives for sub-commands; the class has no public name."""


class Problem(Exception):
    """An error with the one line that says what to do."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def add_command(
    commands: Commands,
    shared: argparse.ArgumentParser,
    name: str,
    summary: str,
    execute: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    """Declare one command: its name, its one-line help, and the function that runs it."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=summary[0].upper() + summary[1:] + ".", parents=[shared]
    )
    parser.set_defaults(execute=execute)
    return parser


def period(text: str) -> str:
    """An argument `YYYY-MM`."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"a period is written YYYY-MM, for instance 2017-06; not {text!r}")
    return text


def day(text: str) -> date:
    """An argument `YYYY-MM-DD`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"a date is written YYYY-MM-DD, for instance 2017-07-19; not {text!r}"
        ) from None


def home_of(args: argparse.Namespace) -> Home:
    """The home that the command works in. It has to exist, so that a slip of the pen makes no empty one."""
    home = Home.from_environment()
    if not home.root.is_dir():
        raise Problem(f"the home {home.root} does not exist; make the folder, or name another with --home")
    return home


def existing_file(path: Path) -> Path:
    """The path, or a problem when there is no such file."""
    if not path.is_file():
        raise Problem(f"there is no file {path}; check the name and the folder")
    return path


def say(line: str) -> None:
    """One line to stderr: progress, warnings, errors."""
    print(line, file=sys.stderr, flush=True)


def show_progress() -> None:
    """Let the steps' progress lines through to stderr."""
    logger = logging.getLogger("pipeline")
    if not any(getattr(handler, "of_terminal", False) for handler in logger.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("… %(message)s"))
        handler.of_terminal = True  # type: ignore[attr-defined]
        logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def print_json(value: object) -> None:
    """One JSON object to stdout; dates as ISO, paths as text, dataclasses as objects."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def table(headings: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    """Columns aligned for a terminal; an empty value stays empty."""
    texts = [headings, *(tuple("" if cell is None else str(cell) for cell in row) for row in rows)]
    widths = [max(len(row[i]) for row in texts) for i in range(len(headings))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in texts)
