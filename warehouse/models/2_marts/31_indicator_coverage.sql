-- A row is a period, a province and an indicator: what the province's report says of it (role actual, any length).
-- An unreadable report is not silent: nobody knows yet what it says, so it is in review.
WITH stated AS (
    SELECT
        f.period,
        f.province_id,
        f.indicator,
        bool_and(f.value = 0) AS all_zero,
        arg_max(f.value, (f.months = p.headline_months, f.months)) AS value
    FROM input.figures AS f
    JOIN staging.periods AS p USING (period)
    WHERE f.role = 'actual'
    GROUP BY ALL
),
waiting AS (
    SELECT DISTINCT period, province_id, indicator FROM input.to_review WHERE role = 'actual'
)
SELECT
    s.period,
    s.province_id,
    s.province,
    i.indicator,
    CASE
        WHEN s.status = 'missing' THEN 'no_report'
        WHEN f.value = 0 THEN 'stated_zero'
        WHEN f.value IS NOT NULL THEN 'stated'
        WHEN w.indicator IS NOT NULL OR NOT s.readable THEN 'in_review'
        ELSE 'silent'
    END AS presence,
    CASE
        WHEN s.status = 'submitted' AND NOT s.readable AND f.value IS NULL THEN 'Chưa đọc được văn bản'
        ELSE ''
    END AS note
FROM submission_status AS s
CROSS JOIN input.indicators AS i
LEFT JOIN stated AS f USING (period, province_id, indicator)
LEFT JOIN waiting AS w USING (period, province_id, indicator)
ORDER BY s.period, s.sort_order, i.sort_order
