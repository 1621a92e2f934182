"""The front of the project: Dagster's definitions and the command line. Both only call `pipeline/`."""
