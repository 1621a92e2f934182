-- A row is a province or centrally-run city, valid from one day to another (both included; empty is open).
FROM input.provinces ORDER BY sort_order
