// SPDX-License-Identifier: MIT
#include "describe/evidence.hpp"
#include "describe/names.hpp"
#include "describe/vocabulary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace scribe;
using describe::Vocabulary;

namespace {

std::string meaning(Vocabulary const &words, std::string const &word) {
    auto const *const found = words.find(word);
    return found ? found->text : std::string{};
}

} // namespace

TEST_CASE("a column that refers to a table tells what its short word stands for", "[describe][vocabulary]") {
    Vocabulary words;
    words.see_reference({"shop", "bookings"}, "csm_id", {"shop", "customers"}, "id");
    CHECK(meaning(words, "csm") == "customer");
    CHECK(words.find("csm")->reason == "csm is customer: shop.bookings.csm_id refers to shop.customers.id");
    // Words in front say which of them it is; initials stand for all words; both sides of a key are compared.
    words.see_reference({"shop", "bookings"}, "billing_wrh_no", {"shop", "tbl_warehouses"}, "id");
    CHECK(meaning(words, "wrh") == "warehouse");
    words.see_reference({"shop", "bookings"}, "mr_id", {"shop", "merge_requests"}, "id");
    CHECK(meaning(words, "mr") == "merge request");
    words.see_reference({"shop", "a"}, "dpm_no", {"shop", "b"}, "department_no");
    CHECK(meaning(words, "dpm") == "department");
}

TEST_CASE("what is not proved, or means two things, is not learned", "[describe][vocabulary]") {
    Vocabulary words;
    words.see_reference({"shop", "orders"}, "ship_id", {"shop", "shippers"}, "id"); // a word of the language
    CHECK(meaning(words, "ship").empty());
    words.see_reference({"shop", "orders"}, "owner_id", {"shop", "users"}, "id");
    CHECK(meaning(words, "owner").empty());
    words.see_reference({"shop", "orders"}, "spl_id", {"shop", "suppliers"}, "id");
    words.see_reference({"shop", "flats"}, "spl_id", {"shop", "spindles"}, "id");
    CHECK(meaning(words, "spl").empty());
    words.see_reference({"shop", "orders"}, "wrh_id", {"shop", "warehouses"}, "id");
    words.see_table({"shop", "wrh"}, {"id"}); // a table of that name: it is a word here
    CHECK(meaning(words, "wrh").empty());
    words.see_reference({"shop", "orders"}, "cust_id", {"shop", "customers"}, "id"); // known everywhere
    CHECK(meaning(words, "cust").empty());
    words.see_reference({"shop", "orders"}, "cat_id", {"shop", "catalogs"}, "id"); // and no category here
    CHECK(meaning(words, "cat") == "catalog");
}

TEST_CASE("columns that begin with the name of their table tell it", "[describe][vocabulary]") {
    Vocabulary words;
    words.see_table({"shop", "warehouses"}, {"wrh_name", "wrh_city", "wrh_size", "id"});
    CHECK(meaning(words, "wrh") == "warehouse");
    words.see_table({"shop", "deliveries"}, {"dlv_name", "weight", "city", "id"}); // one is no convention
    CHECK(meaning(words, "dlv").empty());
}

