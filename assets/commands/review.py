"""`review`: the figures that wait for an analyst, as a workbook to fill in and to read back."""

from __future__ import annotations

import argparse
from pathlib import Path

from assets.commands.terminal import (
    DONE,
    FAILED,
    WRONG_USAGE,
    Commands,
    Problem,
    add_command,
    existing_file,
    home_of,
    period,
    print_json,
    say,
)


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    review = add_command(commands, shared, "review", "settle what is in review, by a workbook", settle)
    review.add_argument("period", type=period, metavar="YYYY-MM")
    way = review.add_mutually_exclusive_group()
    way.add_argument("--export", type=Path, metavar="FILE.xlsx", help="write the list to fill in")
    way.add_argument(
        "--import", dest="read_back", type=Path, metavar="FILE.xlsx", help="take in the filled list"
    )
    review.add_argument("--who", help="who decides, when the workbook does not say (default: the login name)")


def settle(args: argparse.Namespace) -> int:
    """Write the workbook, or append its decisions to the home's corrections."""
    if args.export is None and args.read_back is None:
        raise Problem(
            f"say which way: doingoai review {args.period} --export FILE.xlsx, "
            f"and when it is filled in, --import FILE.xlsx",
            WRONG_USAGE,
        )
    return _export(args) if args.export else _import(args)


def _export(args: argparse.Namespace) -> int:
    from pipeline.review import export_workbook
    from pipeline.warehouse import NoWarehouse

    home = home_of(args)
    try:
        count = export_workbook(home, args.period, args.export)
    except NoWarehouse as error:
        raise Problem(f"nothing is published yet; run: doingoai run {args.period}") from error
    if args.json:
        print_json({"period": args.period, "file": args.export, "figures": count})
    else:
        print(f"{args.export}: {count} số liệu cần xem lại")
    return DONE


def _import(args: argparse.Namespace) -> int:
    from pipeline.review import import_workbook

    home = home_of(args)
    outcome = import_workbook(home, args.period, existing_file(args.read_back))
    if args.json:
        print_json(outcome)
    else:
        print(outcome)
        say(f"run again so that the decisions count: doingoai run {args.period}")
    return FAILED if outcome.refused else DONE
