import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assets.cli import build_parser, main

COMMANDS = ("run", "status", "ui", "export", "review", "extract", "evaluate", "ingest", "sample", "doctor")
HEAVY = ("dagster", "pandas", "duckdb", "pyarrow", "docx", "openpyxl", "pydantic")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOINGOAI_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"doingoai {command}" in said or f"{command} [" in said
    assert "--json" in said
    assert "--home" in said


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"    {command} " in said for command in COMMANDS)


def test_help_loads_nothing_heavy_and_is_quick() -> None:
    code = f"""
import sys
from assets.cli import main
main(["run", "--help"])
heavy = [name for name in {HEAVY!r} if name in sys.modules]
assert not heavy, heavy
"""
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert time.monotonic() - started < 1.0  # 0.1 s on a quiet machine; the bound is for a busy one


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "required: COMMAND"),
        (["fly"], "invalid choice"),
        (["run"], "required: YYYY-MM"),
        (["run", "2017-13"], "a period is written YYYY-MM"),
        (["run", "2023-00"], "a period is written YYYY-MM"),
        (["run", "1999-06"], "1999-06 is no month that can be run; choose one from 2015-01"),
        (["run", "2999-06"], "2999-06 is no month that can be run; choose one from 2015-01"),
        (["run", "June"], "a period is written YYYY-MM"),
        (["run", "2017-06", "--as-of", "19/7/2017"], "a date is written YYYY-MM-DD"),
        (["export", "poem", "2017-06", "--to", "x.docx"], "invalid choice"),
        (["export", "figures", "2017-06", "--to", "x.docx"], "figures can be had as .xlsx, .csv"),
        (["review", "2017-06"], "--export FILE.xlsx"),
        (["review", "2017-06", "--export", "a.xlsx", "--import", "b.xlsx"], "not allowed with"),
        (["extract"], "give either files, or --jsonl IN together with --out OUT"),
        (["extract", "--jsonl", "in.jsonl"], "give either files, or --jsonl IN together with --out OUT"),
        (["ingest", "x.docx"], "required: --period"),
    ],
)
def test_wrong_usage_is_two_and_says_what_is_right(
    arguments: list[str], says: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert says in capsys.readouterr().err
    assert not list(home.iterdir())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["status", "2017-06"], "nothing is published for 2017-06 yet; run: doingoai run 2017-06"),
        (["export", "appendix", "2017-06", "--to", "x.docx"], "doingoai run 2017-06"),
        (["export", "figures", "2017-06", "--to", "x.csv"], "doingoai run 2017-06"),
        (["extract", "missing.docx"], "there is no file missing.docx"),
        (["evaluate", "missing.jsonl"], "there is no file missing.jsonl"),
        (["ingest", "missing.docx", "--period", "2017-06"], "there is no file missing.docx"),
        (["run", "2017-06", "--home", "no/such/folder"], "does not exist"),
    ],
)
def test_a_failure_is_one_line_that_says_what_to_do(
    arguments: list[str], says: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert says in said[-1]
    assert not any("Traceback" in line for line in said)


def test_doctor_names_every_part(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    parts = json.loads(capsys.readouterr().out)["parts"]
    assert {part["name"] for part in parts} >= {"Python", "dagster", "duckdb", "home", "disk space"}
    assert all(part["install"] for part in parts)


def test_the_parser_knows_debug_everywhere() -> None:
    assert build_parser().parse_args(["doctor", "--debug"]).debug
