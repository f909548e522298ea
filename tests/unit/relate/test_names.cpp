// SPDX-License-Identifier: MIT
#include "relate/names.hpp"

#include <catch2/catch.hpp>

using namespace scribe::relate;

using Words = std::vector<std::string>;

TEST_CASE("names are taken apart into words", "[relate]") {
    CHECK(words("billing_address_id") == Words{"billing", "address", "id"});
    CHECK(words("BillingAddressID") == Words{"billing", "address", "id"});
    CHECK(words("HTMLPage") == Words{"html", "page"});
    CHECK(words("entity1") == Words{"entity", "1"});
    CHECK(words("odd \"name\"\n") == Words{"odd", "name"});
    CHECK(words("客户_id") == Words{"客户", "id"});
    CHECK(words("\x01 --").empty());
    CHECK(words("").empty());
}

TEST_CASE("a column's name is told from what says that it refers to something", "[relate]") {
    auto const customer = column_name("customer_id", "");
    CHECK(customer.id);
    CHECK(customer.stem == Words{"customer"});
    CHECK(column_name("id_cliente", "").stem == Words{"cliente"});
    CHECK(column_name("team_2_id", "").number == 2);
    CHECK(column_name("team_2_id", "").stem == Words{"team"});
    CHECK(column_name("entity0", "").number == 0);
    CHECK(column_name("ca_city_id", "ca").stem == Words{"city"});
    CHECK_FALSE(column_name("price", "").id);
    CHECK(column_name("votes", "").plural);
    CHECK(column_name("id", "").whole == "id");
}

TEST_CASE("the word that all columns of a table begin with is their prefix", "[relate]") {
    CHECK(column_prefix({"ca_id", "ca_city", "ca_street", "ca_zip"}) == "ca");
    CHECK(column_prefix({"id", "city", "street"}).empty());
    CHECK(column_prefix({"id_a", "id_b", "id_c"}).empty());
    CHECK(column_prefix({"a_b"}).empty());
}

TEST_CASE("abbreviations begin alike and keep the order of letters", "[relate]") {
    CHECK(abbreviates("dept", "department"));
    CHECK(abbreviates("cust", "customer"));
    CHECK(abbreviates("emp", "employee"));
    CHECK_FALSE(abbreviates("cat", "customer"));
    CHECK_FALSE(abbreviates("customer", "cust"));
    CHECK_FALSE(abbreviates("de", "department"));
}
