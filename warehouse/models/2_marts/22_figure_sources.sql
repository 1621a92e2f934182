-- A row is a candidate behind a figure (behind a derived total: of its parts): file, place and words.
SELECT figure_id, candidate_id, sha256, place, quote
FROM input.figure_sources
ORDER BY figure_id, candidate_id
