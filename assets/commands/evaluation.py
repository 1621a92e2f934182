"""`evaluate`: how well figures are found, in annotated passages, our own wording families, or a sample home.

Judging belongs to `pipeline.evaluation`; here the rows are fetched and the tables printed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.commands.passages import figures_of, passages
from assets.commands.terminal import (
    DONE,
    WRONG_USAGE,
    Commands,
    Problem,
    add_command,
    existing_file,
    home_of,
    period,
    print_json,
)

if TYPE_CHECKING:
    import duckdb

    from pipeline.evaluation import Outcome

Row = dict[str, Any]
Judged = list[tuple[Row, "Sequence[Outcome]"]]

FAMILIES_SEED = 11
"""Other made-up figures than those that weights are learned from."""
KINDS = ("seen", "held out")


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    evaluate = add_command(
        commands, shared, "evaluate", "score the extraction against what careful readers annotated", score
    )
    evaluate.add_argument(
        "gold", type=Path, metavar="GOLD.jsonl", nargs="*", help="annotated passages, one JSON object a line"
    )
    evaluate.add_argument(
        "--families", action="store_true", help="score our own wording families, seen beside held out"
    )
    evaluate.add_argument(
        "--sample",
        type=period,
        metavar="YYYY-MM",
        nargs="*",
        help="score a sample home (--home) against its truth file; default: all its published months",
    )
    evaluate.add_argument(
        "--cues", action="store_true", help="list the catalogue's cues by how many passages they serve"
    )
    evaluate.add_argument(
        "--author", action="append", help="only this author's passages (may be given again)"
    )
    evaluate.add_argument(
        "--errors", action="store_true", help="list every error too; held-out wordings without their words"
    )


def score(args: argparse.Namespace) -> int:
    """Print precision, recall and their like, of what the arguments name."""
    ways = [bool(args.gold) and not args.cues, args.families, args.sample is not None, args.cues]
    if sum(ways) != 1:
        raise Problem("give one of GOLD.jsonl, --families, --sample, --cues", WRONG_USAGE)
    if args.cues:
        return _cues(args)
    if args.families:
        return _families(args)
    return _passages(args) if args.gold else _sample(args)


def _passages(args: argparse.Namespace) -> int:
    gold = _gold(args)
    if not gold:
        wanted = " or ".join(args.author or ["anybody"])
        raise Problem(f"{', '.join(map(str, args.gold))}: no passage of {wanted}; check --author")
    from pipeline.evaluation import scored

    judged = _judged(gold)
    scores = scored(judged)
    _print(args, scores.as_dict(), scores.render(), judged)
    return DONE


def _families(args: argparse.Namespace) -> int:
    """Renderings of every wording family: those that cues are written for, and those kept unread."""
    from pipeline.evaluation import scored, tables
    from pipeline.sample import passages as rendered

    sides = [
        _judged([_with_places(row) for row in rendered(seed=FAMILIES_SEED, held_out=kept, n=4)])
        for kept in (False, True)
    ]
    seen, held_out = (scored(side) for side in sides)
    plain = {"seen": seen.as_dict(), "held_out": held_out.as_dict()}
    _print(args, plain, tables.beside(seen, held_out, KINDS), [*sides[0], *sides[1]])
    return DONE


def _with_places(row: Row) -> Row:
    """A rendering of a family whose figures know whether they stand in a footnote."""
    from pipeline.evaluation.sample_files import in_notes

    def place(figure: Row) -> str:
        return "footnote" if in_notes(row["family"], figure["indicator"], figure["role"]) else "body"

    return row | {"figures": [figure | {"place": place(figure)} for figure in row["figures"]]}


def _gold(args: argparse.Namespace, ending: str = "") -> list[Row]:
    """The passages of the files given, of one ending if named, by the authors asked for."""
    rows = [row for path in args.gold if str(path).endswith(ending) for row in passages(path)]
    return [row for row in rows if not args.author or row.get("author") in args.author]


def _judged(gold: Sequence[Row]) -> Judged:
    from pipeline.evaluation import match

    return [(row, match(row, found["figures"])) for row, found in zip(gold, figures_of(gold), strict=True)]


def _print(args: argparse.Namespace, plain: Row, text: str, judged: Judged) -> None:
    from pipeline.evaluation import errors

    listed = errors.errors(judged) if args.errors else []
    if args.json:
        print_json({**plain, "errors": listed} if args.errors else plain)
    else:
        print(text)
        if args.errors:
            print("\n" + errors.render(listed))


def _cues(args: argparse.Namespace) -> int:
    """What each cue serves in our own passages, and in those of the files given (.jsonl, .yaml)."""
    from pipeline.evaluation import cue_use

    extra = [(str(row["id"]), str(row["text"])) for row in _gold(args, ".jsonl")]
    for path in (existing_file(path) for path in args.gold if path.suffix != ".jsonl"):
        try:
            extra += cue_use.texts_of(path)
        except ValueError as error:
            raise Problem(str(error), WRONG_USAGE) from error
    used = cue_use.used(cue_use.cues(), [*cue_use.own_texts(), *extra])
    if args.json:
        print_json([one.as_dict() for one in used])
    else:
        print(cue_use.render(used))
    return DONE


def _sample(args: argparse.Namespace) -> int:
    """A sample home's files and figures, month by month, against its truth file."""
    from pipeline.evaluation.sample_scores import score_sample
    from pipeline.sample import is_sample_home
    from pipeline.warehouse import NoWarehouse, connect

    home = home_of(args)
    if not is_sample_home(home):
        raise Problem(f"{home.root} is no sample home; write one with `doingoai sample --to DIR`")
    truth = json.loads(existing_file(home.root / "truth.json").read_text("utf-8"))["periods"]
    try:
        connection = connect(home)
    except NoWarehouse as nothing:
        raise Problem(f"{home.root}: nothing is published yet; `doingoai run YYYY-MM` first") from nothing
    with connection:
        published = {row["period"] for row in _rows(connection, "SELECT DISTINCT period FROM files")}
        wanted = args.sample or sorted(published & set(truth))
        if strange := sorted(set(wanted) - published):
            raise Problem(f"{home.root}: {', '.join(strange)} is not published; run it first")
        if strange := sorted(set(wanted) - set(truth)):
            raise Problem(f"{home.root}/truth.json knows no {', '.join(strange)}")
        scores = score_sample({month: truth[month] for month in wanted}, _tables(connection, wanted))
    _print(args, scores.as_dict(), scores.render(), [*scores.files, *scores.provinces])
    return DONE


_TABLES = {
    "files": "SELECT path, sha256, state, period FROM files",
    "candidates": "SELECT * REPLACE (report_period AS period) FROM candidates",
    "figures": "SELECT * FROM figures",
    "to_review": "SELECT * FROM to_review",
    "findings": """
        SELECT r.period, r.province_id, f.indicator FROM rule_results r
        JOIN rule_result_figures USING (result_id)
        JOIN (SELECT figure_id, indicator, role FROM figures
              UNION ALL SELECT figure_id, indicator, role FROM to_review) f USING (figure_id)
        WHERE f.role = 'prior_year'
    """,
}
"""What is judged, each with its month in `period`."""


def _tables(connection: duckdb.DuckDBPyConnection, months: Sequence[str]) -> dict[str, list[Row]]:
    return {
        name: [row for row in _rows(connection, query) if row["period"] in months]
        for name, query in _TABLES.items()
    }


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
