import warnings

import dagster as dg
import pytest

from assets.definitions import build_definitions
from assets.month import MONTHS


@pytest.fixture(scope="module")
def repository() -> dg.RepositoryDefinition:
    with warnings.catch_warnings():
        warnings.simplefilter("error", dg.BetaWarning)
        return build_definitions().get_repository_def()


def names(keys: object) -> list[str]:
    return sorted(key.to_user_string() for key in keys)  # type: ignore[attr-defined]


def test_the_assets_are_the_tables_and_papers(repository: dg.RepositoryDefinition) -> None:
    graph = repository.asset_graph
    assert {
        key.to_user_string(): names(graph.get(key).parent_keys) for key in graph.get_all_asset_keys()
    } == {
        "files": [],
        "documents": ["files"],
        "submissions": ["documents"],
        "candidates": ["submissions"],
        "figures": ["candidates"],
        "staged_warehouse": ["figures"],
        "warehouse": ["staged_warehouse"],
        "submission_status": ["warehouse"],
        "year_on_year": ["warehouse"],
        "national_totals": ["warehouse"],
        "appendix": ["submission_status"],
        "national_summary": ["figures", "national_totals", "submission_status", "year_on_year"],
    }


def test_the_summary_rests_on_the_month_twelve_before(repository: dg.RepositoryDefinition) -> None:
    graph = repository.asset_graph
    summary = graph.get(dg.AssetKey("national_summary"))
    mapping = summary.partition_mappings[dg.AssetKey("figures")]
    upstream = mapping.get_upstream_mapped_partitions_result_for_partitions(
        MONTHS.subset_with_partition_keys(["2023-06"]), MONTHS, MONTHS
    )
    assert list(upstream.partitions_subset.get_partition_keys()) == ["2022-06"]


def test_only_one_check_blocks_and_it_stands_before_the_warehouse(
    repository: dg.RepositoryDefinition,
) -> None:
    checks = repository.asset_graph.asset_check_keys
    blocking = {key.name for key in checks if repository.asset_graph.get(key).blocking}
    assert sorted(f"{key.asset_key.to_user_string()}: {key.name}" for key in checks) == [
        "figures: nothing_in_review",
        "staged_warehouse: nothing_noticed",
        "staged_warehouse: safe_to_publish",
        "submission_status: every_province_reported",
        "submissions: every_file_used",
    ]
    assert blocking == {"safe_to_publish"}


def test_job_sensor_and_schedule_run_by_themselves(repository: dg.RepositoryDefinition) -> None:
    assert "month" in repository.job_names
    sensor = repository.get_sensor_def("inbox_sensor")
    assert sensor.default_status == dg.DefaultSensorStatus.RUNNING
    schedule = repository.get_schedule_def("deadline_schedule")
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING
    assert schedule.execution_timezone == "Asia/Ho_Chi_Minh"


def test_months_are_named_as_periods_and_the_running_one_exists() -> None:
    assert MONTHS.get_first_partition_key() == "2015-01"
    assert MONTHS.has_partition_key("2017-06")
    last = MONTHS.get_last_partition_key()
    assert last is not None
    assert MONTHS.time_window_for_partition_key(last).end.timestamp() > __import__("time").time()
