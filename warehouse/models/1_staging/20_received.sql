-- What each province sent for each period: one row a province that sent anything.
-- The first paper received decides the dates: with it the province had reported; a correction later does not undo it.
-- The notes are the submissions' own, and what the rows say when no note of theirs does.
WITH ranked AS (
    SELECT
        *,
        row_number() OVER paper AS place,
        bool_or(reason ILIKE '%thay bằng%') OVER (PARTITION BY period, province_id) AS says_replaced,
        concat_ws(
            ' ',
            'số ' || nullif(document_number, ''),
            'ngày ' || strftime(sent_date, '%d/%m/%Y')
        ) AS called
    FROM input.submissions
    WINDOW paper AS (
        PARTITION BY period, province_id
        ORDER BY received_date NULLS LAST, sent_date NULLS LAST, submission_id
    )
),
said AS (
    SELECT period, province_id, place, 1 AS item, trim(reason) AS note FROM ranked
    UNION ALL
    SELECT period, province_id, place, 2, 'Ngày nhận trước ngày gửi.' FROM ranked
    WHERE received_date < sent_date AND reason NOT ILIKE '%trước ngày gửi%'
    UNION ALL
    SELECT period, province_id, place, 3, 'Chưa đọc được văn bản.' FROM ranked
    WHERE NOT readable AND superseded_by = '' AND reason = ''
    UNION ALL
    SELECT period, province_id, place, 4, 'Đã có văn bản thay thế ' || called || '.' FROM ranked
    WHERE replacement = 'whole' AND replaces <> '' AND NOT says_replaced
    UNION ALL
    SELECT period, province_id, place, 5, 'Đã có văn bản đính chính, bổ sung ' || called || '.' FROM ranked
    WHERE replacement = 'values'
),
joined AS (
    SELECT period, province_id, string_agg(note, ' ' ORDER BY place, item) AS note
    FROM (
        SELECT period, province_id, note, min(place) AS place, min(item) AS item
        FROM said
        WHERE note <> ''
        GROUP BY period, province_id, note
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
