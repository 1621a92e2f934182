-- A row is a province that exists on the period's last day: whether it reported, and when.
-- on_time and days_late compare the day of receipt with the deadline; empty when one of them is not known.
SELECT
    o.period,
    o.province_id,
    o.name AS province,
    CASE WHEN r.submission_id IS NULL THEN 'missing' ELSE 'submitted' END AS status,
    coalesce(r.readable, false) AS readable,
    r.sent_date,
    r.received_date,
    r.received_date <= p.deadline AS on_time,
    CASE
        WHEN r.received_date > p.deadline THEN date_diff('day', p.deadline, r.received_date)
        WHEN r.received_date IS NOT NULL AND p.deadline IS NOT NULL THEN 0
    END AS days_late,
    coalesce(r.document_number, '') AS document_number,
    coalesce(r.note, '') AS note,
    coalesce(r.issuer, '') AS issuer,
    r.received_source,
    r.submission_id,
    coalesce(r.n_submissions, 0) AS n_submissions,
    o.region,
    p.deadline,
    o.sort_order
FROM input.provinces_on AS o
JOIN staging.periods AS p USING (period)
LEFT JOIN staging.received AS r USING (period, province_id)
ORDER BY o.period, o.sort_order
