-- The stories of a region or of a unit at once: asked of each story apart, ten thousand that wait take ten thousand questions.
CREATE INDEX submission_facets_by_value ON submission_facets (facet, value, submission_id);
