-- What the database says of itself (COMMENT ON DATABASE).
ALTER TABLE source ADD COLUMN comment TEXT;
