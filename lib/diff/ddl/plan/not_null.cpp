// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"

#include <algorithm>

// NOT NULL constraints, which have names from PostgreSQL 18 on.
namespace scribe::diff::ddl {

using model::Constraint;
using model::Kind;
using model::Record;
using model::Ref;

namespace {

constexpr std::int64_t k_first_with_names = 18;

bool is_not_null(Record const &record) {
    return record.kind == Kind::constraint && record.body.find("\"not null\"") != std::string::npos &&
           model::from_record<Constraint>(record).type == "not null";
}

} // namespace

std::int64_t major_version(std::string const &version) {
    return base::parse_int(std::string_view{version}.substr(0, version.find_first_not_of("0123456789"))).value_or(0);
}

void Plan::read_not_null(model::ModelReader &before) {
    // The script runs where the old state is.
    if (m_version < k_first_with_names) return;
    for (auto const &change : m_changes) {
        if (change.action != Action::added || !is_not_null(change.after)) continue;
        auto constraint = model::from_record<Constraint>(change.after);
        if (constraint.columns.size() != 1) continue;
        m_new_not_null.insert_or_assign({constraint.schema, constraint.table, constraint.columns.front()}, constraint);
    }
    if (m_new_not_null.empty()) return;
    for (auto const &record : read_all(before, Kind::constraint, is_not_null)) {
        auto const constraint = model::from_record<Constraint>(record);
        if (constraint.columns.size() != 1) continue;
        auto const table = m_names.relation({record.schema, record.table});
        m_old_not_null.insert_or_assign(
            {table.schema, table.name, m_names.column(record.schema, record.table, constraint.columns.front())},
            record.name);
    }
}

Constraint const *Plan::new_not_null(Ref const &table, std::string const &column) const {
    auto const found = m_new_not_null.find({table.schema, table.name, column});
    return found == m_new_not_null.end() ? nullptr : &found->second;
}

std::string Plan::old_not_null(Ref const &table, std::string const &column) const {
    auto const found = m_old_not_null.find({table.schema, table.name, column});
    return found == m_old_not_null.end() ? std::string{} : found->second;
}

} // namespace scribe::diff::ddl
