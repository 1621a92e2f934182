-- A row is one line for the analyst: what is wrong with which file or row, and what to do.
SELECT report_period AS period, kind, subject, message, action
FROM input.findings
ORDER BY ALL
