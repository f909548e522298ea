// SPDX-License-Identifier: MIT
#include "base/parse/spreadsheet.hpp"
#include "statements.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using scribe::test::error_of;
using scribe::test::statements_of;
using Lines = std::vector<std::string>;

namespace {

std::string utf16(std::u16string_view text, bool big, bool mark) {
    std::string bytes;
    auto const add = [&](char16_t unit) {
        bytes.push_back(static_cast<char>(big ? unit >> 8 : unit & 0xFF));
        bytes.push_back(static_cast<char>(big ? unit & 0xFF : unit >> 8));
    };
    if (mark) add(0xFEFF);
    for (auto const unit : text) add(unit);
    return bytes;
}

} // namespace

TEST_CASE("CSV says what people know of objects", "[context][csv]") {
    SECTION("the level is told by what is filled in") {
        CHECK(statements_of("schema,table,column,description\n,,,Shop\npublic,,,Sales\npublic,orders,,All orders\n"
                            "public,orders,id,Its number\n,orders,id,Again\n",
                            "a.csv") ==
              Lines{"a.csv:2 [] ||| description=Shop", "a.csv:3 [] |public|| description=Sales",
                    "a.csv:4 [] |public|orders| description=All orders",
                    "a.csv:5 [] |public|orders|id description=Its number", "a.csv:6 [] ||orders|id description=Again"});
    }
    SECTION("references") {
        CHECK(statements_of("Ref,Owner,Kind\nshop:public.orders.id,Ann,\npublic.orders,Bob,\norders,Cid,\n"
                            "orders.id,Dan,column\npublic,Eve,schema\npublic.area(int),Fay,function\n"
                            "\"\"\"my.db:odd\"\".\"\"a \"\"\"\"b\"\"\"\".c\"\"\",Gil,\nshop,Hal,database\nshop:,Ida,\n",
                            "a.csv") ==
              Lines{"a.csv:2 [] shop|public|orders|id owner=Ann", "a.csv:3 [] |public|orders| owner=Bob",
                    "a.csv:4 [] ||orders| owner=Cid", "a.csv:5 [column] ||orders|id owner=Dan",
                    "a.csv:6 [schema] |public|| owner=Eve", "a.csv:7 [routine] |public||area(integer) owner=Fay",
                    "a.csv:8 [] |my.db:odd|a \"b\".c| owner=Gil", "a.csv:9 [] shop||| owner=Hal",
                    "a.csv:10 [] shop||| owner=Ida"});
    }
    SECTION("a type is that of the object, or of the column's data") {
        CHECK(statements_of("ref,type,schema,table,column,name,field,text,author,said_at,origin,removed\n"
                            "shop:,database,,,,shop,owner,Ann,x,x,context set,false\n"
                            "public.t.c,column,public,t,c,c,rules,'=x,x,x,x,false\n"
                            "\"public.f(integer, text)\",routine,public,,,\"f(integer, text)\",usage,y,x,x,x,false\n",
                            "a.csv") == Lines{"a.csv:2 [] shop||| owner=Ann", "a.csv:3 [column] |public|t|c rules==x",
                                              "a.csv:4 [routine] |public||f(integer, text) usage=y"});
        CHECK(statements_of("table,column,type,description\nt,c,enum,x\nt,d,table,y\nv,,view,z\n", "a.csv") ==
              Lines{"a.csv:2 [] ||t|c description=x", "a.csv:3 [] ||t|d description=y",
                    "a.csv:4 [view] ||v| description=z"});
        CHECK(statements_of("ref,type,description\np.t.c,enum,x\np.m,type,y\n", "a.csv") ==
              Lines{"a.csv:2 [] |p|t|c description=x", "a.csv:3 [type] |p||m description=y"});
    }
    SECTION("headings in any order and manner") {
        CHECK(statements_of("\xEF\xBB\xBF"
                            "Business_Rules;COLUMN NAME;  Data Owner ;Table name;Glossary terms;Type;Nullable\r\n"
                            "\"never null; \"\"really\"\"\";id;\"Ann\r\nBob\";orders;Order;integer;no\r\n",
                            "a.csv") ==
              Lines{"a.csv:2 [] ||orders|id rules=never null; \"really\" terms=Order owner=Ann\nBob"});
        CHECK(statements_of("table\tdescription\norders\ta, b; c\n", "a.tsv") ==
              Lines{"a.tsv:2 [] ||orders| description=a, b; c"});
        CHECK(statements_of("sep=;\ntable;tags\norders;x, y\n", "a.csv") == Lines{"a.csv:3 [] ||orders| tags=x, y"});
        CHECK(statements_of("Tabelle,Beschreibung,Datum\norders,Alles,x\n", "a.csv",
                            {{}, {{"tabelle", "table"}, {"Beschreibung", "business description"}, {"Datum", "-"}}}) ==
              Lines{"a.csv:2 [] ||orders| description=Alles"});
        CHECK(statements_of("object,field,text\norders,Business rules,never\norders.id,tags,a\n", "a.csv") ==
              Lines{"a.csv:2 [] ||orders| rules=never", "a.csv:3 [] |orders|id| tags=a"});
    }
    SECTION("lines are counted across cells, and empty rows say nothing") {
        CHECK(statements_of("table,description\n\n\n\"a\nb\",\"x\n\ny\"\n , \n,,\nc,\nd,z", "a.csv") ==
              Lines{"a.csv:4 [] ||a\nb| description=x\n\ny", "a.csv:11 [] ||d| description=z"});
    }
    SECTION("UTF-16 of both orders, with a mark and without") {
        for (bool const big : {false, true}) {
            for (bool const mark : {false, true})
                CHECK(statements_of(utf16(u"table,description\r\nkäse,\U0001F600 ok\r\n", big, mark), "a.csv") ==
                      Lines{"a.csv:2 [] ||käse| description=😀 ok"});
        }
        CHECK(error_of(utf16(u"table,description\nx,\xD83D.\n", false, true), "a.csv") ==
              "a.csv:2: this is no valid UTF-16: half of a character / save it as UTF-8; spreadsheets call that \"CSV "
              "UTF-8\"");
    }
}

