// SPDX-License-Identifier: MIT
#include "model/serialize.hpp"
#include "source/tbls/common_form.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using source::tbls::CommonForm;

namespace {

CommonForm const k_postgres{{"public", "app", "Odd schema"}, "PostgreSQL"};

template <typename T> T reduced(T object, CommonForm const &form = k_postgres) {
    object.schema = "public";
    if (object.name.empty()) object.name = "x";
    auto record = model::to_record(std::move(object));
    REQUIRE(form.reduce(record));
    return model::from_record<T>(record);
}

template <typename T> bool is_kept(T object, CommonForm const &form = k_postgres) {
    auto record = model::to_record(std::move(object));
    return form.reduce(record);
}

} // namespace

TEST_CASE("schemas go from texts in common with tbls") {
    auto const text = [](std::string const &from) { return k_postgres.without_schemas(from); };
    CHECK(text("public.mood") == "mood");
    CHECK(text("\"Odd schema\".\"t.1\"[]") == "\"t.1\"[]");
    CHECK(text("nextval('public.s'::regclass)") == "nextval('s'::regclass)");
    CHECK(text("nextval('\"Odd schema\".s'::regclass)") == "nextval('s'::regclass)");
    CHECK(text("FROM (public.a\n     JOIN app.b ON ((a.id = b.id)))") == "FROM (a\n     JOIN b ON ((a.id = b.id)))");
    // Others than schemas, and strings that merely hold one.
    CHECK(text("other.t") == "other.t");
    CHECK(text("'see public.x'::text || public") == "'see public.x'::text || public");
    CHECK(text("") == "");
    CHECK(CommonForm({"main"}, "SQLite").without_schemas("main.t") == "main.t");
}

TEST_CASE("columns in common with tbls") {
    model::Column column;
    column.type = "public.mood";
    column.default_value = "'sad'::public.mood";
    column.identity = "always";
    column.collation = "C";
    column.comment = "why";
    auto const got = reduced(column);
    CHECK(got.type == "mood");
    CHECK(got.default_value == "'sad'::mood");
    CHECK(got.comment == "why");
    CHECK(got.identity.empty());
    CHECK(got.collation.empty());
    CHECK_FALSE(got.not_null);

    CommonForm form{{"public"}, "PostgreSQL"};
    model::Type domain;
    domain.schema = "public";
    domain.name = "full";
    domain.type_kind = "domain";
    domain.not_null = true;
    form.know(domain);
    column.user_type = {"public", "full"};
    CHECK(reduced(column, form).not_null);
}

TEST_CASE("constraints in common with tbls") {
    model::Constraint key;
    key.type = "foreign key";
    key.columns = {"b", "a"}; // as tbls lists them, in no order
    key.references = {"app", "t"};
    key.definition = "FOREIGN KEY (a, b) REFERENCES app.t(x, y) ON DELETE CASCADE";
    auto const got = reduced(key);
    CHECK(got.columns == std::vector<std::string>{"a", "b"});
    CHECK(got.referenced_columns == std::vector<std::string>{"x", "y"});
    CHECK(got.references == model::Ref{"app", "t"});
    CHECK(got.on_delete == "cascade");
    CHECK(got.definition == "FOREIGN KEY (a, b) REFERENCES t(x, y) ON DELETE CASCADE");

    key.definition = "Additional Relation";
    key.not_enforced = true;
    CHECK_FALSE(is_kept(key));

    CommonForm const sqlite{{"main"}, "SQLite"};
    model::Constraint check;
    check.name = "grown";
    check.type = "check";
    check.definition = "CHECK (age\n   >= 18)";
    CHECK(reduced(check, sqlite).name == "check(age >= 18)");
}

TEST_CASE("kinds that no file of tbls has are no part of the common form") {
    CHECK_FALSE(is_kept(model::Schema{}));
    CHECK_FALSE(is_kept(model::Sequence{}));
    CHECK_FALSE(is_kept(model::Policy{}));
    model::Type type;
    type.type_kind = "domain";
    CHECK_FALSE(is_kept(type));
    type.type_kind = "enum";
    type.labels = {"b", "a"};
    CHECK(reduced(type).labels == std::vector<std::string>{"a", "b"});
    model::Routine routine;
    routine.routine_name = "f";
    routine.arguments = "m public.mood";
    routine.result = "integer";
    CHECK(reduced(routine).name == "f(m mood)");
    CHECK(reduced(routine).result.empty());
}