TEST_CASE("names without separators are parted where all of them is known words", "[describe][vocabulary]") {
    Vocabulary words;
    std::vector<std::string> const whole{"salesorderheader"};
    CHECK(words.parts_of("salesorderheader") == whole); // nothing says that names are written so
    for (auto const *table :
         {"salesorderheader", "productdescription", "employeedepartmenthistory", "long_name_parted"})
        words.see_table({"shop", table}, {"id"});
    CHECK(words.parts_of("salesorderheader") == std::vector<std::string>{"sales", "order", "header"});
    CHECK(words.parts_of("productdescriptionid") == std::vector<std::string>{"product", "description", "id"});
    using List = std::vector<std::string>;
    CHECK(words.parts_of("maxorderqty") == List{"max", "order", "qty"});
    CHECK(words.parts_of("onorderqty") == List{"on", "order", "qty"});
    CHECK(words.parts_of("safetystocklevel") == List{"safety", "stock", "level"});
    CHECK(words.parts_of("isonlystateprovinceflag") == List{"is", "only", "state", "province", "flag"});
    CHECK(words.parts_of("endofdayrate") == List{"end", "of", "day", "rate"});
    CHECK(words.parts_of("vproductmodelinstructions") == List{"v", "product", "model", "instructions"});
    CHECK(describe::entity_of("vproductmodelinstructions", &words) == "product model instruction");
    for (auto const *word : {"lesson", "vacation", "season", "carton", "birthday", "payment", "version", "isolation"})
        CHECK(words.parts_of(word) == List{word});
    CHECK(words.parts_of("carpet") == std::vector<std::string>{"carpet"});
    CHECK(words.parts_of("zzorderzz") == std::vector<std::string>{"zzorderzz"});
    CHECK(describe::entity_of("employeedepartmenthistory", &words) == "employee department history");
    // What a long name shares its letters with is no abbreviation of it.
    words.see_reference({"shop", "a"}, "educationorganizationid", {"shop", "educationorganizationindicator"}, "id");
    words.see_reference({"shop", "a"}, "staffusi_id", {"shop", "staffunionsupervision"}, "id");
    CHECK(meaning(words, "educationorganizationid").empty());
    CHECK(meaning(words, "staffusi").empty());
}

TEST_CASE("a synonym that people say counts before what names show", "[describe][vocabulary]") {
    Vocabulary words;
    words.say("client", "Customer");
    words.say("two words", "Customer");
    words.see_reference({"shop", "orders"}, "csm_id", {"shop", "customers"}, "id");
    words.say("csm", "consumer");
    CHECK(meaning(words, "client") == "customer");
    CHECK(meaning(words, "csm") == "consumer");
    CHECK(describe::phrase_of("client_csm", &words).text() == "customer consumer");
    CHECK(describe::entity_of("clients", &words) == "client"); // another word
}

TEST_CASE("a text says what a learned word stands for, and why", "[describe][vocabulary]") {
    auto words = std::make_shared<Vocabulary>();
    words->see_reference({"shop", "bookings"}, "csm_id", {"shop", "customers"}, "id");
    describe::TableEvidence table;
    table.ref = {"shop", "visits"};
    table.words = words;
    table.columns.emplace_back();
    table.columns[0].column.name = "csm_grp";
    table.columns[0].column.type = "text";
    auto const said = write_by_rules(table).columns[0];
    CHECK(said.text == "Customer group of the visit.");
    CHECK(std::ranges::count(said.reasons, "csm is customer: shop.bookings.csm_id refers to shop.customers.id") == 1);
    table.words.reset();
    CHECK(write_by_rules(table).columns[0].text.empty()); // "Csm group of the visit" says what the name says
}

TEST_CASE("the glossary and what people say of an object are told", "[describe][vocabulary]") {
    describe::TableEvidence table;
    table.ref = {"shop", "visits"};
    table.known.term = "visit";
    table.known.definition = "A person comes to the shop.";
    table.columns.resize(2);
    for (auto &one : table.columns) one.column.type = "numeric";
    table.columns[0].column.name = "net_revenue";
    table.columns[0].known.term = "net revenue";
    table.columns[0].known.definition = "revenue without tax.";
    table.columns[0].column.default_value = "0";
    table.columns[1].column.name = "rebate";
    table.columns[1].known.said = {{"rules", "Never more than half of the price."}, {"owner", "ann"}};
    auto const said = write_by_rules(table);
    CHECK(said.columns[0].text == "Revenue without tax. 0 unless given.");
    CHECK(said.columns[1].text == "Business rules: Never more than half of the price.");
    CHECK(said.table.text.find("Visit: A person comes to the shop.") != std::string::npos);
}
