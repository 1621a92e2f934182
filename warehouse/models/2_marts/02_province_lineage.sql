-- A row: on `date`, unit from_id passed into unit to_id.
FROM input.province_lineage ORDER BY date, to_id, from_id
