// SPDX-License-Identifier: MIT
#include "base/text.hpp"
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

bool Plan::keeps_labels(model::ModelReader &before, model::Column const &was, model::Column const &is) const {
    if (was.user_type_kind != "enum" || is.user_type_kind != "enum") return false;
    Record record;
    if (!before.find(Kind::type, was.user_type.schema, {}, was.user_type.name, record)) return false;
    auto const old_labels = model::from_record<model::Type>(record).labels;
    auto const fresh = std::find_if(m_changes.begin(), m_changes.end(), [&](Change const &change) {
        return change.action != Action::removed && change.after.kind == Kind::type &&
               change.after.schema == is.user_type.schema && change.after.name == is.user_type.name;
    });
    if (fresh != m_changes.end()) record = fresh->after;
    else if (!before.find(Kind::type, is.user_type.schema, {}, is.user_type.name, record)) return false;
    auto const labels = model::from_record<model::Type>(record).labels;
    return std::all_of(old_labels.begin(), old_labels.end(), [&](auto const &label) {
        return std::find(labels.begin(), labels.end(), label) != labels.end();
    });
}

std::string Plan::type_refused(Change const &change, model::ModelReader &reader) const {
    auto const before = model::from_record<model::Column>(change.before);
    auto const after = model::from_record<model::Column>(change.after);
    Ref const table{after.schema, after.table};
    for (auto const &[partitioned, key] : m_partition_keys) {
        if (!mentions(key, after.name)) continue;
        if (partitioned == table) return "it is part of the partition key: make the table anew";
        if (is_below(partitioned, table))
            return fmt::format("it is part of the partition key of {}: make the tables anew", qualified(partitioned));
    }
    bool const compared = std::any_of(m_compared.begin(), m_compared.end(), [&](auto const &column) {
        return column.second == after.name && (column.first == table || is_below(column.first, table));
    });
    if (compared) return "a publication compares it";
    if (is_row_type(table)) return "columns have rows of its table as their type: their values cannot be written anew";
    // A generated column is made anew, and one that is no longer generated keeps its type's values.
    if (!after.generated.empty() || may_cast(before, after) || keeps_labels(reader, before, after)) return {};
    return "there is no cast: convert it by hand, with ALTER COLUMN ... TYPE ... USING";
}

void Plan::follow_extensions() {
    std::vector<std::pair<std::string, std::string>> moved; // schemas as types name them
    for (auto const &change : m_changes) {
        if (change.action != Action::changed || change.after.kind != Kind::extension) continue;
        auto const from = model::from_record<model::Extension>(change.before).in_schema;
        auto const to = model::from_record<model::Extension>(change.after).in_schema;
        if (from != to) moved.emplace_back(base::quote_ident(from) + ".", base::quote_ident(to) + ".");
    }
    if (moved.empty()) return;
    std::erase_if(m_changes, [&](Change &change) {
        if (change.action != Action::changed || change.after.kind != Kind::column) return false;
        auto const before = model::from_record<model::Column>(change.before);
        auto const after = model::from_record<model::Column>(change.after);
        bool const same = std::any_of(moved.begin(), moved.end(), [&](auto const &schemas) {
            return before.type.starts_with(schemas.first) &&
                   after.type == schemas.second + before.type.substr(schemas.first.size());
        });
        if (same && before.user_type.empty())
            std::erase_if(change.fields, [](FieldChange const &field) { return field.field == "type"; });
        return change.fields.empty();
    });
}

