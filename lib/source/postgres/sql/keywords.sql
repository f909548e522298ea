-- Words that this server quotes when they are names.
SELECT word::text FROM pg_get_keywords() WHERE catcode <> 'U'
