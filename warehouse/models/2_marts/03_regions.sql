-- A row is a province in a region, from when to when the region had that shape.
FROM input.regions
