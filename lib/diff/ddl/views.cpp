// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/view_order.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::diff::ddl {

namespace {

using model::View;

std::string create_statement(View const &view, bool in_place) {
    auto sql = fmt::format("CREATE {}{}VIEW {}", in_place ? "OR REPLACE " : "",
                           view.materialized ? "MATERIALIZED " : "", own_name(view));
    if (!view.access_method.empty()) sql += " USING " + base::quote_ident(view.access_method);
    if (!view.options.empty()) sql += " WITH (" + option_list(view.options) + ")";
    if (!view.tablespace.empty()) sql += " TABLESPACE " + base::quote_ident(view.tablespace);
    auto definition = std::string{base::trim(view.definition)};
    while (definition.ends_with(';')) definition.pop_back();
    sql += " AS\n" + definition;
    if (view.materialized) sql += view.unpopulated ? "\nWITH NO DATA" : "\nWITH DATA";
    else if (!view.check_option.empty())
        sql += fmt::format("\nWITH {} CHECK OPTION", view.check_option == "local" ? "LOCAL" : "CASCADED");
    return sql;
}

void alter(Change const &change, bool in_place, Script &script) {
    auto const before = model::from_record<View>(change.before);
    auto const after = model::from_record<View>(change.after);
    if (!in_place && differs(change, "options")) write_options(change, before.options, after.options, script);
    if (differs(change, "tablespace"))
        script.add(Phase::table_settings,
                   fmt::format("ALTER MATERIALIZED VIEW {} SET TABLESPACE {}", own_name(after),
                               base::quote_ident(after.tablespace.empty() ? "pg_default" : after.tablespace)));
    if (differs(change, "unpopulated"))
        script.add(Phase::views, fmt::format("REFRESH MATERIALIZED VIEW {}{}", own_name(after),
                                             after.unpopulated ? " WITH NO DATA" : ""));
}

} // namespace

void write_views(Plan const &plan, Script &script) {
    auto gone = views_and_routines(plan, Action::removed);
    std::reverse(gone.begin(), gone.end());
    for (auto const *record : gone) script.add(Phase::drop_views, "DROP " + sql_object(*record));
    for (auto const *record : views_and_routines(plan, Action::added)) {
        bool const is_view = record->kind == model::Kind::view;
        script.add(Phase::views, is_view ? create_statement(model::from_record<View>(*record),
                                                            plan.is_in_place({record->schema, record->name}))
                                         : routine_statement(model::from_record<model::Routine>(*record)));
    }
    for (auto const &change : plan.changes()) {
        if (change.object().kind == model::Kind::view && change.action == Action::changed)
            alter(change, plan.is_in_place({change.after.schema, change.after.name}), script);
    }
}

} // namespace scribe::diff::ddl
