ALTER TABLE customer ADD COLUMN newsletter INTEGER;
DROP TABLE "odd ""name""
客户";
CREATE TABLE shipment (id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES "Order" (id));
