-- A wholesale market in the shape that decision-support benchmarks have: two fact tables, their dimensions, and a
-- link between products and vendors. psql -v scale=1 makes 60,000 lines of sales.
CREATE TABLE zone (zone_id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE country (country_id int PRIMARY KEY, zone_id int NOT NULL REFERENCES zone, name text NOT NULL);
CREATE TABLE vendor (vendor_id int PRIMARY KEY, country_id int NOT NULL REFERENCES country, name text NOT NULL,
    phone text NOT NULL, balance numeric(12, 2) NOT NULL, remark text NOT NULL);
CREATE TABLE buyer (buyer_id int PRIMARY KEY, country_id int NOT NULL REFERENCES country, name text NOT NULL,
    phone text NOT NULL, balance numeric(12, 2) NOT NULL, segment text NOT NULL);
CREATE TABLE product (product_id int PRIMARY KEY, name text NOT NULL, maker text NOT NULL, brand text NOT NULL,
    kind text NOT NULL, size int NOT NULL, box text NOT NULL, price numeric(12, 2) NOT NULL);
CREATE TABLE offer (product_id int REFERENCES product, vendor_id int REFERENCES vendor, stock int NOT NULL,
    cost numeric(12, 2) NOT NULL, PRIMARY KEY (product_id, vendor_id));
CREATE TABLE sale (sale_id int PRIMARY KEY, buyer_id int NOT NULL REFERENCES buyer, state char(1) NOT NULL,
    total numeric(12, 2) NOT NULL, sold_on date NOT NULL, urgency text NOT NULL, ship_rank int NOT NULL,
    remark text NOT NULL);
CREATE TABLE sale_line (sale_id int REFERENCES sale, line int, product_id int NOT NULL, vendor_id int NOT NULL,
    quantity numeric(12, 2) NOT NULL, amount numeric(12, 2) NOT NULL, discount numeric(4, 2) NOT NULL,
    tax numeric(4, 2) NOT NULL, returned char(1) NOT NULL, state char(1) NOT NULL, sent_on date NOT NULL,
    due_on date NOT NULL, received_on date NOT NULL, handling text NOT NULL, carrier text NOT NULL,
    PRIMARY KEY (sale_id, line), FOREIGN KEY (product_id, vendor_id) REFERENCES offer);
CREATE INDEX sale_line_product ON sale_line (product_id);
CREATE INDEX sale_buyer ON sale (buyer_id);
