"""`ingest`, `sample`: put reports into an inbox."""

from __future__ import annotations

import argparse
from pathlib import Path

from assets.commands.terminal import (
    DONE,
    WRONG_USAGE,
    Commands,
    Problem,
    add_command,
    day,
    existing_file,
    home_of,
    period,
    print_json,
    say,
)
from pipeline.home import PROJECT_ROOT

DEFAULT_SEED = 2023


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    ingest = add_command(
        commands, shared, "ingest", "copy files into the inbox and the register", ingest_files
    )
    ingest.add_argument("files", nargs="+", type=Path, metavar="FILE")
    ingest.add_argument("--period", type=period, required=True, metavar="YYYY-MM")
    ingest.add_argument("--province", help="name or province_id of who sent it")
    ingest.add_argument("--received", type=day, metavar="YYYY-MM-DD", help="the day on which it came")
    ingest.add_argument("--sent", type=day, metavar="YYYY-MM-DD", help="the date of the document")
    ingest.add_argument("--number", help="number and symbol of the document")
    sample = add_command(commands, shared, "sample", "write a sample inbox, marked as sample data", write)
    sample.add_argument("--to", type=Path, metavar="DIR", help="default: the folder sample/ of the project")
    sample.add_argument("--seed", type=int, default=DEFAULT_SEED, help=f"default: {DEFAULT_SEED}")


def ingest_files(args: argparse.Namespace) -> int:
    """Copy the files in; nothing in the inbox is ever overwritten."""
    from pipeline.inbox import ingest
    from pipeline.sample import MixedHomeError, assert_may_join

    home = home_of(args)
    for path in args.files:
        existing_file(path)
    try:
        assert_may_join(home, args.files)
        places = ingest(
            home,
            args.files,
            args.period,
            province=args.province,
            received=args.received,
            sent=args.sent,
            number=args.number,
            say=say,
        )
    except ValueError as error:
        raise Problem(str(error), WRONG_USAGE) from error
    except MixedHomeError as error:
        raise Problem(str(error)) from error
    if args.json:
        print_json({"period": args.period, "files": [str(place) for place in places]})
    else:
        print("\n".join(str(place) for place in places))
    return DONE


def write(args: argparse.Namespace) -> int:
    """Write the sample home. Refused where real reports lie."""
    from pipeline.sample import MixedHomeError, write_sample

    target = (args.to or PROJECT_ROOT / "sample").expanduser().resolve()
    say(f"… writing sample reports to {target}")
    try:
        write_sample(target, args.seed)
    except MixedHomeError as error:
        raise Problem(str(error)) from error
    periods = sorted(p.name for p in (target / "raw_reports").iterdir() if p.is_dir())
    if args.json:
        print_json({"home": target, "seed": args.seed, "periods": periods})
    else:
        print(f"{target}: {', '.join(periods)}\nNext: doingoai run {periods[0]} --home {target}")
    return DONE
