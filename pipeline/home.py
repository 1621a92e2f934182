"""Where a home keeps its files: the inbox, the data, the exports.

Paths only belong here, never reading or writing. Code and SQL models come from the project, not the home.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Home:
    """One home: `raw_reports/` (the inbox), `warehouse/` (data) and `.dagster/` below `root`."""

    root: Path

    @classmethod
    def from_environment(cls) -> Home:
        """The home that `DOINGOAI_HOME` names, or else the project's root."""
        return cls(Path(os.environ.get("DOINGOAI_HOME") or PROJECT_ROOT).resolve())

    @property
    def raw_reports(self) -> Path:
        """The inbox: one folder a period."""
        return self.root / "raw_reports"

    @property
    def data(self) -> Path:
        """The folder of everything that is computed, and of the corrections."""
        return self.root / "warehouse"

    @property
    def database(self) -> Path:
        """The published warehouse."""
        return self.data / "doingoai.duckdb"

    @property
    def corrections(self) -> Path:
        """The append-only file of the analysts' decisions."""
        return self.data / "corrections.jsonl"

    @property
    def cache(self) -> Path:
        """Documents and candidates by file hash and version."""
        return self.data / "cache"

    def inbox(self, period: str) -> Path:
        """The folder into which a period's reports are dropped."""
        return self.raw_reports / period

    def partitions(self, period: str) -> Path:
        """The published Parquet partitions of a period."""
        return self.data / "partitions" / period

    def work(self, period: str) -> Path:
        """The partitions of a run that is under way or was blocked."""
        return self.data / "work" / period

    def exports(self, period: str) -> Path:
        """The documents written from a period's published figures."""
        return self.data / "exports" / period

    def edition(self, period: str, as_of: str) -> Home:
        """The home-like folder of one edition: same inbox names, own data."""
        return EditionHome(self.root, period=period, as_of=as_of)


@dataclass(frozen=True)
class EditionHome(Home):
    """A home whose inbox, cache and corrections are the main home's and whose data is an edition's own."""

    period: str = ""
    as_of: str = ""

    @property
    def data(self) -> Path:
        """`warehouse/editions/<period>/<as-of>/` of the main home."""
        return self.root / "warehouse" / "editions" / self.period / self.as_of

    @property
    def cache(self) -> Path:
        """The main home's cache: a file read once is read for every edition."""
        return self.root / "warehouse" / "cache"

    @property
    def corrections(self) -> Path:
        """The main home's corrections; the reader filters them by the as-of date."""
        return self.root / "warehouse" / "corrections.jsonl"

    def exports(self, period: str) -> Path:
        """An edition's exports lie beside its database."""
        return self.data / "exports"
