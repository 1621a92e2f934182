"""`extract`: what documents or passages state. No warehouse is touched."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.commands.terminal import (
    DONE,
    FAILED,
    WRONG_USAGE,
    Commands,
    Problem,
    add_command,
    existing_file,
    period,
    print_json,
    say,
)

if TYPE_CHECKING:
    from pipeline.extraction.candidate import Context
    from pipeline.reading import Document

Row = dict[str, Any]

PASSAGE_FIELDS = ("id", "province", "period", "months", "text")


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    extract = add_command(
        commands, shared, "extract", "read files or passages and print what they state", extract_values
    )
    extract.add_argument("files", nargs="*", type=Path, metavar="FILE")
    extract.add_argument("--province", help="name or province_id of whose report it is (default: as it says)")
    extract.add_argument("--period", type=period, metavar="YYYY-MM", help="default: as the report says")
    extract.add_argument(
        "--all", action="store_true", help="also what was found and set aside, with the reason"
    )
    extract.add_argument("--jsonl", type=Path, metavar="IN", help="passages, one JSON object a line")
    extract.add_argument("--out", type=Path, metavar="OUT", help="with --jsonl: where the figures go")


def extract_values(args: argparse.Namespace) -> int:
    """Print the values of files, or write those of passages."""
    if bool(args.files) == bool(args.jsonl) or bool(args.jsonl) != bool(args.out):
        raise Problem("give either files, or --jsonl IN together with --out OUT", WRONG_USAGE)
    return _from_passages(args) if args.jsonl else _from_files(args)


def passages(path: Path) -> Iterator[Row]:
    """The passages of a JSONL file. A line that is none is a problem with its number."""
    for number, text in enumerate(existing_file(path).read_text("utf-8").splitlines(), start=1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
            missing = [name for name in PASSAGE_FIELDS if name not in row]
        except (json.JSONDecodeError, TypeError) as error:
            raise Problem(f"{path}, line {number}: no JSON object ({error}); correct the line") from error
        if missing:
            raise Problem(f"{path}, line {number}: without {', '.join(missing)}; add them to the line")
        yield row


def figures_of(rows: Iterable[Row]) -> list[Row]:
    """`{"id", "figures"}` of each passage."""
    from pipeline.evaluation.found import figures_of as found_in

    return [{"id": row["id"], "figures": found_in(row)} for row in rows]


def _from_passages(args: argparse.Namespace) -> int:
    found = figures_of(passages(args.jsonl))
    partial = args.out.with_name(f".{args.out.name}.tmp")
    partial.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
    partial.replace(args.out)
    count = sum(len(row["figures"]) for row in found)
    if args.json:
        print_json({"passages": len(found), "figures": count, "out": args.out})
    else:
        print(f"{count} figures of {len(found)} passages in {args.out}")
    return DONE


def _from_files(args: argparse.Namespace) -> int:
    for path in args.files:
        existing_file(path)
    from pipeline.extraction import extract
    from pipeline.reading import read

    results: list[Row] = []
    for path in args.files:
        document = read(path)
        if document.state != "read":
            say(f"{path}: {document.reason}")
            results.append(
                {"file": str(path), "state": document.state, "reason": document.reason, "values": []}
            )
            continue
        context, why = _context(document, args)
        values = [c for c in extract(document, context) if args.all or not c.set_aside]
        results.append(
            {
                "file": str(path),
                "state": document.state,
                "reason": why,
                "province": context.province_id,
                "period": context.period,
                "months": context.months,
                "values": values,
            }
        )
    if args.json:
        print_json({"files": results})
    else:
        print("\n\n".join(_render(result) for result in results))
    return DONE if all(result["state"] == "read" for result in results) else FAILED


def _context(document: Document, args: argparse.Namespace) -> tuple[Context, str]:
    """Whose and which period, by the options, else by the document; and why it may be no report."""
    from pipeline import catalogue
    from pipeline.extraction.candidate import Context
    from pipeline.inbox.folder import VIETNAM
    from pipeline.submissions import recognise

    this_month = f"{datetime.now(VIETNAM):%Y-%m}"
    recognised = recognise(document, args.period or this_month)
    if not args.period and recognised.period not in ("", this_month):
        # Which provinces there are depends on the period, so the paper is asked again with its own.
        recognised = recognise(document, recognised.period)
    month = args.period or recognised.period
    province = "VN" if recognised.kind == "national_report" else recognised.province_id
    if args.province:
        province = _province(args.province, month or this_month)
        if not province:
            raise Problem(
                f"--province: {args.province!r} is no province of {month or this_month}; "
                "write its name or id",
                WRONG_USAGE,
            )
    months = recognised.months
    if not months and month and (due := catalogue.expected(month)):
        months = due.months
    return Context(province, month, months), recognised.reason


def _province(name: str, month: str) -> str:
    """The id of a province by its name or id; "VN" is the nation; empty when there is none."""
    from pipeline import catalogue

    if name == "VN" or name in {one.province_id for one in catalogue.provinces()}:
        return name
    found = catalogue.resolve_province(name, catalogue.Period.parse(month).last_day)
    return found.province_id if found else ""


def _render(result: Row) -> str:
    """One file's values, a block of two lines each: the value, and where it stands."""
    head = f"{result['file']}"
    if result["state"] != "read":
        return f"{head}: {result['reason']}"
    head += f"  [{result['province'] or '?'}, {result['period'] or '?'}, {result['months'] or '?'} tháng]"
    lines = [head] + ([f"  {result['reason']}"] if result["reason"] else [])
    width = _width()
    for c in result["values"]:
        mark = c.set_aside or c.status
        whose = "" if c.province_id == result["province"] else f" · {c.province_id or c.owner}"
        lines.append(
            f"  {c.indicator or '–'} · {c.role} · {_number(c.value)} {c.unit} · {c.qualifier}{whose}"
            f" · {c.confidence:.2f} {mark}"
        )
        quote = " ".join(c.quote.split())
        lines.append(f"      {c.place}: “{quote if len(quote) <= width else quote[: width - 1] + '…'}”")
    if not result["values"]:
        lines.append("  không thấy số liệu nào")
    return "\n".join(lines)


def _number(value: float) -> str:
    """Digits in groups of three, at most two decimals."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _width() -> int:
    """Room for a quote on a terminal; a file or a pipe takes it whole."""
    return max(40, os.get_terminal_size().columns - 30) if sys.stdout.isatty() else 10_000
