"""Assets from the inbox to the figures: `files → documents → submissions → candidates → figures`."""

import dagster as dg

from assets.month import MONTHS, HomeResource, as_of, materialised, period_of
from pipeline import steps

GROUP = "reports"


@dg.asset(partitions_def=MONTHS, group_name=GROUP)
def files(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """What lies in the month's inbox, and what the register says of it."""
    return materialised(steps.files(home.get(), period_of(context), as_of(context)))


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[files])
def documents(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """The files, read: text and tables, each piece with its place.

    A file read before comes from the cache.
    """
    return materialised(steps.documents(home.get(), period_of(context), as_of(context)))


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[documents])
def submissions(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """Whose report each file is, with number and dates; duplicates, replacements and what is no report."""
    return materialised(steps.submissions(home.get(), period_of(context), as_of(context)))


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[submissions])
def candidates(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """Every value that the documents state, with its sentence and place."""
    return materialised(steps.candidates(home.get(), period_of(context), as_of(context)))


@dg.asset(partitions_def=MONTHS, group_name=GROUP, deps=[candidates])
def figures(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult:
    """The settled figures, and those that an analyst has to look at."""
    return materialised(steps.figures(home.get(), period_of(context), as_of(context)))
