// SPDX-License-Identifier: MIT
#include "statements.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using scribe::test::error_of;
using scribe::test::statements_of;
using Lines = std::vector<std::string>;

TEST_CASE("scribe's own form says what is known by schema, table and column", "[context][yaml]") {
    CHECK(statements_of(R"(
source: shop
description: The web shop
owner: [Ann, Bob]
schemas:
  public:
    description: Sales
    tables:
      orders:
        description: |
          All orders,
          also cancelled ones
        business_rules: never deleted
        columns:
          id: Its number
          state:
            examples: [open, paid]
            sensitivity:
          "odd.name": {tags: [a, b]}
    views:
      v_open: {usage: for reports}
    routines:
      area(int): Works
  empty:
tables:
  stock.items: What is there
  customers:
    - never
)",
                        "a.yml") ==
          Lines{"a.yml:2:1 [] shop||| description=The web shop owner=Ann\nBob",
                "a.yml:7:5 [] shop|public|| description=Sales",
                "a.yml:10:9 [] shop|public|orders| description=All orders,\nalso cancelled ones rules=never deleted",
                "a.yml:15:15 [] shop|public|orders|id description=Its number",
                "a.yml:17:13 [] shop|public|orders|state examples=open\npaid",
                "a.yml:19:23 [] shop|public|orders|odd.name tags=a\nb",
                "a.yml:21:15 [view] shop|public|v_open| usage=for reports",
                "a.yml:23:18 [routine] shop|public||area(int) description=Works",
                "a.yml:26:16 [] shop|stock|items| description=What is there",
                "a.yml:28:5 [] shop||customers| description=never"});
}

TEST_CASE("scribe's own form as a list of objects, in YAML, JSON and JSON Lines", "[context][yaml]") {
    Lines const expected{" [] s|public|orders|id description=Its number tags=a\nb",
                         " [table] s|public|orders| owner=Ann", " [] s||| rules=always"};
    auto const without_places = [](Lines lines) {
        for (auto &line : lines) line.erase(0, line.find(' '));
        return lines;
    };
    CHECK(without_places(
              statements_of("context:\n  - source: s\n    ref: public.orders.id\n    description: \"Its number\"\n"
                            "    tags: [a, b]\n  - {source: s, kind: table, ref: public.orders, owner: Ann}\n"
                            "  - {source: s, kind: database, rules: always}\n",
                            "a.yaml")) == expected);
    std::string const first =
        R"({"source":"s","schema":"public","table":"orders","column":"id","description":"Its number","tags":["a","b"],"name":null})";
    std::string const second = R"({"source":"s","kind":"table","schema":"public","table":"orders","owner":"Ann"})";
    std::string const third =
        R"({"source":"s","ref":"s","kind":"database","field":"Business rules","text":"always","author":"x","said_at":"y","origin":"z"})";
    CHECK(without_places(statements_of(
              fmt::format("{{\"format_version\":1,\"items\":[{},\n{},\n{}],\"total\":3}}", first, second, third),
              "a.json")) == expected);
    CHECK(statements_of(first + "\n\n" + second + "\n" + third, "a.jsonl")[2] == "a.jsonl:4 [] s||| rules=always");
    CHECK(statements_of(first + "\n" + second + "\n" + third, "a.json").size() == 3);
    CHECK(
        statements_of(
            R"({"schemas":{"public":{"tables":[{"name":"orders","columns":[{"name":"id","rules":5,"type":"int"}]}]}}})",
            "a.json") == Lines{"a.json:1 [] |public|orders|id rules=5"});
}

