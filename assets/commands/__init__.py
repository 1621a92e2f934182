"""The commands of `doingoai`, one module a group, each with `add(commands, shared)` for its parsers.

A module here may import only light things at its top: Dagster, pandas, DuckDB and the packages of
`pipeline/` that need them are imported inside the functions that run.
"""
