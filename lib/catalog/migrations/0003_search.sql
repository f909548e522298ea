-- What `scribe search` looks in, brought in step with the objects before a search (catalog/search/index.cpp).

-- One row an object; kinds lie one after the other by rowid. Names are split into words; exact is the name as one word;
-- labels holds words that no name has: source, schema and subkind, for filters.
CREATE VIRTUAL TABLE search USING fts5 (
    name, exact, place, comment, definition, labels, object_id UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
);

-- The words of names and comments, for parts of words and slips of the keyboard.
CREATE VIRTUAL TABLE search_word USING fts5 (word, tokenize = "trigram", detail = none);

-- The last scan that is in the index, and how the index was made.
CREATE TABLE search_state (
    scan_id INTEGER NOT NULL,
    format  INTEGER NOT NULL
) STRICT;
INSERT INTO search_state VALUES (0, 0);
