-- A row is a figure that is not in force: why, and the readings considered (JSON).
SELECT
    figure_id, period, months, province_id, province, indicator, role, value, unit, qualifier, status, confidence,
    derived, value_stated, unit_stated, reason, readings
FROM input.to_review
ORDER BY period, months, province_id, indicator, role
