// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <algorithm>

// What cannot be done because rows are kept elsewhere, and what is left with what is not done.
namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

namespace {

/// How code names what may be needed; empty: it is nothing of the sort.
std::string name_in_code(Record const &record) {
    if (record.kind == Kind::type || record.kind == Kind::sequence) return qualified(record.schema, record.name);
    if (record.kind != Kind::routine) return {};
    return qualified(record.schema, model::from_record<model::Routine>(record).routine_name) + "(";
}

std::string types_in(model::Type const &type) {
    auto text = type.base_type;
    for (auto const &attribute : type.attributes) text += " " + attribute.type;
    return text;
}

std::string needs_in(Record const &record) {
    if (record.kind == Kind::type) return types_in(model::from_record<model::Type>(record));
    if (record.kind == Kind::routine) return needs_of(model::from_record<model::Routine>(record));
    return {};
}

bool is_old_column(Change const &change) {
    return change.action != Action::added && change.before.kind == Kind::column;
}

bool takes_table(Change const &change) { return change.action == Action::removed && change.before.kind == Kind::table; }

/// The tables that publications list with columns or conditions.
std::vector<model::PublicationTable> tables_in_part(model::ModelReader &reader) {
    std::vector<model::PublicationTable> list;
    for (auto const &record : read_all(reader, Kind::publication, [](Record const &) { return true; })) {
        for (auto &table : model::from_record<model::Publication>(record).tables) {
            if (!table.columns.empty() || !table.where.empty()) list.push_back(std::move(table));
        }
    }
    return list;
}

} // namespace

void Plan::leave_published(model::ModelReader &before) {
    if (std::none_of(m_changes.begin(), m_changes.end(), is_old_column)) return;
    auto published = tables_in_part(before);
    if (published.empty()) return;
    for (auto &table : published) table.relation = m_names.relation(table.relation);
    std::set<Ref> gone;
    for (auto const &change : m_changes) {
        if (takes_table(change)) gone.insert({change.before.schema, change.before.name});
    }
    std::erase_if(m_changes, [&](Change const &change) {
        if (!is_old_column(change)) return false;
        auto const &column = change.before;
        Ref const table{column.schema, column.table};
        bool listed = false;
        for (auto const &one : published) {
            bool const near = one.relation == table || is_below(one.relation, table) || is_below(table, one.relation);
            if (!near || gone.contains(one.relation)) continue;
            bool const compared = mentions(one.where, column.name);
            if (compared) m_compared.insert({one.relation, column.name});
            listed = listed || compared ||
                     std::find(one.columns.begin(), one.columns.end(), column.name) != one.columns.end();
        }
        bool const goes = change.action == Action::removed;
        if (!listed || gone.contains(table) || (!goes && !must_replace(change))) return false;
        m_left.push_back(
            fmt::format("{} {}; a publication needs it", described(column), goes ? "is to go" : "differs"));
        m_left_columns.push_back(column);
        return true;
    });
}

void Plan::leave_expressions() {
    // Before 15 the server takes a column that was generated along with whatever its expression had named.
    constexpr std::int64_t k_drop_expression = 13, k_forgets_expression = 15;
    if (m_version == 0 || m_version >= k_forgets_expression) return;
    for (auto &change : m_changes) {
        if (change.action != Action::changed || change.after.kind != Kind::column || !differs(change, "generated"))
            continue;
        auto const was = model::from_record<model::Column>(change.before);
        if (was.generated.empty() || !model::from_record<model::Column>(change.after).generated.empty()) continue;
        m_left_expressions.push_back(was.expression);
        m_left_code.push_back(was.expression);
        if (m_version >= k_drop_expression) continue;
        m_left.push_back(fmt::format("{}: is generated, should not be; before version 13 no column can lose its "
                                     "expression and keep its values",
                                     described(change.after)));
        m_left_columns.push_back(change.before);
        std::erase_if(change.fields, [](FieldChange const &field) {
            return field.field == "generated" || field.field == "expression" || field.field == "default";
        });
    }
    std::erase_if(m_changes,
                  [](Change const &change) { return change.action == Action::changed && change.fields.empty(); });
}

void Plan::leave_used_routines() {
    auto const user_of = [&](Record const &routine) -> std::string_view {
        auto const name = name_in_code(routine);
        if (std::any_of(m_left_expressions.begin(), m_left_expressions.end(),
                        [&](std::string const &expression) { return holds_name(expression, name); }))
            return "a column that is or was generated with it";
        bool const in_key = std::any_of(m_partition_keys.begin(), m_partition_keys.end(), [&](auto const &entry) {
            auto const &[table, key] = entry;
            bool const goes = std::any_of(m_changes.begin(), m_changes.end(), [&](Change const &change) {
                return change.action == Action::removed && change.before.kind == Kind::table &&
                       change.before.schema == table.schema && change.before.name == table.name;
            });
            return holds_name(key, name) && !goes;
        });
        return in_key ? "a partition key" : "";
    };
    std::vector<bool> left;
    for (auto const &change : m_changes) {
        bool const goes = change.action == Action::removed;
        bool const held = change.object().kind == Kind::routine &&
                          (goes || (change.action == Action::changed && must_replace(change)));
        auto const user = held ? user_of(change.before) : std::string_view{};
        left.push_back(!user.empty());
        if (!left.back()) continue;
        m_left.push_back(
            fmt::format("{} {}; {} needs it", described(change.before), goes ? "is to go" : "differs", user));
        m_left_schemas.insert(change.before.schema);
        m_left_code.push_back(needs_in(change.before));
    }
    std::size_t at = 0;
    std::erase_if(m_changes, [&](Change const &) { return left[at++]; });
}

