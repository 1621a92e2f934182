"""Asset checks: one that stands between staging and publishing, and those that only say something in words.

What is checked of a staged warehouse is `pipeline.warehouse`'s; here it meets Dagster. A check that blocks
fails the run before anything is published; the others never do.
"""

import dagster as dg

from assets.month import HomeResource, as_of, markdown, period_of, target
from assets.publication import staged_warehouse, submission_status
from assets.reports import figures, submissions
from pipeline import steps

SHOWN = 20


@dg.asset_check(asset=staged_warehouse, blocking=True)
def safe_to_publish(context: dg.AssetCheckExecutionContext, home: HomeResource) -> dg.AssetCheckResult:
    """No wrong figure enters a total silently: every blocking check of the staged warehouse holds."""
    checks = steps.checks_of_staged(home.get(), period_of(context), as_of(context))
    broken = [check for check in checks if check.importance == "blocking" and not check.passed]
    return dg.AssetCheckResult(
        passed=not broken,
        severity=dg.AssetCheckSeverity.ERROR,
        description="; ".join(check.message_vi for check in broken) or "đạt",
        metadata={"kiểm tra": dg.MetadataValue.md(markdown(*steps.check_table(checks)))},
    )


@dg.asset_check(asset=staged_warehouse)
def nothing_noticed(context: dg.AssetCheckExecutionContext, home: HomeResource) -> dg.AssetCheckResult:
    """The checks that do not block: what an analyst should look at before the papers go out."""
    checks = steps.checks_of_staged(home.get(), period_of(context), as_of(context))
    return _words([check.message_vi for check in checks if check.importance == "warn" and not check.passed])


@dg.asset_check(asset=submissions)
def every_file_used(context: dg.AssetCheckExecutionContext, home: HomeResource) -> dg.AssetCheckResult:
    """Files that could not be read, and register rows and files that do not find each other."""
    month = steps.last_results(target(context, home), period_of(context))
    return _words(list(month.findings))


@dg.asset_check(asset=figures)
def nothing_in_review(context: dg.AssetCheckExecutionContext, home: HomeResource) -> dg.AssetCheckResult:
    """Figures that wait for an analyst: they are in no total."""
    month = steps.last_results(target(context, home), period_of(context))
    counts = next((step.counts for step in month.steps if step.step == "figures"), {})
    waiting = counts.get(steps.IN_REVIEW, 0)
    return _words([f"{waiting} số liệu cần xem lại, chưa đưa vào tổng"] if waiting else [])


@dg.asset_check(asset=submission_status)
def every_province_reported(
    context: dg.AssetCheckExecutionContext, home: HomeResource
) -> dg.AssetCheckResult:
    """Provinces whose report has not come: normal before the deadline, and said after it."""
    place = target(context, home)
    if steps.last_results(place, period_of(context)).note:
        return _words([])
    rows = steps.status_rows(place, period_of(context))
    return _words([f"{row['province']}: chưa gửi báo cáo" for row in rows if row["status"] != "submitted"])


ALL = [safe_to_publish, nothing_noticed, every_file_used, nothing_in_review, every_province_reported]


def _words(lines: list[str]) -> dg.AssetCheckResult:
    """Passed without lines; else a warning that stops nothing."""
    shown = [*lines[:SHOWN], f"… và {len(lines) - SHOWN} dòng khác"] if len(lines) > SHOWN else lines
    return dg.AssetCheckResult(
        passed=not lines,
        severity=dg.AssetCheckSeverity.WARN,
        description="; ".join(shown) or "đạt",
        metadata={"số dòng": dg.MetadataValue.int(len(lines))},
    )
