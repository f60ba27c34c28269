DROP TABLE submission_receipts;
DROP TABLE answering_presence;
DROP TABLE section_delegations;
DROP TABLE evidence_uses;
DROP TABLE evidence_items;
