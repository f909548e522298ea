SELECT p.oid, p.pubname::text, p.pubowner, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
       false, --@ pg_publication.pubviaroot: p.pubviaroot,
       'n'::"char", --@ pg_publication.pubgencols: p.pubgencols,
       NULL::text[] --@ pg_publication_namespace.pnpubid: ARRAY(SELECT n.nspname::text FROM pg_publication_namespace q JOIN pg_namespace n ON n.oid = q.pnnspid WHERE q.pnpubid = p.oid ORDER BY 1)
FROM pg_publication p
