-- A row is a finding of one rule.
SELECT
    result_id, rule, importance, period, province_id, message, state,
    expected, evidence, rests_on, dismissed_by, dismissed_why
FROM input.rule_results
ORDER BY period, province_id, rule, result_id
