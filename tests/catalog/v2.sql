PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE source (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    url        TEXT NOT NULL,             -- without any password
    product    TEXT NOT NULL DEFAULT '',  -- PostgreSQL, SQLite
    version    TEXT NOT NULL DEFAULT '',
    database   TEXT NOT NULL DEFAULT '',
    identity   TEXT NOT NULL DEFAULT '',  -- tells another server under the same name
    encoding   TEXT NOT NULL DEFAULT '',
    collation  TEXT NOT NULL DEFAULT '',
    secret     BLOB,                      -- the encrypted password, when the user asked to keep it
    created_at TEXT NOT NULL              -- UTC, ISO 8601
) STRICT;
INSERT INTO source VALUES(1,'shop','sqlite:/srv/shop.db','SQLite','3.40.1','shop','/srv/shop.db','UTF-8','',NULL,'2026-11-21T17:02:16.451Z');
CREATE TABLE scan (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    started_at  TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    author      TEXT NOT NULL,
    version     TEXT NOT NULL,            -- of the server
    filter      TEXT NOT NULL,            -- JSON: what the scan was limited to
    added       INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    removed     INTEGER NOT NULL,
    notes       TEXT NOT NULL             -- JSON array: what could not be read
) STRICT;
INSERT INTO scan VALUES(1,1,'2026-11-21T17:02:16.451Z','2026-11-21T17:02:16.456Z','tester','3.40.1','{}',24,0,0,'[]');
INSERT INTO scan VALUES(2,1,'2026-11-21T17:02:16.583Z','2026-11-21T17:02:16.621Z','tester','3.40.1','{}',6,1,3,'[]');
CREATE TABLE object (
    source_id    INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    id           INTEGER NOT NULL,        -- hash of source, kind, schema, table and name
    kind         TEXT NOT NULL,
    schema_name  TEXT NOT NULL,
    table_name   TEXT NOT NULL,           -- parts of a table: its name
    name         TEXT NOT NULL,
    position     INTEGER NOT NULL,
    comment      TEXT,
    extension    TEXT NOT NULL,           -- the extension that owns it
    body         TEXT NOT NULL,           -- JSON
    hash         INTEGER NOT NULL,        -- of comment, extension, position and body
    first_scan   INTEGER NOT NULL,        -- the scan that found it first,
    changed_scan INTEGER NOT NULL,        -- changed it last,
    removed_scan INTEGER                  -- and missed it
) STRICT;
INSERT INTO object VALUES(1,-3901022263391899471,'schema','main','','main',0,NULL,'','{}',2633987888666512275,1,1,NULL);
INSERT INTO object VALUES(1,-6581281785883596392,'table','main','','Order',0,NULL,'','{"table_kind":"table","definition":"CREATE TABLE \"Order\" (\n    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,\n    total NUMERIC(10, 2) CHECK (total >= 0), status VARCHAR(10) DEFAULT ''new''\n)"}',6965357219530748460,1,1,NULL);
INSERT INTO object VALUES(1,-6581281786382129575,'column','main','Order','id',1,NULL,'','{"type":"INTEGER","not_null":true,"affinity":"INTEGER"}',-1758414883762068366,1,1,NULL);
INSERT INTO object VALUES(1,-6581281787247693128,'column','main','Order','customer_id',2,NULL,'','{"type":"INTEGER","not_null":true,"affinity":"INTEGER"}',-8432592242521586439,1,1,NULL);
INSERT INTO object VALUES(1,-6581281785936941529,'column','main','Order','total',3,NULL,'','{"type":"NUMERIC(10, 2)","affinity":"NUMERIC"}',-1092761156814456555,1,1,NULL);
INSERT INTO object VALUES(1,-6581281786230645805,'column','main','Order','status',4,NULL,'','{"type":"VARCHAR(10)","default":"''new''","affinity":"TEXT"}',3497552028135099656,1,1,NULL);
INSERT INTO object VALUES(1,-6581281786156774025,'constraint','main','Order','pk',0,NULL,'','{"type":"primary key","columns":["id"],"definition":"PRIMARY KEY (id)"}',6456592649001890609,1,1,NULL);
INSERT INTO object VALUES(1,-6581281785309839985,'constraint','main','Order','fk(customer_id) -> customer',0,NULL,'','{"type":"foreign key","columns":["customer_id"],"references":{"schema":"main","name":"customer"},"referenced_columns":["id"],"on_delete":"cascade","definition":"FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE"}',7528384475811837234,1,1,NULL);
INSERT INTO object VALUES(1,-6581281784764981298,'constraint','main','Order','check#1',0,NULL,'','{"type":"check","expression":"total >= 0","definition":"CHECK (total >= 0)"}',4869696198133024423,1,1,NULL);
INSERT INTO object VALUES(1,-6581281785662388525,'index','main','Order','order_customer',0,NULL,'','{"method":"btree","keys":[{"column":"customer_id"}],"predicate":"status <> ''done''","definition":"CREATE INDEX order_customer ON \"Order\" (customer_id) WHERE status <> ''done''"}',-4587987515437382629,1,1,NULL);
INSERT INTO object VALUES(1,3446544877636690641,'table','main','','customer',0,NULL,'','{"table_kind":"table","definition":"CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, since DATE DEFAULT CURRENT_DATE, newsletter INTEGER)"}',2049240568843584467,1,2,NULL);
INSERT INTO object VALUES(1,3446544876847850456,'column','main','customer','id',1,NULL,'','{"type":"INTEGER","not_null":true,"affinity":"INTEGER"}',-1758414883762068366,1,1,NULL);
INSERT INTO object VALUES(1,3446544879514846505,'column','main','customer','email',2,NULL,'','{"type":"TEXT","not_null":true,"affinity":"TEXT"}',-5045775008771199927,1,1,NULL);
INSERT INTO object VALUES(1,3446544880479634750,'column','main','customer','since',3,NULL,'','{"type":"DATE","default":"CURRENT_DATE","affinity":"NUMERIC"}',1434620281181033015,1,1,NULL);
INSERT INTO object VALUES(1,3446544879156869847,'trigger','main','customer','kept',0,NULL,'','{"timing":"before","events":["delete"],"level":"row","enabled":"origin","definition":"CREATE TRIGGER kept BEFORE DELETE ON customer BEGIN SELECT raise(ABORT, ''kept''); END"}',8629322523166787474,1,1,NULL);
INSERT INTO object VALUES(1,3446544879981428478,'constraint','main','customer','pk',0,NULL,'','{"type":"primary key","columns":["id"],"definition":"PRIMARY KEY (id)"}',6456592649001890609,1,1,NULL);
INSERT INTO object VALUES(1,3446544880164208363,'constraint','main','customer','unique(email)',0,NULL,'','{"type":"unique","columns":["email"],"index":"sqlite_autoindex_customer_1","definition":"UNIQUE (email)"}',-5748615783689271109,1,1,NULL);
INSERT INTO object VALUES(1,3446544879208098538,'index','main','customer','sqlite_autoindex_customer_1',0,NULL,'','{"method":"btree","keys":[{"column":"email"}],"unique":true,"constraint":"unique(email)"}',-4655513037628632509,1,1,NULL);
INSERT INTO object VALUES(1,1660923679531036292,'table','main','',replace('odd "name"\n客户','\n',char(10)),0,NULL,'','{"table_kind":"table","definition":"CREATE TABLE \"odd \"\"name\"\"\n客户\" (a, b)"}',-3336588526041533081,1,1,2);
INSERT INTO object VALUES(1,1660923678127113627,'column','main',replace('odd "name"\n客户','\n',char(10)),'a',1,NULL,'','{"affinity":"BLOB"}',8763214144059450731,1,1,2);
INSERT INTO object VALUES(1,1660923680490031897,'column','main',replace('odd "name"\n客户','\n',char(10)),'b',2,NULL,'','{"affinity":"BLOB"}',-887194402893347643,1,1,2);
INSERT INTO object VALUES(1,2817301821483135290,'view','main','','spent',0,NULL,'','{"definition":"CREATE VIEW spent AS SELECT c.email, sum(o.total) AS total FROM customer c JOIN \"Order\" o ON o.customer_id = c.id GROUP BY 1","uses":[{"relation":{"schema":"main","name":"Order"},"columns":["customer_id","total"]},{"relation":{"schema":"main","name":"customer"},"columns":["id","email"]}]}',6950348756640965553,1,1,NULL);
INSERT INTO object VALUES(1,2817301821867081751,'column','main','spent','email',1,NULL,'','{"type":"TEXT","affinity":"TEXT"}',-844417890843356697,1,1,NULL);
INSERT INTO object VALUES(1,2817301819601721204,'column','main','spent','total',2,NULL,'','{"affinity":"BLOB"}',-887194402893347643,1,1,NULL);
INSERT INTO object VALUES(1,3446544880048397932,'column','main','customer','newsletter',4,NULL,'','{"type":"INTEGER","affinity":"INTEGER"}',2409068392867675594,2,2,NULL);
INSERT INTO object VALUES(1,-3768565484697413679,'table','main','','shipment',0,NULL,'','{"table_kind":"table","definition":"CREATE TABLE shipment (id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES \"Order\" (id))"}',6691467328985662777,2,2,NULL);
INSERT INTO object VALUES(1,-3768565484811971660,'column','main','shipment','id',1,NULL,'','{"type":"INTEGER","not_null":true,"affinity":"INTEGER"}',-1758414883762068366,2,2,NULL);
INSERT INTO object VALUES(1,-3768565485797688859,'column','main','shipment','order_id',2,NULL,'','{"type":"INTEGER","affinity":"INTEGER"}',-6466073085525789192,2,2,NULL);
INSERT INTO object VALUES(1,-3768565486803388921,'constraint','main','shipment','pk',0,NULL,'','{"type":"primary key","columns":["id"],"definition":"PRIMARY KEY (id)"}',6456592649001890609,2,2,NULL);
INSERT INTO object VALUES(1,-3768565485751968705,'constraint','main','shipment','fk(order_id) -> Order',0,NULL,'','{"type":"foreign key","columns":["order_id"],"references":{"schema":"main","name":"Order"},"referenced_columns":["id"],"definition":"FOREIGN KEY (order_id) REFERENCES \"Order\" (id)"}',7575741944719476136,2,2,NULL);
CREATE TABLE reference (
    target    INTEGER NOT NULL,           -- hash of the mentioned schema and name
    object_id INTEGER NOT NULL,           -- who mentions it, now or in an earlier state
    PRIMARY KEY (target, object_id)
) STRICT, WITHOUT ROWID;
INSERT INTO reference VALUES(-665625482992315336,-6581281785309839985);
INSERT INTO reference VALUES(-665625482992315336,2817301821483135290);
INSERT INTO reference VALUES(4211882280308664170,-3768565485751968705);
INSERT INTO reference VALUES(4211882280308664170,2817301821483135290);
CREATE TABLE object_history (
    object_id   INTEGER NOT NULL,
    scan_id     INTEGER NOT NULL,         -- the scan that found this state
    until_scan  INTEGER NOT NULL,         -- the scan that found another one, or nothing
    position    INTEGER NOT NULL,
    comment     TEXT,
    extension   TEXT NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (object_id, scan_id)
) STRICT, WITHOUT ROWID;
INSERT INTO object_history VALUES(3446544877636690641,1,2,0,NULL,'','{"table_kind":"table","definition":"CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, since DATE DEFAULT CURRENT_DATE)"}');
CREATE TABLE statistic (
    object_id   INTEGER PRIMARY KEY,
    row_count   INTEGER,
    total_bytes INTEGER,
    body        TEXT NOT NULL             -- JSON: all figures
) STRICT;
INSERT INTO statistic VALUES(-6581281785883596392,0,8192,'{"rows":0,"rows_exact":true,"total_bytes":8192,"bytes_exact":true,"heap_bytes":4096,"index_bytes":4096}');
INSERT INTO statistic VALUES(-6581281785662388525,NULL,4096,'{"total_bytes":4096,"bytes_exact":true}');
INSERT INTO statistic VALUES(-3768565484697413679,0,4096,'{"rows":0,"rows_exact":true,"total_bytes":4096,"bytes_exact":true,"heap_bytes":4096,"index_bytes":0}');
INSERT INTO statistic VALUES(1660923679531036292,0,4096,'{"rows":0,"rows_exact":true,"total_bytes":4096,"bytes_exact":true,"heap_bytes":4096,"index_bytes":0}');
INSERT INTO statistic VALUES(3446544877636690641,2,8192,'{"rows":2,"rows_exact":true,"total_bytes":8192,"bytes_exact":true,"heap_bytes":4096,"index_bytes":4096}');
INSERT INTO statistic VALUES(3446544879208098538,NULL,4096,'{"total_bytes":4096,"bytes_exact":true}');
CREATE TABLE change_set (
    id         TEXT PRIMARY KEY,          -- ULID
    author     TEXT NOT NULL,
    command    TEXT NOT NULL,
    created_at TEXT NOT NULL,
    reverts    TEXT REFERENCES change_set (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    id            TEXT PRIMARY KEY,       -- ULID
    change_set_id TEXT NOT NULL REFERENCES change_set (id),
    subject       TEXT NOT NULL,          -- what kind of thing: source, description, ...
    subject_id    TEXT NOT NULL,          -- its key: a name or an object id
    label         TEXT NOT NULL,          -- its name for people
    before        TEXT,                   -- JSON; NULL: did not exist
    after         TEXT                    -- JSON; NULL: exists no longer
) STRICT, WITHOUT ROWID;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('scan',2);
CREATE INDEX scan_by_source ON scan (source_id);
CREATE INDEX object_removed ON object (source_id, name) WHERE removed_scan IS NOT NULL;
CREATE INDEX event_by_change_set ON event (change_set_id);
CREATE INDEX event_by_subject ON event (subject, subject_id);
CREATE VIEW v_sources AS
SELECT s.name AS source, s.product, s.version, s.database, s.url,
       (SELECT count(*) FROM object o WHERE o.source_id = s.id AND o.removed_scan IS NULL) AS objects,
       (SELECT count(*) FROM scan n WHERE n.source_id = s.id) AS scans,
       (SELECT max(n.finished_at) FROM scan n WHERE n.source_id = s.id) AS last_scan
FROM source s;
CREATE VIEW v_scans AS
SELECT s.name AS source, n.id AS scan, n.started_at, n.finished_at, n.author, n.version, n.filter, n.added, n.changed,
       n.removed, n.notes
FROM scan n JOIN source s ON s.id = n.source_id;
CREATE VIEW v_objects AS
SELECT s.name AS source, o.kind, o.schema_name AS "schema", o.table_name AS "table", o.name, o.position, o.comment,
       o.extension, o.body, o.first_scan, o.changed_scan, o.id
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.removed_scan IS NULL;
CREATE VIEW v_schemas AS
SELECT s.name AS source, o.name AS "schema", o.body ->> 'owner' AS owner, o.comment, o.extension,
       (SELECT count(*) FROM object t WHERE t.source_id = o.source_id AND t.kind = 'table' AND t.schema_name = o.name
               AND t.removed_scan IS NULL) AS tables,
       (SELECT count(*) FROM object t WHERE t.source_id = o.source_id AND t.kind = 'view' AND t.schema_name = o.name
               AND t.removed_scan IS NULL) AS views
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'schema' AND o.removed_scan IS NULL;
CREATE VIEW v_tables AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS "table",
       CASE WHEN o.body ->> '$.partition_of.name' IS NOT NULL THEN 'partition'
            ELSE coalesce(o.body ->> 'table_kind', 'table') END AS kind,
       coalesce(o.body ->> 'persistence', 'permanent') AS persistence,
       o.body ->> 'owner' AS owner, o.comment, o.extension,
       (SELECT count(*) FROM object c WHERE c.source_id = o.source_id AND c.kind = 'column'
               AND c.schema_name = o.schema_name AND c.table_name = o.name AND c.removed_scan IS NULL) AS columns,
       t.row_count AS rows, coalesce(t.body ->> 'rows_exact', 0) AS rows_exact, t.total_bytes,
       t.body ->> 'heap_bytes' AS heap_bytes, t.body ->> 'index_bytes' AS index_bytes,
       t.body ->> 'toast_bytes' AS toast_bytes, t.body ->> 'last_vacuum' AS last_vacuum,
       t.body ->> 'last_analyze' AS last_analyze,
       o.body ->> '$.partition_of.schema' AS partition_of_schema, o.body ->> '$.partition_of.name' AS partition_of_table,
       o.body ->> 'partition_bound' AS partition_bound, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id LEFT JOIN statistic t ON t.object_id = o.id
WHERE o.kind = 'table' AND o.removed_scan IS NULL;
CREATE VIEW v_views AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS "view",
       coalesce(o.body ->> 'materialized', 0) AS materialized, o.body ->> 'owner' AS owner, o.comment, o.extension,
       o.body ->> 'definition' AS definition, t.row_count AS rows, t.total_bytes, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id LEFT JOIN statistic t ON t.object_id = o.id
WHERE o.kind = 'view' AND o.removed_scan IS NULL;
CREATE VIEW v_columns AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "column", o.position,
       coalesce(o.body ->> 'type', '') AS type, coalesce(o.body ->> 'not_null', 0) AS not_null,
       o.body ->> 'default' AS default_value, o.body ->> 'identity' AS identity, o.body ->> 'generated' AS generated,
       o.body ->> 'expression' AS expression, o.body ->> 'collation' AS collation,
       o.body ->> '$.user_type.schema' AS user_type_schema, o.body ->> '$.user_type.name' AS user_type,
       o.comment, o.extension, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'column' AND o.removed_scan IS NULL;
CREATE VIEW v_constraints AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "constraint",
       o.body ->> 'type' AS type, coalesce(o.body ->> 'columns', '[]') AS columns, o.body ->> 'definition' AS definition,
       coalesce(o.body ->> 'not_valid', 0) AS not_valid, coalesce(o.body ->> 'deferrable', 0) AS is_deferrable,
       o.comment, o.extension, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'constraint' AND o.removed_scan IS NULL;
CREATE VIEW v_relationships AS
SELECT s.name AS source, o.name AS relationship, o.schema_name AS from_schema, o.table_name AS from_table,
       coalesce(o.body ->> 'columns', '[]') AS from_columns, o.body ->> '$.references.schema' AS to_schema,
       o.body ->> '$.references.name' AS to_table, coalesce(o.body ->> 'referenced_columns', '[]') AS to_columns,
       coalesce(o.body ->> 'on_update', 'no action') AS on_update,
       coalesce(o.body ->> 'on_delete', 'no action') AS on_delete, 'foreign key' AS origin, o.comment
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'constraint' AND o.body ->> 'type' = 'foreign key' AND o.removed_scan IS NULL;
CREATE VIEW v_indexes AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "index",
       o.body ->> 'method' AS method, coalesce(o.body ->> 'keys', '[]') AS keys, o.body ->> 'predicate' AS predicate,
       coalesce(o.body ->> 'unique', 0) AS is_unique, coalesce(o.body ->> 'primary', 0) AS is_primary,
       coalesce(o.body ->> 'invalid', 0) AS is_invalid, o.body ->> 'definition' AS definition, t.total_bytes,
       t.body ->> 'index_scans' AS scans, o.comment, o.extension, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id LEFT JOIN statistic t ON t.object_id = o.id
WHERE o.kind = 'index' AND o.removed_scan IS NULL;
CREATE VIEW v_routines AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS routine, o.body ->> 'routine_name' AS routine_name,
       coalesce(o.body ->> 'routine_kind', 'function') AS kind, o.body ->> 'arguments' AS arguments,
       o.body ->> 'result' AS result, o.body ->> 'language' AS language, o.body ->> 'body' AS body,
       coalesce(o.body ->> 'security_definer', 0) AS security_definer, o.comment, o.extension, o.first_scan,
       o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'routine' AND o.removed_scan IS NULL;
CREATE VIEW v_types AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS type, o.body ->> 'type_kind' AS kind,
       coalesce(o.body ->> 'labels', '[]') AS labels, o.body ->> 'base_type' AS base_type, o.comment, o.extension,
       o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'type' AND o.removed_scan IS NULL;
CREATE VIEW v_triggers AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "trigger",
       o.body ->> 'timing' AS timing, coalesce(o.body ->> 'events', '[]') AS events,
       o.body ->> 'definition' AS definition, o.comment, o.extension, o.first_scan, o.changed_scan
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.kind = 'trigger' AND o.removed_scan IS NULL;
CREATE VIEW v_history AS
SELECT s.name AS source, o.kind, o.schema_name AS "schema", o.table_name AS "table", o.name, h.scan_id AS from_scan,
       h.until_scan, h.comment, h.body
FROM object_history h JOIN object o ON o.id = h.object_id JOIN source s ON s.id = o.source_id
UNION ALL
SELECT s.name, o.kind, o.schema_name, o.table_name, o.name, o.changed_scan, o.removed_scan, o.comment, o.body
FROM object o JOIN source s ON s.id = o.source_id;
CREATE VIEW v_coverage AS
SELECT s.name AS source, o.schema_name AS "schema", o.kind, count(*) AS objects,
       count(nullif(o.comment, '')) AS commented, count(nullif(o.comment, '')) AS described, NULL AS approved,
       NULL AS profiled
FROM object o JOIN source s ON s.id = o.source_id
WHERE o.removed_scan IS NULL AND o.extension = '' AND o.kind IN ('table', 'view', 'column', 'routine', 'type')
GROUP BY s.name, o.schema_name, o.kind;
CREATE UNIQUE INDEX object_by_id ON object (id);
CREATE INDEX object_by_name ON object (source_id, kind, schema_name, table_name, position, name, extension, id) WHERE removed_scan IS NULL;
COMMIT;
PRAGMA application_id = 1399026274;
PRAGMA user_version = 2;
