-- SPDX-License-Identifier: MIT
-- The demo database of scribe: Birchwood Supply, a shop for outdoor and household goods that does not exist.
--     sqlite3 shop.db < demo.sql
-- All people, firms and addresses are invented: e-mail addresses end in example.com, .org or .net, telephone numbers
-- and network addresses come from ranges kept for fiction and documentation. The data is the same on every run.
--
-- As in a shop that grew over the years, not everything is declared: some columns point at another table without a
-- foreign key, an old import kept its names, and codes are explained nowhere.
PRAGMA foreign_keys = ON;
BEGIN;

-- ---------------------------------------------------------------- where and who

CREATE TABLE country (
    iso2      TEXT PRIMARY KEY CHECK (length(iso2) = 2),
    name      TEXT NOT NULL UNIQUE,
    currency  TEXT NOT NULL CHECK (length(currency) = 3),
    vat_rate  REAL NOT NULL DEFAULT 0 CHECK (vat_rate BETWEEN 0 AND 0.3)
) WITHOUT ROWID;

CREATE TABLE exchange_rate (
    currency   TEXT NOT NULL,
    valid_on   TEXT NOT NULL,
    per_euro   REAL NOT NULL CHECK (per_euro > 0),
    PRIMARY KEY (currency, valid_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE department (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    cost_center TEXT NOT NULL
);

CREATE TABLE employee (
    id             INTEGER PRIMARY KEY,
    department_id  INTEGER NOT NULL REFERENCES department (id),
    manager_id     INTEGER REFERENCES employee (id),
    first_name     TEXT NOT NULL,
    last_name      TEXT NOT NULL,
    work_email     TEXT NOT NULL COLLATE NOCASE UNIQUE,
    phone_ext      TEXT,
    birth_date     TEXT,
    hired_on       TEXT NOT NULL,
    left_on        TEXT,
    salary_cents   INTEGER NOT NULL CONSTRAINT salary_positive CHECK (salary_cents > 0),
    CONSTRAINT left_after_hired CHECK (left_on IS NULL OR left_on >= hired_on)
);

CREATE TABLE customer (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_no   TEXT NOT NULL UNIQUE,
    first_name    TEXT NOT NULL,
    last_name     TEXT NOT NULL,
    full_name     TEXT GENERATED ALWAYS AS (first_name || ' ' || last_name) VIRTUAL,
    email         TEXT NOT NULL COLLATE NOCASE,
    phone         TEXT,
    birth_date    TEXT,
    segment       TEXT NOT NULL DEFAULT 'B2C' CHECK (segment IN ('B2C', 'B2B', 'EDU')),
    opt_in        INTEGER NOT NULL DEFAULT 0 CHECK (opt_in IN (0, 1)),
    referred_by   INTEGER REFERENCES customer (id) ON DELETE SET NULL,
    created_at    TEXT NOT NULL,
    deleted_at    TEXT,
    CONSTRAINT customer_email_shape CHECK (email LIKE '%_@_%.__%')
);
CREATE UNIQUE INDEX customer_email_alive ON customer (email) WHERE deleted_at IS NULL;
CREATE INDEX customer_name ON customer (lower(last_name), lower(first_name));

CREATE TABLE address (
    id           INTEGER PRIMARY KEY,
    customer_id  INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind IN ('billing', 'shipping')),
    street       TEXT NOT NULL,
    postal_code  TEXT NOT NULL,
    city         TEXT NOT NULL,
    country      TEXT NOT NULL REFERENCES country,
    is_default   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX address_customer ON address (customer_id, kind);

-- ---------------------------------------------------------------- what is sold

CREATE TABLE category (
    id         INTEGER PRIMARY KEY,
    parent_id  INTEGER REFERENCES category (id),
    slug       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    sort_no    INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE brand (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, website TEXT);

CREATE TABLE supplier (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    contact_name  TEXT,
    contact_mail  TEXT,
    vat_id        TEXT UNIQUE,
    iban          TEXT,
    country       TEXT NOT NULL REFERENCES country (iso2),
    rating        INTEGER CHECK (rating BETWEEN 1 AND 5)
);

CREATE TABLE product (
    id            INTEGER PRIMARY KEY,
    sku           TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    description   TEXT,
    category_id   INTEGER NOT NULL REFERENCES category (id),
    brand_id      INTEGER REFERENCES brand (id) ON DELETE SET NULL,
    status        TEXT NOT NULL DEFAULT 'A' CHECK (status IN ('A', 'P', 'X')),
    price_cents   INTEGER NOT NULL CHECK (price_cents > 0),
    cost_cents    INTEGER NOT NULL,
    margin_cents  INTEGER GENERATED ALWAYS AS (price_cents - cost_cents) STORED,
    weight_g      INTEGER,
    listed_on     TEXT NOT NULL,
    CONSTRAINT never_below_cost CHECK (price_cents >= cost_cents)
);
CREATE INDEX product_active ON product (category_id, price_cents DESC) WHERE status = 'A';

CREATE TABLE product_variant (
    id          INTEGER PRIMARY KEY,
    product_id  INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    color       TEXT,
    size        TEXT,
    ean         TEXT UNIQUE,
    UNIQUE (product_id, color, size)
);

CREATE TABLE product_supplier (
    product_id      INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    supplier_id     INTEGER NOT NULL REFERENCES supplier (id) ON DELETE RESTRICT,
    lead_time_days  INTEGER NOT NULL DEFAULT 7,
    is_preferred    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (product_id, supplier_id)
) WITHOUT ROWID;

CREATE TABLE price_history (
    product_id   INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    valid_from   TEXT NOT NULL,
    price_cents  INTEGER NOT NULL,
    PRIMARY KEY (product_id, valid_from)
) WITHOUT ROWID;

CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE);

CREATE TABLE product_tag (
    product_id  INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    tag_id      INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (product_id, tag_id)
) WITHOUT ROWID;

-- ---------------------------------------------------------------- where it lies

CREATE TABLE warehouse (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    city     TEXT NOT NULL,
    country  TEXT NOT NULL REFERENCES country (iso2)
);

CREATE TABLE stock (
    warehouse_id  INTEGER NOT NULL REFERENCES warehouse (id),
    variant_id    INTEGER NOT NULL REFERENCES product_variant (id),
    on_hand       INTEGER NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    reorder_at    INTEGER NOT NULL DEFAULT 5,
    PRIMARY KEY (warehouse_id, variant_id)
) WITHOUT ROWID;

CREATE TABLE stock_movement (
    id            INTEGER PRIMARY KEY,
    warehouse_id  INTEGER NOT NULL,
    variant_id    INTEGER NOT NULL,
    quantity      INTEGER NOT NULL CHECK (quantity <> 0),
    reason        INTEGER NOT NULL,
    booked_at     TEXT NOT NULL,
    booked_by     INTEGER,
    FOREIGN KEY (warehouse_id, variant_id) REFERENCES stock (warehouse_id, variant_id)
);
CREATE INDEX stock_movement_place ON stock_movement (warehouse_id, variant_id, booked_at);

-- ---------------------------------------------------------------- orders

CREATE TABLE order_status (
    code      TEXT PRIMARY KEY,
    label     TEXT NOT NULL,
    is_final  INTEGER NOT NULL
) STRICT;

CREATE TABLE coupon (
    code         TEXT PRIMARY KEY COLLATE NOCASE,
    percent_off  INTEGER CHECK (percent_off BETWEEN 1 AND 90),
    cents_off    INTEGER CHECK (cents_off > 0),
    valid_from   TEXT NOT NULL,
    valid_to     TEXT,
    max_uses     INTEGER,
    CONSTRAINT one_kind_of_discount CHECK ((percent_off IS NULL) <> (cents_off IS NULL))
);

CREATE TABLE "order" (
    id                   INTEGER PRIMARY KEY,
    order_no             TEXT NOT NULL UNIQUE,
    customer_id          INTEGER NOT NULL REFERENCES customer (id),
    billing_address_id   INTEGER REFERENCES address (id),
    shipping_address_id  INTEGER REFERENCES address (id),
    status               TEXT NOT NULL REFERENCES order_status (code),
    channel              TEXT NOT NULL DEFAULT 'web',
    coupon_code          TEXT REFERENCES coupon (code) ON UPDATE CASCADE,
    sales_rep            INTEGER,
    placed_at            TEXT NOT NULL,
    note                 TEXT
);
CREATE INDEX order_customer ON "order" (customer_id, placed_at DESC);
CREATE INDEX order_open ON "order" (placed_at) WHERE status IN ('new', 'paid', 'packed');
CREATE INDEX order_month ON "order" (substr(placed_at, 1, 7));

CREATE TABLE order_line (
    order_id      INTEGER NOT NULL REFERENCES "order" (id) ON DELETE CASCADE,
    line_no       INTEGER NOT NULL CHECK (line_no > 0),
    variant_id    INTEGER NOT NULL REFERENCES product_variant (id),
    quantity      INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 999),
    unit_cents    INTEGER NOT NULL,
    discount_pct  INTEGER NOT NULL DEFAULT 0,
    line_cents    INTEGER GENERATED ALWAYS AS (quantity * unit_cents * (100 - discount_pct) / 100) VIRTUAL,
    PRIMARY KEY (order_id, line_no)
) WITHOUT ROWID;
CREATE INDEX order_line_variant ON order_line (variant_id);

CREATE TABLE payment (
    id            INTEGER PRIMARY KEY,
    order_id      INTEGER NOT NULL,
    method        TEXT NOT NULL CHECK (method IN ('card', 'invoice', 'transfer', 'wallet')),
    amount_cents  INTEGER NOT NULL CHECK (amount_cents <> 0),
    card_last4    TEXT CHECK (card_last4 IS NULL OR length(card_last4) = 4),
    psp_ref       TEXT UNIQUE,
    state         INTEGER NOT NULL DEFAULT 0,
    paid_at       TEXT,
    CONSTRAINT payment_of_order FOREIGN KEY (order_id) REFERENCES "order" (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX payment_order ON payment (order_id);

CREATE TABLE shipment (
    id            INTEGER PRIMARY KEY,
    order_id      INTEGER NOT NULL REFERENCES "order" (id),
    warehouse_id  INTEGER NOT NULL REFERENCES warehouse (id),
    carrier       TEXT NOT NULL,
    tracking_no   TEXT UNIQUE,
    packed_by     INTEGER REFERENCES employee (id),
    shipped_at    TEXT NOT NULL,
    delivered_at  TEXT,
    CONSTRAINT delivered_after_shipped CHECK (delivered_at IS NULL OR delivered_at >= shipped_at)
);
CREATE INDEX shipment_order ON shipment (order_id);

CREATE TABLE shipment_line (
    shipment_id  INTEGER NOT NULL REFERENCES shipment (id) ON DELETE CASCADE,
    order_id     INTEGER NOT NULL,
    line_no      INTEGER NOT NULL,
    quantity     INTEGER NOT NULL,
    PRIMARY KEY (shipment_id, order_id, line_no),
    FOREIGN KEY (order_id, line_no) REFERENCES order_line (order_id, line_no)
) WITHOUT ROWID;

CREATE TABLE return_request (
    id            INTEGER PRIMARY KEY,
    order_id      INTEGER NOT NULL,
    line_no       INTEGER NOT NULL,
    reason_code   TEXT NOT NULL CHECK (reason_code IN ('DMG', 'FIT', 'LATE', 'MIND', 'WRONG')),
    remark        TEXT,
    requested_on  TEXT NOT NULL,
    refund_cents  INTEGER,
    handled_by    INTEGER REFERENCES employee (id),
    CONSTRAINT return_of_line FOREIGN KEY (order_id, line_no) REFERENCES order_line (order_id, line_no),
    UNIQUE (order_id, line_no)
);

-- ---------------------------------------------------------------- customers' doings

CREATE TABLE cart (
    id           INTEGER PRIMARY KEY,
    customer_id  INTEGER REFERENCES customer (id) ON DELETE CASCADE,
    session_key  TEXT NOT NULL UNIQUE,
    updated_at   TEXT NOT NULL
);

CREATE TABLE cart_item (
    cart_id     INTEGER NOT NULL REFERENCES cart (id) ON DELETE CASCADE,
    variant_id  INTEGER NOT NULL REFERENCES product_variant (id),
    quantity    INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (cart_id, variant_id)
) WITHOUT ROWID;

CREATE TABLE review (
    id           INTEGER PRIMARY KEY,
    product_id   INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    customer_id  INTEGER REFERENCES customer (id) ON DELETE SET NULL,
    stars        INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    title        TEXT,
    body         TEXT,
    written_on   TEXT NOT NULL,
    UNIQUE (product_id, customer_id)
);

CREATE TABLE loyalty_account (
    customer_id  INTEGER PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
    card_no      TEXT NOT NULL UNIQUE,
    tier         TEXT NOT NULL DEFAULT 'bronze' CHECK (tier IN ('bronze', 'silver', 'gold')),
    joined_on    TEXT NOT NULL
);

CREATE TABLE loyalty_booking (
    id          INTEGER PRIMARY KEY,
    account_id  INTEGER NOT NULL REFERENCES loyalty_account (customer_id),
    points      INTEGER NOT NULL CHECK (points <> 0),
    order_ref   TEXT,
    booked_on   TEXT NOT NULL
);
CREATE INDEX loyalty_booking_account ON loyalty_booking (account_id, booked_on);

CREATE TABLE newsletter (
    email          TEXT PRIMARY KEY COLLATE NOCASE,
    cust_ref2      INTEGER,
    confirmed_at   TEXT,
    lang           TEXT NOT NULL DEFAULT 'en'
) WITHOUT ROWID;

CREATE TABLE web_session (
    session_key  TEXT PRIMARY KEY,
    cust         INTEGER,
    ip           TEXT NOT NULL,
    agent        TEXT,
    landing      TEXT NOT NULL,
    started_at   TEXT NOT NULL,
    seconds      INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_log (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    entity     TEXT NOT NULL,
    entity_id  INTEGER NOT NULL,
    action     TEXT NOT NULL,
    old_value  TEXT,
    new_value  TEXT,
    actor      INTEGER,
    at         TEXT NOT NULL
);
CREATE INDEX audit_log_entity ON audit_log (entity, entity_id);

-- Taken over from the old system in 2023; nobody dares to touch it.
CREATE TABLE t_kndnr (
    kndnr      TEXT,
    cust_ref2  INTEGER,
    nme1       TEXT,
    gebdat     TEXT,
    plz        TEXT,
    xstat      INTEGER,
    ums_vj     NUMERIC(12,2),
    lkz        CHAR(2)
);
CREATE INDEX ix_kndnr_1 ON t_kndnr (kndnr);

CREATE VIRTUAL TABLE product_search USING fts5 (name, description, content = 'product', content_rowid = 'id');

-- ---------------------------------------------------------------- data
-- rnd: numbers that look random and are the same everywhere (Lehmer's generator, modulus 2^31 - 1), four a row in [0, 1).

CREATE TEMP TABLE rnd AS
WITH RECURSIVE g (i, x) AS (
    SELECT 0, 20230417
    UNION ALL
    SELECT i + 1, x * 48271 % 2147483647 * 48271 % 2147483647 * 48271 % 2147483647 * 48271 % 2147483647 FROM g WHERE i < 12000
)
SELECT i, x / 2147483647.0 AS a, x * 48271 % 2147483647 / 2147483647.0 AS b,
       x * 48271 % 2147483647 * 48271 % 2147483647 / 2147483647.0 AS c,
       x * 48271 % 2147483647 * 48271 % 2147483647 * 48271 % 2147483647 / 2147483647.0 AS d
FROM g;
CREATE UNIQUE INDEX temp.rnd_i ON rnd (i);

CREATE TEMP TABLE word (list TEXT, k INTEGER, v TEXT, PRIMARY KEY (list, k));
INSERT INTO word SELECT 'first', key, value FROM json_each('["Ada","Ben","Carla","Dario","Elif","Finn","Greta","Hugo","Ines","Jonas","Kira","Liam","Mara","Nils","Olga","Pablo","Quinn","Rosa","Sven","Tara","Ugo","Vera","Willem","Xenia","Yusuf","Zoe","Aylin","Björn","Chloé","Dmitri","Emre","Freya","Giulia","Hanna","Ivo","Jana","Kofi","Lena","Mateo","Nora"]');
INSERT INTO word SELECT 'last', key, value FROM json_each('["Ahlborn","Brightwater","Castellan","Dunmore","Eichhorst","Fairbanks","Grünwald","Halvorsen","Iversby","Jellinek","Kestrel","Lindqvist","Marchetti","Northgate","O''Dwyer","Pellworm","Quillfeather","Rosendahl","Stonebridge","Tannenberg","Underhill","Vandermeer","Whitlock","Yarrow","Zimmerlin","Ashgrove","Bellwether","Cranefield","Dovecote","Elderberry","Foxley","Goldsmid","Hazelwood","Ironwood","Juniper","Larkspur","Meadowes","Oakhurst","Peregrine","Ravenhill"]');
INSERT INTO word SELECT 'street', key, value FROM json_each('["Birch Lane","Mill Road","Harbour Street","Gartenweg","Lindenallee","Rue du Moulin","Via dei Tigli","Kerkstraat","Station Road","Am Anger","Hilltop Drive","Orchard Close"]');
INSERT INTO word SELECT 'city', key, value FROM json_each('["DE|Altmoorstadt|03","DE|Neuwaldau|17","DE|Seebrück|23","AT|Tannbach|40","GB|Little Marrow|LM","GB|Kingsferry|KF","FR|Saint-Orme|58","IT|Montefoglia|31","NL|Oosterwaard|94","US|Cedar Hollow|99","CH|Obersteg|78","DE|Grünfurt|66"]');
INSERT INTO word SELECT 'item', key, value FROM json_each('["Tent","Sleeping Bag","Backpack","Lantern","Camping Stove","Water Bottle","Rain Jacket","Hiking Boots","Trekking Pole","Hammock","Teapot","Cutting Board","Wool Blanket","Desk Lamp","Garden Fork","Watering Can","Picnic Basket","Storage Box","Thermos","Folding Chair"]');
INSERT INTO word SELECT 'line', key, value FROM json_each('["Alder","Basalt","Cirrus","Dune","Ember","Fjord","Glacier","Heath","Islet","Jetty","Kelp","Lichen","Moss","Nimbus","Osprey","Pebble"]');
INSERT INTO word SELECT 'color', key, value FROM json_each('["black","forest green","slate","sand","rust","navy"]');
INSERT INTO word SELECT 'praise', key, value FROM json_each('["Broke on the second day.","Not what the picture shows.","Does what it should.","Good value, quick delivery.","Best one I ever had!"]');

INSERT INTO country VALUES ('DE', 'Germany', 'EUR', 0.19), ('AT', 'Austria', 'EUR', 0.2), ('GB', 'United Kingdom', 'GBP', 0.2),
    ('FR', 'France', 'EUR', 0.2), ('IT', 'Italy', 'EUR', 0.22), ('NL', 'Netherlands', 'EUR', 0.21), ('US', 'United States', 'USD', 0),
    ('CH', 'Switzerland', 'CHF', 0.081), ('SE', 'Sweden', 'SEK', 0.25), ('PL', 'Poland', 'PLN', 0.23);
INSERT INTO exchange_rate
SELECT c.column1, date('2023-01-01', '+' || (r.i - 1) || ' months'), round(c.column2 * (0.95 + r.a / 10), 4)
FROM (VALUES ('GBP', 0.86), ('USD', 1.08), ('CHF', 0.96), ('SEK', 11.3), ('PLN', 4.4)) AS c JOIN rnd AS r ON r.i BETWEEN 1 AND 36;
INSERT INTO department VALUES (1, 'Management', 'CC-100'), (2, 'Sales', 'CC-210'), (3, 'Customer Care', 'CC-220'), (4, 'Warehouse', 'CC-300'),
    (5, 'Purchasing', 'CC-310'), (6, 'IT', 'CC-400'), (7, 'Marketing', 'CC-230');
INSERT INTO employee
SELECT n.i, CASE WHEN n.i = 1 THEN 1 ELSE 2 + n.i % 6 END, CASE WHEN n.i = 1 THEN NULL WHEN n.i <= 7 THEN 1 ELSE 2 + n.i % 6 END,
       f.v, l.v, lower(replace(f.v, 'é', 'e') || '.' || replace(l.v, '''', '')) || n.i || '@birchwood.example.com', printf('%03d', 200 + n.i),
       date('1962-01-01', '+' || CAST(n.a * 15000 AS INTEGER) || ' days'), date('2015-01-01', '+' || CAST(n.b * 3200 AS INTEGER) || ' days'),
       CASE WHEN n.d < 0.12 THEN date('2024-02-01', '+' || CAST(n.c * 600 AS INTEGER) || ' days') END,
       CASE WHEN n.i = 1 THEN 980000 WHEN n.i <= 7 THEN 620000 ELSE 260000 + CAST(n.c * 200000 AS INTEGER) / 100 * 100 END
FROM rnd AS n JOIN word AS f ON f.list = 'first' AND f.k = n.i * 7 % 40 JOIN word AS l ON l.list = 'last' AND l.k = n.i * 11 % 40
WHERE n.i BETWEEN 1 AND 60 ORDER BY n.i;

INSERT INTO customer (id, customer_no, first_name, last_name, email, phone, birth_date, segment, opt_in, referred_by, created_at, deleted_at)
SELECT n.i, printf('C-%06d', 10000 + n.i * 7), f.v, l.v,
       lower(replace(replace(replace(f.v, 'é', 'e'), 'ö', 'oe'), ' ', '') || '.' || replace(replace(l.v, '''', ''), 'ü', 'ue')) || n.i
           || CASE n.i % 3 WHEN 0 THEN '@example.com' WHEN 1 THEN '@example.org' ELSE '@example.net' END,
       CASE WHEN n.b < 0.25 THEN NULL WHEN n.i % 3 = 0 THEN printf('+49 30 23125 %03d', n.i % 1000)
            WHEN n.i % 3 = 1 THEN printf('+44 20 7946 0%03d', n.i % 1000) ELSE printf('+1 (212) 555-01%02d', n.i % 100) END,
       CASE WHEN n.c > 0.08 THEN date('2006-12-31', '-' || CAST((n.c + n.d) * 12500 AS INTEGER) || ' days') END,
       CASE WHEN n.d < 0.86 THEN 'B2C' WHEN n.d < 0.97 THEN 'B2B' ELSE 'EDU' END, n.a < 0.42,
       CASE WHEN n.i > 50 AND n.c < 0.15 THEN CAST(1 + n.b * 49 AS INTEGER) END,
       datetime('2023-01-02', '+' || CAST(n.i * 0.85 * 1440 + n.a * 900 AS INTEGER) || ' minutes'),
       CASE WHEN n.a > 0.965 THEN datetime('2025-10-01', '+' || CAST(n.b * 100000 AS INTEGER) || ' minutes') END
FROM rnd AS n JOIN rnd AS m ON m.i = n.i + 8000
JOIN word AS f ON f.list = 'first' AND f.k = CAST(m.a * 40 AS INTEGER) JOIN word AS l ON l.list = 'last' AND l.k = CAST(m.b * m.c * 40 AS INTEGER)
WHERE n.i BETWEEN 1 AND 1200 ORDER BY n.i;

INSERT INTO address (customer_id, kind, street, postal_code, city, country, is_default)
SELECT n.i, k.column1, s.v || ' ' || CAST(1 + m.d * 120 AS INTEGER), substr(c.v, -2) || printf('%03d', CAST(m.b * 1000 AS INTEGER)),
       substr(c.v, 4, length(c.v) - 6), substr(c.v, 1, 2), k.column1 = 'billing'
FROM rnd AS n JOIN (VALUES ('billing', 2000), ('shipping', 4000)) AS k ON k.column1 = 'billing' OR n.c < 0.4
JOIN rnd AS m ON m.i = n.i + k.column2 JOIN word AS s ON s.list = 'street' AND s.k = CAST(m.a * 12 AS INTEGER)
JOIN word AS c ON c.list = 'city' AND c.k = CAST(n.c * n.d * 12 AS INTEGER)
WHERE n.i BETWEEN 1 AND 1200 ORDER BY n.i, k.column1;

INSERT INTO category VALUES (1, NULL, 'outdoor', 'Outdoor', 1), (2, NULL, 'home', 'Home', 2), (3, NULL, 'garden', 'Garden', 3), (4, 1, 'camping', 'Camping', 1),
    (5, 1, 'hiking', 'Hiking', 2), (6, 1, 'clothing', 'Clothing', 3), (7, 2, 'kitchen', 'Kitchen', 1), (8, 2, 'living', 'Living', 2), (9, 3, 'tools', 'Tools', 1),
    (10, 4, 'tents', 'Tents', 1), (11, 4, 'cooking', 'Cooking outside', 2), (12, 2, 'storage', 'Storage', 3);
INSERT INTO brand SELECT k + 1, v || ' & Co.', CASE WHEN k % 3 > 0 THEN 'https://' || lower(v) || '.example.com' END FROM word WHERE list = 'line' AND k < 12;
INSERT INTO supplier
SELECT n.i, w.v || CASE n.i % 3 WHEN 0 THEN ' GmbH' WHEN 1 THEN ' Ltd' ELSE ' Trading' END, f.v || ' ' || l.v, 'orders@' || lower(w.v) || n.i || '.example.net',
       printf('XX%09d', n.i * 7919377), printf('XX00 TEST 0000 %04d %04d', n.i * 37, n.i * 91),
       json_extract('["DE","NL","PL","IT","DE","GB","SE","CH","DE","AT"]', '$[' || (n.i % 10) || ']'), CASE WHEN n.b > 0.1 THEN CAST(2 + n.b * 4 AS INTEGER) END
FROM rnd AS n JOIN word AS w ON w.list = 'line' AND w.k = n.i % 16 JOIN word AS f ON f.list = 'first' AND f.k = CAST(n.c * 40 AS INTEGER)
JOIN word AS l ON l.list = 'last' AND l.k = CAST(n.d * 40 AS INTEGER) WHERE n.i BETWEEN 1 AND 25;

INSERT INTO product (id, sku, name, description, category_id, brand_id, status, price_cents, cost_cents, weight_g, listed_on)
SELECT n.i + 1, printf('%s-%04d', upper(substr(l.v, 1, 3)), 1000 + n.i * 3), l.v || ' ' || t.v,
       CASE WHEN n.c > 0.1 THEN 'The ' || lower(t.v) || ' of our ' || l.v || ' line. Made to last; ' || CAST(2 + n.c * 8 AS INTEGER) || ' years of guarantee.' END,
       json_extract('[10,4,5,4,11,5,6,6,5,4,7,7,8,8,9,9,4,12,11,8]', '$[' || t.k || ']'), CASE WHEN n.d > 0.05 THEN 1 + l.k % 12 END,
       CASE WHEN n.a < 0.83 THEN 'A' WHEN n.a < 0.9 THEN 'P' ELSE 'X' END,
       CAST(9 + n.b * n.b * 240 AS INTEGER) * 100 + 95, CAST((9 + n.b * n.b * 240) * (45 + n.c * 25) AS INTEGER),
       CASE WHEN n.d > 0.07 THEN CAST(120 + n.d * 4800 AS INTEGER) END, date('2022-06-01', '+' || CAST(n.c * 1100 AS INTEGER) || ' days')
FROM rnd AS n JOIN word AS t ON t.list = 'item' AND t.k = n.i % 20 JOIN word AS l ON l.list = 'line' AND l.k = n.i / 20
WHERE n.i BETWEEN 0 AND 319 ORDER BY n.i;
INSERT INTO product_variant (product_id, color, size, ean)
SELECT p.id, c.v, CASE WHEN p.category_id = 6 THEN s.column1 END, printf('20%010d', p.id * 1000 + c.k * 10 + s.rowid)
FROM product AS p JOIN word AS c ON c.list = 'color' AND c.k < 1 + p.id % 3
JOIN (SELECT 1 AS rowid, 'S' AS column1 UNION ALL SELECT 2, 'M' UNION ALL SELECT 3, 'L') AS s ON p.category_id = 6 OR s.rowid = 1 ORDER BY p.id, c.k, s.rowid;
INSERT INTO product_supplier
SELECT p.id, 1 + (p.id * 7 + s.column1 * 5) % 25, 3 + CAST(n.a * 25 AS INTEGER), s.column1 = 0
FROM product AS p JOIN rnd AS n ON n.i = p.id JOIN (VALUES (0), (1)) AS s ON s.column1 = 0 OR n.b < 0.3;
INSERT INTO price_history SELECT p.id, p.listed_on, p.price_cents FROM product AS p
UNION ALL SELECT p.id, date(p.listed_on, '-' || (200 * s.column1) || ' days'), p.price_cents - 100 * s.column1
FROM product AS p JOIN (VALUES (1), (2)) AS s ON p.id % 3 >= s.column1;
INSERT INTO tag SELECT key + 1, value FROM json_each('["new","sale","vegan","recycled","gift idea","ultralight","staff pick","winter"]');
INSERT INTO product_tag SELECT p.id, t.id FROM product AS p JOIN tag AS t ON (p.id * 13 + t.id * 29) % 11 < 2;

INSERT INTO warehouse VALUES (1, 'NWD1', 'Neuwaldau', 'DE'), (2, 'KFY1', 'Kingsferry', 'GB'), (3, 'OWD1', 'Oosterwaard', 'NL');
INSERT INTO stock SELECT w.id, v.id, CAST(n.a * n.b * 140 AS INTEGER), 5 + v.id % 4 * 5
FROM product_variant AS v JOIN warehouse AS w ON w.id = 1 OR (v.id + w.id) % 2 = 0 JOIN rnd AS n ON n.i = v.id * 3 + w.id;
INSERT INTO stock_movement (warehouse_id, variant_id, quantity, reason, booked_at, booked_by)
SELECT s.warehouse_id, s.variant_id, CASE WHEN n.c < 0.3 THEN 10 + CAST(n.d * 90 AS INTEGER) ELSE -1 - CAST(n.d * 4 AS INTEGER) END,
       CASE WHEN n.c < 0.3 THEN 1 WHEN n.c < 0.92 THEN 2 WHEN n.c < 0.97 THEN 3 ELSE 9 END,
       datetime('2023-02-01', '+' || CAST(n.a * 1530000 AS INTEGER) || ' minutes'), CASE WHEN n.b < 0.9 THEN 8 + CAST(n.b * 50 AS INTEGER) END
FROM stock AS s JOIN rnd AS n ON n.i BETWEEN s.variant_id * 5 AND s.variant_id * 5 + 2;

INSERT INTO order_status VALUES ('new', 'Received', 0), ('paid', 'Paid', 0), ('packed', 'Packed', 0), ('sent', 'On its way', 0), ('done', 'Delivered', 1), ('void', 'Cancelled', 1);
INSERT INTO coupon VALUES ('WELCOME10', 10, NULL, '2023-01-01', NULL, NULL), ('SPRING24', 15, NULL, '2024-03-01', '2024-05-31', 500), ('FIVEOFF', NULL, 500, '2023-06-01', NULL, 2000),
    ('STAFF', 30, NULL, '2023-01-01', NULL, NULL), ('WINTER25', 20, NULL, '2025-11-15', '2025-12-31', 1000), ('SORRY', NULL, 1000, '2023-01-01', NULL, NULL);
-- Some customers order often, most once or twice; sooner or later after they came.
INSERT INTO "order" (id, order_no, customer_id, billing_address_id, shipping_address_id, status, channel, coupon_code, sales_rep, placed_at, note)
SELECT n.i, printf('%s-%05d', substr(n.at, 3, 2), n.i), n.customer_id,
       (SELECT min(a.id) FROM address AS a WHERE a.customer_id = n.customer_id AND a.kind = 'billing'),
       (SELECT max(a.id) FROM address AS a WHERE a.customer_id = n.customer_id),
       CASE WHEN n.at >= '2025-12-20' THEN CASE WHEN n.d < 0.3 THEN 'new' WHEN n.d < 0.6 THEN 'paid' WHEN n.d < 0.8 THEN 'packed' ELSE 'sent' END WHEN n.d < 0.045 THEN 'void' ELSE 'done' END,
       CASE WHEN n.c < 0.71 THEN 'web' WHEN n.c < 0.9 THEN 'app' WHEN n.c < 0.98 THEN 'phone' ELSE 'shop' END,
       CASE WHEN n.b > 0.97 AND n.at >= '2025-11-15' THEN 'WINTER25' WHEN n.b > 0.9 THEN 'FIVEOFF' WHEN n.b < 0.06 THEN 'WELCOME10' END,
       CASE WHEN n.c >= 0.9 THEN 8 + CAST(n.d * 50 AS INTEGER) END, n.at,
       CASE WHEN n.a < 0.03 THEN 'Please ring at the neighbour''s, ' || CAST(n.i % 40 AS TEXT) || 'b' END
FROM (SELECT r.i, r.a, r.b, r.c, r.d, c.id AS customer_id,
             datetime(c.created_at, '+' || CAST((julianday('2025-12-31') - julianday(c.created_at)) * r.c * 1440 + 5 AS INTEGER) || ' minutes') AS at
      FROM rnd AS r JOIN customer AS c ON c.id = CAST(1 + (0.3 + 0.7 * r.a) * r.a * 1199 AS INTEGER) WHERE r.i BETWEEN 1 AND 4000) AS n ORDER BY n.i;
INSERT INTO order_line (order_id, line_no, variant_id, quantity, unit_cents, discount_pct)
SELECT o.id, l.column1, v.id, CASE WHEN n.d < 0.75 THEN 1 WHEN n.d < 0.95 THEN 2 ELSE 3 + CAST(n.c * 8 AS INTEGER) END, p.price_cents,
       CASE WHEN n.b < 0.1 THEN 10 WHEN n.b > 0.98 THEN 25 ELSE 0 END
FROM "order" AS o JOIN (VALUES (1), (2), (3), (4), (5)) AS l
JOIN rnd AS n ON n.i = (o.id * 3 + l.column1 * 997) % 12000 AND (l.column1 = 1 OR n.a < 0.75 / l.column1)
JOIN product_variant AS v ON v.id = 1 + CAST(n.c * n.c * (SELECT count(*) - 1 FROM product_variant) AS INTEGER)
JOIN product AS p ON p.id = v.product_id;
INSERT INTO payment (order_id, method, amount_cents, card_last4, psp_ref, state, paid_at)
SELECT o.id, m.method, (SELECT sum(line_cents) FROM order_line WHERE order_id = o.id), CASE WHEN m.method = 'card' THEN printf('%04d', CAST(n.b * 10000 AS INTEGER)) END,
       CASE WHEN m.method IN ('card', 'wallet') THEN printf('psp_%08x%06x', CAST(n.a * 4294967295 AS INTEGER), o.id) END,
       CASE o.status WHEN 'new' THEN 0 WHEN 'void' THEN 7 ELSE 2 END,
       CASE WHEN o.status <> 'new' THEN datetime(o.placed_at, '+' || CASE WHEN m.method IN ('card', 'wallet') THEN 1 ELSE CAST(n.c * 20000 AS INTEGER) END || ' minutes') END
FROM "order" AS o JOIN rnd AS n ON n.i = o.id + 5000
JOIN (SELECT i, CASE WHEN d < 0.55 THEN 'card' WHEN d < 0.75 THEN 'wallet' WHEN d < 0.92 THEN 'invoice' ELSE 'transfer' END AS method FROM rnd) AS m ON m.i = n.i;
INSERT INTO shipment (order_id, warehouse_id, carrier, tracking_no, packed_by, shipped_at, delivered_at)
SELECT o.id, CASE WHEN n.a < 0.6 THEN 1 WHEN n.a < 0.8 THEN 2 ELSE 3 END, CASE WHEN n.b < 0.5 THEN 'Pigeon Post' WHEN n.b < 0.85 THEN 'Redline' ELSE 'Own van' END,
       printf('BW%012d', o.id * 104729), 8 + CAST(n.c * 50 AS INTEGER), datetime(o.placed_at, '+' || CAST(300 + n.c * 4000 AS INTEGER) || ' minutes'),
       CASE WHEN o.status = 'done' THEN datetime(o.placed_at, '+' || CAST(5000 + n.d * 9000 AS INTEGER) || ' minutes') END
FROM "order" AS o JOIN rnd AS n ON n.i = o.id + 7000 WHERE o.status IN ('sent', 'done') ORDER BY o.id;
INSERT INTO shipment_line SELECT s.id, l.order_id, l.line_no, l.quantity FROM shipment AS s JOIN order_line AS l ON l.order_id = s.order_id;
INSERT INTO return_request (order_id, line_no, reason_code, remark, requested_on, refund_cents, handled_by)
SELECT l.order_id, l.line_no, json_extract('["FIT","MIND","DMG","WRONG","LATE"]', '$[' || CAST(n.b * n.b * 5 AS INTEGER) || ']'), CASE WHEN n.c < 0.3 THEN 'see photo' END,
       date(s.delivered_at, '+' || CAST(1 + n.c * 25 AS INTEGER) || ' days'), CASE WHEN n.d < 0.9 THEN l.line_cents END, CASE WHEN n.d < 0.9 THEN 9 + 6 * CAST(n.d * 8 AS INTEGER) END
FROM order_line AS l JOIN shipment AS s ON s.order_id = l.order_id AND s.delivered_at IS NOT NULL
JOIN rnd AS n ON n.i = (l.order_id * 5 + l.line_no * 311) % 12000 AND n.a < 0.06;

INSERT INTO cart SELECT n.i, CASE WHEN n.a < 0.65 THEN CAST(1 + n.b * 1199 AS INTEGER) END, printf('s%08x%04x', CAST(n.c * 4294967295 AS INTEGER), n.i),
       datetime('2025-11-20', '+' || CAST(n.d * 59000 AS INTEGER) || ' minutes') FROM rnd AS n WHERE n.i BETWEEN 1 AND 500;
INSERT INTO cart_item SELECT c.id, 1 + (c.id * 17 + k.column1 * 101) % (SELECT count(*) FROM product_variant), 1 + (c.id + k.column1) % 7 / 5
FROM cart AS c JOIN (VALUES (0), (1), (2)) AS k ON k.column1 <= c.id % 4;
INSERT OR IGNORE INTO review (product_id, customer_id, stars, title, body, written_on)
SELECT v.product_id, o.customer_id, s.stars, CASE WHEN n.c < 0.5 THEN CASE s.stars WHEN 5 THEN 'Great' WHEN 1 THEN 'No' ELSE 'Fine' END END, CASE WHEN n.d < 0.7 THEN w.v END,
       date(o.placed_at, '+' || CAST(10 + n.b * 60 AS INTEGER) || ' days')
FROM "order" AS o JOIN order_line AS l ON l.order_id = o.id AND l.line_no = 1 JOIN product_variant AS v ON v.id = l.variant_id
JOIN rnd AS n ON n.i = o.id * 2 + 300 AND n.a < 0.35
JOIN (SELECT i, CASE WHEN c < 0.07 THEN 1 WHEN c < 0.13 THEN 2 WHEN c < 0.25 THEN 3 WHEN c < 0.55 THEN 4 ELSE 5 END AS stars FROM rnd) AS s ON s.i = n.i + 1
JOIN word AS w ON w.list = 'praise' AND w.k = s.stars - 1;
INSERT INTO loyalty_account SELECT c.id, printf('BWL%08d', c.id * 86028 % 99999989), CASE WHEN t.orders > 8 THEN 'gold' WHEN t.orders > 4 THEN 'silver' ELSE 'bronze' END, date(c.created_at, '+14 days')
FROM customer AS c JOIN (SELECT customer_id, count(*) AS orders FROM "order" GROUP BY customer_id) AS t ON t.customer_id = c.id WHERE c.id % 5 < 3 AND c.deleted_at IS NULL;
INSERT INTO loyalty_booking (account_id, points, order_ref, booked_on) SELECT o.customer_id, max(1, p.amount_cents / 100), o.order_no, date(o.placed_at)
FROM "order" AS o JOIN loyalty_account AS a ON a.customer_id = o.customer_id JOIN payment AS p ON p.order_id = o.id AND p.state = 2;
INSERT INTO loyalty_booking (account_id, points, order_ref, booked_on) SELECT account_id, -CAST(sum(points) / 2 AS INTEGER), NULL, '2025-12-01' FROM loyalty_booking GROUP BY account_id HAVING sum(points) > 600;
INSERT INTO newsletter SELECT c.email, c.id, CASE WHEN c.id % 9 > 0 THEN datetime(c.created_at, '+37 minutes') END, json_extract('["en","de","de","fr","en"]', '$[' || (c.id % 5) || ']') FROM customer AS c WHERE c.opt_in = 1 AND c.deleted_at IS NULL;
INSERT INTO newsletter SELECT 'reader' || i || '@example.org', NULL, datetime('2024-01-01', '+' || (i * 700) || ' minutes'), 'en' FROM rnd WHERE i BETWEEN 1 AND 150;
INSERT INTO web_session SELECT c.session_key, c.customer_id, json_extract('["192.0.2.","198.51.100.","203.0.113."]', '$[' || (c.id % 3) || ']') || (1 + c.id * 7 % 254),
       CASE c.id % 4 WHEN 0 THEN 'Demo/1.0 (phone)' WHEN 1 THEN 'Demo/1.0 (tablet)' ELSE 'Demo/2.3 (desktop)' END, CASE WHEN c.id % 3 = 0 THEN '/sale' ELSE '/' END, c.updated_at, CAST(20 + n.a * n.b * 2400 AS INTEGER)
FROM cart AS c JOIN rnd AS n ON n.i = c.id;
INSERT INTO web_session SELECT printf('w%08x%04x', CAST(c * 4294967295 AS INTEGER), i), CASE WHEN a < 0.2 THEN CAST(1 + b * 1199 AS INTEGER) END, '203.0.113.' || (1 + i % 254), 'Demo/2.3 (desktop)', '/', datetime('2025-10-01', '+' || (i * 61) || ' minutes'), CAST(5 + d * d * 900 AS INTEGER)
FROM rnd WHERE i BETWEEN 601 AND 2100;
INSERT INTO t_kndnr SELECT printf('K%07d', c.id * 31), c.id, upper(c.last_name), replace(c.birth_date, '-', ''), (SELECT min(postal_code) FROM address WHERE customer_id = c.id),
       json_extract('[0,0,0,1,0,2,0,9]', '$[' || (c.id % 8) || ']'), round(n.a * n.a * 4000, 2), (SELECT min(country) FROM address WHERE customer_id = c.id)
FROM customer AS c JOIN rnd AS n ON n.i = c.id + 100 WHERE c.id <= 420;
INSERT INTO product_search (product_search) VALUES ('rebuild');

-- ---------------------------------------------------------------- views and triggers

CREATE VIEW v_active_product AS
SELECT p.id, p.sku, p.name, c.name AS category, b.name AS brand, p.price_cents
FROM product AS p JOIN category AS c ON c.id = p.category_id LEFT JOIN brand AS b ON b.id = p.brand_id WHERE p.status = 'A';
CREATE VIEW v_order_total AS
SELECT o.id AS order_id, o.order_no, o.customer_id, o.placed_at, o.status, count(*) AS lines, sum(l.line_cents) AS total_cents
FROM "order" AS o JOIN order_line AS l ON l.order_id = o.id GROUP BY o.id;
CREATE VIEW v_customer_value AS
SELECT c.id AS customer_id, c.full_name, count(t.order_id) AS orders, coalesce(sum(t.total_cents), 0) AS spent_cents, max(t.placed_at) AS last_order
FROM customer AS c LEFT JOIN v_order_total AS t ON t.customer_id = c.id AND t.status <> 'void' GROUP BY c.id;
CREATE VIEW v_monthly_revenue AS
WITH paid AS (SELECT substr(placed_at, 1, 7) AS month, total_cents FROM v_order_total WHERE status <> 'void')
SELECT month, count(*) AS orders, sum(total_cents) AS revenue_cents FROM paid GROUP BY month;
CREATE VIEW v_stock_low AS
SELECT w.code AS warehouse, p.sku, v.color, v.size, s.on_hand, s.reorder_at
FROM stock AS s JOIN warehouse AS w ON w.id = s.warehouse_id JOIN product_variant AS v ON v.id = s.variant_id JOIN product AS p ON p.id = v.product_id
WHERE s.on_hand < s.reorder_at;

CREATE TRIGGER order_status_logged AFTER UPDATE OF status ON "order" WHEN old.status <> new.status
BEGIN
    INSERT INTO audit_log (entity, entity_id, action, old_value, new_value, actor, at)
    VALUES ('order', new.id, 'status', old.status, new.status, new.sales_rep, new.placed_at);
END;
CREATE TRIGGER price_logged AFTER UPDATE OF price_cents ON product WHEN old.price_cents <> new.price_cents
BEGIN
    INSERT INTO audit_log (entity, entity_id, action, old_value, new_value, actor, at)
    VALUES ('product', new.id, 'price', old.price_cents, new.price_cents, 3, new.listed_on);
END;
CREATE TRIGGER customer_kept BEFORE DELETE ON customer WHEN EXISTS (SELECT 1 FROM "order" WHERE customer_id = old.id)
BEGIN
    SELECT raise(ABORT, 'customers with orders are marked as deleted, not deleted');
END;
CREATE TRIGGER stock_booked AFTER INSERT ON stock_movement
BEGIN
    UPDATE stock SET on_hand = max(0, on_hand + new.quantity) WHERE warehouse_id = new.warehouse_id AND variant_id = new.variant_id;
END;
CREATE TRIGGER v_active_product_renamed INSTEAD OF UPDATE OF name ON v_active_product
BEGIN
    UPDATE product SET name = new.name WHERE id = old.id;
END;
CREATE TRIGGER product_found AFTER INSERT ON product
BEGIN
    INSERT INTO product_search (rowid, name, description) VALUES (new.id, new.name, new.description);
END;
CREATE TRIGGER product_forgotten AFTER DELETE ON product
BEGIN
    INSERT INTO product_search (product_search, rowid, name, description) VALUES ('delete', old.id, old.name, old.description);
END;

-- The triggers at work.
UPDATE "order" SET status = 'sent' WHERE status = 'packed';
UPDATE "order" SET status = 'packed' WHERE status = 'paid' AND id % 2 = 0;
UPDATE product SET price_cents = price_cents + 200 WHERE id % 9 = 0;
INSERT INTO stock_movement (warehouse_id, variant_id, quantity, reason, booked_at, booked_by)
SELECT 1, id, 50, 1, '2025-12-29 08:00:00', 12 FROM product_variant WHERE id % 20 = 0;

COMMIT;
ANALYZE;
