-- Published stories whose consent was taken back: the desk looks for them each time it opens.
CREATE INDEX submissions_without_consent ON submissions (state, about_id, hero_id)
WHERE json_extract(answers, '$.consent') = '';
-- Papers that may be old enough to be erased.
CREATE INDEX submission_papers_by_age ON submission_papers (sent_at);
