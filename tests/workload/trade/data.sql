-- Fills the tables by arithmetic, the same rows every time. A psql variable `scale` sets how much.
INSERT INTO zone SELECT i, (ARRAY['NORTH', 'SOUTH', 'EAST', 'WEST', 'ISLANDS'])[i] FROM generate_series(1, 5) i;
INSERT INTO country SELECT i, i % 5 + 1, 'COUNTRY ' || i FROM generate_series(1, 25) i;
INSERT INTO vendor SELECT i, i * 7 % 25 + 1, 'Vendor ' || i, (10 + i % 25) || '-' || (i * 7919 % 9000 + 1000),
    (i * 6151 % 11000) - 1000, CASE WHEN i % 47 = 0 THEN 'many Complaints of late parcels' ELSE 'reliable' END
FROM generate_series(1, 100 * :scale) i;
INSERT INTO buyer SELECT i, i * 11 % 25 + 1, 'Buyer ' || i, (10 + i % 25) || '-' || (i * 7907 % 9000 + 1000),
    (i * 5939 % 11000) - 1000, (ARRAY['HOTEL', 'SCHOOL', 'CLINIC', 'SHOP', 'HOME'])[i % 5 + 1]
FROM generate_series(1, 1500 * :scale) i;
INSERT INTO product SELECT i, (ARRAY['green', 'forest', 'ivory', 'slate'])[i % 4 + 1] || ' item ' || i, 'Maker ' || i % 5,
    'Brand ' || i % 25, (ARRAY['LARGE BRASS', 'SMALL STEEL', 'PROMO TIN', 'MEDIUM COPPER'])[i / 3 % 4 + 1], i * 13 % 50 + 1,
    (ARRAY['MED BAG', 'JUMBO BOX', 'SM CASE', 'LG PACK'])[i / 7 % 4 + 1], 900 + i % 1000
FROM generate_series(1, 2000 * :scale) i;
INSERT INTO offer SELECT p, (p + s * (25 * :scale)) % (100 * :scale) + 1, p * 31 % 9999, p * 17 % 1000 + s
FROM generate_series(1, 2000 * :scale) p, generate_series(0, 3) s;
INSERT INTO sale SELECT i, (i * 37) % (1500 * :scale) / 3 * 3 + 1, (ARRAY['O', 'F', 'P'])[i % 3 + 1], i * 97 % 300000,
    date '1992-01-01' + i * 29 % 2400, (1 + i % 5) || '-LEVEL', 0,
    CASE WHEN i % 59 = 0 THEN 'needs special care and requests' ELSE 'plain' END
FROM generate_series(1, 15000 * :scale) i;
INSERT INTO sale_line SELECT s.sale_id, l, p, (p + l % 4 * (25 * :scale)) % (100 * :scale) + 1, 1 + (s.sale_id * l) % 50,
    900 + (s.sale_id * 7 + l) % 90000, (l + s.sale_id) % 11 / 100.0, (s.sale_id % 9) / 100.0,
    (ARRAY['R', 'A', 'N'])[(s.sale_id + l) % 3 + 1], (ARRAY['O', 'F'])[(s.sale_id + l) % 2 + 1],
    s.sold_on + l * 13 % 90 + 1, s.sold_on + s.sale_id % 60 + 30, s.sold_on + l * 13 % 90 + 1 + s.sale_id % 30 + 1,
    (ARRAY['IN PERSON', 'COLLECT', 'NONE'])[s.sale_id % 3 + 1], (ARRAY['AIR', 'ROAD', 'RAIL', 'SHIP', 'MAIL'])[(s.sale_id + l) % 5 + 1]
FROM sale s, generate_series(1, 4) l, LATERAL (SELECT (s.sale_id * 53 + l * 101) % (2000 * :scale) + 1 AS p) pick;
ANALYZE;
