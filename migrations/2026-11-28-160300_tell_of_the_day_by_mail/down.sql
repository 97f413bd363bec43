DROP TABLE digests;
DROP TABLE digest_addresses;
