DROP TABLE coverage_vendors;
DROP TABLE coverage_marks;