void Plan::read_stored_types(model::ModelReader &before) {
    bool const asked = std::any_of(m_changes.begin(), m_changes.end(), [](Change const &change) {
        return change.action == Action::changed && change.after.kind == Kind::type &&
               (differs(change, "attributes") || differs(change, "checks") || differs(change, "not_null"));
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
    std::map<std::string, Ref> rows; // types that are rows, by their names in SQL
    for (auto const &record : types) rows.emplace(own_name(record), Ref{record.schema, record.name});
    for (auto const &record : read_all(before, Kind::table, [](Record const &) { return true; }))
        rows.emplace(own_name(record), Ref{record.schema, record.name});
    for (bool more = true; more;) {
        auto const known = m_stored_types.size();
        for (auto const &record : types) {
            if (!m_stored_types.contains({record.schema, record.name})) continue;
            for (auto const &attribute : model::from_record<model::Type>(record).attributes) {
                auto const inner = rows.find(attribute.type.substr(0, attribute.type.find("[]")));
                if (inner != rows.end()) m_stored_types.insert(inner->second);
            }
        }
        more = m_stored_types.size() != known;
    }
    read_contained(before, types);
}

void Plan::read_contained(model::ModelReader &before, std::vector<Record> const &composites) {
    std::map<std::string, Ref> domains;
    auto const is_domain = [](Record const &record) {
        return record.body.find("\"domain\"") != std::string::npos ||
               record.body.find("\"range\"") != std::string::npos;
    };
    auto const types = read_all(before, Kind::type, is_domain);
    for (auto const &record : types)
        domains.emplace(qualified(record.schema, record.name), Ref{record.schema, record.name});
    auto const holds = [&](std::string type) {
        while (type.ends_with("[]")) type.resize(type.size() - 2);
        auto const found = domains.find(type);
        if (found != domains.end()) m_contained.insert(found->second);
    };
    for (auto const &record : read_all(before, Kind::column, is_domain)) {
        auto const column = model::from_record<model::Column>(record);
        bool const in_rows = m_stored_types.contains({record.schema, record.table});
        if (column.type.ends_with("[]") || in_rows) m_contained.insert(column.user_type);
    }
    for (auto const &record : types) {
        auto const type = model::from_record<model::Type>(record);
        if (type.type_kind == "range" || type.base_type.ends_with("[]")) holds(type.base_type);
    }
    for (auto const &record : composites) {
        if (!m_stored_types.contains({record.schema, record.name})) continue;
        for (auto const &attribute : model::from_record<model::Type>(record).attributes) holds(attribute.type);
    }
    for (bool more = true; more;) { // domains of domains
        auto const known = m_contained.size();
        for (auto const &record : types) {
            if (m_contained.contains({record.schema, record.name}))
                holds(model::from_record<model::Type>(record).base_type);
        }
        more = m_contained.size() != known;
    }
}

void Plan::leave_kinds(model::ModelReader &before) {
    auto const other_kind = [](Change const &change) {
        return change.action == Action::changed && change.after.kind == Kind::type && must_replace(change);
    };
    if (std::none_of(m_changes.begin(), m_changes.end(), other_kind)) return;
    std::set<Ref> goes; // tables
    std::set<std::tuple<std::string, std::string, std::string>> columns;
    for (auto const &change : m_changes) {
        if (change.action != Action::removed) continue;
        auto const &object = change.before;
        if (object.kind == Kind::table || object.kind == Kind::view) goes.emplace(object.schema, object.name);
        if (object.kind == Kind::column) columns.emplace(object.schema, object.table, object.name);
    }
    std::set<Ref> used;
    for (auto const &record : read_all(before, Kind::column, [](Record const &column) {
             return column.body.find("\"user_type\"") != std::string::npos;
         })) {
        auto const table = m_names.relation({record.schema, record.table});
        if (!goes.contains({table.schema, table.name}) && !columns.contains({table.schema, table.name, record.name}))
            used.insert(model::from_record<model::Column>(record).user_type);
    }
    std::vector<std::string> needed; // by types that are left
    auto const types = read_all(before, Kind::type, [](Record const &) { return true; });
    auto const is_needed = [&](Record const &type) {
        auto const name = qualified(type.schema, type.name);
        if (used.contains({type.schema, type.name})) return true;
        return std::any_of(types.begin(), types.end(), [&](Record const &record) {
            auto const other = model::from_record<model::Type>(record);
            return other.base_type.starts_with(name) ||
                   std::any_of(other.attributes.begin(), other.attributes.end(),
                               [&](auto const &attribute) { return attribute.type.starts_with(name); });
        });
    };
    std::erase_if(m_changes, [&](Change const &change) {
        if (!other_kind(change) || !is_needed(change.before)) return false;
        auto const was = model::from_record<model::Type>(change.before);
        auto const is = model::from_record<model::Type>(change.after);
        auto const multirange = was.multirange == is.multirange ? "" : " with the multirange " + is.multirange;
        m_left.push_back(fmt::format("{}: should be {} {}{}; columns or types are made of it", described(change.before),
                                     is.type_kind, is.base_type, multirange));
        needed.push_back(was.base_type);
        for (auto const &function : {was.canonical, was.subtype_diff}) {
            if (!function.empty()) m_left_code.push_back(function + "(");
        }
        return true;
    });
    std::erase_if(m_changes, [&](Change const &change) {
        if (change.action != Action::removed || change.before.kind != Kind::type) return false;
        auto const name = qualified(change.before.schema, change.before.name);
        bool const stays =
            std::any_of(needed.begin(), needed.end(), [&](auto const &text) { return text.starts_with(name); });
        if (stays) m_left.push_back(described(change.before) + " is to go; a type that is left is made of it");
        return stays;
    });
}

void Plan::leave_types(model::ModelReader &before) {
    read_stored_types(before);
    if (std::none_of(m_changes.begin(), m_changes.end(), changes_type)) return;
    std::set<Ref> views;
    for (auto const &record : read_all(before, Kind::view, [](Record const &) { return true; }))
        views.emplace(record.schema, record.name);
    Columns left, apart;            // apart: those that code for the new type does not fit
    for (bool more = true; more;) { // from parents to children
        more = false;
        for (auto &change : m_changes) {
            Ref const table{change.object().schema, change.object().table};
            if (change.after.kind != Kind::column || !changes_type(change) || views.contains(table)) continue;
            auto const above = parents(table, true);
            bool const follows = std::any_of(above.begin(), above.end(), [&](Ref const &parent) {
                return left.contains({parent, change.after.name});
            });
            auto const why = follows ? std::string{} : type_refused(change, before);
            if (!follows && why.empty()) continue;
            if (!follows)
                m_left.push_back(fmt::format("{}: type is {}, should be {}; {}", described(change.after),
                                             model::from_record<model::Column>(change.before).type,
                                             model::from_record<model::Column>(change.after).type, why));
            m_left_columns.push_back(change.before);
            if (changes_comparison(change)) apart.insert({table, change.after.name});
            std::erase_if(change.fields, [](FieldChange const &field) {
                return field.field == "type" || field.field == "user_type" || field.field == "user_type_kind" ||
                       field.field == "collation" || field.field == "default";
            });
            left.insert({table, change.after.name});
            more = true;
        }
    }
    leave_bounds(left);
    leave_partitions(left);
    leave_readers_of(std::move(apart));
    std::erase_if(m_changes,
                  [](Change const &change) { return change.action == Action::changed && change.fields.empty(); });
}

} // namespace scribe::diff::ddl
