// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

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

/// A view that is made anew shows its rows to nobody who could not see them before.
std::vector<Statement> making_statements(Plan const &plan, Change const &change, View const &view, bool in_place) {
    Statement create{create_statement(view, in_place), {}};
    if (in_place || !is_made_anew(plan, change.after)) return {std::move(create)};
    return {{"BEGIN", {}}, std::move(create), without_default_grants(change.after), {"COMMIT", {}}};
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
        script.add(Phase::late_views, fmt::format("REFRESH MATERIALIZED VIEW {}{}", own_name(after),
                                                  after.unpopulated ? " WITH NO DATA" : ""));
}

} // namespace

bool comes_late(View const &view) { return view.materialized || view.definition.find("GROUP BY") != std::string::npos; }

void write_views(Plan const &plan, Script &script) {
    for (auto const &change : plan.changes()) {
        auto const &object = change.object();
        if (object.kind != model::Kind::view) continue;
        auto const view = model::from_record<View>(object);
        bool const in_place = change.action == Action::changed && plan.is_in_place({object.schema, object.name});
        if (change.action == Action::removed)
            script.add(Phase::drop_views, "DROP " + sql_object(object))
                .taking(whole_of(view))
                .ending(view.definition)
                .ending(plan.code_of_view({object.schema, object.name}));
        if (change.action == Action::added || in_place) {
            auto &made = script
                             .together(comes_late(view) ? Phase::late_views : Phase::views,
                                       making_statements(plan, change, view, in_place))
                             .making(whole_of(view));
            if (in_place) made.ending(model::from_record<View>(change.before).definition);
        }
        if (change.action == Action::changed) alter(change, in_place, script);
    }
}

} // namespace scribe::diff::ddl
