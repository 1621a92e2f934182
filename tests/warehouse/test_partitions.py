"""Parquet partitions: types kept, whole files, strange rows refused."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.inbox.records import Finding
from pipeline.settling.records import Correction, Figure, FigureSource, RuleResult
from pipeline.submissions.records import Submission
from pipeline.warehouse import TABLES, read_partition, write_partition

ROWS = [
    ("submissions", Submission("s1", "2023-06", 6, "dong_nai", "Tỉnh ủy", sent_date=date(2023, 6, 20))),
    ("submissions", Submission("s2", "2023-06", 6, "dong_nai", "Tỉnh ủy", register_row=3, readable=False)),
    ("figure_sources", FigureSource("f", "c", "a" * 64, "trang 3", "“08 đoàn”")),
    ("rule_results", RuleResult("r", "rule", "high", "2023-06", "dong_nai", "Sai.", figure_ids=("f", "g"))),
    ("findings", Finding("tệp.docx", "Không đọc được.")),
    (
        "corrections",
        Correction("c", "k", "A", datetime(2023, 7, 5, 9, 30, 1), "", "reject", old=None, new=None),
    ),
]


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_rows_come_back_as_they_were(tmp_path, table, row):
    write_partition(tmp_path, table, [row, row])
    assert read_partition(tmp_path, table, type(row)) == (row, row)
    assert [p.name for p in tmp_path.iterdir()] == [f"{table}.parquet"]


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_keeps_its_types(tmp_path, table):
    path = write_partition(tmp_path, table, [])
    assert read_partition(tmp_path, table, TABLES[table]) == ()
    types = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{path}')").fetchall())
    assert "INTEGER" not in types.values()  # what a column of nothing becomes without a schema
    assert len(types) == len(pq.read_schema(path))


def test_no_file_is_no_row(tmp_path):
    assert read_partition(tmp_path, "figures", Figure) == ()


def test_a_column_that_came_later_takes_its_default(tmp_path):
    old = pa.table({"subject": ["a"], "message": ["b"], "left_out": [1]})
    pq.write_table(old, tmp_path / "findings.parquet")
    assert read_partition(tmp_path, "findings", Finding) == (Finding("a", "b"),)
    pq.write_table(old.drop(["message"]), tmp_path / "findings.parquet")
    with pytest.raises(ValueError, match="message"):
        read_partition(tmp_path, "findings", Finding)


def test_what_does_not_belong_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no partition table"):
        write_partition(tmp_path, "opinions", [])
    with pytest.raises(TypeError, match="must be a Figure"):
        write_partition(tmp_path, "figures", [Finding("a", "b")])
    assert not list(tmp_path.iterdir())
