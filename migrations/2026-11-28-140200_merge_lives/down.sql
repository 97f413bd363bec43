DROP TABLE merge_proposals;
DROP TABLE merges;
