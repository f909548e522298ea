// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/casts.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <algorithm>

// Types that the server refuses to change.
namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

std::string Plan::type_refused(Change const &change) const {
    auto const before = model::from_record<model::Column>(change.before);
    auto const after = model::from_record<model::Column>(change.after);
    auto const key = m_partition_keys.find({after.schema, after.table});
    if (key != m_partition_keys.end() && mentions(key->second, after.name))
        return "it is part of the partition key: make the table anew";
    // A generated column is made anew, and one that is no longer generated keeps its type's values.
    if (!after.generated.empty() || may_cast(before, after)) return {};
    return "there is no cast: convert it by hand, with ALTER COLUMN ... TYPE ... USING";
}

void Plan::read_stored_types(model::ModelReader &before) {
    bool const asked = std::any_of(m_changes.begin(), m_changes.end(), [](Change const &change) {
        return change.action == Action::changed && change.after.kind == Kind::type && differs(change, "attributes");
    });
    if (!asked) return;
    auto const has_composite = [](Record const &record) {
        return record.body.find("\"composite\"") != std::string::npos;
    };
    for (auto const &record : read_all(before, Kind::column, has_composite)) {
        auto const column = model::from_record<model::Column>(record);
        if (column.user_type_kind == "composite") m_stored_types.insert(column.user_type);
    }
    auto const types = read_all(before, Kind::type, has_composite);
    for (bool more = true; more;) {
        auto const known = m_stored_types.size();
        for (auto const &record : types) {
            if (!m_stored_types.contains({record.schema, record.name})) continue;
            for (auto const &attribute : model::from_record<model::Type>(record).attributes) {
                for (auto const &inner : types) {
                    auto const name = own_name(model::from_record<model::Type>(inner));
                    if (attribute.type == name || attribute.type == name + "[]")
                        m_stored_types.insert({inner.schema, inner.name});
                }
            }
        }
        more = m_stored_types.size() != known;
    }
}

void Plan::leave_bounds(std::set<std::pair<Ref, std::string>> const &left) {
    // Bounds are written as values of the key's type: they stay with it.
    for (auto &change : m_changes) {
        if (change.action != Action::changed || change.after.kind != Kind::table) continue;
        auto const above = parent({change.after.schema, change.after.name});
        auto const key = m_partition_keys.find(above);
        if (key != m_partition_keys.end() && std::any_of(left.begin(), left.end(), [&](auto const &column) {
                return column.first == above && mentions(key->second, column.second);
            }))
            std::erase_if(change.fields, [](FieldChange const &field) { return field.field == "partition_bound"; });
    }
}

void Plan::leave_types(model::ModelReader &before) {
    read_stored_types(before);
    if (std::none_of(m_changes.begin(), m_changes.end(), changes_type)) return;
    std::set<Ref> views;
    for (auto const &record : read_all(before, Kind::view, [](Record const &) { return true; }))
        views.emplace(record.schema, record.name);
    std::set<std::pair<Ref, std::string>> left;
    for (bool more = true; more;) { // from parents to children
        more = false;
        for (auto &change : m_changes) {
            Ref const table{change.object().schema, change.object().table};
            if (change.after.kind != Kind::column || !changes_type(change) || views.contains(table)) continue;
            auto const above = parents(table, true);
            bool const follows = std::any_of(above.begin(), above.end(), [&](Ref const &parent) {
                return left.contains({parent, change.after.name});
            });
            auto const why = follows ? std::string{} : type_refused(change);
            if (!follows && why.empty()) continue;
            if (!follows)
                m_left.push_back(fmt::format("{}: type is {}, should be {}; {}", described(change.after),
                                             model::from_record<model::Column>(change.before).type,
                                             model::from_record<model::Column>(change.after).type, why));
            std::erase_if(change.fields, [](FieldChange const &field) {
                return field.field == "type" || field.field == "user_type" || field.field == "user_type_kind" ||
                       field.field == "collation" || field.field == "default";
            });
            left.insert({table, change.after.name});
            more = true;
        }
    }
    leave_bounds(left);
    std::erase_if(m_changes,
                  [](Change const &change) { return change.action == Action::changed && change.fields.empty(); });
}

} // namespace scribe::diff::ddl
