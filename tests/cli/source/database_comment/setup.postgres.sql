DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), E'The shop: <b>all</b> that is sold | "bought"\n\nSecond paragraph.'); END $$;
CREATE TABLE t (id int PRIMARY KEY);
