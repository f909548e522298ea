// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/made_anew.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <algorithm>

// New tables that the script does not make, and what is left because of them.
namespace scribe::diff::ddl {

using model::Kind;
using model::Record;
using model::Ref;

namespace {

/// What is not made, and what needs it.
struct Unmade {
    std::set<Ref> relations;
    std::set<std::pair<Ref, std::string>> columns;          ///< of tables that are there, with another type
    std::set<std::pair<std::string, std::string>> routines; ///< schema and name with arguments
    std::set<std::tuple<Kind, std::string, std::string, std::string>> actions;
    std::vector<std::string> names; ///< of relations and new routines, as code says them

    void add(Change const &change) {
        auto const &object = change.after;
        if (is_action(object.kind)) {
            actions.emplace(object.kind, object.schema, object.table, object.name);
            return;
        }
        if (object.kind == Kind::view) {
            relations.emplace(object.schema, object.name);
            names.push_back(own_name(object));
            return;
        }
        routines.emplace(object.schema, object.name);
        auto const name = model::from_record<model::Routine>(object).routine_name;
        if (change.action == Action::added) names.push_back(qualified(object.schema, name) + "(");
    }

    bool has(model::Record const &object) const {
        if (object.kind == Kind::routine) return routines.contains({object.schema, object.name});
        if (actions.contains({object.kind, object.schema, object.table, object.name})) return true;
        return relations.contains({object.schema, object.table.empty() ? object.name : object.table});
    }

    /// `own`: the table whose columns the code may name without it.
    bool has_column_in(std::string const &code, Ref const &own) const {
        return std::any_of(columns.begin(), columns.end(), [&](auto const &column) {
            return (column.first == own || holds_name(code, qualified(column.first))) && mentions(code, column.second);
        });
    }

    bool is_needed_by(model::Record const &object) const {
        auto const in = [&](std::string const &code, Ref const &own = {}) {
            return has_column_in(code, own) ||
                   std::any_of(names.begin(), names.end(), [&](auto const &name) { return holds_name(code, name); });
        };
        if (object.kind == Kind::view) {
            auto const view = model::from_record<model::View>(object);
            return in(view.definition) || std::any_of(view.uses.begin(), view.uses.end(), [&](auto const &use) {
                       return relations.contains(use.relation) || reads_column(use);
                   });
        }
        if (object.kind == Kind::rule) return in(code_of(object), {object.schema, object.table});
        if (is_action(object.kind))
            return in(code_of(object)) || has_column_in(column_code_of(object), {object.schema, object.table});
        auto const routine = model::from_record<model::Routine>(object);
        return in(needs_of(routine));
    }

