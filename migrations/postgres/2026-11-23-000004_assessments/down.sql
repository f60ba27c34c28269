DROP TABLE answer_reviews;
DROP TABLE answers;
DROP TABLE assessments;
