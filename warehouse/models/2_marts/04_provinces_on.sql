-- A row is a province that exists on a period's last day, in Vietnamese order, with its region on that day.
FROM input.provinces_on ORDER BY period, sort_order
