// SPDX-License-Identifier: MIT
#include "profiling/history.hpp"

#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/profiles/labels.hpp"
#include "catalog/profiles/profiles.hpp"
#include "profile/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace scribe::cli {

namespace {

/// A drift, and the column that it is about; empty: the table.
struct Finding {
    std::string column;
    profile::Drift drift;
};

/// How a run differs from the one before it.
std::vector<Finding> findings(catalog::ProfiledTable const &before, catalog::ProfiledTable const &now) {
    std::vector<Finding> list;
    for (auto &drift : profile::compare(before.profile, now.profile)) list.push_back({"", std::move(drift)});
    // Of other rows the values differ by themselves.
    if (before.profile.rows_visible != now.profile.rows_visible) return list;
    for (auto const &column : now.columns) {
        auto const old = std::ranges::find(before.columns, column.id, &catalog::ProfiledColumn::id);
        if (old == before.columns.end()) continue;
        for (auto &drift : profile::compare(old->profile, column.profile))
            list.push_back({column.profile.name, std::move(drift)});
    }
    return list;
}

std::string findings_text(std::vector<Finding> const &list) {
    std::vector<std::string> texts;
    for (auto const &[column, drift] : list)
        texts.push_back(column.empty() ? drift.text : base::quote_ident(column) + ": " + drift.text);
    return base::join(texts, "; ");
}

std::string findings_json(std::vector<Finding> const &list) {
    base::JsonWriter json;
    json.begin_array();
    for (auto const &[column, drift] : list) {
        json.begin_object();
        json.member("column", column);
        json.member("name", drift.name);
        json.member("text", drift.text);
        json.member("before", drift.before);
        json.member("after", drift.after);
        json.member("figure", drift.figure);
        json.member("value", drift.value.empty() ? std::optional<std::string>{} : drift.value);
        json.end_object();
    }
    json.end_array();
    return json.take();
}

class HistoryList {
public:
    HistoryList(catalog::Store &store, Page const &page, OutputOptions const &output, Context &context)
        : m_store(store), m_page(page), m_list(context, output,
                                               {{.name = "source", .title = ""},
                                                {.name = "schema", .title = ""},
                                                {.name = "table", .title = "TABLE"},
                                                {.name = "profiled_at", .title = "PROFILED (UTC)"},
                                                {.name = "method", .title = "METHOD"},
                                                {.name = "rows", .title = "ROWS", .number = true},
                                                {.name = "rows_exact", .title = ""},
                                                {.name = "sampled", .title = "READ", .number = true},
                                                {.name = "quality", .title = "QUALITY", .number = true},
                                                {.name = "drifts", .title = "WHAT CHANGED", .elastic = true},
                                                {.name = "notes", .title = ""}}) {}

    void add_table(std::int64_t id) {
        catalog::list_profiles(m_store, id, false, 0, 0, [&](catalog::ProfileRow &&row) {
            ++m_total;
            if (m_total <= m_page.offset || (m_page.limit > 0 && m_total > m_page.offset + m_page.limit)) return;
            add(row);
        });
    }
    std::int64_t finish() {
        m_list.finish(m_total);
        return m_shown;
    }
    std::int64_t total() const { return m_total; }

private:
    void add(catalog::ProfileRow const &row) {
        ++m_shown;
        std::vector<Finding> drifts;
        if (auto const before = catalog::find_profile(m_store, row.table_id, row.profiled_at))
            drifts = findings(*before, *catalog::find_profile_at(m_store, row.table_id, row.profiled_at));
        auto changed = Cell::json(findings_json(drifts));
        changed.shown = findings_text(drifts);
        Cell at{row.profiled_at};
        at.shown = base::human_time(row.profiled_at);
        Cell table{row.table};
        table.shown = model::format_ref(row.schema, row.table);
        Cell rows;
        if (row.profile.knows_rows()) {
            rows = Cell{row.rows};
            rows.shown = (row.rows_exact ? "" : "about ") + base::group_digits(row.rows);
        }
        auto quality =
            Cell::json(row.profile.quality.columns > 0 ? fmt::format("{:.3f}", row.profile.quality.score) : "null");
        quality.shown = row.profile.quality.columns > 0 ? fmt::format("{:.0f} %", row.profile.quality.score * 100) : "";
        base::JsonWriter notes;
        notes.value(row.notes);
        m_list.row({row.source, row.schema, std::move(table), std::move(at), row.method, std::move(rows),
                    row.rows_exact, row.sampled, std::move(quality), std::move(changed), Cell::json(notes.take())});
    }

    catalog::Store &m_store;
    Page m_page;
    ListWriter m_list;
    std::int64_t m_total = 0, m_shown = 0;
};

/// What all of the source holds of personal data, by entity.
void tell_personal_data(catalog::Store &store, std::string const &source) {
    std::map<std::string, int> entities;
    catalog::LabelQuery query;
    query.source = source;
    query.limit = 0;
    catalog::list_labels(store, query, [&](catalog::LabelRow &&row) {
        if (!row.entity.empty()) ++entities[row.entity];
    });
    if (entities.empty()) return;
    std::vector<std::pair<std::string, int>> sorted{entities.begin(), entities.end()};
    std::ranges::stable_sort(sorted, [](auto const &a, auto const &b) { return a.second > b.second; });
    int columns = 0;
    std::vector<std::string> texts;
    for (auto const &[entity, count] : sorted) {
        columns += count;
        texts.push_back(fmt::format("{} {}", count, entity));
    }
    base::log::info("  personal data in {} of {}: {}", base::counted(columns, "column"), source,
                    base::join(texts, ", "));
}

} // namespace

void show_profile_history(catalog::Store &store, catalog::SourceRow const &source, ProfileSelection const &selection,
                          Page const &page, OutputOptions output, Context &context) {
    if (output.format == "text") output.format = "table";
    HistoryList list{store, page, output, context};
    auto all = selection;
    all.views = all.partitions = true;
    for_each_selected(store, source, all, {}, [&](catalog::ObjectRow const &row) {
        auto const &record = row.record;
        list.add_table(model::object_id(source.name, record.kind, record.schema, record.table, record.name));
    });
    auto const shown = list.finish();
    if (shown < list.total()) base::log::info("{} of {} runs; --limit 0 shows all", shown, list.total());
}

void tell_profile(catalog::Store &store, ProfileSettings const &settings, batch::RunReport const &report) {
    base::log::info("Profiled {} of {} in {:.1f} s: {} read", base::counted(report.done, "table"), settings.source.name,
                    report.seconds, base::counted(report.rows, "row"));
    if (report.done > 0) tell_personal_data(store, settings.source.name);
    if (report.exit_code() == base::ExitCode::ok)
        base::log::info("Next: scribe show TABLE, scribe classify list, scribe profile --history");
}

} // namespace scribe::cli
