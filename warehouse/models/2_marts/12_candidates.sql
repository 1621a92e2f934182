-- A row is one value that a document states: everything found, with the note why it is no figure.
-- report_period is the period of the report that states it; `period` the one that the value is about.
SELECT
    c.candidate_id, c.sha256, c.place, c.page, c.quote, c.method, c.period, c.months, c.province_id, c.owner,
    c.indicator, c.role, c.value, c.unit, c.value_stated, c.unit_stated, c.qualifier, c.confidence, c.figure_id,
    concat_ws('; ', nullif(c.set_aside, ''), nullif(c.note, '')) AS note,
    c.status, c.set_aside, c.sentence, c.report_period, f.submission_id
FROM input.candidates AS c
LEFT JOIN (
    SELECT report_period, sha256, arg_max(submission_id, state = 'read') AS submission_id
    FROM input.files
    GROUP BY ALL
) AS f USING (report_period, sha256)
ORDER BY c.report_period, c.province_id, c.sha256, c.block, c.start
