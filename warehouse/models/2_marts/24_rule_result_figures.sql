-- A row is a figure that a finding is about.
SELECT result_id, unnest(figure_ids) AS figure_id
FROM input.rule_results
ORDER BY ALL
