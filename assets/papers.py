"""Assets that are papers: `appendix` and `national_summary`, written from what was published."""

import dagster as dg

from assets.month import MONTHS, HomeResource, as_of, materialised, period_of
from assets.publication import national_totals, submission_status, year_on_year
from assets.reports import figures
from pipeline import steps

GROUP = "papers"

A_YEAR_EARLIER = dg.TimeWindowPartitionMapping(start_offset=-12, end_offset=-12)
"""The base of a summary's changes. The first year of the partitions has none there, and runs all the same."""


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[submission_status])
def appendix(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """The provinces that have reported and those that have not, as docx, xlsx and csv."""
    return materialised(steps.appendix(home.get(), period_of(context), as_of(context)))


@dg.asset(
    partitions_def=MONTHS,
    group_name=GROUP,
    deps=[
        submission_status,
        year_on_year,
        national_totals,
        dg.AssetDep(figures, partition_mapping=A_YEAR_EARLIER),
    ],
)
def national_summary(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """The national summary as docx, pdf and html, with its figures as a workbook."""
    return materialised(steps.national_summary(home.get(), period_of(context), as_of(context)))
