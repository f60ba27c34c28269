DROP TABLE dialogue_participants;
DROP TABLE dialogue_items;
DROP TABLE dialogues;
DROP TABLE action_postponements;
DROP TABLE actions;
DROP TABLE findings;
