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
INSERT INTO source VALUES(1,'shop','sqlite:/srv/shop.db','SQLite','3.40.1','shop','/srv/shop.db','UTF-8','',NULL,'2026-11-21T21:14:48.466Z');
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
INSERT INTO scan VALUES(1,1,'2026-11-21T21:14:48.466Z','2026-11-21T21:14:48.469Z','tester','3.40.1','{}',24,0,0,'[]');
INSERT INTO scan VALUES(2,1,'2026-11-21T21:14:48.488Z','2026-11-21T21:14:48.492Z','tester','3.40.1','{}',6,1,3,'[]');
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
CREATE TABLE event (
    id            TEXT PRIMARY KEY,       -- ULID
    change_set_id TEXT NOT NULL REFERENCES change_set (id),
    subject       TEXT NOT NULL,          -- what kind of thing: source, description, ...
    subject_id    TEXT NOT NULL,          -- its key: a name or an object id
    label         TEXT NOT NULL,          -- its name for people
    before        TEXT,                   -- JSON; NULL: did not exist
    after         TEXT                    -- JSON; NULL: exists no longer
) STRICT, WITHOUT ROWID;
CREATE TABLE search_state (
    scan_id INTEGER NOT NULL,
    format  INTEGER NOT NULL
) STRICT;
INSERT INTO search_state VALUES(2,1);
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
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search','search',0,'CREATE VIRTUAL TABLE search USING fts5 (
    name, exact, place, comment, definition, labels, object_id UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
)');
CREATE TABLE IF NOT EXISTS 'search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_data VALUES(1,X'1b311b16004c3d00');
INSERT INTO search_data VALUES(10,X'000000000102020002010101020101');
INSERT INTO search_data VALUES(137438953473,X'000004230230318186a291a3daa0b13a0601041c02013086aad2f1ad93f2dbd306010403818c86a4540601040301013286aad2f1add9f5ee2706010404010261738186a291a3daa0b13a0801040509010262798186a291a3daa0b13a0601041b0101638186a291a3daa0b13a0a0104070b0a020572656174658186a291a3daa0b13a0601040202077573746f6d657280f592e4f1f7f4a2d10802010102a29ed8e3c4d89c690801040f0985a4b0e087c794c17e02020902696486aad2f1aba1b4f2b808040101020105656d61696c8186a291a3daa0b13a06010408010466726f6d8186a291a3daa0b13a0601040e010567726f75708186a291a3daa0b13a0601041a010269648186a291a3daa0b13a080104170485a4b0e087c794c17e0203839cdde721080201010284b1d2aaf2a5a70c020383d683b34f080201010202066e746567657286aad2f1aba1b4f2b806010402839cdde7210601040284b1d2aaf2a5a70c0601040283d683b34f0601040201046a6f696e8186a291a3daa0b13a0601041101046d61696e82f7998edc86c5b0b1080201010201036e657786aad2f1ad93f2dbd3060104040206756d6572696386aad2f1add9f5ee270601040201016f8186a291a3daa0b13a0a01040a0b0402016e8186a291a3daa0b13a0601041402047264657280ead2f1ade6d1e9980802010102b79ebfebe79d8f220601041285a4b0e087c794c17e06010202839cdde72106010202c89dea7a06010202818c86a4540601020284b1d2a99e81973e02020602696486acebdac2a8f6b9e50804010102010673656c6563748186a291a3daa0b13a0601040602076869706d656e7480ecebdac4afa097d1080201010285bffffffdf9d6a2140601020283d683b34f06010202020470656e748186a291a3daa0b13a0e020101020104040205746174757386aad2f1ad93f2dbd308020101020202756d8186a291a3daa0b13a060104090105746f74616c8186a291a3daa0b13a0801040b0485a4b0e089ffd5bced080201010201077661726368617286aad2f1ad93f2dbd30601040202036965778186a291a3daa0b13a0601040301187a7a736368656d613439646538396362376166353565653580ead2f1ade6d1e9980601050384b1d2ad919cdc390601050390ce94db91a8960006010503a29ed8e3c4d89c690601050381f0f6fdb8aca4ff770601050383b3b9e2cf9aefc20706010503839cdde72106010503c89dea7a06010503818c86a4540601050384b1d2a99e81973e0601050383d683b34f0601050304066f757263653180ead2f1ade6d1e9980601050284b1d2ad919cdc390601050290ce94db91a8960006010502a29ed8e3c4d89c690601050281f0f6fdb8aca4ff770601050283b3b9e2cf9aefc20706010502839cdde72106010502c89dea7a06010502818c86a4540601050284b1d2a99e81973e0601050283d683b34f0601050204101910121112142f121413143b331314121512105112152d1715112316128114');
INSERT INTO search_data VALUES(274877906945,X'0000069102303086ead2f1aff1ab9fce0601040301013186ead2f1aff1ab9fce020380cabff3c4fd9ccb1c0205010561626f727487f592e4f4e2acbad70601040c020875746f696e64657887b592e4f4eec7eaea020301066265666f726587f592e4f4e2acbad706010405030367696e87f592e4f4e2acbad7060104090105636865636b86ead2f1aff1ab9fce020206013186ead2f1aff1ab9fce08040101020205726561746587f592e4f4e2acbad7060104020206757272656e7486b592e4f79ddc853e06010403030673746f6d657286b592e4f0bbeae3d80601020289f7dcc2510601020281feb5b2430601020281cdd0cd5206010202eb8098efa3b6f0510c03040104020494ffe78eef81826f06010202d793ff6d06010202eb8098ef91dd8f68080301040294ffe78da6aec8170804010202ffffffffe7c99f6d0c01020201040801046461746586b592e4f79ddc853e08010402040205656c65746587f592e4f4e2acbad70601040602036f6e6587aad2f1ae9bb0c6d3060104050105656d61696c8686a291a4b5e5c0170802010102dde1a7a283e78a12080201010280c08080819ae8f9c20803010402fffffffcb88bd77f0601040202026e6487f592e4f4e2acbad70601040e0102666b86ead2f1aeefb7bd8f020284b1d2a788e4bd3002020312637573746f6d65726964637573746f6d657286ead2f1aeefb7bd8f0806010102030c6f7264657269646f7264657286ecebdac2b3e9dc3f08060101020102696486b592e4f0bbeae3d80802010102eb8098f9d3acd31f060104028393ece0180a040104030484b1d2a393b6f0780601040283f5adcc380a040104030490ce94e7e69cc53f06010402eb8098efe8f18f550601040302066e746567657286b592e4f0bbeae3d8060104028bf691f5140601040201046b65707487f592e4f4e2acbad710020101020104040b010a6e6577736c657474657286b592e4f6b6f3de6c080201010201026f6e87f592e4f4e2acbad70601040702047264657286ead2f1ada5c18d77060102028393ece018060102028283e7c43f0601020284b1d2a584fcf8710c030401040204fbceadd7cf8dd51408020102020608637573746f6d657287aad2f1ae9bb0c6d308040101020102706b86ead2f1ada5c18d77080201010284b1d2a6a7a3d110080201010290ce94ebdbca917708020101020105726169736587f592e4f4e2acbad70601040b010673656c65637487f592e4f4e2acbad70601040a02076869706d656e7486ecebdac0b992f6070601020283f5adcc38060102020204696e636586b592e4f79ddc853e0802010102020470656e748686a291a099d897740601020288b89ad123060102020205716c69746587b592e4f4eec7eaea020207126175746f696e646578637573746f6d65723187b592e4f4eec7eaea08060101020205746174757387aad2f1ae9bb0c6d3060104040104746578748686a291a4b5e5c01706010402dde1a7a283e78a120601040202046f74616c8686a291a099d89774080201010280e4b0e08fd7d3885a06010402020672696767657287f592e4f4e2acbad7060104030106756e6971756586f592e4f6d2c1feeb02020705656d61696c86f592e4f6d2c1feeb080401010201187a7a736368656d61343964653839636237616635356565358686a291a099d897740601050388b89ad12306010503dde1a7988c8ac7410601050389f7dcc2510601050381feb5b2430601050381cdd0cd5206010503eb8098ec8fca9039060105038393ece018060105038283e7c43f0601050384b1d2a18fcfac390601050383f5adcc380601050390ce94e7e69cc53f06010503d793ff6d06010503eb8098ef91dd8f680601050394ffe78da6aec81706010503ffffffffe7c99f6d0601050304066f75726365318686a291a099d897740601050288b89ad12306010502dde1a7988c8ac7410601050289f7dcc2510601050281feb5b2430601050281cdd0cd5206010502eb8098ec8fca9039060105028393ece018060105028283e7c43f0601050284b1d2a18fcfac390601050283f5adcc380601050290ce94e7e69cc53f06010502d793ff6d06010502eb8098ef91dd8f680601050294ffe78da6aec81706010502ffffffffe7c99f6d0601050204077562636865636b86ead2f1aff1ab9fce06010504060a666f726569676e6b657986ead2f1aeefb7bd8f0601050484b1d2a788e4bd3006010504060a7072696d6172796b657986ead2f1ada5c18d770601050484b1d2a6a7a3d1100601050490ce94ebdbca9177060105040606756e6971756586f592e4f6d2c1feeb0601050404101914151512121114157c1414123c1119221c581e181a1141182c14151f141c1222141f2115131581428130162531');
CREATE TABLE IF NOT EXISTS 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO search_idx VALUES(1,X'',2);
INSERT INTO search_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'search_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5, c6);
INSERT INTO search_content VALUES(120074459643701656,'order ','order','',NULL,'','zzsource1 zzschema49de89cb7af55ee5',-6581281785883596392);
INSERT INTO search_content VALUES(122544593350694865,'shipment ','shipment','',NULL,'','zzsource1 zzschema49de89cb7af55ee5',-3768565484697413679);
INSERT INTO search_content VALUES(131895551892005585,'customer ','customer','',NULL,'','zzsource1 zzschema49de89cb7af55ee5',3446544877636690641);
INSERT INTO search_content VALUES(151170842079801658,'spent ','spent','',NULL,'CREATE VIEW spent AS SELECT c.email, sum(o.total) AS total FROM customer c JOIN "Order" o ON o.customer_id = c.id GROUP BY 1','zzsource1 zzschema49de89cb7af55ee5',2817301821483135290);
INSERT INTO search_content VALUES(422433378883776689,'main ','main','',NULL,'','zzsource1 zzschema49de89cb7af55ee5',-3901022263391899471);
INSERT INTO search_content VALUES(871746780577666932,'total ','total','spent ',NULL,'','zzsource1 zzschema49de89cb7af55ee5',2817301819601721204);
INSERT INTO search_content VALUES(871746782843027479,'email ','email','spent ',NULL,'TEXT','zzsource1 zzschema49de89cb7af55ee5',2817301821867081751);
INSERT INTO search_content VALUES(912707992696812216,'customer id customerid','customerid','order ',NULL,'INTEGER','zzsource1 zzschema49de89cb7af55ee5',-6581281787247693128);
INSERT INTO search_content VALUES(912707993562375769,'id ','id','order ',NULL,'INTEGER','zzsource1 zzschema49de89cb7af55ee5',-6581281786382129575);
INSERT INTO search_content VALUES(912707993713859539,'status ','status','order ',NULL,'VARCHAR(10) ''new''','zzsource1 zzschema49de89cb7af55ee5',-6581281786230645805);
INSERT INTO search_content VALUES(912707994007563815,'total ','total','order ',NULL,'NUMERIC(10, 2)','zzsource1 zzschema49de89cb7af55ee5',-6581281785936941529);
INSERT INTO search_content VALUES(915178126667626981,'order id orderid','orderid','shipment ',NULL,'INTEGER','zzsource1 zzschema49de89cb7af55ee5',-3768565485797688859);
INSERT INTO search_content VALUES(915178127653344180,'id ','id','shipment ',NULL,'INTEGER','zzsource1 zzschema49de89cb7af55ee5',-3768565484811971660);
INSERT INTO search_content VALUES(924529085520372696,'id ','id','customer ',NULL,'INTEGER','zzsource1 zzschema49de89cb7af55ee5',3446544876847850456);
INSERT INTO search_content VALUES(924529088187368745,'email ','email','customer ',NULL,'TEXT','zzsource1 zzschema49de89cb7af55ee5',3446544879514846505);
INSERT INTO search_content VALUES(924529088720920172,'newsletter ','newsletter','customer ',NULL,'INTEGER','zzsource1 zzschema49de89cb7af55ee5',3446544880048397932);
INSERT INTO search_content VALUES(924529089152156990,'since ','since','customer ',NULL,'DATE CURRENT_DATE','zzsource1 zzschema49de89cb7af55ee5',3446544880479634750);
INSERT INTO search_content VALUES(984765587825659255,'pk ','pk','order ',NULL,'id','zzsource1 zzschema49de89cb7af55ee5 zzsubprimarykey',-6581281786156774025);
INSERT INTO search_content VALUES(984765588672593295,'fk customer id customer fkcustomeridcustomer','fkcustomeridcustomer','order ',NULL,'customer_id customer id','zzsource1 zzschema49de89cb7af55ee5 zzsubforeignkey',-6581281785309839985);
INSERT INTO search_content VALUES(984765589217451982,'check 1 check1','check1','order ',NULL,'total >= 0','zzsource1 zzschema49de89cb7af55ee5 zzsubcheck',-6581281784764981298);
INSERT INTO search_content VALUES(987235719699854855,'pk ','pk','shipment ',NULL,'id','zzsource1 zzschema49de89cb7af55ee5 zzsubprimarykey',-3768565486803388921);
INSERT INTO search_content VALUES(987235720751275071,'fk order id order fkorderidorder','fkorderidorder','shipment ',NULL,'order_id Order id','zzsource1 zzschema49de89cb7af55ee5 zzsubforeignkey',-3768565485751968705);
INSERT INTO search_content VALUES(996586682691878654,'pk ','pk','customer ',NULL,'id','zzsource1 zzschema49de89cb7af55ee5 zzsubprimarykey',3446544879981428478);
INSERT INTO search_content VALUES(996586682874658539,'unique email uniqueemail','uniqueemail','customer ',NULL,'email','zzsource1 zzschema49de89cb7af55ee5 zzsubunique',3446544880164208363);
INSERT INTO search_content VALUES(1056823182357972691,'order customer ordercustomer','ordercustomer','order ',NULL,'customer_id status <> ''done''','zzsource1 zzschema49de89cb7af55ee5',-6581281785662388525);
INSERT INTO search_content VALUES(1068644275956476650,'sqlite autoindex customer 1 sqliteautoindexcustomer1','sqliteautoindexcustomer1','customer ',NULL,'email ','zzsource1 zzschema49de89cb7af55ee5',3446544879208098538);
INSERT INTO search_content VALUES(1140701869943175895,'kept ','kept','customer ',NULL,'CREATE TRIGGER kept BEFORE DELETE ON customer BEGIN SELECT raise(ABORT, ''kept''); END','zzsource1 zzschema49de89cb7af55ee5',3446544879156869847);
CREATE TABLE IF NOT EXISTS 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO search_docsize VALUES(120074459643701656,X'01010000000200');
INSERT INTO search_docsize VALUES(122544593350694865,X'01010000000200');
INSERT INTO search_docsize VALUES(131895551892005585,X'01010000000200');
INSERT INTO search_docsize VALUES(151170842079801658,X'010100001b0200');
INSERT INTO search_docsize VALUES(422433378883776689,X'01010000000200');
INSERT INTO search_docsize VALUES(871746780577666932,X'01010100000200');
INSERT INTO search_docsize VALUES(871746782843027479,X'01010100010200');
INSERT INTO search_docsize VALUES(912707992696812216,X'03010100010200');
INSERT INTO search_docsize VALUES(912707993562375769,X'01010100010200');
INSERT INTO search_docsize VALUES(912707993713859539,X'01010100030200');
INSERT INTO search_docsize VALUES(912707994007563815,X'01010100030200');
INSERT INTO search_docsize VALUES(915178126667626981,X'03010100010200');
INSERT INTO search_docsize VALUES(915178127653344180,X'01010100010200');
INSERT INTO search_docsize VALUES(924529085520372696,X'01010100010200');
INSERT INTO search_docsize VALUES(924529088187368745,X'01010100010200');
INSERT INTO search_docsize VALUES(924529088720920172,X'01010100010200');
INSERT INTO search_docsize VALUES(924529089152156990,X'01010100030200');
INSERT INTO search_docsize VALUES(984765587825659255,X'01010100010300');
INSERT INTO search_docsize VALUES(984765588672593295,X'05010100040300');
INSERT INTO search_docsize VALUES(984765589217451982,X'03010100020300');
INSERT INTO search_docsize VALUES(987235719699854855,X'01010100010300');
INSERT INTO search_docsize VALUES(987235720751275071,X'05010100040300');
INSERT INTO search_docsize VALUES(996586682691878654,X'01010100010300');
INSERT INTO search_docsize VALUES(996586682874658539,X'03010100010300');
INSERT INTO search_docsize VALUES(1056823182357972691,X'03010100040200');
INSERT INTO search_docsize VALUES(1068644275956476650,X'05010100010200');
INSERT INTO search_docsize VALUES(1140701869943175895,X'010101000d0200');
CREATE TABLE IF NOT EXISTS 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_config VALUES('version',4);
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search_word','search_word',0,'CREATE VIRTUAL TABLE search_word USING fts5 (word, tokenize = "trigram", detail = none)');
CREATE TABLE IF NOT EXISTS 'search_word_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_word_data VALUES(1,X'0f3d');
INSERT INTO search_word_data VALUES(10,X'000000000101010001010101');
INSERT INTO search_word_data VALUES(137438953473,X'00000137043061696c0803016e050202747506020275740e01036368650b02027573030103646572010301780e010365636b0b02026d610802026e740202020270740f0202747409020277730901036865630b02026970020103696e630a0301640e0202706d02020271750c020274650d01036b65700f01036c657409020269740d01036d616905030202656e020301720301036e63650a020264650e0202657709020269710c01036f696e0e02026d650302027264010202746107010370656e0402026d65020103716c690d020275650c0103726465010103736869020202696e0a02026c650902027065040202716c0d020274610603016f03010374616c0703017406020265720902026f690e03016d0303017407020274650902027573060103756e690c02027374030202746f0e010377736c090406040505060506040605060505050605060405050506060507050406050505060505050605060506060505050505040604050504040505060505');
CREATE TABLE IF NOT EXISTS 'search_word_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO search_word_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'search_word_content'(id INTEGER PRIMARY KEY, c0);
INSERT INTO search_word_content VALUES(1,'order');
INSERT INTO search_word_content VALUES(2,'shipment');
INSERT INTO search_word_content VALUES(3,'customer');
INSERT INTO search_word_content VALUES(4,'spent');
INSERT INTO search_word_content VALUES(5,'main');
INSERT INTO search_word_content VALUES(6,'status');
INSERT INTO search_word_content VALUES(7,'total');
INSERT INTO search_word_content VALUES(8,'email');
INSERT INTO search_word_content VALUES(9,'newsletter');
INSERT INTO search_word_content VALUES(10,'since');
INSERT INTO search_word_content VALUES(11,'check');
INSERT INTO search_word_content VALUES(12,'unique');
INSERT INTO search_word_content VALUES(13,'sqlite');
INSERT INTO search_word_content VALUES(14,'autoindex');
INSERT INTO search_word_content VALUES(15,'kept');
CREATE TABLE IF NOT EXISTS 'search_word_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO search_word_docsize VALUES(1,X'03');
INSERT INTO search_word_docsize VALUES(2,X'06');
INSERT INTO search_word_docsize VALUES(3,X'06');
INSERT INTO search_word_docsize VALUES(4,X'03');
INSERT INTO search_word_docsize VALUES(5,X'02');
INSERT INTO search_word_docsize VALUES(6,X'04');
INSERT INTO search_word_docsize VALUES(7,X'03');
INSERT INTO search_word_docsize VALUES(8,X'03');
INSERT INTO search_word_docsize VALUES(9,X'08');
INSERT INTO search_word_docsize VALUES(10,X'03');
INSERT INTO search_word_docsize VALUES(11,X'03');
INSERT INTO search_word_docsize VALUES(12,X'04');
INSERT INTO search_word_docsize VALUES(13,X'04');
INSERT INTO search_word_docsize VALUES(14,X'07');
INSERT INTO search_word_docsize VALUES(15,X'02');
CREATE TABLE IF NOT EXISTS 'search_word_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_word_config VALUES('version',4);
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
CREATE UNIQUE INDEX object_by_id ON object (id);
CREATE INDEX object_by_name ON object (source_id, kind, schema_name, table_name, position, name, extension, id) WHERE removed_scan IS NULL;
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id = 1399026274;
PRAGMA user_version = 5;
