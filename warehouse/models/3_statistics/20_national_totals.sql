-- A row is a period, a length in months and an indicator over the whole country.
-- total: all figures in force. matched_*, change, change_pct: the provinces with a figure in both years.
-- previous_*, total_change, total_change_pct: all reporters of each year, whoever they were.
-- n_submitted counts provinces whose report came, n_provinces those that exist. note: printed where a sum
-- counts some things twice.
WITH previous AS (
    SELECT
        p.period,
        f.months,
        f.indicator,
        sum(f.value::DECIMAL(38, 4)) AS previous_total,
        count(*) AS previous_n
    FROM staging.periods AS p
    JOIN input.figures AS f ON f.period = p.base_period AND f.role = 'actual'
    GROUP BY ALL
),
waiting AS (
    SELECT period, months, indicator, count(*) AS n
    FROM input.to_review
    WHERE role = 'actual'
    GROUP BY ALL
),
summed AS (
    SELECT
        period,
        months,
        indicator,
        any_value(is_headline) AS is_headline,
        any_value(indicator_order) AS indicator_order,
        sum(value::DECIMAL(38, 4)) AS total,
        count(value) AS n_with_data,
        count(*) FILTER (WHERE direction <> 'no_report') AS n_submitted,
        count(*) AS n_provinces,
        sum(value::DECIMAL(38, 4)) FILTER (WHERE base IS NOT NULL) AS matched_total,
        sum(base::DECIMAL(38, 4)) FILTER (WHERE value IS NOT NULL) AS matched_base,
        count(*) FILTER (WHERE value IS NOT NULL AND base IS NOT NULL) AS matched_n,
        count(*) FILTER (WHERE direction = 'up') AS n_up,
        count(*) FILTER (WHERE direction = 'down') AS n_down,
        count(*) FILTER (WHERE direction = 'equal') AS n_equal,
        count(*) FILTER (WHERE direction = 'no_data') AS n_no_data,
        count(*) FILTER (WHERE value IS NOT NULL AND derived <> '') AS derived_n,
        bool_or(is_break AND base_source = 'warehouse') AS is_break
    FROM year_on_year
    GROUP BY ALL
)
SELECT
    s.period,
    s.months,
    s.indicator,
    i.name_vi,
    i.unit,
    s.total::DOUBLE AS total,
    s.n_with_data,
    s.n_submitted,
    s.n_provinces,
    s.matched_total::DOUBLE AS matched_total,
    s.matched_base::DOUBLE AS matched_base,
    s.matched_n,
    (s.matched_total - s.matched_base)::DOUBLE AS change,
    CASE
        WHEN s.matched_base <> 0
            THEN (s.matched_total - s.matched_base)::DOUBLE * 100 / s.matched_base::DOUBLE
    END AS change_pct,
    p.previous_total::DOUBLE AS previous_total,
    p.previous_n,
    (s.total - p.previous_total)::DOUBLE AS total_change,
    CASE
        WHEN p.previous_total <> 0
            THEN (s.total - p.previous_total)::DOUBLE * 100 / p.previous_total::DOUBLE
    END AS total_change_pct,
    s.n_up,
    s.n_down,
    s.n_equal,
    s.n_no_data,
    s.derived_n,
    coalesce(w.n, 0) AS in_review_n,
    s.is_break,
    i.sum_over_provinces AS additive,
    CASE WHEN i.sum_over_provinces THEN '' ELSE i.note_vi END AS note,
    s.is_headline
FROM summed AS s
JOIN input.indicators AS i USING (indicator)
LEFT JOIN previous AS p USING (period, months, indicator)
LEFT JOIN waiting AS w USING (period, months, indicator)
ORDER BY s.period, s.months, s.indicator_order
