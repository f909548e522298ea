// SPDX-License-Identifier: MIT
#include "profiling/selection.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/profiles/profiles.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace scribe::cli {

namespace {

using model::Kind;

/// Tables and views that only some runs look at.
bool is_left_out(model::Record const &record, ProfileSelection const &selection) {
    if (record.kind == Kind::view) {
        auto const view = model::from_record<model::View>(record);
        return !selection.views && !view.materialized;
    }
    auto const table = model::from_record<model::Table>(record);
    if (table.table_kind == "foreign") return !selection.views;
    if (table.table_kind == "shadow") return true;
    return !table.partition_of.empty() && !selection.partitions;
}

/// When tables were profiled last, and what a scan found since.
class Freshness {
public:
    Freshness(catalog::Store &store, catalog::SourceRow const &source, ProfileSelection const &selection)
        : m_selection(selection) {
        for (auto &[id, at] : catalog::last_profiled(store, source.id)) m_last.emplace(id, std::move(at));
        if (selection.changed) m_changed = catalog::changed_since_profile(store, source.id);
    }

    bool is_recent(std::int64_t id) const {
        if (m_selection.older_than.empty() && !m_selection.changed) return false;
        auto const found = m_last.find(id);
        if (found == m_last.end()) return false;
        bool const young = m_selection.older_than.empty() || found->second >= m_selection.older_than;
        return young && !m_changed.contains(id);
    }

private:
    ProfileSelection const &m_selection;
    std::map<std::int64_t, std::string> m_last;
    std::set<std::int64_t> m_changed;
};

} // namespace

LeftOut for_each_selected(catalog::Store &store, catalog::SourceRow const &source, ProfileSelection const &selection,
                          std::vector<TableSettings> const &settings,
                          std::function<void(catalog::ObjectRow const &)> const &each) {
    Freshness const freshness{store, source, selection};
    LeftOut left_out;
    catalog::ObjectQuery query;
    query.kinds = {Kind::table, Kind::view};
    query.source = source.name;
    query.patterns = selection.patterns;
    query.filter = selection.filter;
    query.limit = 0;
    auto const take = [&](catalog::ObjectRow &&row) {
        auto const &record = row.record;
        if (is_left_out(record, selection) || settings_of(settings, source.name, record.schema, record.name).skip) {
            ++left_out.other;
            return;
        }
        auto const id = model::object_id(source.name, record.kind, record.schema, record.table, record.name);
        if (freshness.is_recent(id)) ++left_out.recent;
        else each(row);
    };
    // Names of SQLite in another case count where nothing has the very name.
    if (store.list(query, take) == 0 && !query.patterns.empty()) store.list(in_any_case(query), take);
    return left_out;
}

void warn_of_unmatched(catalog::Store &store, std::vector<TableSettings> const &settings) {
    if (settings.empty()) return;
    std::vector<bool> matched(settings.size());
    catalog::ObjectQuery query;
    query.kinds = {Kind::table, Kind::view};
    query.limit = 0;
    store.list(query, [&](catalog::ObjectRow &&row) {
        row.record.kind = Kind::table; // as settings_of() looks at it
        for (std::size_t i = 0; i < settings.size(); ++i)
            matched[i] = matched[i] || model::selects({settings[i].pattern}, row.source, row.record);
    });
    for (std::size_t i = 0; i < settings.size(); ++i)
        if (!matched[i]) base::log::warn("{} matches no table of the catalog", settings[i].place);
}

catalog::SourceRow profile_source(catalog::Store &store, std::string const &name,
                                  std::vector<model::RefPattern> const &patterns) {
    if (!name.empty()) return need_source(store, name);
    std::set<std::string> named;
    for (auto const &pattern : patterns) {
        if (!pattern.source.empty()) named.insert(pattern.source);
    }
    if (named.size() == 1) return need_source(store, *named.begin());
    auto const sources = store.sources();
    if (sources.size() == 1) return sources.front();
    if (sources.empty()) {
        throw base::Error(base::ExitCode::usage, "the catalog knows no source yet", "scribe scan URL reads one");
    }
    std::vector<std::string> names;
    for (auto const &source : sources) names.push_back(source.name);
    throw base::Error(base::ExitCode::usage, "the catalog knows several sources; say which one",
                      fmt::format("--source NAME, one of {}", base::join(names, ", ")));
}

} // namespace scribe::cli
