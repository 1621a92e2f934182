-- What each province sent for each period: one row a province that sent anything.
-- The first paper received decides the dates: with it the province had reported; a correction later does not undo it.
WITH ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY period, province_id
            ORDER BY received_date NULLS LAST, sent_date NULLS LAST, submission_id
        ) AS place,
        sent_date IS NOT NULL AND received_date < sent_date AS received_before_sent
    FROM input.submissions
),
notes AS (
    SELECT
        period,
        province_id,
        CASE
            WHEN place = 1 AND received_before_sent AND reason NOT ILIKE '%trước%'
                THEN 'Ngày nhận trước ngày gửi'
        END AS dates_note,
        CASE
            WHEN superseded_by <> '' THEN
                'Văn bản ' || coalesce(nullif(document_number, '') || ' ', '') || 'đã được thay thế'
            WHEN replacement = 'values' THEN
                'Có văn bản đính chính, bổ sung' || coalesce(' số ' || nullif(document_number, ''), '')
                || coalesce(' ngày ' || strftime(sent_date, '%d/%m/%Y'), '')
            WHEN replacement = 'whole' THEN
                'Có văn bản thay thế' || coalesce(' số ' || nullif(document_number, ''), '')
                || coalesce(' ngày ' || strftime(sent_date, '%d/%m/%Y'), '')
        END AS replaced_note,
        CASE
            WHEN NOT readable AND superseded_by = '' AND reason = '' THEN 'Chưa đọc được văn bản'
        END AS unreadable_note,
        nullif(trim(reason), '') AS reason,
        place
    FROM ranked
),
said AS (
    SELECT
        period,
        province_id,
        place,
        unnest([reason, dates_note, unreadable_note, replaced_note]) AS note,
        generate_subscripts([reason, dates_note, unreadable_note, replaced_note], 1) AS item
    FROM notes
),
joined AS (
    SELECT period, province_id, string_agg(note, '; ' ORDER BY place, item) AS note
    FROM (
        SELECT period, province_id, note, min(place) AS place, min(item) AS item
        FROM said
        WHERE note IS NOT NULL
        GROUP BY ALL
    )
    GROUP BY ALL
),
together AS (
    SELECT
        period,
        province_id,
        coalesce(bool_or(readable) FILTER (WHERE superseded_by = ''), bool_or(readable)) AS readable,
        count(*) AS n_submissions
    FROM ranked
    GROUP BY ALL
)
SELECT
    r.period,
    r.province_id,
    r.submission_id,
    r.sent_date,
    r.received_date,
    r.received_source,
    r.document_number,
    r.issuer,
    t.readable,
    t.n_submissions,
    coalesce(j.note, '') AS note
FROM ranked AS r
JOIN together AS t USING (period, province_id)
LEFT JOIN joined AS j USING (period, province_id)
WHERE r.place = 1
