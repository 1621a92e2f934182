"""The commands of `doingoai`, one module a group. Each has `add(commands, shared)`, which declares its parsers.

A module here may import only light things at its top: Dagster, pandas, DuckDB and the packages of `pipeline/` that
need them are imported inside the functions that run.
"""
