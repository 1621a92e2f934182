"""The month's flow without Dagster: one function a step, and `run_month` for all of them.

A step reads the tables that the step before wrote to `home.work(period)`, writes its own, and gives a small
`StepResult`. What a step does is its package's knowledge (`inbox`, `reading`, … `summary`); here is the
order, the cache, the tables, and the lines for the analyst.
"""

from pipeline.steps.month import (
    appendix,
    candidates,
    documents,
    figures,
    files,
    national_summary,
    run_month,
    staged_warehouse,
    submissions,
    warehouse,
)
from pipeline.steps.month_locks import is_running, month_lock
from pipeline.steps.publication import check_table, checks_of_staged
from pipeline.steps.result import STEPS, MonthResult, StepResult, forget_results, last_results
from pipeline.steps.values import IN_REVIEW
from pipeline.steps.views import national_totals, status_rows, submission_status, year_on_year

__all__ = [
    "IN_REVIEW",
    "STEPS",
    "MonthResult",
    "StepResult",
    "appendix",
    "candidates",
    "check_table",
    "checks_of_staged",
    "documents",
    "figures",
    "files",
    "forget_results",
    "is_running",
    "last_results",
    "month_lock",
    "national_summary",
    "national_totals",
    "run_month",
    "staged_warehouse",
    "status_rows",
    "submission_status",
    "submissions",
    "warehouse",
    "year_on_year",
]
