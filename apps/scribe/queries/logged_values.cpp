// SPDX-License-Identifier: MIT
#include "queries/logged_values.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/profiles/labels.hpp"
#include "catalog/queries/values.hpp"
#include "profiling/masking.hpp"
#include "sql/statement.hpp"
#include "workload/names.hpp"

#include <algorithm>
#include <map>

namespace scribe::cli {

namespace {

/// The greatest number of a parameter.
std::size_t parameters_of(std::string_view text) {
    std::size_t most = 0;
    for (auto at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
        auto const digits = text.substr(at + 1, text.find_first_not_of("0123456789", at + 1) - (at + 1));
        if (auto const number = base::parse_int(digits)) most = std::max(most, static_cast<std::size_t>(*number));
    }
    return most;
}

class ValueGuard {
public:
    ValueGuard(catalog::Store &store, catalog::SourceRow const &source)
        : m_store(store), m_source(source), m_names(*store.reader(source, {}, true)) {}

    bool may_keep(model::Query const &query) {
        if (!query.error.empty()) return false;
        auto const use = sql::analyze(query.text, m_names);
        if (!use.error.empty() || use.columns.empty()) return false;
        auto const is_plain = [&](sql::ColumnName const &column) { return !column.table.empty() && plain(column); };
        return std::ranges::all_of(use.columns, is_plain) && std::ranges::all_of(use.writes, [&](auto const &table) {
                   auto const *const columns = m_names.columns(table);
                   return columns && std::ranges::all_of(*columns, [&](std::string const &column) {
                              return plain({table.schema, table.table, column});
                          });
               });
    }

private:
    bool plain(sql::ColumnName const &column) {
        auto const id =
            model::object_id(m_source.name, model::Kind::column, column.schema, column.table, column.column);
        auto const [at, is_new] = m_plain.try_emplace(id, false);
        if (is_new) {
            auto const label = catalog::find_label(m_store, id);
            at->second = label && !must_mask(*label);
        }
        return at->second;
    }

    catalog::Store &m_store;
    catalog::SourceRow const &m_source;
    workload::ModelNames m_names;
    std::map<std::int64_t, bool> m_plain; ///< by the column's id: it is known to hold no personal data
};

} // namespace

KeptValues keep_values(catalog::Store &store, catalog::SourceRow const &source, workload::Tally const &tally) {
    KeptValues kept;
    ValueGuard guard{store, source};
    base::JsonWriter json;
    json.begin_object();
    json.key("values");
    json.begin_object();
    tally.values([&](model::Query const &query, std::vector<workload::LoggedValues> const &calls) {
        // Where the text had constants besides, their numbers are among those of the parameters.
        if (calls.front().values.size() != parameters_of(query.text) || !guard.may_keep(query)) {
            ++kept.withheld;
            return;
        }
        ++kept.queries;
        json.key(catalog::query_id_text(catalog::query_id(source.name, query.fingerprint)));
        json.begin_array();
        for (auto const &call : calls) {
            json.begin_object();
            json.member("ms", call.ms);
            json.member("values", call.values);
            json.end_object();
        }
        json.end_array();
    });
    json.end_object();
    json.end_object();
    kept.body = json.take();
    return kept;
}

std::vector<std::vector<std::optional<std::string>>> kept_values(catalog::Store &store,
                                                                 catalog::SourceRow const &source,
                                                                 catalog::QueryRow const &query) {
    auto calls = catalog::logged_values(store, query.id);
    if (calls.empty() || !ValueGuard{store, source}.may_keep(query.query)) return {};
    auto const count = parameters_of(query.query.text);
    std::erase_if(calls, [&](auto const &call) { return call.size() != count; });
    return calls;
}

void forget_personal_values(catalog::Store &store, catalog::SourceRow const &source) {
    auto const kept = catalog::queries_with_values(store, source.id);
    if (kept.empty()) return;
    ValueGuard guard{store, source};
    sqlite::Txn transaction{store.db()};
    for (auto const id : kept) {
        auto const query = catalog::find_query(store, source, catalog::query_id_text(id));
        if (!guard.may_keep(query.query)) catalog::forget_values_of(store, id);
    }
    transaction.commit();
}

} // namespace scribe::cli
