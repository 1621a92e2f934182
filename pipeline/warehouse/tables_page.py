"""The page docs/TABLES.md: every table of the warehouse with its columns, from the models themselves.

    .venv/bin/python -m pipeline.warehouse.tables_page > docs/TABLES.md

A test holds the page to the models. What a table means is said in the model's leading comment, not here.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import duckdb

from pipeline.home import Home
from pipeline.warehouse.staging import stage

HEAD = """# Tables of the warehouse

`warehouse/doingoai.duckdb`, read with `pipeline.warehouse.connect()` or any DuckDB. Made from the models in
`warehouse/models/` by `python -m pipeline.warehouse.tables_page`; do not edit by hand. Tables and columns
only ever grow.
"""
ANY_PERIOD = "2023-06"


def tables_page() -> str:
    """The page, from a warehouse that is built of nothing in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        staged = stage(Home(Path(folder)), ANY_PERIOD)
        with duckdb.connect(str(staged.path), read_only=True) as connection:
            tables = connection.execute(
                "SELECT table_name, comment FROM duckdb_tables() ORDER BY table_oid"
            ).fetchall()
            parts = [HEAD]
            for table, comment in tables:
                columns = connection.execute(
                    "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?"
                    " ORDER BY column_index",
                    [table],
                ).fetchall()
                listed = ", ".join(f"`{name}` {kind.lower()}" for name, kind in columns)
                parts.append(f"## {table}\n\n{comment}\n\n{listed}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(tables_page())
