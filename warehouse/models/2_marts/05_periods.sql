-- A row is a period of the warehouse: what was expected of it, by when, and the headline length in months.
FROM staging.periods ORDER BY period
