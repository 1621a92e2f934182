-- A row is one dispatch of a province for a period.
SELECT
    s.submission_id, s.period, s.months, s.province_id, p.name AS province, s.issuer, s.document_number,
    s.sent_date, s.received_date, s.received_source, s.replaces, s.reason,
    s.issuer_level, s.register_row, s.replacement, s.superseded_by, s.readable
FROM input.submissions AS s
LEFT JOIN input.provinces AS p USING (province_id)
ORDER BY s.period, s.received_date NULLS LAST, s.province_id, s.submission_id
