"""`review`: the figures that wait for an analyst, as a workbook to fill in and to read back."""

from __future__ import annotations

import argparse
import getpass
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
    from pipeline.warehouse import NoWarehouse, connect

    home = home_of(args)
    try:
        with connect(home) as connection:
            count = export_workbook(connection, args.period, args.export)
    except NoWarehouse as error:
        raise Problem(f"nothing is published yet; run: doingoai run {args.period}") from error
    if args.json:
        print_json({"period": args.period, "file": args.export, "figures": count})
    else:
        print(f"{args.export}: {count} số liệu cần xem lại")
    return DONE


def _import(args: argparse.Namespace) -> int:
    """Take in the rows that can be taken; the others are named, each with what to do."""
    home = home_of(args)
    existing_file(args.read_back)
    from pipeline.review import import_workbook
    from pipeline.settling import append_corrections
    from pipeline.warehouse import NoWarehouse, connect

    who = args.who or getpass.getuser()
    try:
        with connect(home) as connection:
            said = import_workbook(args.read_back, connection, period=args.period, who=who)
    except NoWarehouse as error:
        raise Problem(f"nothing is published yet; run: doingoai run {args.period}") from error
    append_corrections(home.corrections, said.corrections)
    if args.json:
        print_json({"taken": len(said.corrections), "undecided": said.undecided, "errors": said.errors})
    else:
        print(f"Đã nhận {len(said.corrections)} quyết định; {said.undecided} số liệu chưa quyết định.")
        print("".join(f"  - {error}\n" for error in said.errors), end="")
    if said.corrections:
        say(f"run again so that the decisions count: doingoai run {args.period}")
    return FAILED if said.errors else DONE
