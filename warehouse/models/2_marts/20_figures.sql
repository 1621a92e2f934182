-- A row is a figure in force: safe to sum within one (period, months, indicator, role). Money is USD.
SELECT
    figure_id, period, months, province_id, province, indicator, role, value, unit, qualifier, status, confidence,
    derived, value_stated, unit_stated, readings
FROM input.figures
ORDER BY period, months, province_id, indicator, role
