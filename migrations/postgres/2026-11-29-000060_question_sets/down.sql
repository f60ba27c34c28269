DROP TABLE assessment_questions;
DROP TABLE vendor_focus_areas;
DROP TABLE question_set_versions;
DROP TABLE question_sets;
