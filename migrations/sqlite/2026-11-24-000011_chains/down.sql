DROP TABLE chain_terms;
DROP TABLE chain_processings;
DROP TABLE chain_links;
DROP TABLE chain_nodes;
