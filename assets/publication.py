"""Assets of the warehouse: `staged_warehouse → warehouse`, and views on three of its published tables.

Between the two stand the blocking checks of `assets/checks.py`. The views compute nothing: their tables are
in the warehouse, and they show the month's rows in Dagster.
"""

import dagster as dg

from assets.month import MONTHS, HomeResource, as_of, materialised, period_of
from assets.reports import figures
from pipeline import steps

GROUP = "warehouse"


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[figures])
def staged_warehouse(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """A fresh database from all months, beside the published one; nobody reads it before its checks."""
    return materialised(steps.staged_warehouse(home.get(), period_of(context), as_of(context)))


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[staged_warehouse])
def warehouse(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """The published warehouse (or the edition's own), swapped in whole."""
    result = steps.warehouse(home.get(), period_of(context), as_of(context), run_id=context.run.run_id)
    if result.blocked:
        raise dg.Failure("; ".join(result.blocked))
    return materialised(result)


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[warehouse])
def submission_status(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """Each province that exists on the month's last day: has it reported, when, how late."""
    return materialised(steps.submission_status(home.get(), period_of(context), as_of(context)))


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[warehouse])
def year_on_year(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """Each province's figures beside those of a year earlier."""
    return materialised(steps.year_on_year(home.get(), period_of(context), as_of(context)))


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[warehouse])
def national_totals(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """The nation's totals and changes, with n of N and the matched panel."""
    return materialised(steps.national_totals(home.get(), period_of(context), as_of(context)))
