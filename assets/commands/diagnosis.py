"""`doctor`: which parts of the system are there, and what to install."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from assets.commands.terminal import DONE, FAILED, Commands, add_command, print_json, table
from pipeline.home import Home

DISTRIBUTIONS = ("dagster", "dagster-webserver", "duckdb", "pdfplumber", "python-docx", "openpyxl", "typst")
ENOUGH_BYTES = 1_000_000_000
"""A month of scans, its documents and its papers stay far below 1 GB."""


@dataclass(frozen=True)
class Part:
    """One part of the system."""

    name: str
    found: str
    """What is there; empty when it is not."""
    needed: bool
    """Without a needed part nothing works; without another one the thing in `serves` does not."""
    serves: str
    install: str


def add(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    add_command(commands, shared, "doctor", "say which system parts are there, and what to install", examine)


def examine(args: argparse.Namespace) -> int:
    """Look at every part. Exit code 1 when a needed one is missing."""
    parts = [*_python(), *_home(), *_converters(), *_fonts()]
    if args.json:
        print_json({"parts": parts})
    else:
        rows = [
            (
                part.name,
                "ok" if part.found else ("MISSING" if part.needed else "not there"),
                part.found or f"{part.serves}; install: {part.install}",
            )
            for part in parts
        ]
        print(table(("part", "state", "what"), rows))
    return FAILED if any(part.needed and not part.found for part in parts) else DONE


def _python() -> list[Part]:
    version = ".".join(str(n) for n in sys.version_info[:3])
    good = version if sys.version_info >= (3, 11) else ""
    parts = [Part("Python", good, True, "needed is 3.11 or newer", "uv python install 3.11")]
    for name in DISTRIBUTIONS:
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = ""
        parts.append(Part(name, found, True, "a library of the project", "uv sync"))
    return parts


def _home() -> list[Part]:
    root = Home.from_environment().root
    writable = root.is_dir() and os.access(root, os.W_OK)
    free = shutil.disk_usage(root).free if root.is_dir() else 0
    return [
        Part("home", str(root) if writable else "", True, f"{root} cannot be written", "another --home"),
        Part(
            "disk space",
            f"{free // 1_000_000} MB free" if free > ENOUGH_BYTES else "",
            True,
            "less than 1 GB is free",
            "make room on the disk of the home",
        ),
    ]


def _converters() -> list[Part]:
    languages = _output("tesseract", "--list-langs").split()
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    return [
        Part(
            "OCR (tesseract, Vietnamese)",
            shutil.which("tesseract") or "" if "vie" in languages else "",
            False,
            "will read scanned pages; not used yet, they are reported as unreadable",
            "apt-get install tesseract-ocr tesseract-ocr-vie",
        ),
        Part(
            "converter (LibreOffice)",
            office,
            False,
            "turns the summary into a PDF",
            "apt-get install libreoffice-writer-nogui",
        ),
    ]


def _fonts() -> list[Part]:
    found = _output("fc-list", ":lang=vi", "family").splitlines()
    serif = next((name for name in found if "Times New Roman" in name or "Liberation Serif" in name), "")
    return [
        Part(
            "font with all Vietnamese letters",
            serif.split(",")[0] or (found[0].split(",")[0] if found else ""),
            False,
            "shows the papers as they will be printed",
            "apt-get install fonts-liberation2",
        )
    ]


def _output(program: str, *arguments: str) -> str:
    """What a program prints; empty when it is not there or fails."""
    path = shutil.which(program)
    if path is None:
        return ""
    done = subprocess.run([Path(path), *arguments], capture_output=True, text=True, timeout=20, check=False)
    return done.stdout if done.returncode == 0 else ""
