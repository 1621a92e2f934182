-- A row is an indicator: its unit, whether it may be summed, and the note to print where it may not.
FROM input.indicators ORDER BY sort_order