TEST_CASE("Files in scribe's own form that cannot be read say where and why", "[context][yaml]") {
    CHECK(
        error_of("descriptoin: x\n", "a.yml") ==
        "a.yml:1:1: the key \"descriptoin\" is not known / did you mean description? --map \"descriptoin=description\" "
        "says what it means, --map \"descriptoin=-\" leaves it out");
    CHECK(error_of("tables:\n  orders:\n    columns:\n      id: {description: {a: b}}\n", "a.yml") ==
          "a.yml:4:25: expected a text, or a list of texts");
    CHECK(error_of("tables: orders\n", "a.yml") == "a.yml:1:9: expected the tables by name");
    CHECK(error_of("- {column: id, description: x}\n", "a.yml").starts_with("a.yml:1:3: id without its table"));
    CHECK(error_of("just a text", "a.yml") ==
          "a.yml:1:1: expected a map of schemas, tables or fields, or a list of objects");
    CHECK(error_of("{\"tables\": {\"a\": 1,}}", "a.json").starts_with("a.json:1: expected JSON: "));
    CHECK(error_of("{\n\"tables\": {\"a\": 1}\n", "a.json").starts_with("a.json:"));
    CHECK(error_of("{\"description\": \"a\",\n \"description\": \"b\"}", "a.json") ==
          "a.json:2: the key \"description\" stands twice in one object");
    CHECK(error_of("\"text\"", "a.json") == "a.json:1: expected an object or a list");
    CHECK(error_of("", "a.json").starts_with("a.json:1: expected JSON"));
    CHECK(error_of(std::string(100'000, '['), "a.json").starts_with("a.json:1: "));
    CHECK(error_of(std::string(100'000, '['), "a.yml").starts_with("a.yml:1:"));
    // 10^7 columns of a few lines.
    std::string aliases = "schemas:\n  a: &s\n    tables:\n      t0: &t\n        columns: {";
    for (int i = 0; i < 300; ++i) aliases += fmt::format("c{}: x, ", i);
    aliases += "}\n";
    for (int i = 1; i < 300; ++i) aliases += fmt::format("      t{}: *t\n", i);
    for (int i = 1; i < 300; ++i) aliases += fmt::format("  s{}: *s\n", i);
    CHECK(error_of(aliases, "a.yml").find("more often than anybody could read") != std::string::npos);
}

TEST_CASE("Comments of tbls are read", "[context][tools]") {
    std::string const text = R"(
dsn: postgres://localhost/shop
desc: The shop
labels: [web, sales]
comments:
  - table: public.orders
    tableComment: All orders
    labels: [core]
    columnComments:
      id: Its number
    columnLabels:
      id: [key, secret]
    indexComments:
      orders_pkey: The key
    triggerComments: {audit: Keeps track}
  - table: customers
    columnComments: {mail: Address}
)";
    for (std::string const file : {".tbls.yml", "a.yml"})
        CHECK(statements_of(text, file) == Lines{file + ":2:1 [] ||| description=The shop tags=web\nsales",
                                                 file + ":6:5 [] |public|orders| description=All orders tags=core",
                                                 file + ":10:7 [] |public|orders|id description=Its number",
                                                 file + ":12:7 [] |public|orders|id tags=key\nsecret",
                                                 file + ":14:7 [index] |public|orders|orders_pkey description=The key",
                                                 file + ":15:23 [trigger] |public|orders|audit description=Keeps track",
                                                 file + ":17:22 [] ||customers|mail description=Address"});
    CHECK(error_of("comments:\n  - tableComment: x\n", ".tbls.yml") ==
          ".tbls.yml:2:5: \"table\" is missing in a comment");
}

TEST_CASE("Properties of dbt are read", "[context][tools]") {
    CHECK(statements_of(R"(
version: 2
models:
  - name: orders
    description: "{{ doc('orders') }}"
    config: {alias: all_orders, tags: nightly, meta: {owner: Ann, contains_pii: true}}
    columns:
      - name: id
        description: Its number
        meta: {data_owner: Bob, sensitivity: low}
        data_tests: [unique]
sources:
  - name: raw
    schema: landing
    description: As it comes
    tables:
      - name: orders
        identifier: ORDERS_RAW
        description: From the shop
        tags: [raw, daily]
)",
                        "schema.yml") ==
          Lines{"schema.yml:4:5 [] ||all_orders| owner=Ann tags=nightly",
                "schema.yml:8:9 [] ||all_orders|id description=Its number owner=Bob sensitivity=low",
                "schema.yml:13:5 [] |landing|| description=As it comes",
                "schema.yml:17:9 [] |landing|ORDERS_RAW| description=From the shop tags=raw\ndaily"});
}

TEST_CASE("Attributes of SchemaCrawler are read", "[context][tools]") {
    CHECK(statements_of(R"(
name: catalog
tables:
- catalog: PUBLIC
  schema: BOOKS
  name: AUTHORS
  remarks:
  - Overwritten remarks line 1
  columns:
  - name: FIRSTNAME
    remarks:
    - Overwritten remarks line 1
    - Overwritten remarks line 2
    attributes:
      tag1: tagvalue1
      owner: Ann
  - name: LASTNAME
)",
                        "a.yaml") == Lines{"a.yaml:4:3 [] |BOOKS|AUTHORS| description=Overwritten remarks line 1",
                                           "a.yaml:10:5 [] |BOOKS|AUTHORS|FIRSTNAME description=Overwritten remarks "
                                           "line 1\nOverwritten remarks line 2 "
                                           "owner=Ann tags=tag1=tagvalue1"});
    CHECK(error_of("name: catalog\ntables:\n- name: a\n- schema: a\n", "a.yaml") == "a.yaml:4:3: \"name\" is missing");
}

TEST_CASE("Comments of SchemaSpy are read", "[context][tools]") {
    CHECK(statements_of(R"(<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<schemaMeta xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <comments>The library's &lt;books&gt; &b;</comments>
  <tables>
    <table name="BOOK" comments="All books &amp; more">
      <column name="ID" comments="Its number"/>
      <column name="X"/>
    </table>
    <table name="REMOTE" remoteSchema="other"><column name="A" comments="b"/></table>
  </tables>
</schemaMeta>)",
                        "a.meta.xml") == Lines{"a.meta.xml:3 [] ||| description=The library's <books> &b;",
                                               "a.meta.xml:6 [] ||BOOK| description=All books & more",
                                               "a.meta.xml:7 [] ||BOOK|ID description=Its number",
                                               "a.meta.xml:10 [] |other|REMOTE|A description=b"});
    CHECK(error_of("<schemaMeta><tables><table/></tables></schemaMeta>", "a.xml") ==
          "a.xml:1: expected the attribute name of <table>");
    CHECK(error_of("<a><b></a>", "a.xml").starts_with("a.xml:1: this is no well-formed XML"));
}

TEST_CASE("Notes of DBML are read", "[context][tools]") {
    CHECK(statements_of(R"(
Project shop {
  database_type: 'PostgreSQL'
  Note: 'The shop'
}
Table public.orders as o [headercolor: #fff, note: 'All orders'] {
  id int [pk, note: 'Its number']
  "odd name" varchar(20) [
    note: '''
      First line
        second line
    '''
  ]
  table int [ref: > table.id]
  indexes { (id, table) [note: 'not a column'] }
}
Table customers {
  mail text
  Note {
    'People'
  }
}
Ref: table.id > o.id
Enum state { open [note: 'not read'] }
)",
                        "a.dbml") == Lines{"a.dbml:4 [] ||| description=The shop",
                                           "a.dbml:6 [] |public|orders| description=All orders",
                                           "a.dbml:7 [] |public|orders|id description=Its number",
                                           "a.dbml:9 [] |public|orders|odd name description=First line\n  second line",
                                           "a.dbml:19 [] ||customers| description=People"});
    CHECK(error_of("Table a {\n id int [note: x]\n}", "a.dbml") == "a.dbml:2: expected a text in quotes, found \"x\"");
    CHECK(error_of("Table a {\n id int", "a.dbml") == "a.dbml:2: expected } that ends the block, but the file ends");
}

TEST_CASE("COMMENT ON scripts are read", "[context][tools]") {
    CHECK(statements_of(R"(\restrict abcdef
-- a dump
SET statement_timeout = 0;
CREATE FUNCTION public.f(a integer) RETURNS text LANGUAGE plpgsql AS $$ begin; COMMENT ON TABLE no IS 'no'; end $$;
COMMENT ON DATABASE shop IS 'The shop';
comment /* here */ on schema public is E'Line 1\nLine 2';
COPY public.orders (id) FROM stdin;
1	it's
\.
COMMENT ON TABLE public.orders IS 'All ''orders''';
COMMENT ON COLUMN public."Order"."odd.name" IS 'x';
COMMENT ON COLUMN orders.id IS NULL;
COMMENT ON MATERIALIZED VIEW v IS 'a view';
COMMENT ON FUNCTION public.f(a integer, b pg_catalog.text[], OUT c int) IS 'works';
COMMENT ON CONSTRAINT c ON public.orders IS 'holds';
COMMENT ON INDEX public.i IS 'fast';
COMMENT ON TYPE public.mood IS 'feelings';
COMMENT ON EXTENSION hstore IS 'pairs';
COMMENT ON ROLE ann IS 'no object';
)",
                        "a.sql") ==
          Lines{"a.sql:5 [] ||| description=The shop", "a.sql:6 [] |public|| description=Line 1\nLine 2",
                "a.sql:10 [] |public|orders| description=All 'orders'",
                "a.sql:11 [] |public|Order|odd.name description=x", "a.sql:13 [view] ||v| description=a view",
                "a.sql:14 [routine] |public||f(integer, text[]) description=works",
                "a.sql:15 [constraint] |public|orders|c description=holds",
                "a.sql:16 [index] |public||i description=fast", "a.sql:17 [type] |public||mood description=feelings",
                "a.sql:18 [extension] |||hstore description=pairs"});
    CHECK(error_of("SELECT 1;\nCOMMENT ON TABLE a 'x';", "a.sql").starts_with("a.sql:2: syntax error"));
    CHECK(error_of("SELECT 'ü';\n\nCOMMENT ON TABLE a IS 'x\ny", "a.sql")
              .starts_with("a.sql:3: unterminated quoted string"));
    for (std::string const wrong : {"SELECT (1;", "SELECT 1);"})
        CHECK(error_of("COMMENT ON TABLE a IS 'x';\n\n" + wrong + "\nCOMMENT ON TABLE b IS 'y';", "a.sql")
                  .starts_with("a.sql:3: the statement that begins here has no end"));
    CHECK(error_of("COMMENT ON TABLE a IS 'x';;\n-- end\n\\unrestrict x\n", "a.sql") == "no error, 1 statements");
    CHECK(error_of("COMMENT ON TABLE a IS '" + std::string(70'000, 'x') + "'", "a.sql")
              .starts_with("a.sql:1: this comment cannot be read: it is longer than 64 kB"));
}
