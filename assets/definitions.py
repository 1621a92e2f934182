"""What Dagster loads. `build_definitions` can be called by a test with a home of its own."""

from __future__ import annotations

import dagster as dg

from assets import automation, checks, papers, publication, reports
from assets.month import HomeResource
from pipeline.home import Home


def build_definitions(home: Home | None = None) -> dg.Definitions:
    """All assets, checks, the job, the sensor and the schedule, for `home` or the environment's."""
    return dg.Definitions(
        assets=[
            reports.files,
            reports.documents,
            reports.submissions,
            reports.candidates,
            reports.figures,
            publication.staged_warehouse,
            publication.warehouse,
            publication.submission_status,
            publication.year_on_year,
            publication.national_totals,
            papers.appendix,
            papers.national_summary,
        ],
        asset_checks=checks.ALL,
        jobs=[automation.month_job],
        sensors=[automation.inbox_sensor],
        schedules=[automation.deadline_schedule],
        resources={"home": HomeResource(root=str(home.root) if home else "")},
        executor=dg.in_process_executor,
    )


defs = build_definitions()
