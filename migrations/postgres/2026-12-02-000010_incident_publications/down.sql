DROP TABLE incident_timeline_entries;
DROP TABLE incident_timelines;
