"""What a step reports: counts, findings, paths; kept beside the data for any front to print.

Shapes and their files only. A step's tables are Parquet partitions, not here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipeline.atomic import write_whole as write_text
from pipeline.home import Home
from pipeline.inbox.records import Finding

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Headings and rows, for a person to read."""

STEPS = (
    "files",
    "documents",
    "submissions",
    "candidates",
    "figures",
    "staged_warehouse",
    "warehouse",
    "appendix",
    "national_summary",
)
"""The order in which a month runs."""


@dataclass(frozen=True)
class StepResult:
    """What one step did for one month."""

    step: str
    period: str
    counts: dict[str, int] = field(default_factory=dict)
    """Vietnamese label -> number, in the order to print."""
    findings: tuple[str, ...] = ()
    """One clear line each: "<tệp>: <what> – <what to do>"."""
    read: int = 0
    """Files whose bytes were read and worked on by this step."""
    cached: int = 0
    """Files whose result came from the cache."""
    row_count: int | None = None
    paths: tuple[str, ...] = ()
    """What was written for people."""
    tables: dict[str, Table] = field(default_factory=dict)
    """Vietnamese caption -> a short table."""
    note: str = ""
    blocked: tuple[str, ...] = ()
    """Blocking checks that failed, one line each; then nothing is published."""


@dataclass(frozen=True)
class MonthResult:
    """What a run of one month did, step by step."""

    period: str
    steps: tuple[StepResult, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """All findings in the order of the steps, each once."""
        return tuple(dict.fromkeys(line for step in self.steps for line in step.findings))

    @property
    def blocked(self) -> tuple[str, ...]:
        """Why nothing was published; empty when it was."""
        return tuple(line for step in self.steps for line in step.blocked)

    @property
    def read(self) -> int:
        """Files that were read anew."""
        return sum(step.read for step in self.steps if step.step == "documents")

    @property
    def cached(self) -> int:
        """Files that came from the cache."""
        return sum(step.cached for step in self.steps if step.step == "documents")

    @property
    def paths(self) -> tuple[str, ...]:
        """Everything that was written for people."""
        return tuple(path for step in self.steps for path in step.paths)

    @property
    def note(self) -> str:
        """Why there was nothing to do, when there was nothing."""
        return next((step.note for step in self.steps if step.step == "files"), "")


def line(finding: Finding) -> str:
    """A finding as one line."""
    text = " ".join(f"{finding.subject}: {finding.message}".split())
    return f"{text} – {' '.join(finding.action.split())}" if finding.action else text


def results_folder(home: Home, period: str) -> Path:
    """Where the last run's results lie, and what its steps hand to each other besides tables."""
    return home.data / "runs" / period


def remember(home: Home, result: StepResult) -> StepResult:
    """Keep a step's result as the last one, and give it back."""
    folder = results_folder(home, result.period)
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / f"{result.step}.json", to_json(result))
    return result


def last_results(home: Home, period: str) -> MonthResult:
    """What the last run of a month reported; no steps when there was none."""
    folder = results_folder(home, period)
    found = (folder / f"{step}.json" for step in STEPS)
    return MonthResult(period, tuple(from_json(p.read_text("utf-8")) for p in found if p.is_file()))


def forget_results(home: Home, period: str) -> None:
    """Before a run: nothing of the run before may be taken for its result."""
    for step in STEPS:
        (results_folder(home, period) / f"{step}.json").unlink(missing_ok=True)


def to_json(result: StepResult) -> str:
    """A result as one JSON object."""
    return json.dumps(asdict(result), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> StepResult:
    """The result that `to_json` wrote."""
    raw = json.loads(text)
    raw["tables"] = {
        caption: (tuple(headings), tuple(tuple(row) for row in rows))
        for caption, (headings, rows) in raw["tables"].items()
    }
    for name in ("findings", "paths", "blocked"):
        raw[name] = tuple(raw[name])
    return StepResult(**raw)
