-- The lengths of time for which a period is compared and summed: the headline one, and every other one stated.
SELECT period, headline_months AS months, true AS is_headline
FROM staging.periods
WHERE headline_months IS NOT NULL
UNION
SELECT DISTINCT f.period, f.months, false AS is_headline
FROM input.figures AS f
JOIN staging.periods AS p USING (period)
WHERE f.role = 'actual' AND f.months IS DISTINCT FROM p.headline_months