    bool reads_column(model::ViewUse const &use) const {
        return std::any_of(use.columns.begin(), use.columns.end(), [&](auto const &column) {
            return columns.contains({use.relation, column});
        });
    }
};

/// What code of such a thing may need.
std::string code_of_reader(model::Record const &object) {
    if (is_action(object.kind)) return code_of(object);
    return object.kind == Kind::view ? model::from_record<model::View>(object).definition
                                     : needs_of(model::from_record<model::Routine>(object));
}

} // namespace

void Plan::leave_readers_of(Columns columns) {
    if (columns.empty()) return;
    auto const names_one = [&](Record const &record) {
        auto const code = code_of(record);
        model::Constraint constraint;
        Ref table{record.schema, record.table};
        if (record.kind == Kind::statistics) table = model::from_record<model::Statistics>(record).relation;
        if (record.kind == Kind::constraint) constraint = model::from_record<model::Constraint>(record);
        if (constraint.type == "not null") return false;
        return std::any_of(columns.begin(), columns.end(), [&](auto const &column) {
            auto const &other = constraint.referenced_columns;
            bool const refers = constraint.references == column.first &&
                                std::find(other.begin(), other.end(), column.second) != other.end();
            bool const itself = record.kind == Kind::column && record.name == column.second;
            return refers || (column.first == table && !itself && mentions(code, column.second));
        });
    };
    for (bool more = true; more;) {
        more = std::erase_if(m_changes, [&](Change const &change) {
                   auto const &record = change.after;
                   bool const part = record.kind == Kind::column || record.kind == Kind::constraint ||
                                     record.kind == Kind::index || record.kind == Kind::statistics;
                   if (change.action == Action::removed || !part || !names_one(record)) return false;
                   m_left.push_back(fmt::format("{} {}; it reads what is left", described(record),
                                                change.action == Action::added ? "is to be made" : "differs"));
                   if (change.action != Action::added) m_left_code.push_back(code_of(change.before));
                   if (record.kind == Kind::column) columns.insert({{record.schema, record.table}, record.name});
                   return true;
               }) != 0;
    }
    leave_readers({}, columns);
}

void Plan::leave_readers(std::set<Ref> const &out, Columns const &columns) {
    if (out.empty() && columns.empty()) return;
    Unmade unmade;
    unmade.relations = out;
    unmade.columns = columns;
    for (auto const &table : out) unmade.names.push_back(qualified(table));
    std::vector<Change const *> left;
    for (bool more = true; more;) {
        more = false;
        for (auto const &change : m_changes) {
            auto const kind = change.after.kind;
            bool const reads = kind == Kind::view || kind == Kind::routine || is_action(kind);
            if (change.action == Action::removed || !reads || unmade.has(change.after) ||
                !unmade.is_needed_by(change.after))
                continue;
            m_left.push_back(fmt::format("{} {}; it reads what is left", described(change.after),
                                         change.action == Action::added ? "is to be made" : "differs"));
            if (change.action != Action::added) m_left_code.push_back(code_of_reader(change.before));
            unmade.add(change);
            more = true;
        }
    }
    std::erase_if(m_changes, [&](Change const &change) {
        auto const &object = change.object();
        bool const whole = change.action != Action::removed &&
                           (object.kind == Kind::view || object.kind == Kind::routine || is_action(object.kind));
        bool const of_view = !object.table.empty() && !out.contains({object.schema, object.table});
        return (whole || of_view) && unmade.has(object);
    });
}

void Plan::leave_foreign() {
    std::set<Ref> out;
    for (auto const &change : m_changes) {
        if (change.action != Action::added || change.after.kind != Kind::table ||
            model::from_record<model::Table>(change.after).table_kind != "foreign")
            continue;
        out.emplace(change.after.schema, change.after.name);
        m_left.push_back(described(change.after) + " is to be made: its options may hold what no catalog keeps");
    }
    if (out.empty()) return;
    for (auto const &change : m_changes) {
        if (change.action != Action::added || change.after.kind != Kind::table) continue;
        Ref const table{change.after.schema, change.after.name};
        if (out.contains(table) || !is_under(table, out, false)) continue;
        out.insert(table);
        m_left.push_back(described(change.after) + " is to be made; what it belongs below is left");
    }
    for (auto const &table : out) m_family.set(table, {}, false);
    leave_readers(out);
    std::erase_if(m_changes, [&](Change const &change) {
        return change.action != Action::removed && out.contains(table_of(change, m_names));
    });
}

void Plan::leave_base_types() {
    std::set<Ref> made;
    std::vector<std::string> kept;
    std::erase_if(m_changes, [&](Change const &change) {
        auto const &object = change.object();
        bool const whole = change.action == Action::added || change.action == Action::removed;
        if (!whole || object.kind != Kind::type || model::from_record<model::Type>(object).type_kind != "base")
            return false;
        bool const goes = change.action == Action::removed;
        m_left.push_back(fmt::format("{} {}: it and its functions need each other", described(object),
                                     goes ? "is to go" : "is to be made"));
        if (goes) kept.push_back(own_name(object));
        else made.emplace(object.schema, object.name);
        return true;
    });
    leave_readers(made);
    if (kept.empty()) return;
    std::erase_if(m_changes, [&](Change const &change) {
        if (change.action != Action::removed || change.before.kind != Kind::routine) return false;
        auto const needs = needs_of(model::from_record<model::Routine>(change.before));
        bool const needed =
            std::any_of(kept.begin(), kept.end(), [&](auto const &name) { return holds_name(needs, name); });
        if (needed) m_left.push_back(described(change.before) + " is to go; what is left needs it");
        return needed;
    });
    for (auto const &name : kept) m_left_code.push_back(name);
}

} // namespace scribe::diff::ddl
