-- Name of the database's main file; used by the connection test.
SELECT 1
