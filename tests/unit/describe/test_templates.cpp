// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "describe/basis.hpp"
#include "describe/templates.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using describe::ColumnEvidence;
using describe::TableEvidence;
using describe::Template;
using describe::Templates;

namespace {

TableEvidence orders(std::string const &name, std::string const &type, std::string const &role = {}) {
    TableEvidence table;
    table.ref = {"shop", "tbl_orders"};
    ColumnEvidence column;
    column.column.name = name;
    column.column.type = type;
    column.profile.emplace().role = role;
    column.profile->method = "full";
    table.columns.push_back(std::move(column));
    return table;
}

std::string said(Templates const &templates, TableEvidence const &table) {
    auto const use = templates.match(table, table.columns[0]);
    return use ? use->used->name + ": " + use->text : "";
}

} // namespace

TEST_CASE("shipped templates know the conventions of the trade", "[describe][templates]") {
    auto const &shipped = describe::shipped_templates();
    CHECK(said(shipped, orders("createdAt", "timestamp")) == "created-time: When the row was created");
    CHECK(said(shipped, orders("LAST_UPDATE", "DATETIME")) == "updated-time: When the row was last changed");
    CHECK(said(shipped, orders("created_at", "text")).empty());
    CHECK(said(shipped, orders("deleted_on", "date")) == "deleted-time: When the row was marked as deleted");
    CHECK(said(shipped, orders("is_deleted", "boolean")) == "deleted-boolean: Whether the row is marked as deleted");
    CHECK(said(shipped, orders("is_paid", "integer", "flag")) == "is-flag: Whether the order is paid");
    CHECK(said(shipped, orders("is_paid", "integer")).empty());
    CHECK(said(shipped, orders("has_gift_wrap", "boolean")) == "has-boolean: Whether the order has gift wrap");
    CHECK(said(shipped, orders("lat", "numeric(9,6)")) == "latitude: Latitude of the order in degrees");
    CHECK(said(shipped, orders("lat", "text")).empty());
    CHECK(said(shipped, orders("lock_version", "integer")).starts_with("lock-version: "));
    CHECK(said(shipped, orders("modified_by", "text")) == "updated-by: Who last changed the row");
    // Who did it may be an edit, or a job.
    auto by = orders("deleted_by", "integer");
    CHECK(said(shipped, by) == "deleted-by: Who marked the row as deleted");
    by.parents = {{{"shop", "app_users"}, {"deleted_by"}, {"id"}, "N:1", true}};
    CHECK(said(shipped, by) == "deleted-by: Who marked the row as deleted");
    by.parents[0].other.name = "edit";
    CHECK(said(shipped, by).empty());
    CHECK(said(shipped, orders("row_created_on", "date")) == "created-time: When the row was created");
    CHECK(said(shipped, orders("last_modified_date", "timestamp")).starts_with("updated-time: "));
    // Of something else than the row.
    for (auto const *name : {"merge_request_created_at", "remember_created_at", "last_update_started_at",
                             "status_updated_at", "file_updated_at", "otp_secret_expires_at", "upload_deleted_at"}) {
        INFO(name);
        CHECK(said(shipped, orders(name, "timestamp")).empty());
    }
    CHECK(said(shipped, orders("marital_status", "text", "enum")).empty());
    CHECK(said(shipped, orders("status", "text", "enum")) == "status: Where the order stands");
    auto currency = orders("currency_code", "text");
    CHECK(said(shipped, currency) == "currency: Currency that amounts of the order are in");
    currency.ref.name = "currency";
    CHECK(said(shipped, currency).empty());
    // A place and no status.
    CHECK(said(shipped, orders("state", "text", "enum")).empty());
    auto child = orders("parent_id", "integer");
    CHECK(said(shipped, child).empty());
    child.parents.push_back({{"shop", "category"}, {"parent_id"}, {"id"}, "N:1", true, false, 1});
    CHECK(said(shipped, child) == "parent-key: The category that the order belongs to");
}