TEST_CASE("CSV that cannot be read says where and what to do", "[context][csv]") {
    CHECK(error_of("table,descripton\norders,x\n", "a.csv")
              .starts_with("a.csv:1: expected a header with what names objects"));
    CHECK(error_of("name,description\norders,x\n", "a.csv")
              .starts_with("a.csv:1: expected a header with what names objects"));
    CHECK(statements_of("name,kind,description\norders,table,x\n", "a.csv") ==
          Lines{"a.csv:2 [table] ||orders| description=x"});
    CHECK(
        error_of("table,descripton,rules\norders,x,y\n", "a.csv") ==
        "a.csv:1: the heading \"descripton\" is not known / did you mean description? --map \"descripton=description\" "
        "says what it means, --map \"descripton=-\" leaves it out");
    CHECK(error_of("table,description,comment\na,b,c\n", "a.csv") ==
          "a.csv:1: \"comment\" says the same as \"description\" / --map \"comment=-\" leaves one out");
    CHECK(error_of("table,description\na\n", "a.csv") == "a.csv:2: 1 cell; expected 2, as the header has");
    CHECK(error_of("table,description\na,b,c\n", "a.csv") ==
          "a.csv:2: \"c\" stands under no heading / give the column a heading in the first row, or clear the cell");
    CHECK(error_of("table,description\na,\"b\n", "a.csv") == "a.csv:2: the quoted text that begins here has no end");
    CHECK(error_of("table,description\na,\"b\"c\n", "a.csv")
              .starts_with("a.csv:2: expected \",\" or the end of the line"));
    CHECK(error_of("table,description\n\na,b\"c\n", "a.csv").starts_with("a.csv:3: "));
    CHECK(error_of("schema,table,column,description\npublic,,id,x\n", "a.csv") ==
          "a.csv:2: id without its table / fill in the table in every row, or write schema.table.column");
    CHECK(
        error_of("ref,kind,description\na,tabel,x\n", "a.csv") ==
        "a.csv:2: \"tabel\" is no kind of object / expected database, schema, table, view, column, routine, type ...");
    CHECK(error_of("ref,kind,description\na.b.c,table,x\n", "a.csv")
              .starts_with("a.csv:2: the reference has more parts"));
    CHECK(error_of("ref,field,text\na,descr,x\n", "a.csv").starts_with("a.csv:2: \"descr\" is no field"));
    CHECK(error_of("table,description\na,b\xFF\n", "a.csv").starts_with("a.csv:2: this is no valid UTF-8"));
    CHECK(error_of(std::string("table,description\na,b\0c\n", 23), "a.csv").starts_with("a.csv:2: a NUL byte"));
    CHECK(error_of("", "a.csv").find("the file is empty") != std::string::npos);
    CHECK(error_of(std::string(1'000'000, ','), "a.csv") == "a.csv:1: more than 2,000 cells in a row");
    CHECK(error_of("table,description\n", "a.doc").starts_with("a.doc: the ending does not tell the format"));
    CHECK(error_of("table,description\n", "a.csv", {"cvs", {}}).starts_with("usage: \"cvs\" is no format"));
    CHECK(
        error_of("table,x\na,b\n", "a.csv", {{}, {{"x", "descr"}}}).starts_with("usage: --map: \"descr\" is no field"));
}

