"""What every asset shares: the partitions, the home, the as-of date, how a result becomes metadata.

No asset is defined here, and nothing that computes. Modules that define assets do without postponed
annotations: Dagster reads the type of `context` when it loads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import dagster as dg

from pipeline.home import Home
from pipeline.steps import StepResult, month_lock

AS_OF_TAG = "doingoai/as_of"
"""Run tag `YYYY-MM-DD`: the run makes an edition from what was received by that day."""
FINGERPRINT_TAG = "doingoai/inbox"
"""Run tag: the content of the month's folder that the run worked on (see `assets/watch.py`)."""

MONTHS = dg.MonthlyPartitionsDefinition(
    start_date="2015-01", fmt="%Y-%m", end_offset=1, timezone="Asia/Ho_Chi_Minh"
)
"""Months, the running one included. A province is a row, not a partition: a missing report is normal."""

Context = dg.AssetExecutionContext | dg.AssetCheckExecutionContext


class HomeResource(dg.ConfigurableResource):
    """The home that the assets work in; an empty root means `DOINGOAI_HOME` or the project's root."""

    root: str = ""

    def get(self) -> Home:
        """The home."""
        return Home(Path(self.root).resolve()) if self.root else Home.from_environment()

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[HomeResource]:
        """For as long as a run of a month lasts, no other process runs that month."""
        tags = context.run.tags if context.run else {}
        period, day = tags.get("dagster/partition"), tags.get(AS_OF_TAG)
        if period is None:  # a sensor, or a run of no month
            yield self
            return
        with month_lock(self.get(), period, date.fromisoformat(day) if day else None):
            yield self


def period_of(context: Context) -> str:
    """The month that the run is about."""
    return context.run.tags["dagster/partition"]


def as_of(context: Context) -> date | None:
    """The as-of date of the run, when it has one."""
    text = context.run.tags.get(AS_OF_TAG)
    return date.fromisoformat(text) if text else None


def target(context: Context, home: HomeResource) -> Home:
    """Where the run's tables and papers lie: the home, or the edition."""
    day = as_of(context)
    return home.get().edition(period_of(context), day.isoformat()) if day else home.get()


def materialised(result: StepResult) -> dg.MaterializeResult:
    """A step's counts, findings and paths as an asset's metadata."""
    metadata: dict[str, dg.MetadataValue] = {
        name: dg.MetadataValue.int(count) for name, count in result.counts.items()
    }
    if result.row_count is not None:
        metadata["dagster/row_count"] = dg.MetadataValue.int(result.row_count)
    if result.note:
        metadata["ghi chú"] = dg.MetadataValue.text(result.note)
    if result.findings:
        metadata["cần xử lý"] = dg.MetadataValue.md("\n".join(f"- {line}" for line in result.findings))
    if result.paths:
        metadata["tệp kết quả"] = dg.MetadataValue.md("\n".join(f"- `{path}`" for path in result.paths))
    for name, table in result.tables.items():
        metadata[name] = dg.MetadataValue.md(markdown(*table))
    return dg.MaterializeResult(metadata=metadata)


def markdown(headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [headings, ("---",) * len(headings), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |"
        for line in lines
    )
