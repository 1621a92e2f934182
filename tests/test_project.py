"""What holds for the project as a whole: `pipeline/` knows no Dagster, by no road; help answers at once."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pipeline.home import PROJECT_ROOT

FRONT = re.compile(r"\b(dagster\w*|assets)\b")
DYNAMIC = {"import_module", "__import__", "run_module", "run_path", "exec", "eval"}
COMPUTED = {
    # the reading libraries of a format, out of the table at the head of that module
    "pipeline/reading/worker.py": ("import_module of something computed",),
    # its own modules, out of the table at its head
    "pipeline/sample/__init__.py": ("import_module of something computed",),
}
"""Modules that may load by a computed name, with what they load."""
SOURCES = sorted((PROJECT_ROOT / "pipeline").rglob("*.py"))


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT_ROOT,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def docstrings(tree: ast.AST) -> set[int]:
    """The ids of the nodes that are bare strings: docstrings of modules, functions and fields."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def is_literal(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def loops_over_literals(tree: ast.AST) -> set[str]:
    """The names that run over a written-out list of texts (each of which the scan sees by itself)."""
    return {
        loop.target.id
        for loop in ast.walk(tree)
        if isinstance(loop, ast.For) and isinstance(loop.target, ast.Name)
        if isinstance(loop.iter, ast.Tuple | ast.List) and all(map(is_literal, loop.iter.elts))
    }


