"""The pages for people: their commands exist, those that are marked run, their links lead somewhere.

A ```console block shows `$ doingoai …` lines, each followed by what it prints ("…" stands for anything).
Every such command is parsed; the blocks marked `<!-- run -->` or `<!-- chạy thử -->` are executed, in their
order, in a home with one published month.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from assets.cli import build_parser, main
from pipeline.home import PROJECT_ROOT, Home
from pipeline.steps import run_month

PAGES = [
    PROJECT_ROOT / name
    for name in (
        "README.md",
        "README.vi.md",
        "docs/ADDING.md",
        "docs/CUES.md",
        "docs/EVALUATION.md",
        "docs/RULES.md",
    )
]
BLOCK = re.compile(r"(?P<mark><!-- (?:run|chạy thử) -->\n)?```(?P<kind>\w*)\n(?P<body>.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#\s]+)")
PICTURE_BYTES = 300_000
REPORT = """TỈNH ỦY {head}
*
Số {number}-BC/TU
ĐẢNG CỘNG SẢN VIỆT NAM
{place}, ngày 19 tháng 6 năm 2023

BÁO CÁO
công tác đối ngoại 6 tháng đầu năm 2023
(Tài liệu mẫu – số liệu giả định)

Trong 6 tháng đầu năm 2023, tỉnh đã cử {out} đoàn ra nước ngoài và đón {into} đoàn vào thăm, làm việc.
"""


@dataclass(frozen=True)
class Shown:
    """A command on a page, and the lines that the page shows as its output."""

    page: str
    words: tuple[str, ...]
    output: tuple[str, ...]
    runs: bool


def shown_commands() -> list[Shown]:
    found = []
    for page in PAGES:
        for block in BLOCK.finditer(page.read_text("utf-8")):
            if block["kind"] != "console":
                continue
            for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                command, *output = part.strip().splitlines()
                words = tuple(shlex.split(command))
                found.append(Shown(page.name, words, tuple(output), bool(block["mark"])))
    return found


def named_commands() -> list[str]:
    """The commands of `doingoai …` in running text and tables."""
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    return sorted(set(re.findall(r"`doingoai ([a-z]+)\b", text)))


@pytest.mark.parametrize("shown", shown_commands(), ids=lambda s: f"{s.page}:{' '.join(s.words[1:3])}")
def test_a_shown_command_is_one(shown: Shown) -> None:
    assert shown.words[0] == "doingoai"
    build_parser().parse_args(shown.words[1:])


@pytest.mark.parametrize("name", named_commands())
def test_a_named_command_exists(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert f"usage: doingoai {name}" in capsys.readouterr().out


def test_every_command_is_in_the_readme_table() -> None:
    readme = (PROJECT_ROOT / "README.md").read_text("utf-8")
    commands = next(a for a in build_parser()._actions if a.dest == "command").choices
    assert commands
    for name in commands:
        assert f"| `doingoai {name}" in readme, f"README.md has no line on {name}"


def test_an_option_that_is_named_exists(capsys: pytest.CaptureFixture[str]) -> None:
    commands = next(a for a in build_parser()._actions if a.dest == "command").choices
    known = {option for name in commands or () for option in commands[name]._option_string_actions}
    for page in PAGES[:2]:
        for option in re.findall(r"`(--[a-z-]+)", page.read_text("utf-8")):
            assert option in known, f"{page.name}: {option}"


def shown_in(printed: str, lines: tuple[str, ...]) -> str:
    """The first piece of `lines` that `printed` lacks after the one before it; empty when all are there."""
    place = 0
    for piece in (p for line in lines for p in line.split("…")):
        if piece.strip():
            place = printed.find(piece.strip(), place)
            if place < 0:
                return piece
            place += len(piece.strip())
    return ""


@pytest.mark.parametrize(
    ("printed", "lines", "missing"),
    [
        ("a 1\nb 2\nc 3", ("a 1", "…", "c …"), ""),
        ("a 1\nb 2", ("b 2", "a 1"), "a 1"),
        ("/tmp/x/bao_cao.docx", ("…/bao_cao.docx",), ""),
    ],
)
def test_shown_in(printed: str, lines: tuple[str, ...], missing: str) -> None:
    assert shown_in(printed, lines) == missing


def test_marked_commands_run_and_print_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    marked = [shown for shown in shown_commands() if shown.runs]
    assert len(marked) >= 5
    home = Home(tmp_path / "home")
    inbox = home.inbox("2023-06")
    inbox.mkdir(parents=True)
    papers = {
        "an_giang": REPORT.format(head="AN GIANG", number=102, place="An Giang", out="07", into="09"),
        "ca_mau": REPORT.format(head="CÀ MAU", number=103, place="Cà Mau", out="12", into="25"),
    }
    for name, text in papers.items():
        (inbox / f"{name}.txt").write_text(text, "utf-8")
    run_month(home, "2023-06", on_progress=lambda step: None)
    monkeypatch.setenv("DOINGOAI_HOME", str(home.root))
    monkeypatch.chdir(tmp_path)
    own = REPORT.format(head="ĐỒNG NAI", number=110, place="Đồng Nai", out="41", into="16")
    (tmp_path / "Dong Nai.txt").write_text(own, "utf-8")
    for shown in marked:
        assert main(list(shown.words[1:])) == 0, shown.words
        printed = capsys.readouterr().out
        missing = shown_in(printed, shown.output)
        assert not missing, f"{shown.page}: {' '.join(shown.words)} does not print {missing!r}:\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        path = page.parent / target
        assert path.exists(), f"{page.name}: {target}"
        if path.suffix == ".png":
            assert path.stat().st_size < PICTURE_BYTES, f"{target} is larger than {PICTURE_BYTES} bytes"


def test_make_targets_exist() -> None:
    makefile = (PROJECT_ROOT / "Makefile").read_text("utf-8")
    for page in PAGES:
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page.name}: make {target}"


def test_files_that_are_named_exist() -> None:
    """Paths of the catalogue and the evaluation in backticks."""
    for page in PAGES[2:]:
        for name in re.findall(r"`((?:cues/)?[a-z_]+\.(?:yaml|csv))`", page.read_text("utf-8")):
            assert (PROJECT_ROOT / "pipeline" / "catalogue" / name).exists(), f"{page.name}: {name}"