TEST_CASE("templates of people are above shipped ones, in place of one or take it away", "[describe][templates]") {
    Template own{.name = "cents", .column = "(.+)_cents", .text = "{1} of the {entity} in cents", .priority = 100};
    CHECK(said(Templates{std::vector{own}}, orders("total_cents", "integer")) == "cents: Total of the order in cents");
    Template other{.name = "created-time", .column = "created_at", .text = "Since when it is there"};
    CHECK(said(Templates{std::vector{other}}, orders("created_at", "date")) == "created-time: Since when it is there");
    other.text.clear();
    CHECK(said(Templates{std::vector{other}}, orders("created_at", "date")).empty());
    Template again = own;
    again.name = "a-first";
    CHECK(said(Templates{std::vector{own, again}}, orders("total_cents", "integer")).starts_with("a-first: "));
}

TEST_CASE("a template does not apply where a placeholder has nothing to say", "[describe][templates]") {
    Template const own{.name = "values", .column = "status", .text = "How far it is: {values}", .priority = 100};
    Templates const templates{std::vector{own}};
    auto table = orders("status", "text", "enum");
    CHECK(said(templates, table) == "status: Where the order stands");
    auto &profile = *table.columns[0].profile;
    profile.top = {{"new", 5, 0.5}, {"paid", 5, 0.5}};
    profile.top_complete = true;
    CHECK(said(templates, table) == "values: How far it is: \"new\" and \"paid\"");
    // Values that are personal or hidden are in no text.
    table.columns[0].entity = "PERSON";
    CHECK(said(templates, table) == "status: Where the order stands");
    table.columns[0].entity.clear();
    profile.hidden = "masked";
    CHECK(said(templates, table) == "status: Where the order stands");
}

TEST_CASE("templates with patterns or placeholders that are none are refused by name", "[describe][templates]") {
    auto const why = [](Template one) -> std::string {
        one.name = "mine";
        try {
            Templates const refused{std::vector{one}};
        } catch (base::Error const &error) {
            CHECK(error.code() == base::ExitCode::usage);
            return error.what();
        }
        return {};
    };
    CHECK(why({.column = "(", .text = "x"}).starts_with("template mine: column \"(\" is no regular expression: "));
    CHECK(why({.type = "*", .text = "x"}).starts_with("template mine: type \"*\" is no regular expression: "));
    CHECK(why({.column = "a", .text = "{nothing}"}) == "template mine: there is no placeholder \"{nothing}\"");
    CHECK(why({.column = "(a)", .text = "{1} {2}"}) == "template mine: there is no placeholder \"{2}\"");
    CHECK(why({.column = "a", .text = "x {entity"}) == "template mine: there is no placeholder \"{entity\"");
    CHECK(why({.column = std::string(3000, 'a'), .text = "x"}).find("longer") != std::string::npos);
    CHECK(why({.column = "(a)", .text = "{0} {1} {entity} {table} {column} {type} {parent} {values} {unit}"}).empty());
}

TEST_CASE("each use of a template is a reason of the text", "[describe][templates]") {
    auto const texts = write_by_rules(orders("created_at", "timestamp"));
    CHECK(texts.columns[0].text == "When the row was created.");
    CHECK(texts.columns[0].reasons == std::vector<std::string>{"the template created-time"});
    // What says no more than the name is no text by itself.
    CHECK(write_by_rules(orders("is_paid", "boolean")).columns[0].text.empty());
}

TEST_CASE("what texts stand on changes with the definition, and not with every row", "[describe][basis]") {
    auto table = orders("status", "text", "enum");
    auto &column = table.columns[0];
    auto const before = basis_of(table, column);
    CHECK(before == basis_of(table, column));
    column.profile->min = "a";
    column.profile->null_share.value = 0.5;
    CHECK(before == basis_of(table, column));
    column.profile->top = {{"new", 1, 1}};
    column.profile->top_complete = true;
    auto const listed = basis_of(table, column);
    CHECK(before != listed);
    column.column.type = "varchar";
    CHECK(listed != basis_of(table, column));
    auto const whole = basis_of(table);
    table.children.push_back({{"shop", "line"}, {"id"}, {"order_id"}, "N:1", true, false, 1});
    CHECK(whole == basis_of(table));
    table.columns.push_back(table.columns[0]);
    CHECK(whole != basis_of(table));
}
