// SPDX-License-Identifier: MIT
#include "model/code/code_uses.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace scribe::model;

/// "public.f(2)" for a call with two arguments, "sequence public.s", "routine public.f".
std::vector<std::string> uses(std::string_view code, bool is_sql = true) {
    std::vector<std::string> found;
    auto const visit = [&found](CodeUse const &use) {
        auto const ref = ref_of(use);
        auto text = ref ? ref->schema + "." + ref->name : "?";
        if (use.how == CodeUse::How::call) {
            auto const given = arguments_given(use);
            text += "(" + (given ? std::to_string(given->size()) : "?") + ")";
        } else {
            text.insert(0, use.how == CodeUse::How::sequence ? "sequence " : "routine ");
        }
        found.push_back(std::move(text));
    };
    if (is_sql) visit_uses_in(code, visit);
    else visit_uses_in_text(code, visit);
    return found;
}

using Uses = std::vector<std::string>;

} // namespace

TEST_CASE("code calls routines and counts with sequences") {
    CHECK(uses("public.f(1, g(2, 3)) + app.\"My f\"()") == Uses{"public.f(2)", "app.My f(0)"});
    CHECK(uses("nextval('public.s'::regclass)") == Uses{"sequence public.s"});
    CHECK(uses("nextval(('public.s'::text)::regclass)") == Uses{"sequence public.s"});
    CHECK(uses("n := pg_catalog.nextval( 'app.\"it''s\"')") == Uses{"pg_catalog.nextval(1)", "sequence app.it's"});
    CHECK(uses("CURRVAL('public.s')") == Uses{"sequence public.s"});
    CHECK(uses("'public.f'::regproc, 'public.g(integer)'::regprocedure") ==
          Uses{"routine public.f", "routine public.g"});
    CHECK(uses("\"a.b\".\"c\"\"d\"(x)") == Uses{"a.b.c\"d(1)"});
    CHECK(uses("SELECT DISTINCT public.f(VARIADIC ARRAY[1])") == Uses{"public.f(1)"});
}

TEST_CASE("words in literals and comments are no calls") {
    CHECK(uses("'see public.g(1) or nextval(''public.s'')'").empty());
    CHECK(uses("'public.s'").empty());
    CHECK(uses("f('public.s')").empty());
    CHECK(uses("-- public.f(1)\n/* public.f(2) */ 1.5").empty());
    CHECK(uses("'a\\' || public.f(1) || 'b'") == Uses{"public.f(1)"});
    CHECK(uses("E'a\\' || public.f(1) || ''").empty());
    CHECK(uses("\"public.f(1)\"").empty());
}

TEST_CASE("what is no call of a routine in a schema") {
    CHECK(uses("INSERT INTO public.t(a) VALUES (1); REFERENCES public.t(id)").empty());
    CHECK(uses("a.b.c(1) + f(1) + t.column + 1.e(2)").empty());
    CHECK(uses("").empty());
    CHECK(uses("public.f(1") == Uses{"public.f(?)"});
    CHECK(uses("'public.f(1)").empty());
    CHECK(uses("/*.").empty());
    CHECK(uses("nextval('.')").empty());
}

TEST_CASE("in other languages SQL stands in their literals") {
    CHECK(uses("plpy.execute(\"SELECT public.f(1)\") # don't", false) == Uses{"plpy.execute(1)", "public.f(1)"});
    CHECK(uses("spi_exec_query(\"SELECT nextval('public.s')\")", false) == Uses{"sequence public.s"});
    CHECK(uses("1.5 + 2.x(", false).empty());
}
