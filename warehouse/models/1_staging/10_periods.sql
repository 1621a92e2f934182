-- The periods of the warehouse, with the length of time that most of their reports cover.
-- headline_months: what the catalogue expects; else what most submissions cover (the longer one in a tie).
WITH counted AS (
    SELECT period, months, count(*) AS n
    FROM input.submissions
    WHERE superseded_by = ''
    GROUP BY ALL
),
commonest AS (
    SELECT period, arg_max(months, (n, months)) AS months
    FROM counted
    GROUP BY period
)
SELECT
    p.period,
    p.last_day,
    p.base_period,
    p.expected_months,
    p.deadline,
    p.request,
    p.source,
    coalesce(p.expected_months, c.months) AS headline_months
FROM input.periods AS p
LEFT JOIN commonest AS c USING (period)
