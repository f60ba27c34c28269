DROP TABLE categorisation_round_lines;
DROP TABLE categorisation_rounds;
DROP TABLE tier_proposals;
DROP INDEX categorisations_organisation;
ALTER TABLE categorisations DROP COLUMN automatic;
ALTER TABLE categorisations DROP COLUMN cause;
DROP TABLE tiering_models;
