DROP TABLE weekly_digest_versions;
DROP TABLE weekly_digests;
