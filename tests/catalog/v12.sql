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
, comment TEXT, database_id INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO source VALUES(1,'shop','sqlite:/srv/shop.db','SQLite','3.40.1','shop','/srv/shop.db','UTF-8','',NULL,'2026-11-23T19:07:17.557Z',NULL,3214676568225403804);
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
INSERT INTO scan VALUES(1,1,'2026-11-23T19:07:17.556Z','2026-11-23T19:07:17.569Z','tester','3.40.1','{}',24,0,0,'[]');
INSERT INTO scan VALUES(2,1,'2026-11-23T19:07:17.693Z','2026-11-23T19:07:17.708Z','tester','3.40.1','{}',6,1,3,'[]');
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
INSERT INTO object VALUES(1,2817301819601721204,'column','main','spent','total',2,NULL,'','{}',-7158844488197324756,1,1,NULL);
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
INSERT INTO change_set VALUES('01M84WWCMSPXBXZ48SRSGZYG37','tester','classify','2026-11-23T19:07:18.041Z',NULL);
INSERT INTO change_set VALUES('01M84WWCRBMNMMZNPDHE1RJ42H','tester','describe','2026-11-23T19:07:18.162Z',NULL);
CREATE TABLE event (
    id            TEXT PRIMARY KEY,       -- ULID
    change_set_id TEXT NOT NULL REFERENCES change_set (id),
    subject       TEXT NOT NULL,          -- what kind of thing: source, description, ...
    subject_id    TEXT NOT NULL,          -- its key: a name or an object id
    label         TEXT NOT NULL,          -- its name for people
    before        TEXT,                   -- JSON; NULL: did not exist
    after         TEXT                    -- JSON; NULL: exists no longer
) STRICT, WITHOUT ROWID;
INSERT INTO event VALUES('01M84WWCMSPXBXZ48SRSGZYG38','01M84WWCMSPXBXZ48SRSGZYG37','label','3446544879514846505','main.customer.email',NULL,'{"decision":"set","entity":"EMAIL","sensitivity":"personal"}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5V5','01M84WWCRBMNMMZNPDHE1RJ42H','description','-6581281785883596392/1','main.Order',NULL,'{"text":"One row for each order: its total and status. Refers to customer and is referred to by shipment.","origin":"rules","status":"draft","confidence":0.85,"reasons":["its columns","foreign keys and relationships"]}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5V6','01M84WWCRBMNMMZNPDHE1RJ42H','description','-6581281786382129575/1','main.Order.id',NULL,'{"text":"Identifies an order; shipment refers to it.","origin":"rules","status":"draft","confidence":0.9,"reasons":["the primary key","foreign keys and relationships"]}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5V7','01M84WWCRBMNMMZNPDHE1RJ42H','description','-6581281787247693128/1','main.Order.customer_id',NULL,'{"text":"Customer of the order: refers to a customer (customer.id).","origin":"rules","status":"draft","confidence":0.95,"reasons":["a foreign key"]}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5V8','01M84WWCRBMNMMZNPDHE1RJ42H','description','-6581281785936941529/1','main.Order.total',NULL,'{"origin":"rules","status":"draft","reasons":["there are no rows, and nothing else tells more than its name"]}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5V9','01M84WWCRBMNMMZNPDHE1RJ42H','description','-6581281786230645805/1','main.Order.status',NULL,'{"text":"Status of the order: \"new\" unless given.","origin":"rules","status":"draft","confidence":0.8,"reasons":["its default"]}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5VA','01M84WWCRBMNMMZNPDHE1RJ42H','description','3446544877636690641/1','main.customer',NULL,'{"text":"One row for each customer: its email, since and newsletter. Is referred to by Order.","origin":"rules","status":"draft","confidence":0.85,"reasons":["its columns","foreign keys and relationships"]}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5VB','01M84WWCRBMNMMZNPDHE1RJ42H','description','3446544876847850456/1','main.customer.id',NULL,'{"text":"Identifies a customer; Order refers to it.","origin":"rules","status":"draft","confidence":0.9,"reasons":["the primary key","foreign keys and relationships"]}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5VC','01M84WWCRBMNMMZNPDHE1RJ42H','description','3446544879514846505/1','main.customer.email',NULL,'{"text":"Email of the customer: holds an e-mail address (personal data).","origin":"rules","status":"draft","confidence":0.8,"reasons":["the label of personal data"]}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5VD','01M84WWCRBMNMMZNPDHE1RJ42H','description','3446544880479634750/1','main.customer.since',NULL,'{"text":"Since of the customer: the current time unless given.","origin":"rules","status":"draft","confidence":0.85,"reasons":["its default"]}');
INSERT INTO event VALUES('01M84WWCRJ44464AQYM9CDE5VE','01M84WWCRBMNMMZNPDHE1RJ42H','description','3446544880048397932/1','main.customer.newsletter',NULL,'{"text":"Newsletter of the customer: empty in all rows.","origin":"rules","status":"draft","confidence":0.6,"reasons":["the profile counted no value"]}');
INSERT INTO event VALUES('01M84WWCRKYRBATG45JB9Y6E7Q','01M84WWCRBMNMMZNPDHE1RJ42H','description','-3768565484697413679/1','main.shipment',NULL,'{"text":"One row for each shipment. Refers to Order.","origin":"rules","status":"draft","confidence":0.85,"reasons":["foreign keys and relationships"]}');
INSERT INTO event VALUES('01M84WWCRKYRBATG45JB9Y6E7R','01M84WWCRBMNMMZNPDHE1RJ42H','description','-3768565484811971660/1','main.shipment.id',NULL,'{"origin":"rules","status":"draft","reasons":["there are no rows, and nothing else tells more than its name"]}');
INSERT INTO event VALUES('01M84WWCRKYRBATG45JB9Y6E7S','01M84WWCRBMNMMZNPDHE1RJ42H','description','-3768565485797688859/1','main.shipment.order_id',NULL,'{"text":"Order of the shipment: refers to an order (Order.id).","origin":"rules","status":"draft","confidence":0.95,"reasons":["a foreign key"]}');
INSERT INTO event VALUES('01M84WWCRKYRBATG45JB9Y6E7T','01M84WWCRBMNMMZNPDHE1RJ42H','description','2817301821483135290/1','main.spent',NULL,'{"text":"Reads Order and customer. One row for each customer.email. Gives email and total.","origin":"rules","status":"draft","confidence":0.85,"reasons":["what the view reads","the view''s definition","its columns"]}');
INSERT INTO event VALUES('01M84WWCRKYRBATG45JB9Y6E7V','01M84WWCRBMNMMZNPDHE1RJ42H','description','2817301821867081751/1','main.spent.email',NULL,'{"text":"Email of the customer: read from customer.email.","origin":"rules","status":"draft","confidence":0.8,"reasons":["the view reads that column"]}');
INSERT INTO event VALUES('01M84WWCRKYRBATG45JB9Y6E7W','01M84WWCRBMNMMZNPDHE1RJ42H','description','2817301819601721204/1','main.spent.total',NULL,'{"text":"Total of the spent: computed as sum(\"Order\".total).","origin":"rules","status":"draft","confidence":0.85,"reasons":["the view''s definition"]}');
INSERT INTO event VALUES('01M84WWCRQ4HDP9EBFP1Q0MBNE','01M84WWCRBMNMMZNPDHE1RJ42H','description','-3901022263391899471/1','main',NULL,'{"text":"Holds 3 tables and 1 view: the tables Order, customer and shipment.","origin":"rules","status":"draft","confidence":0.85,"reasons":["what it holds"]}');
INSERT INTO event VALUES('01M84WWCRR072YGJ71E642S3NK','01M84WWCRBMNMMZNPDHE1RJ42H','description','3214676568225403804/1','shop',NULL,'{"text":"SQLite database of one schema: main (3 tables and 1 view).","origin":"rules","status":"draft","confidence":0.85,"reasons":["its schemas"]}');
CREATE TABLE search_state (
    scan_id INTEGER NOT NULL,
    format  INTEGER NOT NULL
) STRICT;
INSERT INTO search_state VALUES(2,4);
CREATE TABLE rename (
    new_id        INTEGER PRIMARY KEY,   -- id of the object as it is called now
    old_id        INTEGER NOT NULL,
    source_id     INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    scan_id       INTEGER NOT NULL,      -- the scan that found the new name
    change_set_id TEXT NOT NULL REFERENCES change_set (id),
    kind          TEXT NOT NULL,
    old_schema    TEXT NOT NULL,
    old_table     TEXT NOT NULL,
    old_name      TEXT NOT NULL,
    new_schema    TEXT NOT NULL,
    new_table     TEXT NOT NULL,
    new_name      TEXT NOT NULL
) STRICT;
CREATE TABLE job (
    id          TEXT PRIMARY KEY,         -- ULID
    kind        TEXT NOT NULL,            -- the command: profile, ...
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    author      TEXT NOT NULL,
    options     TEXT NOT NULL,            -- JSON: what it was asked for
    state       TEXT NOT NULL,            -- running, done, failed, cancelled, interrupted
    lease_until INTEGER NOT NULL,         -- milliseconds since 1970: when it runs and nobody said so since, it was killed
    created_at  TEXT NOT NULL,            -- UTC, ISO 8601
    finished_at TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO job VALUES('01M84WWCEW6WMNZ8B9NWWJDB8R','profile',1,'tester','{"full_threshold":100000,"sample_size":10000,"seed":1,"full_threshold_said":"nobody","sample_size_said":"nobody","stats_only":false,"store_values":"masked"}','done',1795460857852,'2026-11-23T19:07:17.852Z','2026-11-23T19:07:17.920Z');
CREATE TABLE job_item (
    job_id      TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,         -- in the order of work
    object_id   INTEGER NOT NULL,
    schema_name TEXT NOT NULL,
    table_name  TEXT NOT NULL,
    shard       INTEGER NOT NULL,         -- XXH32 of source:schema.table; modulo N it tells the part of --shard K/N
    state       TEXT NOT NULL,            -- waiting, running, done, failed, cancelled
    attempts    INTEGER NOT NULL,
    seconds     REAL,
    row_count   INTEGER,
    byte_count  INTEGER,
    error       TEXT,
    error_code  TEXT,                     -- name of an exit code
    lease_owner TEXT,                     -- who has it in hand,
    lease_until INTEGER,                  -- and until when others leave it alone: milliseconds since 1970
    finished_at TEXT,
    PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO job_item VALUES('01M84WWCEW6WMNZ8B9NWWJDB8R',1,-6581281785883596392,'main','Order',2413213731,'done',1,0.00067257999999999998775,0,0,NULL,NULL,NULL,NULL,'2026-11-23T19:07:17.855Z');
INSERT INTO job_item VALUES('01M84WWCEW6WMNZ8B9NWWJDB8R',2,3446544877636690641,'main','customer',1599030628,'done',1,0.013014840999999999215,2,50,NULL,NULL,NULL,NULL,'2026-11-23T19:07:17.868Z');
INSERT INTO job_item VALUES('01M84WWCEW6WMNZ8B9NWWJDB8R',3,-3768565484697413679,'main','shipment',2926638046,'done',1,0.00048586199999999999093,0,0,NULL,NULL,NULL,NULL,'2026-11-23T19:07:17.862Z');
CREATE TABLE profile (
    table_id    INTEGER NOT NULL,         -- id of the table or view
    profiled_at TEXT NOT NULL,            -- UTC, ISO 8601
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    job_id      TEXT NOT NULL,            -- the job may be gone
    method      TEXT NOT NULL,            -- full, ctid, bernoulli, rowid, modulo, first, statistics
    row_count   INTEGER NOT NULL,         -- of the table, exact or estimated
    sampled     INTEGER NOT NULL,         -- rows looked at
    notes       TEXT NOT NULL,            -- JSON array: what limits the figures
    body        TEXT NOT NULL,            -- JSON: all figures
    PRIMARY KEY (table_id, profiled_at)
) STRICT;
INSERT INTO profile VALUES(-6581281785883596392,'2026-11-23T19:07:17.838Z',1,'01M84WWCEW6WMNZ8B9NWWJDB8R','full',0,0,'[]','{"method":"full","rows_exact":true,"seed":1,"day":"2026-11-23","duplicate_reason":"a key tells the rows apart","quality":{"completeness":-1,"uniqueness":-1,"validity":-1,"consistency":-1,"timeliness":-1}}');
INSERT INTO profile VALUES(-3768565484697413679,'2026-11-23T19:07:17.838Z',1,'01M84WWCEW6WMNZ8B9NWWJDB8R','full',0,0,'[]','{"method":"full","rows_exact":true,"seed":1,"day":"2026-11-23","duplicate_reason":"a key tells the rows apart","quality":{"completeness":-1,"uniqueness":-1,"validity":-1,"consistency":-1,"timeliness":-1}}');
INSERT INTO profile VALUES(3446544877636690641,'2026-11-23T19:07:17.838Z',1,'01M84WWCEW6WMNZ8B9NWWJDB8R','full',2,2,'[]','{"method":"full","rows":2,"rows_exact":true,"sampled":2,"seed":1,"day":"2026-11-23","duplicate_reason":"a key tells the rows apart","freshness":{"newest":"2026-11-23","column":"since"},"quality":{"score":0.9375,"completeness":0.75,"uniqueness":1,"validity":1,"consistency":1,"timeliness":-1,"columns":4}}');
CREATE TABLE column_profile (
    table_id    INTEGER NOT NULL,
    column_id   INTEGER NOT NULL,
    profiled_at TEXT NOT NULL,            -- as the table's
    body        TEXT NOT NULL,            -- JSON: all figures
    PRIMARY KEY (table_id, column_id, profiled_at)
) STRICT;
INSERT INTO column_profile VALUES(-6581281785883596392,-6581281786382129575,'2026-11-23T19:07:17.838Z','{"name":"id","type":"INTEGER","value_class":"integer","method":"full","top_complete":true,"role":"key","role_reason":"unique by a constraint or index"}');
INSERT INTO column_profile VALUES(-6581281785883596392,-6581281787247693128,'2026-11-23T19:07:17.838Z','{"name":"customer_id","type":"INTEGER","value_class":"integer","method":"full","top_complete":true,"role":"foreign_key","role_reason":"a declared foreign key"}');
INSERT INTO column_profile VALUES(-6581281785883596392,-6581281785936941529,'2026-11-23T19:07:17.838Z','{"name":"total","type":"NUMERIC(10, 2)","value_class":"decimal","method":"full","top_complete":true,"role":"measure","role_reason":"its name and type"}');
INSERT INTO column_profile VALUES(-6581281785883596392,-6581281786230645805,'2026-11-23T19:07:17.838Z','{"name":"status","type":"VARCHAR(10)","value_class":"text","method":"full","top_complete":true}');
INSERT INTO column_profile VALUES(-3768565484697413679,-3768565484811971660,'2026-11-23T19:07:17.838Z','{"name":"id","type":"INTEGER","value_class":"integer","method":"full","top_complete":true,"role":"key","role_reason":"unique by a constraint or index"}');
INSERT INTO column_profile VALUES(-3768565484697413679,-3768565485797688859,'2026-11-23T19:07:17.838Z','{"name":"order_id","type":"INTEGER","value_class":"integer","method":"full","top_complete":true,"role":"foreign_key","role_reason":"a declared foreign key"}');
INSERT INTO column_profile VALUES(3446544877636690641,3446544876847850456,'2026-11-23T19:07:17.838Z','{"name":"id","type":"INTEGER","value_class":"integer","method":"full","sampled":2,"distinct":{"value":2},"distinct_method":"key","distinct_seen":2,"seen_once":2,"uniqueness":1,"min":"1","max":"2","min_exact":true,"max_exact":true,"top":[{"value":"1","count":1},{"value":"2","count":1}],"top_complete":true,"axis":"number","bars":[0.5,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0.5],"number":{"mean":{"value":1.5},"sd":{"value":0.707107},"mad":{"value":1},"whole_share":1,"digits":1,"density":1},"mean_bytes":1,"max_bytes":1,"role":"key","role_reason":"unique by a constraint or index","completeness":{"score":1,"rule":"1 - null, empty, blank and sentinel shares"},"uniqueness_quality":{"score":1,"rule":"distinct values / values, of a key"},"validity":{"score":1,"rule":"finite numbers"},"consistency":{"score":1,"rule":"values of the column''s type"},"quality":1,"packed_quantiles":"A1BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA2BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB","packed_histogram":"A1BBBBBBBBBA2BBBBBBBBBB"}');
INSERT INTO column_profile VALUES(3446544877636690641,3446544879514846505,'2026-11-23T19:07:17.838Z','{"name":"email","type":"TEXT","value_class":"text","method":"full","sampled":2,"distinct":{"value":2},"distinct_method":"key","distinct_seen":2,"seen_once":2,"uniqueness":1,"min":"a@aaaa.aaaaaaa","max":"a@aaaa.aaaaaaa","top":[{"value":"a@aaaa.aaaaaaa","count":2}],"top_complete":true,"axis":"length","text":{"min_length":14,"max_length":14,"mean_length":{"value":14},"max_bytes":14,"letter_share":0.857143,"punctuation_share":0.142857,"lower_share":1,"words":1,"masks":[{"value":"a@aaaa.aaaaaaa","count":2,"share":1}],"mask_share":1},"mean_bytes":14,"max_bytes":14,"role":"key","completeness":{"score":1,"rule":"1 - null, empty, blank and sentinel shares"},"uniqueness_quality":{"score":1,"rule":"distinct values / values, of a key"},"validity":{"score":1,"rule":"text without control characters"},"consistency":{"score":1,"rule":"no white space around values"},"quality":1,"hidden":"masked"}');
INSERT INTO column_profile VALUES(3446544877636690641,3446544880479634750,'2026-11-23T19:07:17.838Z','{"name":"since","type":"DATE","value_class":"date","method":"full","sampled":2,"distinct":{"value":1},"distinct_method":"exact","distinct_seen":1,"seen_twice":1,"uniqueness":0.5,"min":"2026-11-23","max":"2026-11-23","min_exact":true,"max_exact":true,"top":[{"value":"2026-11-23","count":2}],"top_complete":true,"axis":"seconds","date":{"granularity":"day","midnight_share":1,"oldest":"2026-11-23","newest":"2026-11-23","days_covered":1},"mean_bytes":10,"max_bytes":10,"role":"date","role_reason":"its type","completeness":{"score":1,"rule":"1 - null, empty, blank and sentinel shares"},"validity":{"score":1,"rule":"dates that exist, from 1900 on"},"consistency":{"score":1,"rule":"values of the column''s type"},"quality":1,"packed_quantiles":"A1795392000KKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK","packed_histogram":"A2026-11-23KKKKKKKKKKKKKKKKKKKK"}');
INSERT INTO column_profile VALUES(3446544877636690641,3446544880048397932,'2026-11-23T19:07:17.838Z','{"name":"newsletter","type":"INTEGER","value_class":"integer","method":"full","sampled":2,"null_share":{"value":1},"top_complete":true,"completeness":{"rule":"1 - null, empty, blank and sentinel shares"}}');
CREATE TABLE column_evidence (
    column_id   INTEGER PRIMARY KEY,
    table_id    INTEGER NOT NULL,
    sketch      BLOB NOT NULL,            -- smallest keyed hashes of its values
    evidence    TEXT NOT NULL             -- JSON: which tests its values answered
) STRICT;
INSERT INTO column_evidence VALUES(-6581281787247693128,-6581281785883596392,X'','{}');
INSERT INTO column_evidence VALUES(-6581281786382129575,-6581281785883596392,X'','{}');
INSERT INTO column_evidence VALUES(-6581281786230645805,-6581281785883596392,X'','{}');
INSERT INTO column_evidence VALUES(-6581281785936941529,-6581281785883596392,X'','{}');
INSERT INTO column_evidence VALUES(-3768565485797688859,-3768565484697413679,X'','{}');
INSERT INTO column_evidence VALUES(-3768565484811971660,-3768565484697413679,X'','{}');
INSERT INTO column_evidence VALUES(3446544876847850456,3446544877636690641,X'01020026299ffbc5ea9dec1d6428','{"rows":2,"tested":2,"min_length":1,"max_length":1,"total_length":2,"sequential":2,"minimum":1,"maximum":2,"tests":["GENDER#=2","SALARY?=2","UNION_MEMBERSHIP?=2","age=2","boolean==1","number=2"]}');
INSERT INTO column_evidence VALUES(3446544879514846505,3446544877636690641,X'01020026605ae251acdb7815dc3201','{"rows":2,"tested":2,"min_length":14,"max_length":14,"total_length":28,"tests":["BIOMETRIC?=2","CREDENTIAL?=2","EMAIL=2","EMAIL?=2","USERNAME?=2","held email=2","private email=2"]}');
INSERT INTO column_evidence VALUES(3446544880048397932,3446544877636690641,X'','{"nulls":2}');
INSERT INTO column_evidence VALUES(3446544880479634750,3446544877636690641,X'01010026350cd3036a','{"rows":2,"tested":1,"min_length":10,"max_length":10,"total_length":10,"decades":[0,0,0,0,0,0,0,0,0,0,0,0,0,1,0],"tests":["BANK_ACCOUNT?=1,2","BIOMETRIC?=1,2","CARD_EXPIRY?=1,2","CREDENTIAL?=1,2","DRIVER_LICENSE?=1,2","LICENSE_PLATE?=1,2","NATIONAL_ID?=1,2","TAX_ID?=1,2","UNION_MEMBERSHIP?=1,2","USERNAME?=1,2","date=1,2","day=1,2","isbn=1,2","iso_date=1,2"]}');
CREATE TABLE sketch_key (key INTEGER NOT NULL) STRICT;
INSERT INTO sketch_key VALUES(-8098841533478147154);
CREATE TABLE label (
    column_id   INTEGER PRIMARY KEY,
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    judged      TEXT NOT NULL,            -- JSON: what the rules made of the column
    decision    TEXT NOT NULL,            -- set: a person said what it is; rejected: that it is not personal; else empty
    entity      TEXT NOT NULL,            -- what counts: the decision, else the rules'
    sensitivity TEXT NOT NULL,            -- none, personal, special category, financial, credential
    confidence  REAL NOT NULL,
    semantic_type TEXT NOT NULL
) STRICT;
INSERT INTO label VALUES(-6581281787247693128,1,'{"sensitivity":"none"}','','','none',0.0,'');
INSERT INTO label VALUES(-6581281786382129575,1,'{"sensitivity":"none"}','','','none',0.0,'');
INSERT INTO label VALUES(-6581281786230645805,1,'{"sensitivity":"none"}','','','none',0.0,'');
INSERT INTO label VALUES(-6581281785936941529,1,'{"sensitivity":"none"}','','','none',0.0,'');
INSERT INTO label VALUES(-3768565485797688859,1,'{"sensitivity":"none"}','','','none',0.0,'');
INSERT INTO label VALUES(-3768565484811971660,1,'{"sensitivity":"none"}','','','none',0.0,'');
INSERT INTO label VALUES(3446544876847850456,1,'{"sensitivity":"none"}','','','none',0.0,'');
INSERT INTO label VALUES(3446544879514846505,1,'{"entity":"EMAIL","confidence":0.99,"sensitivity":"personal","evidence":["the name says \"email\"","100 % of 2 distinct values have the format"]}','set','EMAIL','personal',1.0,'');
INSERT INTO label VALUES(3446544880048397932,1,'{"sensitivity":"none"}','','','none',0.0,'');
INSERT INTO label VALUES(3446544880479634750,1,'{"sensitivity":"none"}','','','none',0.0,'');
CREATE TABLE relationship (
    id           INTEGER PRIMARY KEY,      -- hash of the source's name and both ends
    source_id    INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    from_schema  TEXT NOT NULL,
    from_table   TEXT NOT NULL,
    from_columns TEXT NOT NULL,            -- JSON array
    to_schema    TEXT NOT NULL,
    to_table     TEXT NOT NULL,
    to_columns   TEXT NOT NULL,            -- JSON array, in the order of from_columns
    type_value   TEXT NOT NULL,            -- polymorphic: the value of the type column; else empty
    status       TEXT NOT NULL,            -- declared, observed, inferred, manual
    decision     TEXT NOT NULL,            -- open, accepted, rejected
    confidence   REAL NOT NULL,
    cardinality  TEXT NOT NULL,            -- N:1, 1:1, N:M
    body         TEXT NOT NULL,            -- JSON: all that is known
    UNIQUE (source_id, from_schema, from_table, from_columns, to_schema, to_table, to_columns, type_value)
) STRICT;
INSERT INTO relationship VALUES(-5248709507341628329,1,'main','shipment','["order_id"]','main','Order','["id"]','','declared','accepted',1.0,'N:1','{"from":{"schema":"main","table":"shipment","columns":["order_id"]},"to":{"schema":"main","table":"Order","columns":["id"]},"status":"declared","decision":"accepted","confidence":1,"cardinality":"N:1","optional":true,"name":"fk(order_id) -> Order","evidence":["the foreign key fk(order_id) -> Order declares it"]}');
INSERT INTO relationship VALUES(-5248709505796910911,1,'main','Order','["customer_id"]','main','customer','["id"]','','declared','accepted',1.0,'N:1','{"from":{"schema":"main","table":"Order","columns":["customer_id"]},"to":{"schema":"main","table":"customer","columns":["id"]},"status":"declared","decision":"accepted","confidence":1,"cardinality":"N:1","name":"fk(customer_id) -> customer","evidence":["the foreign key fk(customer_id) -> customer declares it"]}');
CREATE TABLE description (
    object_id  INTEGER NOT NULL,
    version    INTEGER NOT NULL,          -- 1, 2 ... of this object
    source_id  INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    text       TEXT NOT NULL,             -- empty: the writer found nothing to say, and its reasons tell why
    origin     TEXT NOT NULL,             -- human, rules, model
    status     TEXT NOT NULL,             -- draft, approved, rejected
    confidence REAL NOT NULL,
    author     TEXT NOT NULL,
    created_at TEXT NOT NULL,             -- UTC, ISO 8601
    body       TEXT NOT NULL, evidence INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 0,             -- JSON: all that is known
    PRIMARY KEY (object_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO description VALUES(-6581281787247693128,1,1,'Customer of the order: refers to a customer (customer.id).','rules','draft',0.94999999999999995559,'tester','2026-11-23T19:07:18.162Z','{"text":"Customer of the order: refers to a customer (customer.id).","origin":"rules","status":"draft","confidence":0.95,"reasons":["a foreign key"]}',-4959651925518583492,0);
INSERT INTO description VALUES(-6581281786382129575,1,1,'Identifies an order; shipment refers to it.','rules','draft',0.9000000000000000222,'tester','2026-11-23T19:07:18.162Z','{"text":"Identifies an order; shipment refers to it.","origin":"rules","status":"draft","confidence":0.9,"reasons":["the primary key","foreign keys and relationships"]}',-3362371297789909659,0);
INSERT INTO description VALUES(-6581281786230645805,1,1,'Status of the order: "new" unless given.','rules','draft',0.8000000000000000444,'tester','2026-11-23T19:07:18.162Z','{"text":"Status of the order: \"new\" unless given.","origin":"rules","status":"draft","confidence":0.8,"reasons":["its default"]}',7084507485534246147,0);
INSERT INTO description VALUES(-6581281785936941529,1,1,'','rules','draft',0.0,'tester','2026-11-23T19:07:18.162Z','{"origin":"rules","status":"draft","reasons":["there are no rows, and nothing else tells more than its name"]}',8307416831543738311,0);
INSERT INTO description VALUES(-6581281785883596392,1,1,'One row for each order: its total and status. Refers to customer and is referred to by shipment.','rules','draft',0.84999999999999997779,'tester','2026-11-23T19:07:18.161Z','{"text":"One row for each order: its total and status. Refers to customer and is referred to by shipment.","origin":"rules","status":"draft","confidence":0.85,"reasons":["its columns","foreign keys and relationships"]}',2705970027755399572,0);
INSERT INTO description VALUES(-3901022263391899471,1,1,'Holds 3 tables and 1 view: the tables Order, customer and shipment.','rules','draft',0.84999999999999997779,'tester','2026-11-23T19:07:18.167Z','{"text":"Holds 3 tables and 1 view: the tables Order, customer and shipment.","origin":"rules","status":"draft","confidence":0.85,"reasons":["what it holds"]}',-5562261830966494586,0);
INSERT INTO description VALUES(-3768565485797688859,1,1,'Order of the shipment: refers to an order (Order.id).','rules','draft',0.94999999999999995559,'tester','2026-11-23T19:07:18.163Z','{"text":"Order of the shipment: refers to an order (Order.id).","origin":"rules","status":"draft","confidence":0.95,"reasons":["a foreign key"]}',-3618994861459029050,0);
INSERT INTO description VALUES(-3768565484811971660,1,1,'','rules','draft',0.0,'tester','2026-11-23T19:07:18.163Z','{"origin":"rules","status":"draft","reasons":["there are no rows, and nothing else tells more than its name"]}',-3362371297789909659,0);
INSERT INTO description VALUES(-3768565484697413679,1,1,'One row for each shipment. Refers to Order.','rules','draft',0.84999999999999997779,'tester','2026-11-23T19:07:18.163Z','{"text":"One row for each shipment. Refers to Order.","origin":"rules","status":"draft","confidence":0.85,"reasons":["foreign keys and relationships"]}',-2292114083864972419,0);
INSERT INTO description VALUES(2817301819601721204,1,1,'Total of the spent: computed as sum("Order".total).','rules','draft',0.84999999999999997779,'tester','2026-11-23T19:07:18.163Z','{"text":"Total of the spent: computed as sum(\"Order\".total).","origin":"rules","status":"draft","confidence":0.85,"reasons":["the view''s definition"]}',2504961568584739215,0);
INSERT INTO description VALUES(2817301821483135290,1,1,'Reads Order and customer. One row for each customer.email. Gives email and total.','rules','draft',0.84999999999999997779,'tester','2026-11-23T19:07:18.163Z','{"text":"Reads Order and customer. One row for each customer.email. Gives email and total.","origin":"rules","status":"draft","confidence":0.85,"reasons":["what the view reads","the view''s definition","its columns"]}',-8238595369405113594,0);
INSERT INTO description VALUES(2817301821867081751,1,1,'Email of the customer: read from customer.email.','rules','draft',0.8000000000000000444,'tester','2026-11-23T19:07:18.163Z','{"text":"Email of the customer: read from customer.email.","origin":"rules","status":"draft","confidence":0.8,"reasons":["the view reads that column"]}',3240569553878880734,0);
INSERT INTO description VALUES(3214676568225403804,1,1,'SQLite database of one schema: main (3 tables and 1 view).','rules','draft',0.84999999999999997779,'tester','2026-11-23T19:07:18.168Z','{"text":"SQLite database of one schema: main (3 tables and 1 view).","origin":"rules","status":"draft","confidence":0.85,"reasons":["its schemas"]}',6355923078844342401,0);
INSERT INTO description VALUES(3446544876847850456,1,1,'Identifies a customer; Order refers to it.','rules','draft',0.9000000000000000222,'tester','2026-11-23T19:07:18.162Z','{"text":"Identifies a customer; Order refers to it.","origin":"rules","status":"draft","confidence":0.9,"reasons":["the primary key","foreign keys and relationships"]}',-3362371297789909659,0);
INSERT INTO description VALUES(3446544877636690641,1,1,'One row for each customer: its email, since and newsletter. Is referred to by Order.','rules','draft',0.84999999999999997779,'tester','2026-11-23T19:07:18.162Z','{"text":"One row for each customer: its email, since and newsletter. Is referred to by Order.","origin":"rules","status":"draft","confidence":0.85,"reasons":["its columns","foreign keys and relationships"]}',-7952801670543515595,0);
INSERT INTO description VALUES(3446544879514846505,1,1,'Email of the customer: holds an e-mail address (personal data).','rules','draft',0.8000000000000000444,'tester','2026-11-23T19:07:18.162Z','{"text":"Email of the customer: holds an e-mail address (personal data).","origin":"rules","status":"draft","confidence":0.8,"reasons":["the label of personal data"]}',2030355777466990061,0);
INSERT INTO description VALUES(3446544880048397932,1,1,'Newsletter of the customer: empty in all rows.','rules','draft',0.59999999999999997779,'tester','2026-11-23T19:07:18.162Z','{"text":"Newsletter of the customer: empty in all rows.","origin":"rules","status":"draft","confidence":0.6,"reasons":["the profile counted no value"]}',8113835159151350278,0);
INSERT INTO description VALUES(3446544880479634750,1,1,'Since of the customer: the current time unless given.','rules','draft',0.84999999999999997779,'tester','2026-11-23T19:07:18.162Z','{"text":"Since of the customer: the current time unless given.","origin":"rules","status":"draft","confidence":0.85,"reasons":["its default"]}',-5609285191886473892,0);
CREATE TABLE context (
    object_id INTEGER NOT NULL,
    field     TEXT NOT NULL,
    version   INTEGER NOT NULL,           -- 1, 2 ... of this object and field
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    text      TEXT,                       -- NULL: what was said was taken back
    author    TEXT NOT NULL,
    said_at   TEXT NOT NULL,              -- UTC, ISO 8601
    origin    TEXT NOT NULL,              -- the file and place, or the command that it comes from
    PRIMARY KEY (object_id, field, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE glossary (
    term_key   TEXT NOT NULL,             -- the name without upper and lower case
    version    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    definition TEXT,                      -- NULL: the term was taken back
    synonyms   TEXT NOT NULL,             -- JSON array of texts
    author     TEXT NOT NULL,
    said_at    TEXT NOT NULL,             -- UTC, ISO 8601
    origin     TEXT NOT NULL,
    PRIMARY KEY (term_key, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE answer (
    key        TEXT PRIMARY KEY,          -- SHA-256 of model, system prompt, prompt and schema, in hexadecimal
    model      TEXT NOT NULL,             -- as it calls itself
    answer     TEXT NOT NULL,             -- JSON that fits the schema
    tokens_in  INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    created_at TEXT NOT NULL              -- UTC, ISO 8601
) STRICT, WITHOUT ROWID;
CREATE TABLE template (
    name       TEXT PRIMARY KEY,
    body       TEXT NOT NULL,             -- JSON: all that is known
    author     TEXT NOT NULL,
    created_at TEXT NOT NULL              -- UTC, ISO 8601
) STRICT, WITHOUT ROWID;
CREATE TABLE query_snapshot (
    id         INTEGER PRIMARY KEY,
    source_id  INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    taken_at   TEXT NOT NULL,              -- by the server's clock; of a log the newest line
    origin     TEXT NOT NULL,              -- server, file: counters since a reset; log, workload: figures of a period
    scope      TEXT NOT NULL,              -- the database that it covers; empty: all of the server
    since      TEXT NOT NULL,              -- since when the counters count, or the period begins; empty: not known
    started_at TEXT NOT NULL,              -- when the server started; empty: not known
    body       TEXT NOT NULL               -- JSON: what was left out and why
) STRICT;
CREATE TABLE query (
    id          INTEGER PRIMARY KEY,       -- hash of the source's name and the fingerprint
    source_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,             -- of the parse tree; text:HASH where the text cannot be parsed
    kind        TEXT NOT NULL,             -- select, insert, update, delete, merge, utility; empty: not known
    purpose     TEXT NOT NULL,             -- application, catalog, utility
    text        TEXT NOT NULL,             -- the first 64 kB at most
    bytes       INTEGER NOT NULL,          -- of the whole text
    error       TEXT NOT NULL,             -- why it could not be read; else empty
    linked_scan INTEGER NOT NULL,          -- the scan whose tables it was linked to; 0: none
    UNIQUE (source_id, fingerprint)
) STRICT;
CREATE TABLE query_entry (
    id            INTEGER PRIMARY KEY,
    query_id      INTEGER NOT NULL REFERENCES query (id) ON DELETE CASCADE,
    database_name TEXT NOT NULL,
    user_name     TEXT NOT NULL,
    dbid          INTEGER NOT NULL,        -- 0: not known, as in logs
    userid        INTEGER NOT NULL,
    queryid       INTEGER NOT NULL,
    toplevel      INTEGER NOT NULL,        -- 0: a statement within a function
    UNIQUE (query_id, dbid, userid, queryid, toplevel, database_name, user_name)
) STRICT;
CREATE TABLE query_figure (
    entry_id       INTEGER NOT NULL REFERENCES query_entry (id) ON DELETE CASCADE,
    snapshot_id    INTEGER NOT NULL REFERENCES query_snapshot (id) ON DELETE CASCADE,
    calls          REAL,
    rows           REAL,
    total_ms       REAL,
    squares_ms     REAL,                   -- sum of the squares of the times of all calls
    plan_ms        REAL,
    shared_hit     REAL,                   -- blocks, as the following
    shared_read    REAL,
    shared_dirtied REAL,
    shared_written REAL,
    local_blocks   REAL,
    temp_read      REAL,
    temp_written   REAL,
    read_ms        REAL,
    write_ms       REAL,
    wal_bytes      REAL,
    jit_ms         REAL,
    min_ms         REAL,
    max_ms         REAL,
    stats_since    TEXT,                   -- since when the server counts the entry
    PRIMARY KEY (entry_id, snapshot_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE query_use (
    query_id   INTEGER NOT NULL REFERENCES query (id) ON DELETE CASCADE,
    object_id  INTEGER NOT NULL,           -- of `object`; it may be gone
    is_written INTEGER NOT NULL,           -- 1: the statement changes the table
    PRIMARY KEY (query_id, object_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE query_plan (
    query_id   INTEGER NOT NULL REFERENCES query (id) ON DELETE CASCADE,
    hash       TEXT NOT NULL,              -- of the plan's shape
    origin     TEXT NOT NULL,              -- generic, bound, analyzed, log
    plan       TEXT NOT NULL,
    total_cost REAL NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen  TEXT NOT NULL,
    body       TEXT NOT NULL,              -- JSON: what else is known
    PRIMARY KEY (query_id, hash, origin)
) STRICT, WITHOUT ROWID;
CREATE TABLE query_baseline (
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    name      TEXT NOT NULL,
    made_at   TEXT NOT NULL,
    body      TEXT NOT NULL,               -- JSON: latency of the connection, figures of the queries
    PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search','search',0,'CREATE VIRTUAL TABLE search USING fts5 (
    name, exact, place, comment, definition, labels, object_id UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
)');
CREATE TABLE IF NOT EXISTS 'search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_data VALUES(1,X'');
INSERT INTO search_data VALUES(10,X'00000000000000');
CREATE TABLE IF NOT EXISTS 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS 'search_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5, c6);
CREATE TABLE IF NOT EXISTS 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE IF NOT EXISTS 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_config VALUES('version',4);
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search_word','search_word',0,'CREATE VIRTUAL TABLE search_word USING fts5 (word, tokenize = "trigram", detail = none)');
CREATE TABLE IF NOT EXISTS 'search_word_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_word_data VALUES(1,X'258101');
INSERT INTO search_word_data VALUES(10,X'000000000101010001010101');
INSERT INTO search_word_data VALUES(137438953473,X'0000025d043061626f240202696c0903016e0103017323020272631202027465061203017511020275741d0103626566200301672202026f72240103636861120301651402027265060202757219030173030103646174180202656c21030172020301781d02026f6e150103656174060202636b14030174080202666f20020267650f0301692202026c65081902026d610902026e6425030174040114020270741e020272691002027465210301741a020277731a02027874160103666f72200202726f0c01036765720f10020267651f0202696e220202726f0e01036861721202026563140202697004010369657707020267671f02026e63170301641d0301740f0202706d04020271751b0202736523020274651c01036a6f690d01036b65701e01036c6563080301741a07020269741c01036d616901080202656e04030172030d01036e636517020264651d020265771307020269711b020274650f0202756d1001036f696e0d1002026d650302026e651502027264020301652003017424020274610b020275700e010370656e0502026d65040103716c691c020275651b01037261692302026368120202646502020265610603016e1902026963100301671f02026f6d0c0301750e0202726519010373656c0802026869040202696e1702026c651a02027065050202716c1c020274611103016f030202756d0a010374616c0b03017411020265670f0301721a0301781602026f691d03016d030301740b020272691f020274651a02027573110103756d651002026e691b020272721902027374030202746f1d0103766172120202696507010377736c1a0406050404050604050604050604050504060504040506050405050406050506050505040505060507050505060505060505040405050505060606050507050506050605050507050505040405050605060506050505040504050405060505050505050405060405040405040405050506050505050605');
CREATE TABLE IF NOT EXISTS 'search_word_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO search_word_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'search_word_content'(id INTEGER PRIMARY KEY, c0);
INSERT INTO search_word_content VALUES(1,'main');
INSERT INTO search_word_content VALUES(2,'order');
INSERT INTO search_word_content VALUES(3,'customer');
INSERT INTO search_word_content VALUES(4,'shipment');
INSERT INTO search_word_content VALUES(5,'spent');
INSERT INTO search_word_content VALUES(6,'create');
INSERT INTO search_word_content VALUES(7,'view');
INSERT INTO search_word_content VALUES(8,'select');
INSERT INTO search_word_content VALUES(9,'email');
INSERT INTO search_word_content VALUES(10,'sum');
INSERT INTO search_word_content VALUES(11,'total');
INSERT INTO search_word_content VALUES(12,'from');
INSERT INTO search_word_content VALUES(13,'join');
INSERT INTO search_word_content VALUES(14,'group');
INSERT INTO search_word_content VALUES(15,'integer');
INSERT INTO search_word_content VALUES(16,'numeric');
INSERT INTO search_word_content VALUES(17,'status');
INSERT INTO search_word_content VALUES(18,'varchar');
INSERT INTO search_word_content VALUES(19,'new');
INSERT INTO search_word_content VALUES(20,'check');
INSERT INTO search_word_content VALUES(21,'done');
INSERT INTO search_word_content VALUES(22,'text');
INSERT INTO search_word_content VALUES(23,'since');
INSERT INTO search_word_content VALUES(24,'date');
INSERT INTO search_word_content VALUES(25,'current');
INSERT INTO search_word_content VALUES(26,'newsletter');
INSERT INTO search_word_content VALUES(27,'unique');
INSERT INTO search_word_content VALUES(28,'sqlite');
INSERT INTO search_word_content VALUES(29,'autoindex');
INSERT INTO search_word_content VALUES(30,'kept');
INSERT INTO search_word_content VALUES(31,'trigger');
INSERT INTO search_word_content VALUES(32,'before');
INSERT INTO search_word_content VALUES(33,'delete');
INSERT INTO search_word_content VALUES(34,'begin');
INSERT INTO search_word_content VALUES(35,'raise');
INSERT INTO search_word_content VALUES(36,'abort');
INSERT INTO search_word_content VALUES(37,'end');
CREATE TABLE IF NOT EXISTS 'search_word_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO search_word_docsize VALUES(1,X'02');
INSERT INTO search_word_docsize VALUES(2,X'03');
INSERT INTO search_word_docsize VALUES(3,X'06');
INSERT INTO search_word_docsize VALUES(4,X'06');
INSERT INTO search_word_docsize VALUES(5,X'03');
INSERT INTO search_word_docsize VALUES(6,X'04');
INSERT INTO search_word_docsize VALUES(7,X'02');
INSERT INTO search_word_docsize VALUES(8,X'04');
INSERT INTO search_word_docsize VALUES(9,X'03');
INSERT INTO search_word_docsize VALUES(10,X'01');
INSERT INTO search_word_docsize VALUES(11,X'03');
INSERT INTO search_word_docsize VALUES(12,X'02');
INSERT INTO search_word_docsize VALUES(13,X'02');
INSERT INTO search_word_docsize VALUES(14,X'03');
INSERT INTO search_word_docsize VALUES(15,X'05');
INSERT INTO search_word_docsize VALUES(16,X'05');
INSERT INTO search_word_docsize VALUES(17,X'04');
INSERT INTO search_word_docsize VALUES(18,X'05');
INSERT INTO search_word_docsize VALUES(19,X'01');
INSERT INTO search_word_docsize VALUES(20,X'03');
INSERT INTO search_word_docsize VALUES(21,X'02');
INSERT INTO search_word_docsize VALUES(22,X'02');
INSERT INTO search_word_docsize VALUES(23,X'03');
INSERT INTO search_word_docsize VALUES(24,X'02');
INSERT INTO search_word_docsize VALUES(25,X'05');
INSERT INTO search_word_docsize VALUES(26,X'08');
INSERT INTO search_word_docsize VALUES(27,X'04');
INSERT INTO search_word_docsize VALUES(28,X'04');
INSERT INTO search_word_docsize VALUES(29,X'07');
INSERT INTO search_word_docsize VALUES(30,X'02');
INSERT INTO search_word_docsize VALUES(31,X'05');
INSERT INTO search_word_docsize VALUES(32,X'04');
INSERT INTO search_word_docsize VALUES(33,X'04');
INSERT INTO search_word_docsize VALUES(34,X'03');
INSERT INTO search_word_docsize VALUES(35,X'03');
INSERT INTO search_word_docsize VALUES(36,X'03');
INSERT INTO search_word_docsize VALUES(37,X'01');
CREATE TABLE IF NOT EXISTS 'search_word_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_word_config VALUES('version',4);
CREATE TABLE search_object (ordinal INTEGER PRIMARY KEY, object_id INTEGER NOT NULL, term_key TEXT NOT NULL) STRICT;
INSERT INTO search_object VALUES(0,-3901022263391899471,'');
INSERT INTO search_object VALUES(1,-6581281785883596392,'');
INSERT INTO search_object VALUES(2,3446544877636690641,'');
INSERT INTO search_object VALUES(3,-3768565484697413679,'');
INSERT INTO search_object VALUES(4,2817301821483135290,'');
INSERT INTO search_object VALUES(5,-6581281786382129575,'');
INSERT INTO search_object VALUES(6,-6581281787247693128,'');
INSERT INTO search_object VALUES(7,-6581281785936941529,'');
INSERT INTO search_object VALUES(8,-6581281786230645805,'');
INSERT INTO search_object VALUES(9,-6581281784764981298,'');
INSERT INTO search_object VALUES(10,-6581281785309839985,'');
INSERT INTO search_object VALUES(11,-6581281786156774025,'');
INSERT INTO search_object VALUES(12,-6581281785662388525,'');
INSERT INTO search_object VALUES(13,3446544876847850456,'');
INSERT INTO search_object VALUES(14,3446544879514846505,'');
INSERT INTO search_object VALUES(15,3446544880479634750,'');
INSERT INTO search_object VALUES(16,3446544880048397932,'');
INSERT INTO search_object VALUES(17,3446544879981428478,'');
INSERT INTO search_object VALUES(18,3446544880164208363,'');
INSERT INTO search_object VALUES(19,3446544879208098538,'');
INSERT INTO search_object VALUES(20,3446544879156869847,'');
INSERT INTO search_object VALUES(21,-3768565484811971660,'');
INSERT INTO search_object VALUES(22,-3768565485797688859,'');
INSERT INTO search_object VALUES(23,-3768565485751968705,'');
INSERT INTO search_object VALUES(24,-3768565486803388921,'');
INSERT INTO search_object VALUES(25,2817301821867081751,'');
INSERT INTO search_object VALUES(26,2817301819601721204,'');
CREATE TABLE search_posting (field INTEGER NOT NULL, word TEXT NOT NULL, last INTEGER NOT NULL, ordinals BLOB NOT NULL, PRIMARY KEY (field, word)) STRICT, WITHOUT ROWID;
INSERT INTO search_posting VALUES(0,'1',19,X'090a');
INSERT INTO search_posting VALUES(0,'autoindex',19,X'13');
INSERT INTO search_posting VALUES(0,'check',9,X'09');
INSERT INTO search_posting VALUES(0,'customer',19,X'0204040207');
INSERT INTO search_posting VALUES(0,'email',25,X'0e0407');
INSERT INTO search_posting VALUES(0,'fk',23,X'0a0d');
INSERT INTO search_posting VALUES(0,'id',23,X'05010403080101');
INSERT INTO search_posting VALUES(0,'kept',20,X'14');
INSERT INTO search_posting VALUES(0,'main',0,X'00');
INSERT INTO search_posting VALUES(0,'newsletter',16,X'10');
INSERT INTO search_posting VALUES(0,'order',23,X'010b0a01');
INSERT INTO search_posting VALUES(0,'pk',24,X'0b0607');
INSERT INTO search_posting VALUES(0,'shipment',3,X'03');
INSERT INTO search_posting VALUES(0,'since',15,X'0f');
INSERT INTO search_posting VALUES(0,'spent',4,X'04');
INSERT INTO search_posting VALUES(0,'sqlite',19,X'13');
INSERT INTO search_posting VALUES(0,'status',8,X'08');
INSERT INTO search_posting VALUES(0,'total',26,X'0713');
INSERT INTO search_posting VALUES(0,'unique',18,X'12');
INSERT INTO search_posting VALUES(1,'check 1',9,X'09');
INSERT INTO search_posting VALUES(1,'customer ',2,X'02');
INSERT INTO search_posting VALUES(1,'customer id',6,X'06');
INSERT INTO search_posting VALUES(1,'email ',25,X'0e0b');
INSERT INTO search_posting VALUES(1,'fk customeridcustomer',10,X'0a');
INSERT INTO search_posting VALUES(1,'fk orderidorder',23,X'17');
INSERT INTO search_posting VALUES(1,'id ',21,X'050808');
INSERT INTO search_posting VALUES(1,'kept ',20,X'14');
INSERT INTO search_posting VALUES(1,'main ',0,X'00');
INSERT INTO search_posting VALUES(1,'newsletter ',16,X'10');
INSERT INTO search_posting VALUES(1,'order ',1,X'01');
INSERT INTO search_posting VALUES(1,'order customer',12,X'0c');
INSERT INTO search_posting VALUES(1,'order id',22,X'16');
INSERT INTO search_posting VALUES(1,'pk ',24,X'0b0607');
INSERT INTO search_posting VALUES(1,'shipment ',3,X'03');
INSERT INTO search_posting VALUES(1,'since ',15,X'0f');
INSERT INTO search_posting VALUES(1,'spent ',4,X'04');
INSERT INTO search_posting VALUES(1,'sqlite autoindexcustomer1',19,X'13');
INSERT INTO search_posting VALUES(1,'status ',8,X'08');
INSERT INTO search_posting VALUES(1,'total ',26,X'0713');
INSERT INTO search_posting VALUES(1,'unique email',18,X'12');
INSERT INTO search_posting VALUES(3,'0',9,X'09');
INSERT INTO search_posting VALUES(3,'1',4,X'04');
INSERT INTO search_posting VALUES(3,'10',8,X'0701');
INSERT INTO search_posting VALUES(3,'2',7,X'07');
INSERT INTO search_posting VALUES(3,'abort',20,X'14');
INSERT INTO search_posting VALUES(3,'as',4,X'04');
INSERT INTO search_posting VALUES(3,'before',20,X'14');
INSERT INTO search_posting VALUES(3,'begin',20,X'14');
INSERT INTO search_posting VALUES(3,'by',4,X'04');
INSERT INTO search_posting VALUES(3,'c',4,X'04');
INSERT INTO search_posting VALUES(3,'create',20,X'0410');
INSERT INTO search_posting VALUES(3,'current',15,X'0f');
INSERT INTO search_posting VALUES(3,'customer',20,X'04060205010101');
INSERT INTO search_posting VALUES(3,'date',15,X'0f');
INSERT INTO search_posting VALUES(3,'delete',20,X'14');
INSERT INTO search_posting VALUES(3,'done',12,X'0c');
INSERT INTO search_posting VALUES(3,'email',19,X'040e01');
INSERT INTO search_posting VALUES(3,'end',20,X'14');
INSERT INTO search_posting VALUES(3,'from',4,X'04');
INSERT INTO search_posting VALUES(3,'group',4,X'04');
INSERT INTO search_posting VALUES(3,'id',24,X'04060101050601');
INSERT INTO search_posting VALUES(3,'integer',22,X'050107030501');
INSERT INTO search_posting VALUES(3,'join',4,X'04');
INSERT INTO search_posting VALUES(3,'kept',20,X'14');
INSERT INTO search_posting VALUES(3,'new',8,X'08');
INSERT INTO search_posting VALUES(3,'numeric',7,X'07');
INSERT INTO search_posting VALUES(3,'o',4,X'04');
INSERT INTO search_posting VALUES(3,'on',20,X'0410');
INSERT INTO search_posting VALUES(3,'order',23,X'04050101010b');
INSERT INTO search_posting VALUES(3,'raise',20,X'14');
INSERT INTO search_posting VALUES(3,'select',20,X'0410');
INSERT INTO search_posting VALUES(3,'shipment',24,X'1701');
INSERT INTO search_posting VALUES(3,'spent',4,X'04');
INSERT INTO search_posting VALUES(3,'status',12,X'0c');
INSERT INTO search_posting VALUES(3,'sum',4,X'04');
INSERT INTO search_posting VALUES(3,'text',25,X'0e0b');
INSERT INTO search_posting VALUES(3,'total',9,X'0405');
INSERT INTO search_posting VALUES(3,'trigger',20,X'14');
INSERT INTO search_posting VALUES(3,'varchar',8,X'08');
INSERT INTO search_posting VALUES(3,'view',4,X'04');
INSERT INTO search_posting VALUES(5,'kind column',26,X'050101010501010105010301');
INSERT INTO search_posting VALUES(5,'kind constraint',24,X'09010106010501');
INSERT INTO search_posting VALUES(5,'kind index',19,X'0c07');
INSERT INTO search_posting VALUES(5,'kind schema',0,X'00');
INSERT INTO search_posting VALUES(5,'kind table',3,X'010101');
INSERT INTO search_posting VALUES(5,'kind trigger',20,X'14');
INSERT INTO search_posting VALUES(5,'kind view',4,X'04');
INSERT INTO search_posting VALUES(5,'length 10',16,X'060a');
INSERT INTO search_posting VALUES(5,'length 11',18,X'12');
INSERT INTO search_posting VALUES(5,'length 13',12,X'0c');
INSERT INTO search_posting VALUES(5,'length 14',23,X'17');
INSERT INTO search_posting VALUES(5,'length 2',24,X'050602040403');
INSERT INTO search_posting VALUES(5,'length 20',10,X'0a');
INSERT INTO search_posting VALUES(5,'length 24',19,X'13');
INSERT INTO search_posting VALUES(5,'length 4',20,X'0014');
INSERT INTO search_posting VALUES(5,'length 5',26,X'01030307010a01');
INSERT INTO search_posting VALUES(5,'length 6',9,X'0801');
INSERT INTO search_posting VALUES(5,'length 7',22,X'16');
INSERT INTO search_posting VALUES(5,'length 8',3,X'0201');
INSERT INTO search_posting VALUES(5,'schema main',26,X'000101010101010101010101010101010101010101010101010101');
INSERT INTO search_posting VALUES(5,'source 1',26,X'000101010101010101010101010101010101010101010101010101');
INSERT INTO search_posting VALUES(5,'subkind check',9,X'09');
INSERT INTO search_posting VALUES(5,'subkind foreign-key',23,X'0a0d');
INSERT INTO search_posting VALUES(5,'subkind primary-key',24,X'0b0607');
INSERT INTO search_posting VALUES(5,'subkind unique',18,X'12');
INSERT INTO search_posting VALUES(7,'customer',16,X'0d010101');
INSERT INTO search_posting VALUES(7,'order',8,X'05010101');
INSERT INTO search_posting VALUES(7,'shipment',22,X'1501');
INSERT INTO search_posting VALUES(7,'spent',26,X'1901');
CREATE TABLE search_changed (object_id INTEGER NOT NULL, term_key TEXT NOT NULL, PRIMARY KEY (object_id, term_key)) STRICT, WITHOUT ROWID;
INSERT INTO search_changed VALUES(-6581281787247693128,'');
INSERT INTO search_changed VALUES(-6581281786382129575,'');
INSERT INTO search_changed VALUES(-6581281786230645805,'');
INSERT INTO search_changed VALUES(-6581281785936941529,'');
INSERT INTO search_changed VALUES(-6581281785883596392,'');
INSERT INTO search_changed VALUES(-3901022263391899471,'');
INSERT INTO search_changed VALUES(-3768565485797688859,'');
INSERT INTO search_changed VALUES(-3768565484811971660,'');
INSERT INTO search_changed VALUES(-3768565484697413679,'');
INSERT INTO search_changed VALUES(2817301819601721204,'');
INSERT INTO search_changed VALUES(2817301821483135290,'');
INSERT INTO search_changed VALUES(2817301821867081751,'');
INSERT INTO search_changed VALUES(3214676568225403804,'');
INSERT INTO search_changed VALUES(3446544876847850456,'');
INSERT INTO search_changed VALUES(3446544877636690641,'');
INSERT INTO search_changed VALUES(3446544879514846505,'');
INSERT INTO search_changed VALUES(3446544880048397932,'');
INSERT INTO search_changed VALUES(3446544880479634750,'');
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
CREATE UNIQUE INDEX rename_by_old ON rename (old_id);
CREATE INDEX rename_by_source ON rename (source_id);
CREATE VIEW v_renames AS
SELECT s.name AS source, r.kind, r.old_schema, r.old_table, r.old_name, r.new_schema, r.new_table, r.new_name,
       r.scan_id AS scan, c.author, c.created_at AS accepted_at
FROM rename r JOIN source s ON s.id = r.source_id JOIN change_set c ON c.id = r.change_set_id;
CREATE INDEX job_by_source ON job (source_id, kind);
CREATE INDEX job_item_by_state ON job_item (job_id, state, position, shard);
CREATE VIEW v_jobs AS
SELECT j.id AS job, j.kind, s.name AS source, j.author, j.options,
       CASE WHEN j.state = 'running' AND j.lease_until < unixepoch() * 1000 THEN 'interrupted' ELSE j.state END AS state,
       j.created_at, j.finished_at, count(i.position) AS items,
       count(*) FILTER (WHERE i.state = 'waiting') AS waiting, count(*) FILTER (WHERE i.state = 'running') AS running,
       count(*) FILTER (WHERE i.state = 'done') AS done, count(*) FILTER (WHERE i.state = 'failed') AS failed,
       count(*) FILTER (WHERE i.state = 'cancelled') AS cancelled, sum(i.row_count) AS rows, sum(i.byte_count) AS bytes,
       sum(i.seconds) AS seconds
FROM job j JOIN source s ON s.id = j.source_id LEFT JOIN job_item i ON i.job_id = j.id
GROUP BY j.id;
CREATE VIEW v_job_items AS
SELECT i.job_id AS job, j.kind, s.name AS source, i.schema_name AS "schema", i.table_name AS "table", i.position, i.state,
       i.attempts, i.seconds, i.row_count AS rows, i.byte_count AS bytes, i.error, i.error_code, i.finished_at, i.object_id
FROM job_item i JOIN job j ON j.id = i.job_id JOIN source s ON s.id = j.source_id;
CREATE INDEX profile_by_source ON profile (source_id, table_id);
CREATE INDEX column_evidence_by_table ON column_evidence (table_id);
CREATE INDEX label_by_source ON label (source_id, entity, column_id);
CREATE VIEW v_profiles AS
SELECT s.name AS source, o.schema_name AS "schema", o.name AS "table", p.profiled_at, p.method, p.row_count AS rows,
       coalesce(p.body ->> 'rows_exact', 0) AS rows_exact, p.sampled, p.body ->> 'bytes' AS bytes,
       p.body ->> '$.duplicate_share.value' AS duplicate_share, p.body ->> '$.freshness.newest' AS newest,
       p.body ->> '$.freshness.column' AS newest_in, p.body ->> '$.quality.score' AS quality, p.notes, p.body,
       p.profiled_at = (SELECT max(n.profiled_at) FROM profile n WHERE n.table_id = p.table_id) AS is_latest
FROM profile p JOIN object o ON o.id = p.table_id JOIN source s ON s.id = p.source_id;
CREATE VIEW v_column_profiles AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "column", c.profiled_at,
       coalesce(c.body ->> '$.null_share.value', 0) AS null_share, c.body ->> '$.distinct.value' AS distinct_values,
       c.body ->> 'uniqueness' AS uniqueness, c.body ->> 'min' AS min, c.body ->> 'max' AS max,
       c.body ->> 'role' AS role, c.body ->> 'unit' AS unit, c.body ->> 'quality' AS quality, c.body,
       c.profiled_at = (SELECT max(n.profiled_at) FROM profile n WHERE n.table_id = c.table_id) AS is_latest
FROM column_profile c JOIN object o ON o.id = c.column_id JOIN source s ON s.id = o.source_id;
CREATE VIEW v_labels AS
SELECT s.name AS source, o.schema_name AS "schema", o.table_name AS "table", o.name AS "column", l.entity, l.sensitivity,
       l.confidence, l.semantic_type, l.decision, coalesce(l.judged ->> 'entity', '') AS judged_entity,
       coalesce(l.judged ->> 'evidence', '[]') AS evidence
FROM label l JOIN object o ON o.id = l.column_id JOIN source s ON s.id = l.source_id
WHERE o.removed_scan IS NULL;
CREATE INDEX relationship_by_parent ON relationship (source_id, to_schema, to_table);
CREATE VIEW v_relationships AS
SELECT s.name AS source, o.name AS relationship, o.schema_name AS from_schema, o.table_name AS from_table,
       coalesce(o.body ->> 'columns', '[]') AS from_columns, o.body ->> '$.references.schema' AS to_schema,
       o.body ->> '$.references.name' AS to_table, coalesce(o.body ->> 'referenced_columns', '[]') AS to_columns,
       coalesce(o.body ->> 'on_update', 'no action') AS on_update,
       coalesce(o.body ->> 'on_delete', 'no action') AS on_delete, 'foreign key' AS origin, o.comment,
       'declared' AS status, 'accepted' AS decision, 1.0 AS confidence, r.cardinality,
       coalesce(r.body ->> 'optional', 0) AS is_optional, r.body ->> 'orphans' AS orphans
FROM object o JOIN source s ON s.id = o.source_id
     LEFT JOIN relationship r ON r.source_id = o.source_id AND r.status = 'declared' AND r.from_schema = o.schema_name
          AND r.from_table = o.table_name AND r.from_columns = o.body ->> 'columns'
          AND r.to_schema = o.body ->> '$.references.schema' AND r.to_table = o.body ->> '$.references.name'
          AND r.to_columns = o.body ->> 'referenced_columns'
WHERE o.kind = 'constraint' AND o.body ->> 'type' = 'foreign key' AND o.removed_scan IS NULL
UNION ALL
SELECT s.name, coalesce(r.body ->> 'name', ''), r.from_schema, r.from_table, r.from_columns, r.to_schema, r.to_table,
       r.to_columns, NULL, NULL, 'relate', NULL, r.status, r.decision, r.confidence, r.cardinality,
       coalesce(r.body ->> 'optional', 0), r.body ->> 'orphans'
FROM relationship r JOIN source s ON s.id = r.source_id
WHERE r.status <> 'declared';
CREATE INDEX change_set_by_reverts ON change_set (reverts) WHERE reverts IS NOT NULL;
CREATE VIEW v_changes AS
SELECT c.id AS change_set, c.author, c.command, c.created_at AS changed_at,
       (SELECT count(*) FROM event e WHERE e.change_set_id = c.id) AS events, c.reverts,
       (WITH RECURSIVE chain(tip, length) AS (
            SELECT c.id, 0
            UNION ALL
            SELECT (SELECT max(r.id) FROM change_set r WHERE r.reverts = tip), length + 1 FROM chain
            WHERE tip IS NOT NULL)
        SELECT (max(length) - 1) % 2 FROM chain) AS is_undone,
       (SELECT max(r.id) FROM change_set r WHERE r.reverts = c.id) AS reverted_by
FROM change_set c;
CREATE VIEW v_events AS
SELECT e.id AS event, e.change_set_id AS change_set, c.author, c.command, c.created_at AS changed_at, e.subject,
       e.subject_id, e.label AS object, e.before, e.after
FROM event e JOIN change_set c ON c.id = e.change_set_id;
CREATE INDEX description_by_source ON description (source_id, object_id);
CREATE VIEW v_descriptions AS
SELECT s.name AS source, t.kind, t.schema_name AS "schema", CASE t.table_name WHEN '' THEN t.name ELSE t.table_name END AS
       "table", CASE t.kind WHEN 'column' THEN t.name END AS "column", t.name, t.text, t.origin, t.status, t.confidence,
       t.version
FROM v_texts t JOIN source s ON s.id = t.source_id
WHERE t.text <> '';
CREATE INDEX context_by_source ON context (source_id, object_id);
CREATE VIEW v_current_context AS
SELECT c.object_id, c.source_id, c.field, c.text, c.author, c.said_at, c.origin
FROM context c
WHERE c.text IS NOT NULL
  AND c.version = (SELECT max(x.version) FROM context x WHERE x.object_id = c.object_id AND x.field = c.field)
UNION ALL
SELECT d.object_id, d.source_id, 'description', d.text, d.author, d.created_at,
       coalesce(d.body ->> '$.reasons[0]', '')
FROM v_current_descriptions d WHERE d.origin = 'human' AND d.status = 'approved';
CREATE VIEW v_context AS
SELECT s.name AS source, coalesce(o.kind, 'database') AS kind, o.schema_name AS "schema",
       CASE WHEN o.table_name <> '' THEN o.table_name WHEN o.kind IN ('table', 'view') THEN o.name END AS "table",
       CASE o.kind WHEN 'column' THEN o.name END AS "column", coalesce(o.name, s.name) AS name,
       c.field, c.text, c.author, c.said_at, c.origin, o.removed_scan IS NOT NULL AS removed, c.object_id AS id
FROM v_current_context c JOIN source s ON s.id = c.source_id LEFT JOIN object o ON o.id = c.object_id;
CREATE VIEW v_glossary AS
SELECT g.name AS term, g.definition, g.synonyms, g.author, g.said_at, g.origin
FROM glossary g
WHERE g.definition IS NOT NULL AND g.version = (SELECT max(x.version) FROM glossary x WHERE x.term_key = g.term_key);
CREATE INDEX description_stale ON description (source_id) WHERE stale <> 0;
CREATE TRIGGER object_changed AFTER UPDATE OF body ON object WHEN old.body <> new.body
BEGIN
    UPDATE description SET stale = 1 WHERE object_id = new.id AND text <> '';
END;
CREATE VIEW v_current_descriptions AS
SELECT d.* FROM description d WHERE d.version = (
    SELECT x.version FROM description x WHERE x.object_id = d.object_id AND (x.status = 'approved' OR (x.status = 'draft'
           AND x.version = (SELECT max(y.version) FROM description y WHERE y.object_id = x.object_id)))
    ORDER BY x.status = 'approved' DESC, x.status = 'approved' AND x.origin = 'human' DESC, x.version DESC LIMIT 1);
CREATE VIEW v_texts AS
SELECT o.id AS object_id, o.source_id, o.kind, o.schema_name, o.table_name, o.name, o.position,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.text ELSE o.comment END AS text,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.origin ELSE 'comment' END AS origin,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = ''
            THEN coalesce(d.status, (SELECT 'rejected' FROM description x WHERE x.object_id = o.id LIMIT 1))
            ELSE 'approved' END AS status,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.confidence ELSE 1.0 END AS confidence,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.version END AS version,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.body END AS body,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.stale ELSE 0 END AS stale,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.evidence END AS evidence
FROM object o LEFT JOIN v_current_descriptions d ON d.object_id = o.id
WHERE o.removed_scan IS NULL AND o.extension = ''
UNION ALL
SELECT o.database_id, o.id, 'database', '', '', o.name, 0,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.text ELSE o.comment END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.origin ELSE 'comment' END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = ''
            THEN coalesce(d.status, (SELECT 'rejected' FROM description x WHERE x.object_id = o.database_id LIMIT 1))
            ELSE 'approved' END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.confidence ELSE 1.0 END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.version END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.body END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.stale ELSE 0 END,
       CASE WHEN d.status = 'approved' OR coalesce(o.comment, '') = '' THEN d.evidence END
FROM source o LEFT JOIN v_current_descriptions d ON d.object_id = o.database_id;
CREATE VIEW v_coverage AS
WITH partition AS MATERIALIZED (
    SELECT source_id, schema_name, name FROM object
    WHERE kind = 'table' AND removed_scan IS NULL AND body ->> '$.partition_of.name' IS NOT NULL)
SELECT s.name AS source, o.schema_name AS "schema", o.kind, count(*) AS objects,
       count(nullif(o.comment, '')) AS commented,
       count(coalesce(nullif(o.comment, ''), nullif(d.text, ''))) AS described,
       CASE WHEN EXISTS (SELECT 1 FROM description) THEN count(CASE d.status WHEN 'approved' THEN 1 END) END AS approved,
       CASE WHEN o.kind IN ('table', 'view', 'column') AND EXISTS (SELECT 1 FROM profile)
            THEN count(CASE o.kind WHEN 'column' THEN c.column_id ELSE p.table_id END) END AS profiled
FROM object o JOIN source s ON s.id = o.source_id
     LEFT JOIN partition x ON x.source_id = o.source_id AND x.schema_name = o.schema_name
          AND x.name = CASE o.kind WHEN 'column' THEN o.table_name WHEN 'table' THEN o.name END
     LEFT JOIN v_current_descriptions d ON d.object_id = o.id
     LEFT JOIN (SELECT DISTINCT column_id FROM column_profile) c ON o.kind = 'column' AND c.column_id = o.id
     LEFT JOIN (SELECT DISTINCT table_id FROM profile) p ON o.kind <> 'column' AND p.table_id = o.id
WHERE o.removed_scan IS NULL AND o.extension = '' AND o.kind IN ('table', 'view', 'column', 'routine', 'type')
      AND x.name IS NULL
GROUP BY s.name, o.schema_name, o.kind;
CREATE VIEW v_reviews AS
WITH t AS MATERIALIZED ( -- without the texts, of which SQLite would keep all
    SELECT object_id, source_id, kind, schema_name, table_name, name, position, origin, stale FROM v_texts)
SELECT t.object_id, t.source_id, t.kind, t.schema_name, t.table_name, t.name, t.position, d.text, d.origin, d.status,
       d.confidence, d.version, d.body, d.stale OR t.stale AS stale, d.evidence, d.status = 'draft' OR d.stale AS pending
FROM t JOIN description d ON d.object_id = t.object_id
WHERE d.text <> '' AND NOT (d.status = 'draft' AND d.origin = 'rules' AND t.origin = 'comment') AND d.version = (
    SELECT x.version FROM description x WHERE x.object_id = t.object_id AND (x.status = 'approved' OR (x.status = 'draft'
           AND x.text <> '' AND x.version = (SELECT max(y.version) FROM description y WHERE y.object_id = x.object_id)))
    ORDER BY x.status = 'draft' DESC, x.origin = 'human' DESC, x.version DESC LIMIT 1)
;
CREATE INDEX query_snapshot_by_source ON query_snapshot (source_id, taken_at);
CREATE INDEX query_figure_by_snapshot ON query_figure (snapshot_id);
CREATE INDEX query_use_by_object ON query_use (object_id);
CREATE VIEW v_query_snapshots AS
SELECT s.name AS source, p.id AS snapshot, p.taken_at, p.origin, nullif(p.scope, '') AS database,
       nullif(p.since, '') AS since, nullif(p.started_at, '') AS started_at, p.body
FROM query_snapshot p JOIN source s ON s.id = p.source_id;
CREATE VIEW v_queries AS
SELECT s.name AS source, printf('%016x', q.id) AS query, q.fingerprint, nullif(q.kind, '') AS kind, q.purpose, q.text, q.bytes,
       nullif(q.error, '') AS error, min(f.snapshot_id) AS first_snapshot,
       (SELECT json_group_array(o.schema_name || '.' || o.name) FROM query_use u JOIN object o ON o.id = u.object_id
        WHERE u.query_id = q.id AND o.kind IN ('table', 'view')) AS tables
FROM query q JOIN source s ON s.id = q.source_id
     LEFT JOIN query_entry e ON e.query_id = q.id LEFT JOIN query_figure f ON f.entry_id = e.id
GROUP BY q.id;
CREATE VIEW v_query_figures AS
SELECT s.name AS source, printf('%016x', e.query_id) AS query, e.database_name AS database, e.user_name AS user, e.queryid,
       e.toplevel, f.snapshot_id AS snapshot, p.taken_at, f.calls, f.rows, f.total_ms, f.plan_ms, f.shared_hit, f.shared_read,
       f.shared_dirtied, f.shared_written, f.local_blocks, f.temp_read, f.temp_written, f.read_ms, f.write_ms, f.wal_bytes,
       f.jit_ms, f.min_ms, f.max_ms, f.calls IS NULL AS is_gone
FROM query_figure f JOIN query_entry e ON e.id = f.entry_id JOIN query_snapshot p ON p.id = f.snapshot_id
     JOIN source s ON s.id = p.source_id;
CREATE VIEW v_query_uses AS
SELECT s.name AS source, printf('%016x', u.query_id) AS query, o.kind, o.schema_name AS "schema",
       CASE o.kind WHEN 'column' THEN o.table_name ELSE o.name END AS "table",
       CASE o.kind WHEN 'column' THEN o.name END AS "column", u.is_written, o.id AS object_id
FROM query_use u JOIN object o ON o.id = u.object_id JOIN source s ON s.id = o.source_id
WHERE o.removed_scan IS NULL;
CREATE VIEW v_query_plans AS
SELECT s.name AS source, printf('%016x', p.query_id) AS query, p.hash, p.origin, p.total_cost, p.first_seen, p.last_seen,
       p.plan, p.body
FROM query_plan p JOIN query q ON q.id = p.query_id JOIN source s ON s.id = q.source_id;
CREATE UNIQUE INDEX object_by_id ON object (id);
CREATE INDEX object_by_name ON object (source_id, kind, schema_name, table_name, position, name, extension, id) WHERE removed_scan IS NULL;
CREATE TRIGGER search_description_insert AFTER INSERT ON description BEGIN INSERT INTO search_changed SELECT new.object_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = new.object_id AND c.term_key = ''); END;
CREATE TRIGGER search_description_update AFTER UPDATE OF object_id, text, origin, status ON description BEGIN INSERT INTO search_changed SELECT old.object_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = old.object_id AND c.term_key = ''); INSERT INTO search_changed SELECT new.object_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = new.object_id AND c.term_key = ''); END;
CREATE TRIGGER search_description_delete AFTER DELETE ON description BEGIN INSERT INTO search_changed SELECT old.object_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = old.object_id AND c.term_key = ''); END;
CREATE TRIGGER search_context_insert AFTER INSERT ON context BEGIN INSERT INTO search_changed SELECT new.object_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = new.object_id AND c.term_key = ''); END;
CREATE TRIGGER search_context_update AFTER UPDATE ON context BEGIN INSERT INTO search_changed SELECT old.object_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = old.object_id AND c.term_key = ''); INSERT INTO search_changed SELECT new.object_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = new.object_id AND c.term_key = ''); END;
CREATE TRIGGER search_context_delete AFTER DELETE ON context BEGIN INSERT INTO search_changed SELECT old.object_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = old.object_id AND c.term_key = ''); END;
CREATE TRIGGER search_glossary_insert AFTER INSERT ON glossary BEGIN INSERT INTO search_changed SELECT 0, new.term_key WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = 0 AND c.term_key = new.term_key); END;
CREATE TRIGGER search_glossary_update AFTER UPDATE ON glossary BEGIN INSERT INTO search_changed SELECT 0, old.term_key WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = 0 AND c.term_key = old.term_key); INSERT INTO search_changed SELECT 0, new.term_key WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = 0 AND c.term_key = new.term_key); END;
CREATE TRIGGER search_glossary_delete AFTER DELETE ON glossary BEGIN INSERT INTO search_changed SELECT 0, old.term_key WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = 0 AND c.term_key = old.term_key); END;
CREATE TRIGGER search_source_insert AFTER INSERT ON source BEGIN INSERT INTO search_changed SELECT new.database_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = new.database_id AND c.term_key = ''); END;
CREATE TRIGGER search_source_update AFTER UPDATE OF comment, name, database_id ON source WHEN old.comment IS NOT new.comment OR old.database_id <> new.database_id BEGIN INSERT INTO search_changed SELECT old.database_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = old.database_id AND c.term_key = ''); INSERT INTO search_changed SELECT new.database_id, '' WHERE NOT EXISTS (SELECT 1 FROM search_changed c WHERE c.object_id = new.database_id AND c.term_key = ''); END;
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id = 1399026274;
PRAGMA user_version = 12;
