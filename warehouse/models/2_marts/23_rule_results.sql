-- A row is a finding of one rule.
SELECT result_id, rule, importance, period, province_id, message, state
FROM input.rule_results
ORDER BY period, province_id, rule, result_id
