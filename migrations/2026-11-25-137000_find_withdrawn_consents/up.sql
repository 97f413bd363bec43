-- Published stories whose consent was taken back: the desk looks for them each time it opens.
CREATE INDEX submissions_without_consent ON submissions (hero_id)
WHERE state = 'approved' AND json_extract(answers, '$.consent') = '';
