"""The checks that stand between a staged warehouse and its publication, and those that only warn.

Each check is a query that finds what is wrong: no row, no problem; only what is published is compared by
`vanished`. Building and publishing do not belong
here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import duckdb

from pipeline.warehouse.staging import Staged
from pipeline.warehouse.vanished import vanished

Importance = Literal["blocking", "warn"]
VANISH, FEWER = "submissions_vanish", "submissions_fewer"
SHOWN = 20
"""So many of the rows found are kept with the result."""


@dataclass(frozen=True)
class Check:
    """A query that finds offending rows; `{period}` in the SQL is the month that is being published."""

    name: str
    importance: Importance
    message_vi: str
    """What is wrong when a row is found; `{n}` is how many."""
    sql: str


@dataclass(frozen=True)
class CheckResult:
    """The outcome of one check. `message_vi` is empty when it passed."""

    name: str
    importance: Importance
    passed: bool
    message_vi: str
    rows: tuple[dict[str, object], ...] = ()
    """The first of the offending rows."""
    n_rows: int = 0


_KEY = "period, months, province_id, indicator, role"
_EITHER = "(FROM (SELECT figure_id FROM figures UNION ALL SELECT figure_id FROM to_review))"


def _orphans(table: str, column: str, parent: str, optional: bool = False) -> str:
    given = f" AND {column} <> ''" if optional else ""
    return f"SELECT DISTINCT {column} FROM {table} WHERE {column} NOT IN {parent}{given}"


def _unique(table: str, key: str) -> Check:
    return Check(
        f"{table}_unique",
        "blocking",
        f"Bảng {table} có {{n}} khóa bị trùng ({key}).",
        f"SELECT {key}, count(*) AS n FROM {table} GROUP BY {key} HAVING count(*) > 1",
    )


CHECKS: tuple[Check, ...] = (
    *(
        _unique(table, key)
        for table, key in (
            ("provinces", "province_id"),
            ("indicators", "indicator"),
            ("exchange_rates", "currency, year"),
            ("files", "period, sha256, path"),
            ("submissions", "submission_id"),
            ("candidates", "report_period, candidate_id"),
            ("figures", _KEY),
            ("to_review", _KEY),
            ("submission_status", "period, province_id"),
            ("indicator_coverage", "period, province_id, indicator"),
            ("year_on_year", "period, months, province_id, indicator"),
            ("national_totals", "period, months, indicator"),
        )
    ),
    Check(
        "figures_and_review_apart",
        "blocking",
        "{n} khóa vừa có trong figures vừa có trong to_review.",
        f"SELECT {_KEY} FROM figures INTERSECT SELECT {_KEY} FROM to_review",
    ),
    Check(
        "figures_lead_to_a_source",
        "blocking",
        "{n} số liệu không có nguồn mà không phải số do chuyên viên sửa.",
        f"SELECT {_KEY} FROM figures AS f WHERE status <> 'corrected'"
        " AND figure_id NOT IN (SELECT figure_id FROM figure_sources)",
    ),
    Check(
        "figures_have_values",
        "blocking",
        "{n} số liệu đang có hiệu lực mà không có giá trị hợp lệ hoặc trạng thái không đúng.",
        f"SELECT {_KEY}, value, status FROM figures WHERE value IS NULL OR NOT isfinite(value)"
        " OR status NOT IN ('accepted', 'confirmed', 'corrected')",
    ),
    Check(
        "money_is_usd",
        "blocking",
        "{n} số liệu tiền tệ không tính bằng USD hoặc có đơn vị khác với danh mục.",
        f"SELECT {_KEY}, f.unit FROM figures AS f JOIN indicators AS i USING (indicator)"
        " WHERE f.unit <> CASE WHEN role = 'change_pct' THEN 'percent' ELSE i.unit END",
    ),
    Check(
        "figures_of_existing_provinces",
        "blocking",
        "{n} số liệu thuộc đơn vị không tồn tại vào ngày cuối kỳ.",
        "SELECT DISTINCT f.period, f.province_id FROM figures AS f"
        " ANTI JOIN provinces_on AS p ON p.period = f.period AND p.province_id = f.province_id",
    ),
    Check(
        "submissions_of_existing_provinces",
        "blocking",
        "{n} báo cáo thuộc đơn vị không tồn tại vào ngày cuối kỳ.",
        "SELECT s.submission_id, s.period, s.province_id FROM submissions AS s"
        " ANTI JOIN provinces_on AS p ON p.period = s.period AND p.province_id = s.province_id",
    ),
    Check(
        "figures_of_known_indicators",
        "blocking",
        "{n} chỉ tiêu không có trong danh mục.",
        _orphans("figures", "indicator", "(SELECT indicator FROM indicators)"),
    ),
    Check(
        "figures_of_submitters",
        "blocking",
        "{n} địa phương có số liệu nhưng không có báo cáo trong kỳ.",
        "SELECT DISTINCT f.period, f.province_id FROM figures AS f JOIN submission_status AS s"
        " USING (period, province_id) WHERE s.status = 'missing' AND f.status = 'accepted'",
    ),
    Check(
        "sources_lead_to_figures",
        "blocking",
        "{n} nguồn trỏ tới số liệu không tồn tại.",
        _orphans("figure_sources", "figure_id", _EITHER),
    ),
    Check(
        "sources_lead_to_candidates",
        "blocking",
        "{n} nguồn trỏ tới giá trị tìm thấy không tồn tại.",
        _orphans("figure_sources", "candidate_id", "(SELECT candidate_id FROM candidates)"),
    ),
    Check(
        "candidates_lead_to_figures",
        "blocking",
        "{n} giá trị tìm thấy trỏ tới số liệu không tồn tại.",
        _orphans("candidates", "figure_id", _EITHER, optional=True),
    ),
    Check(
        "findings_lead_to_figures",
        "blocking",
        "{n} phát hiện trỏ tới số liệu không tồn tại.",
        _orphans("rule_result_figures", "figure_id", _EITHER),
    ),
    Check(
        "files_lead_to_submissions",
        "blocking",
        "{n} tệp trỏ tới báo cáo không tồn tại.",
        _orphans("files", "submission_id", "(SELECT submission_id FROM submissions)", optional=True),
    ),
    Check(
        "status_covers_every_province",
        "blocking",
        "{n} kỳ có số đã gửi cộng số chưa gửi khác tổng số địa phương.",
        "SELECT s.period, count(*) AS n, any_value(o.n) AS n_provinces FROM submission_status AS s JOIN"
        " (SELECT period, count(*) AS n FROM provinces_on GROUP BY period) AS o USING (period)"
        " GROUP BY s.period HAVING count(*) <> any_value(o.n)"
        " OR count(*) FILTER (WHERE s.status IN ('submitted', 'missing')) <> count(*)",
    ),
    Check(
        "directions_add_up",
        "blocking",
        "{n} chỉ tiêu có tăng + giảm + tương đương + không có số liệu khác số địa phương đã gửi.",
        "SELECT t.period, t.months, t.indicator, n_up, n_down, n_equal, n_no_data, s.n, s.n_provinces"
        " FROM national_totals AS t JOIN (SELECT period, count(*) AS n_provinces,"
        " count(*) FILTER (WHERE status = 'submitted') AS n FROM submission_status GROUP BY period) AS s"
        " USING (period) WHERE n_up + n_down + n_equal + n_no_data <> s.n OR t.n_submitted <> s.n"
        " OR t.n_provinces <> s.n_provinces",
    ),
    Check(
        "totals_recomputed",
        "blocking",
        "{n} tổng toàn quốc khác tổng các số liệu đang có hiệu lực.",
        "SELECT t.period, t.months, t.indicator, t.total, f.total AS recomputed FROM national_totals AS t"
        " FULL JOIN (SELECT period, months, indicator, sum(value) AS total, count(*) AS n FROM figures"
        " WHERE role = 'actual' GROUP BY ALL) AS f USING (period, months, indicator)"
        " WHERE coalesce(t.n_with_data, 0) <> coalesce(f.n, 0) OR (t.total IS NULL) <> (f.total IS NULL)"
        " OR abs(t.total - f.total) > 1e-9 * greatest(abs(t.total), 1) + 0.005",
    ),
    Check(
        "month_alone_apart",
        "blocking",
        "{n} tổng từ đầu năm có lẫn số của riêng một tháng.",
        "SELECT t.period, t.months, t.indicator FROM national_totals AS t"
        " WHERE t.months > 1 AND t.n_with_data <> (SELECT count(*) FROM figures AS f"
        " WHERE f.period = t.period AND f.indicator = t.indicator AND f.role = 'actual'"
        " AND f.months = t.months AND f.months <> 1)",
    ),
    Check(
        "matched_panel_within_total",
        "blocking",
        "{n} chỉ tiêu có nhóm so sánh lớn hơn nhóm có số liệu.",
        "SELECT period, months, indicator, matched_n, n_with_data FROM national_totals"
        " WHERE matched_n > n_with_data OR n_with_data > n_submitted",
    ),
    Check(
        "share_in_review",
        "warn",
        "Hơn 30 % số liệu của kỳ đang chờ duyệt.",
        "SELECT * FROM (SELECT (SELECT count(*) FROM to_review WHERE period = '{period}') AS in_review,"
        " (SELECT count(*) FROM figures WHERE period = '{period}') AS in_force)"
        " WHERE in_review > 0.3 * (in_review + in_force)",
    ),
    Check(
        "reporting_rate",
        "warn",
        "Chưa đến 80 % số địa phương đã gửi báo cáo.",
        "SELECT count(*) FILTER (WHERE status = 'submitted') AS n, count(*) AS n_provinces"
        " FROM submission_status WHERE period = '{period}' HAVING n < 0.8 * n_provinces",
    ),
    Check(
        "unreadable_submissions",
        "warn",
        "{n} địa phương đã gửi báo cáo nhưng chưa đọc được văn bản.",
        "SELECT province_id, province, note FROM submission_status"
        " WHERE period = '{period}' AND status = 'submitted' AND NOT readable",
    ),
    Check(
        "dates_out_of_order",
        "warn",
        "{n} báo cáo có ngày nhận trước ngày gửi.",
        "SELECT province_id, sent_date, received_date FROM submission_status"
        " WHERE period = '{period}' AND received_date < sent_date",
    ),
    Check(
        "rules_of_high_importance",
        "warn",
        "{n} phát hiện quan trọng cần xem.",
        "SELECT rule, province_id, message FROM rule_results"
        " WHERE period = '{period}' AND importance = 'high' AND state = 'open'",
    ),
    Check(
        "bases_differ",
        "warn",
        "{n} số cùng kỳ mà báo cáo nêu lệch quá 0,5 % so với số năm trước trong kho.",
        "SELECT province_id, indicator, base, base_stated FROM year_on_year"
        " WHERE period = '{period}' AND base_differs",
    ),
    Check(
        "decisions_reopened",
        "warn",
        "{n} quyết định của chuyên viên cần xem lại.",
        "SELECT correction_id, key, who FROM corrections WHERE period = '{period}' AND state = 'reopened'",
    ),
)


def check(staged: Staged) -> tuple[CheckResult, ...]:
    """Runs every check on a staged warehouse, the blocking ones first.

    Raises `duckdb.Error` when a query cannot run.
    """
    with duckdb.connect(str(staged.path), read_only=True) as connection:
        queried = [_run(connection, c, staged.period) for c in CHECKS]
        lost = vanished(connection, staged.home, staged.period)
    found = lost.message_vi, lost.submissions[:SHOWN], len(lost.submissions)
    passed: tuple[str, tuple[dict[str, object], ...], int] = ("", (), 0)
    accident, told = (found, passed) if lost.is_accident else (passed, found)
    return (
        CheckResult(VANISH, "blocking", not accident[0], *accident),
        *queried,
        CheckResult(FEWER, "warn", not told[0], *told),
    )


def blocking_failures(results: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
    """Those that forbid publishing."""
    return tuple(r for r in results if r.importance == "blocking" and not r.passed)


def _run(connection: duckdb.DuckDBPyConnection, what: Check, period: str) -> CheckResult:
    found = connection.execute(what.sql.format(period=period))
    columns = [d[0] for d in found.description or ()]
    rows = found.fetchall()
    shown = tuple(dict(zip(columns, row, strict=True)) for row in rows[:SHOWN])
    message = what.message_vi.format(n=len(rows)) if rows else ""
    return CheckResult(what.name, what.importance, not rows, message, shown, len(rows))
