-- Junction tables with a key of both references, with a key of their own, of one table twice, and without declared keys; and tables that are none.
CREATE TABLE film (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE actor (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE genre (code TEXT PRIMARY KEY);
CREATE TABLE tag (id INTEGER PRIMARY KEY, word TEXT NOT NULL);
CREATE TABLE film_actor (film_id INTEGER NOT NULL REFERENCES film, actor_id INTEGER NOT NULL REFERENCES actor, role TEXT, PRIMARY KEY (film_id, actor_id));
CREATE TABLE film_genre (id INTEGER PRIMARY KEY, genre_code TEXT NOT NULL REFERENCES genre, film_id INTEGER NOT NULL REFERENCES film, UNIQUE (film_id, genre_code));
CREATE TABLE film_sequel (of_film INTEGER NOT NULL REFERENCES film, film_id INTEGER NOT NULL REFERENCES film, PRIMARY KEY (of_film, film_id));
CREATE TABLE film_tag (film_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, PRIMARY KEY (film_id, tag_id));
CREATE TABLE film_text (film_id INTEGER PRIMARY KEY REFERENCES film, language TEXT NOT NULL, UNIQUE (film_id, language));
CREATE TABLE rating (id INTEGER PRIMARY KEY, film_id INTEGER NOT NULL REFERENCES film, actor_id INTEGER NOT NULL REFERENCES actor);
CREATE TABLE award (film_id INTEGER NOT NULL REFERENCES film, actor_id INTEGER NOT NULL REFERENCES actor, year INTEGER NOT NULL, PRIMARY KEY (film_id, actor_id, year));
CREATE TABLE contract (film_id INTEGER NOT NULL REFERENCES film, actor_id INTEGER NOT NULL REFERENCES actor);
CREATE UNIQUE INDEX contract_open ON contract (film_id, actor_id) WHERE actor_id > 100;
