"""doingoai: from the provinces' reports to the national summary.

The packages stand in the order in which data flows: catalogue, inbox, reading, submissions,
extraction, settling, warehouse, summary, review. Each imports only the ones before it; none knows Dagster.
"""
