DROP TABLE passport_reviews;
DROP TABLE passport_shares;
DROP TABLE passport_answers;
