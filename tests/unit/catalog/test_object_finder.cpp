// SPDX-License-Identifier: MIT
#include "catalog/said/object_finder.hpp"
#include "catalog/scan_writer.hpp"
#include "temporary_catalog.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::catalog;
using model::Kind;

namespace {

struct Place {
    test::TemporaryCatalog place;
    Store store = place.open();

    Place() {
        SourceRow row;
        row.name = "shop";
        row.url = "sqlite:/shop.db";
        ScanWriter writer{store, row, "ann"};
        auto const put = [&writer](Kind kind, std::string schema, std::string table, std::string name) {
            model::Record made;
            made.kind = kind;
            made.schema = std::move(schema);
            made.table = std::move(table);
            made.name = std::move(name);
            made.body = "{}";
            writer.put(std::move(made));
        };
        put(Kind::schema, "sales", "", "sales");
        put(Kind::schema, "old", "", "old");
        for (char const *const schema : {"sales", "old"}) put(Kind::table, schema, "", "orders");
        put(Kind::table, "sales", "", "Customer");
        put(Kind::table, "sales", "", "customer");
        put(Kind::view, "sales", "", "Open Orders");
        put(Kind::table, "sales", "", "odd.name");
        put(Kind::column, "sales", "orders", "State");
        put(Kind::column, "sales", "orders", "orders");
        put(Kind::column, "sales", "customer", "email");
        put(Kind::index, "sales", "orders", "by_state");
        put(Kind::routine, "sales", "", "area(integer)");
        put(Kind::routine, "sales", "", "area(text)");
        put(Kind::routine, "sales", "", "total(integer)");
        writer.finish({});
    }

    std::string find(WrittenObject const &written) {
        auto const found = ObjectFinder{store, ""}.find(written);
        if (found.of) return found.of->label;
        auto text = found.why;
        for (auto const &near : found.near) text += " ~" + near;
        return text;
    }
};

} // namespace

TEST_CASE("objects are found as people write them", "[context]") {
    Place shop;
    CHECK(shop.find({}) == "shop:");
    CHECK(shop.find({"shop", {}, "Sales", "", ""}) == "sales");
    CHECK(shop.find({"", Kind::schema, "", "", "old"}) == "old");
    CHECK(shop.find({"", {}, "sales", "orders", ""}) == "sales.orders");
    CHECK(shop.find({"", {}, "", "open orders", ""}) == "sales.\"Open Orders\"");
    CHECK(shop.find({"", Kind::table, "", "Open Orders", ""}) == "sales.\"Open Orders\"");
    CHECK(shop.find({"", {}, "", "odd.name", ""}) == "sales.\"odd.name\"");
    CHECK(shop.find({"", {}, "", "old.orders", ""}) == "old.orders");
    CHECK(shop.find({"", {}, "", "SALES.Orders", "state"}) == "sales.orders.State");
    CHECK(shop.find({"", {}, "sales", "orders", "STATE"}) == "sales.orders.State");
    CHECK(shop.find({"", {}, "", "", "sales.orders.State"}) == "sales.orders.State");
    CHECK(shop.find({"", {}, "customer", "EMAIL", ""}) == "sales.customer.email");
    CHECK(shop.find({"", {}, "", "customer.email", ""}) == "sales.customer.email");
    CHECK(shop.find({"", Kind::index, "sales", "orders", "BY_STATE"}) == "sales.orders.by_state");
    CHECK(shop.find({"", Kind::routine, "", "", "Total"}) == "sales.total(integer)");
    CHECK(shop.find({"", Kind::routine, "sales", "", "area(text)"}) == "sales.area(text)");
    // Where letters of another case make two objects of one name, the exact one is meant.
    CHECK(shop.find({"", {}, "", "Customer", ""}) == "sales.Customer");
}

TEST_CASE("what is not clear is not guessed", "[context]") {
    Place shop;
    CHECK(shop.find({"", {}, "", "orders", ""}) == "\"orders\" means 2 objects ~old.orders ~sales.orders");
    CHECK(shop.find({"", {}, "", "CUSTOMER", ""}).starts_with("\"CUSTOMER\" means 2 objects"));
    CHECK(shop.find({"", Kind::routine, "sales", "", "area"}).starts_with("\"area\" means 2 objects"));
    CHECK(shop.find({"", {}, "sales", "order", ""}) ==
          "there is no table or view sales.order ~old.orders ~sales.orders");
    CHECK(shop.find({"", {}, "sales", "orders", "stat"}) == "sales.orders has no column \"stat\" ~State");
    CHECK(shop.find({"", {}, "", "custmoer", "id"}).starts_with("there is no table or view custmoer ~"));
    CHECK(shop.find({"", {}, "", "order.stat", ""}) == "there is no table or view \"order.stat\"");
    CHECK(shop.find({"", {}, "", "customer.emai", ""}) == "sales.customer has no column \"emai\" ~email");
    CHECK(shop.find({"", {}, "orders", "state", ""}) == "\"orders\" means 2 objects ~old.orders ~sales.orders");
    CHECK(shop.find({"", {}, "sale", "", ""}) == "there is no schema \"sale\" ~sales");
    CHECK(shop.find({"other", {}, "", "orders", ""}) == "there is no source \"other\"");
    CHECK(ObjectFinder{shop.store, "shop"}.find({"other", {}, "", "Open Orders", ""}).of);
}
