import json
from pathlib import Path

import dagster as dg

from assets.month import MONTHS, HomeResource
from pipeline.home import Home

SEEN: list[str] = []


def lock_of(home: HomeResource) -> str:
    return (home.get().data / "runs" / "2023-06" / ".lock").read_text("utf-8")


@dg.asset(partitions_def=MONTHS)
def first(home: HomeResource) -> None:
    SEEN.append(lock_of(home))


@dg.asset(partitions_def=MONTHS, deps=[first])
def second(home: HomeResource) -> None:
    SEEN.append(lock_of(home))


def test_a_run_holds_its_month_from_its_first_step_to_its_last(tmp_path: Path) -> None:
    SEEN.clear()
    resources = {"home": HomeResource(root=str(tmp_path))}
    assert dg.materialize([first, second], partition_key="2023-06", resources=resources).success
    assert len(SEEN) == 2
    assert SEEN[0] == SEEN[1]  # taken once
    assert json.loads(SEEN[0])["period"] == "2023-06"
    assert (Home(tmp_path).data / "runs" / "2023-06" / ".lock").read_text("utf-8") == ""
