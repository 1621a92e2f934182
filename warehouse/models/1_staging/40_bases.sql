-- What the warehouse itself has for a year earlier: of a merged province, the sum over its predecessors,
-- and only when all of them have a figure.
SELECT
    b.period,
    f.months,
    b.province_id,
    f.indicator,
    sum(f.value::DECIMAL(38, 4)) AS base
FROM input.base_units AS b
JOIN input.figures AS f
    ON f.period = b.base_period AND f.province_id = b.base_id AND f.role = 'actual'
GROUP BY ALL
HAVING count(*) = any_value(b.n_units)