TEST_CASE("What looks like a formula is guarded in CSV, and comes back as it was", "[context][csv]") {
    for (std::string const text :
         {"=1+1",     "+1", "-1",    "@x", "\tx", "\rx",  "\nx", "＝1",       "'=1",     "''+1",
          "'quoted'", "'",  "plain", "",   " =1", "a;=1", "a,b", "say \"x\"", " blank ", "'－"}) {
        CHECK(base::unguarded_cell(base::guarded_cell(text)) == text);
        std::string line;
        base::append_csv_cell(line, text);
        auto const first = line.find_first_not_of('"');
        CHECK(
            (first == std::string::npos || std::string_view{"=+-@\t\r\n"}.find(line[first]) == std::string_view::npos));
    }
    std::string line;
    base::append_csv_cell(line, "a;=1");
    CHECK(line == "\"a;=1\"");
}

TEST_CASE("Exports of other catalogs in CSV are read as what they are", "[context][csv]") {
    CHECK(statements_of(
              "resource,subresource,glossary_terms,tags,owners,ownership_type,description,domain\n"
              "\"urn:li:dataset:(urn:li:dataPlatform:postgres,shop.public.orders,PROD)\",,[urn:li:glossaryTerm:Order],"
              "[urn:li:tag:Legacy|urn:li:tag:Pii],[urn:li:corpuser:ann|urn:li:corpGroup:sales],TECHNICAL_OWNER,All "
              "orders,urn:li:domain:x\n"
              "\"urn:li:dataset:(urn:li:dataPlatform:postgres,shop.public.orders,PROD)\","
              "[version=2.0].[type=string].id,,,,,Its number\n"
              "urn:li:dashboard:x,,,,,,no table,\n",
              "a.csv") ==
          Lines{"a.csv:2 [] |public|orders| description=All orders terms=Order owner=ann\nsales tags=Legacy\nPii",
                "a.csv:3 [] |public|orders|id description=Its number"});
    std::string const openmetadata =
        "name*,displayName,description,owner,tags,glossaryTerms,tiers,domain,entityType*,fullyQualifiedName\n"
        "shop,,The shop,user:ann;team:sales,,,,,database,svc.shop\n"
        "public,,,,PII.None,,Tier.Tier1,,databaseSchema,svc.shop.public\n"
        "a.b,,Odd,,,\"Words.\"\"x.y\"\";Words.Order\",,,table,\"svc.shop.public.\"\"a.b\"\"\"\n"
        "id,,Its number,,,,,,column,\"svc.shop.public.\"\"a.b\"\".id\"\n"
        "f,,Works,,,,,,storedProcedure,svc.shop.public.f\n"
        "t,,\"<p>Telephone <b>no</b> &amp; fax</p><ul><li>one</li><li>a &lt; "
        "b</li></ul>\",,,,,,table,svc.shop.public.t\n"
        "u,,a <b and c> d &amp; e,,,,,,table,svc.shop.public.u\n";
    CHECK(statements_of(openmetadata, "a.csv") ==
          Lines{"a.csv:2 [] ||| description=The shop owner=ann\nsales",
                "a.csv:3 [] |public|| tags=PII.None\nTier.Tier1",
                "a.csv:4 [] |public|a.b| description=Odd terms=x.y\nOrder",
                "a.csv:5 [] |public|a.b|id description=Its number", "a.csv:6 [routine] |public||f description=Works",
                "a.csv:7 [] |public|t| description=Telephone no & fax\none\na < b",
                "a.csv:8 [] |public|u| description=a <b and c> d &amp; e"});
    CHECK(statements_of("schema,table,column.name*,column.displayName,column.description,column.dataType,column.tags\n"
                        "public,orders,id,,Its number,INT,a\n",
                        "a.csv") == Lines{"a.csv:2 [] |public|orders|id description=Its number tags=a"});
    CHECK(error_of("column.name*,column.description\nid,x\n", "a.csv").starts_with("a.csv:2: id without its table"));
    CHECK(error_of("parent,name*,description,synonyms\n,a,b,\n", "a.csv") ==
          "a.csv:1: this is a glossary, which says nothing of objects / scribe glossary import takes it");
}
