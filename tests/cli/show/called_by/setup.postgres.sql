SET client_min_messages = warning;
CREATE SCHEMA "Odd.app";
CREATE SEQUENCE public.order_number;
CREATE SEQUENCE public.unused;
CREATE SEQUENCE "Odd.app"."it's \ ""n""";
CREATE FUNCTION public.price(integer) RETURNS integer LANGUAGE sql IMMUTABLE COST 12.5 AS 'SELECT $1';
CREATE FUNCTION public.retail_price(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT public.price($1) * 2';
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE public.orders (
    id bigint GENERATED ALWAYS AS IDENTITY,
    number bigint DEFAULT nextval('public.order_number'),
    other bigint DEFAULT nextval('"Odd.app"."it''s \ ""n"""'),
    cost integer DEFAULT public.price(7),
    twice integer GENERATED ALWAYS AS (public.price(cost) * 2) STORED,
    retail integer DEFAULT public.retail_price(7),
    CHECK (public.price(cost) > 0)
);
ALTER SEQUENCE public.unused OWNED BY public.orders.number;
CREATE TABLE public.returns (number bigint DEFAULT nextval('public.order_number'));
CREATE INDEX by_price ON public.orders (public.price(cost));
CREATE VIEW public.prices AS SELECT public.price(cost) AS price FROM public.orders;
CREATE POLICY cheap ON public.orders USING (public.price(cost) < 100);
CREATE DOMAIN public.fair AS integer CHECK (public.price(VALUE) > 1);
CREATE TRIGGER touch BEFORE UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE TRIGGER when_dear BEFORE INSERT ON public.orders FOR EACH ROW WHEN (public.price(NEW.number::integer) > 9)
    EXECUTE FUNCTION public.touch();
-- What only has the name of a function does not call it.
CREATE TABLE public.stock (id integer PRIMARY KEY, twin integer);
CREATE FUNCTION public.stock(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE public.bin (stock_id integer REFERENCES public.stock(id), size integer DEFAULT public.stock(1));
CREATE VIEW public.stocks AS SELECT id FROM public.stock;
CREATE FUNCTION public.fill() RETURNS void LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.stock(id) VALUES (1); END';
CREATE FUNCTION public.sum_up(integer DEFAULT public.stock(2)) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION public.add_up(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE public.total (integer) (SFUNC = public.add_up, STYPE = integer);
CREATE STATISTICS public.stock ON id, twin FROM public.stock;
CREATE PUBLICATION out_of_stock FOR TABLE public.stock;
CREATE TABLE public.touch (id integer PRIMARY KEY);
CREATE TABLE public.shelf (id integer) PARTITION BY RANGE (public.stock(id));
-- Of functions of one name those are called that take as many arguments.
CREATE FUNCTION public.fee(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION public.fee(integer, text, numeric DEFAULT round(1.5, 0)) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION public.fee(text, VARIADIC integer[]) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION public.fee() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE public.bill (
    one integer DEFAULT public.fee(abs(-1)),
    two integer DEFAULT public.fee(1, ','),
    three integer DEFAULT public.fee(1, ')', 2),
    many integer DEFAULT public.fee('(', 1, 2, 3)
);
CREATE TRIGGER fee BEFORE INSERT ON public.bill FOR EACH ROW EXECUTE FUNCTION public.fee('a', 'b');