void Plan::leave_needed() {
    auto needs = m_left_code;
    for (auto const &record : m_left_columns) {
        auto const column = model::from_record<model::Column>(record);
        needs.push_back(column.type + " " + column.default_value.value_or("") + " " + column.expression);
    }
    for (auto const &change : m_changes) {
        // Their attributes keep their types.
        if (change.action == Action::changed && change.after.kind == Kind::type &&
            is_stored({change.after.schema, change.after.name}) && differs(change, "attributes"))
            needs.push_back(needs_in(change.before));
    }
    for (auto const &change : m_changes) {
        // Those stay, whatever should become of them.
        if (change.action == Action::added) continue;
        auto const &object = change.before;
        if (object.kind == Kind::server) needs.push_back(model::from_record<model::Server>(object).wrapper);
        if (object.kind != Kind::event_trigger) continue;
        auto const function = model::from_record<model::EventTrigger>(object).function;
        needs.push_back(qualified(function) + "(");
    }
    for (bool more = !needs.empty(); more;) {
        more = false;
        std::erase_if(m_changes, [&](Change const &change) {
            if (change.action != Action::removed) return false;
            auto const name = name_in_code(change.before);
            if (name.empty() ||
                std::none_of(needs.begin(), needs.end(), [&](auto const &text) { return holds_name(text, name); }))
                return false;
            m_left.push_back(described(change.before) + " is to go; what is left needs it");
            m_left_schemas.insert(change.before.schema);
            needs.push_back(needs_in(change.before));
            more = true;
            return true;
        });
    }
    if (needs.empty()) return;
    // No catalog tells which operators, methods and collations of theirs it uses.
    std::erase_if(m_changes, [&](Change const &change) {
        if (change.action != Action::removed || change.before.kind != Kind::extension) return false;
        m_left.push_back(described(change.before) + " is to go; what is left may need it");
        m_left_schemas.insert(model::from_record<model::Extension>(change.before).in_schema);
        return true;
    });
}

void Plan::leave_schemas() {
    std::erase_if(m_changes, [&](Change const &change) {
        bool const left = change.action == Action::removed && change.before.kind == Kind::schema &&
                          m_left_schemas.contains(change.before.name);
        if (left) m_left.push_back(described(change.before) + " is to go; what is left is in it");
        return left;
    });
}

bool Plan::is_below(Ref const &table, Ref const &above) const {
    auto const list = parents(table, true);
    return std::any_of(list.begin(), list.end(),
                       [&](Ref const &parent) { return parent == above || is_below(parent, above); });
}

void Plan::read_row_types(model::ModelReader &before) {
    bool const asked = std::any_of(m_changes.begin(), m_changes.end(), [](Change const &change) {
        return change.object().kind == Kind::column && (change.action == Action::added || changes_type(change));
    });
    if (!asked) return;
    std::set<Ref> views;
    for (auto const &record : read_all(before, Kind::view, [](Record const &) { return true; }))
        views.emplace(record.schema, record.name);
    auto const has_composite = [](Record const &record) {
        return record.body.find("\"composite\"") != std::string::npos;
    };
    std::string types; // of attributes, which know no reference
    for (auto const &record : read_all(before, Kind::type, has_composite)) types += needs_in(record) + " ";
    for (auto const &record : read_all(before, Kind::column, has_composite)) {
        if (views.contains({record.schema, record.table})) continue;
        auto const type = model::from_record<model::Column>(record).user_type;
        m_row_types.insert(m_names.relation(type));
    }
    if (types.empty()) return;
    for (auto const &record : read_all(before, Kind::table, [](Record const &) { return true; })) {
        if (holds_name(types, qualified(record.schema, record.name)))
            m_row_types.insert(m_names.relation({record.schema, record.name}));
    }
}

bool Plan::is_row_type(Ref const &relation) const {
    return std::any_of(m_row_types.begin(), m_row_types.end(),
                       [&](Ref const &type) { return type == relation || is_below(type, relation); });
}

void Plan::leave_added() {
    if (m_row_types.empty()) return;
    std::set<std::pair<Ref, std::string>> out;
    for (auto const &change : m_changes) {
        if (change.action != Action::added || change.after.kind != Kind::column) continue;
        Ref const table{change.after.schema, change.after.table};
        auto const column = model::from_record<model::Column>(change.after);
        if (!is_row_type(table) || (column.identity.empty() && column.generated != "stored")) continue;
        out.insert({table, column.name});
        m_left.push_back(fmt::format("{} is to be made; columns have rows of its table as their type: their values "
                                     "cannot be written anew",
                                     described(change.after)));
    }
    if (out.empty()) return;
    auto const is_out = [&](Ref const &table, std::string const &column) {
        return std::any_of(out.begin(), out.end(), [&](auto const &one) {
            return one.second == column && (one.first == table || is_below(table, one.first));
        });
    };
    std::erase_if(m_changes, [&](Change const &change) {
        auto const &record = change.after;
        if (change.action != Action::added) return false;
        Ref const table{record.schema, record.table};
        if (record.kind == Kind::column) return is_out(table, record.name);
        if (record.kind == Kind::sequence) {
            auto const sequence = model::from_record<model::Sequence>(record);
            return is_out(sequence.owned_by, sequence.owned_column);
        }
        bool const part = record.kind == Kind::constraint || record.kind == Kind::index;
        return part && std::any_of(out.begin(), out.end(), [&](auto const &one) {
                   return (one.first == table || is_below(table, one.first)) && mentions(code_of(record), one.second);
               });
    });
}

} // namespace scribe::diff::ddl
