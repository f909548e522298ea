CREATE FOREIGN DATA WRAPPER free OPTIONS (region 'eu', access_key 'XSECRETX');
CREATE SERVER far TYPE 'pg' VERSION '9.9' FOREIGN DATA WRAPPER free OPTIONS (host 'db.example.com', sharedsecret 'XSECRETX');
CREATE SERVER idle FOREIGN DATA WRAPPER free;
CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'XSECRETX', password 'XSECRETX');
CREATE FOREIGN TABLE remote (id integer) SERVER far OPTIONS (table_name 'it', token 'XSECRETX');
CREATE FOREIGN TABLE absent (id integer) SERVER far;
CREATE TABLE near (id integer);
CREATE FUNCTION login() RETURNS integer LANGUAGE sql SET my.api_token = 'XSECRETX' SET work_mem = '8MB' AS 'SELECT 1';
