-- A row is a file that arrived and what became of it. Nothing submitted is lost.
SELECT
    sha256, parent, submission_id, path, format, state, reason,
    period, role, size, pages, reader_version, document_months, document_period
FROM input.files
ORDER BY period, path
