"""`export`: hand out the papers of a published month in the form that a file's ending asks for."""

from __future__ import annotations

import argparse
import csv
import shutil
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
    "summary": ("national_summary", (".docx", ".pdf", ".html")),
    "appendix": ("appendix", (".docx", ".xlsx", ".csv")),
    "figures": ("figures", (".xlsx", ".csv")),
}
"""Paper -> the name of its files in the exports, and the endings in which it can be had."""


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
    """Copy the paper that the last publication wrote; the figures as CSV come from the warehouse."""
    home = home_of(args)
    name, endings = PAPERS[args.paper]
    ending = args.to.suffix.lower()
    if ending not in endings:
        raise Problem(f"{args.paper} can be had as {', '.join(endings)}; name FILE so", WRONG_USAGE)
    place = home.edition(args.period, args.as_of.isoformat()) if args.as_of else home
    if not args.to.parent.is_dir():
        raise Problem(f"there is no folder {args.to.parent}; make it first")
    if (args.paper, ending) == ("figures", ".csv"):
        _figures_csv(place, args.period, args.to)
    else:
        source = place.exports(args.period) / f"{name}{ending}"
        if not source.is_file():
            raise Problem(f"nothing is published for {args.period} yet; run: doingoai run {args.period}")
        shutil.copyfile(source, args.to)
    if args.json:
        print_json({"paper": args.paper, "period": args.period, "file": args.to})
    else:
        print(args.to)
    return DONE


def _figures_csv(place: Home, month: str, target: Path) -> None:
    from pipeline.warehouse import NoWarehouse, connect

    try:
        with connect(place) as connection:
            rows = connection.execute("SELECT * FROM figures WHERE period = ? ORDER BY ALL", [month])
            _write_csv(target, [column[0] for column in rows.description], rows.fetchall())
    except NoWarehouse as error:
        raise Problem(f"nothing is published yet; run: doingoai run {month}") from error


def _write_csv(target: Path, headings: list[str], rows: list[tuple[object, ...]]) -> None:
    # With a byte order mark, so that Excel takes the Vietnamese letters for UTF-8.
    with target.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings)
        writer.writerows(rows)
