DROP TABLE incident_consequences;
DROP TABLE incident_exposures;
DROP TABLE incident_reports;
DROP TABLE incident_parties;
DROP TABLE incidents;