def is_known(call: ast.Call, literal_names: set[str]) -> bool:
    """Whether one can read off what is loaded: a literal, or a text that begins with a package of ours."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.JoinedStr):
        start = first.values[0]
        return isinstance(start, ast.Constant) and str(start.value).startswith("pipeline.")
    return is_literal(first) or (isinstance(first, ast.Name) and first.id in literal_names)


def roads_to_the_front(source: str) -> list[str]:
    """The lines of a module that import, name or may load Dagster or `assets/`."""
    tree = ast.parse(source)
    told, loops = docstrings(tree), loops_over_literals(tree)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            if any(FRONT.match(name) for name in [getattr(node, "module", None) or "", *names]):
                found.append(f"{node.lineno}: import")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            if re.search(r"\bdagster", node.value) or re.fullmatch(r"assets(\.\w+)*", node.value):
                found.append(f"{node.lineno}: {node.value!r}")
        elif isinstance(node, ast.Call) and called(node) in DYNAMIC and not is_known(node, loops):
            found.append(f"{node.lineno}: {called(node)} of something computed")
    return found


@pytest.mark.parametrize(
    ("source", "caught"),
    [
        ("import dagster as dg", True),
        ("from dagster_shared import x", True),
        ("from assets.definitions import defs", True),
        ("import importlib\nimportlib.import_module('dagster')", True),
        ("import importlib\nimportlib.import_module('dag' + 'ster')", True),
        ("__import__(name)", True),
        ("exec(code)", True),
        ("import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'dagster'])", True),
        ("import subprocess\nsubprocess.run('dagster asset materialize', shell=True)", True),
        ("import runpy\nrunpy.run_module('assets.cli')", True),
        ('"""Knows no dagster."""\nimport json', False),
        ("import subprocess\nsubprocess.run(['soffice', '--headless'])", False),
        ("import re\nre.compile('assets of a company')", False),
        ("import importlib.resources", False),
        ("importlib.import_module(f'pipeline.reading.{format}_reader')", False),
        ("importlib.import_module(f'{package}.definitions')", True),
        ("for name in ('lxml', 'dagster'):\n    __import__(name)", True),
        ("for name in ('lxml', 'pypdfium2'):\n    __import__(name)", False),
    ],
)
def test_the_scan_sees_the_tricks(source: str, caught: bool) -> None:
    assert bool(roads_to_the_front(source)) is caught


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PROJECT_ROOT).as_posix())
def test_no_road_from_pipeline_to_dagster(path: Path) -> None:
    """The folder `.dagster/` may be named; nothing that could be run or imported."""
    allowed = ("'.dagster'", *COMPUTED.get(path.relative_to(PROJECT_ROOT).as_posix(), ()))
    found = roads_to_the_front(path.read_text("utf-8"))
    assert [line for line in found if not line.endswith(allowed)] == []


def test_importing_all_of_pipeline_loads_no_dagster() -> None:
    modules = [".".join(p.relative_to(PROJECT_ROOT).with_suffix("").parts) for p in SOURCES]
    names = [name.removesuffix(".__init__") for name in modules if not name.endswith("__main__")]
    loaded = run(
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0].startswith(('dagster', 'assets'))))"
    )
    assert loaded.strip() == "[]"


def test_tables_are_written_read_and_staged_without_pandas() -> None:
    """It takes a second to load, and a run that has nothing to do has two."""
    printed = run(
        "import sys, tempfile\nfrom pathlib import Path\nimport pipeline.steps\n"
        "from pipeline.home import Home\nfrom pipeline.inbox.records import Finding\n"
        "from pipeline.warehouse import discard, read_partition, stage, write_partition\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    home = Home(Path(folder))\n"
        "    write_partition(home.work('2023-06'), 'findings', [Finding('a', 'b')])\n"
        "    print(read_partition(home.work('2023-06'), 'findings', Finding)[0].message)\n"
        "    discard(stage(home, '2023-06').path)\n"
        "print('pandas' in sys.modules)"
    )
    assert printed.split() == ["b", "False"]


def test_help_answers_without_the_heavy_packages() -> None:
    """Under 0.3 s is promised; what costs the time is asserted, since test machines are slow and busy."""
    printed = run(
        "import sys\nfrom assets.cli import main\ncode = main(['--help'])\n"
        "heavy = {'dagster', 'pandas', 'pyarrow', 'duckdb', 'pdfplumber', 'docx', 'openpyxl', 'matplotlib'}\n"
        "print('EXIT', code, sorted(heavy & set(sys.modules)))"
    )
    assert printed.splitlines()[-1] == "EXIT 0 []"
    for command in ("run", "status", "extract", "evaluate", "ingest", "export", "review", "sample", "doctor"):
        assert re.search(rf"^\s+{command}\b", printed, re.MULTILINE), command


def test_the_console_script() -> None:
    script = Path(sys.executable).with_name("doingoai")
    done = subprocess.run([script, "--help"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:5]) == (0, "usage")


@pytest.mark.parametrize("package", ["pipeline", "assets"])
def test_no_module_has_outgrown_one_idea(package: str) -> None:
    long = {
        path.relative_to(PROJECT_ROOT).as_posix(): lines
        for path in (PROJECT_ROOT / package).rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


@pytest.mark.parametrize("package", ["pipeline", "assets"])
def test_modules_are_named_after_things(package: str) -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
    assert [p for p in (PROJECT_ROOT / package).rglob("*.py") if p.stem in vague] == []


def test_the_ways_in() -> None:
    makefile = (PROJECT_ROOT / "Makefile").read_text("utf-8")
    for target in ("run", "test", "check", "setup", "help"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for script in (".ci/run", "scripts/uv", "scripts/system_parts.sh"):
        assert os.access(PROJECT_ROOT / script, os.X_OK), script
        subprocess.run(["bash", "-n", PROJECT_ROOT / script], check=True)


def test_every_layer_of_pipeline_is_held_by_the_import_contract() -> None:
    """A package that the contract does not list would be held by nothing."""
    with (PROJECT_ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = {layer.strip("()") for c in contracts if c["type"] == "layers" for layer in c["layers"]}
    there = {
        f"pipeline.{p.stem}"
        for p in (PROJECT_ROOT / "pipeline").iterdir()
        if (p / "__init__.py").exists() or (p.suffix == ".py" and p.stem != "__init__")
    }
    assert there <= layers
