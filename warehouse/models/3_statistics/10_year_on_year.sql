-- A row is a period, a length in months, a province and an indicator (role actual) against the year before.
-- Base, in this order: our own figure of a year before; what this report says of last year; what
-- its stated change implies. No percentage on a base that is zero or missing. change_pct: 57.9 is +57.9 %.
-- A report may say that something rose by 15 % without saying to what: then direction and change_pct are its own words
-- (direction_source stated), and no sum uses them. Words that contradict each other give no direction.
-- Differences are taken on decimals, so that they print as they were stated.
WITH grid AS (
    SELECT
        s.period, l.months, l.is_headline, s.province_id, s.province, s.region, s.status, s.readable,
        i.indicator, i.unit, s.sort_order, i.sort_order AS indicator_order
    FROM submission_status AS s
    JOIN staging.lengths AS l USING (period)
    CROSS JOIN input.indicators AS i
    WHERE
        l.is_headline
        OR EXISTS (
            FROM input.figures AS f
            WHERE f.period = s.period AND f.months = l.months AND f.indicator = i.indicator AND f.role = 'actual'
        )
),
roles AS (
    SELECT
        period,
        months,
        province_id,
        indicator,
        max(value) FILTER (WHERE role = 'actual')::DECIMAL(38, 4) AS value,
        max(value) FILTER (WHERE role = 'prior_year')::DECIMAL(38, 4) AS prior_year,
        max(value) FILTER (WHERE role = 'change')::DECIMAL(38, 4) AS change,
        max(value) FILTER (WHERE role = 'change_pct') AS change_pct,
        max(derived) FILTER (WHERE role = 'actual') AS derived
    FROM input.figures
    GROUP BY ALL
),
units AS (
    SELECT
        period,
        province_id,
        bool_or(is_break) AS is_break,
        any_value(n_units) AS n_units,
        string_agg(base_name, ', ' ORDER BY base_name) AS base_units
    FROM input.base_units
    GROUP BY ALL
),
based AS (
    SELECT
        g.*,
        r.value,
        r.change_pct AS stated_pct,
        CASE
            WHEN sign(r.change) <> sign(r.change_pct) THEN NULL
            ELSE sign(coalesce(r.change_pct, r.change::DOUBLE))
        END AS stated_sign,
        coalesce(r.derived, '') AS derived,
        r.prior_year AS base_stated,
        b.base AS base_warehouse,
        CASE
            WHEN r.change IS NOT NULL THEN r.value - r.change
            WHEN r.change_pct = 0 THEN r.value
            -- A rounded percentage implies no fraction of a delegation or a dollar, nor a base of nothing.
            WHEN r.change_pct > -100
                THEN nullif(round(r.value::DOUBLE / (1 + r.change_pct / 100)), 0)::DECIMAL(38, 4)
        END AS implied,
        r.change IS NULL AND r.change_pct IS NOT NULL AS implied_by_pct,
        coalesce(u.is_break, false) AS is_break,
        coalesce(u.base_units, '') AS base_units
    FROM grid AS g
    LEFT JOIN roles AS r USING (period, months, province_id, indicator)
    LEFT JOIN staging.bases AS b USING (period, months, province_id, indicator)
    LEFT JOIN units AS u USING (period, province_id)
),
chosen AS (
    SELECT
        *,
        coalesce(base_warehouse, base_stated, CASE WHEN implied >= 0 THEN implied END) AS base,
        CASE
            WHEN base_warehouse IS NOT NULL THEN 'warehouse'
            WHEN base_stated IS NOT NULL THEN 'stated'
            WHEN implied >= 0 THEN 'derived'
        END AS base_source,
        stated_sign IS NOT NULL AND (
            value IS NULL OR coalesce(base_warehouse, base_stated, implied) IS NULL
        ) AS words_only
    FROM based
)
SELECT
    period,
    months,
    province_id,
    province,
    indicator,
    'actual' AS role,
    unit,
    value::DOUBLE AS value,
    base::DOUBLE AS base,
    base_source,
    (value - base)::DOUBLE AS change,
    CASE
        WHEN words_only THEN stated_pct
        WHEN base = 0 THEN NULL
        WHEN base_source = 'derived' AND implied_by_pct THEN stated_pct
        ELSE (value - base)::DOUBLE * 100 / base::DOUBLE
    END AS change_pct,
    CASE
        WHEN status = 'missing' THEN 'no_report'
        WHEN NOT words_only AND (value IS NULL OR base IS NULL) THEN 'no_data'
        WHEN (words_only OR base_source = 'derived') AND stated_sign > 0 THEN 'up'
        WHEN (words_only OR base_source = 'derived') AND stated_sign < 0 THEN 'down'
        WHEN words_only OR (base_source = 'derived' AND stated_sign = 0) THEN 'equal'
        WHEN value > base THEN 'up'
        WHEN value < base THEN 'down'
        ELSE 'equal'
    END AS direction,
    CASE
        WHEN status = 'missing' THEN NULL
        WHEN words_only THEN 'stated'
        WHEN value IS NOT NULL AND base IS NOT NULL THEN 'computed'
    END AS direction_source,
    is_break,
    CASE
        WHEN words_only THEN province || ' (báo cáo chỉ nêu mức tăng, giảm)'
        WHEN base IS NULL THEN ''
        WHEN is_break AND base_source = 'warehouse' THEN 'Tổng của ' || base_units || ' (trước khi sáp nhập)'
        WHEN base_source = 'warehouse' THEN base_units
        ELSE province || ' (theo báo cáo)'
    END AS base_note,
    base_stated::DOUBLE AS base_stated,
    coalesce(
        abs(base_warehouse - base_stated) > 0.005 * greatest(abs(base_warehouse), abs(base_stated)), false
    ) AS base_differs,
    derived,
    is_headline,
    region,
    sort_order,
    indicator_order
FROM chosen
ORDER BY period, months, indicator_order, sort_order
