"""`export`: hand out the papers of a published month in the form that a file's ending asks for."""

from __future__ import annotations

import argparse
import os
import tempfile
from datetime import date
from pathlib import Path

from assets.commands.terminal import (
    DONE,
    WRONG_USAGE,
    Commands,
    Problem,
    add_command,
    day,
    home_of,
    period,
    print_json,
)
from pipeline.home import Home

PAPERS = {
    "summary": (".docx", ".pdf", ".html"),
    "appendix": (".docx", ".xlsx", ".csv"),
    "figures": (".xlsx", ".csv"),
}
"""Paper -> the endings in which it can be had, as `pipeline.summary` has them (loaded only to write one)."""


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    export = add_command(commands, shared, "export", "hand out a paper of a published month", hand_out)
    export.add_argument("paper", choices=tuple(PAPERS))
    export.add_argument("period", type=period, metavar="YYYY-MM")
    export.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help="docx, pdf, html, xlsx, csv by its ending"
    )
    export.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="the paper of that day's edition")


def hand_out(args: argparse.Namespace) -> int:
    """Write the paper anew from what is published.

    A copy out of the exports could be one that an analyst has changed by hand, and would pass for ours.
    """
    home = home_of(args)
    endings = PAPERS[args.paper]
    if args.to.suffix.lower() not in endings:
        raise Problem(f"{args.paper} can be had as {', '.join(endings)}; name FILE so", WRONG_USAGE)
    if not args.to.parent.is_dir():
        raise Problem(f"there is no folder {args.to.parent}; make it first")
    _write(home, args.paper, args.period, args.as_of, args.to)
    if args.json:
        print_json({"paper": args.paper, "period": args.period, "file": args.to})
    else:
        print(args.to)
    return DONE


def _write(home: Home, paper: str, month: str, as_of: date | None, target: Path) -> None:
    from pipeline.sample import is_sample_home
    from pipeline.summary import NoConverterError, NoSuchPeriodError, export
    from pipeline.warehouse import NoWarehouse, connect

    edition = as_of.isoformat() if as_of else ""
    place = home.edition(month, edition) if as_of else home
    again = f"doingoai run {month}" + (f" --as-of {edition}" if edition else "")
    # Written elsewhere first: the record of what we wrote belongs beside our exports, not beside FILE.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".doingoai-") as folder:
        written = Path(folder) / target.name
        try:
            with connect(place) as connection:
                export(connection, paper, month, written, as_of, is_sample_home(home), edition)
        except (NoWarehouse, NoSuchPeriodError) as error:
            raise Problem(f"nothing is published for {month} yet; run: {again}") from error
        except NoConverterError as error:
            raise Problem(str(error)) from error
        os.replace(written, target)
