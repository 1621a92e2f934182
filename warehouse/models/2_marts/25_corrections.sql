-- A row is an analyst's decision. Of several on one key the last one counts; the others are `replaced`.
SELECT
    c.correction_id, c.key, c.who, c.at, c.why, c.old, c.new,
    CASE
        WHEN row_number() OVER (PARTITION BY c.key ORDER BY c.ordinal DESC) > 1 THEN 'replaced'
        ELSE coalesce(d.state, 'in_force')
    END AS state,
    c.action, c.unit, c.sha256, c.place, c.quote,
    -- The dismissal of a finding names it: finding|period|province_id|rule|result_id.
    split_part(c.key, '|', CASE WHEN c.action = 'dismiss' THEN 2 ELSE 1 END) AS period,
    CASE WHEN c.action <> 'dismiss' THEN split_part(c.key, '|', 2)::BIGINT END AS months,
    split_part(c.key, '|', 3) AS province_id,
    CASE WHEN c.action <> 'dismiss' THEN split_part(c.key, '|', 4) END AS indicator,
    CASE WHEN c.action <> 'dismiss' THEN split_part(c.key, '|', 5) END AS role
FROM input.decisions AS c
LEFT JOIN input.corrections AS d USING (correction_id)
ORDER BY c.ordinal
