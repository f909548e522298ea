// SPDX-License-Identifier: MIT
#include "show/column_uses.hpp"

#include "model/code/code_names.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"

#include <algorithm>

namespace scribe::cli {

namespace {

using model::Kind;

/// The column that is looked for.
class ColumnUse {
public:
    explicit ColumnUse(catalog::Neighbourhood const &around)
        : m_table{around.object.schema, around.object.table}, m_name(around.object.name),
          m_sqlite(around.source.product == "SQLite") {}

    bool by(model::Constraint const &key) const {
        if (is_own(key)) return in(key.columns) || in(key.include) || (is_code(key) && in_code(key.definition));
        return key.references == m_table && in(key.referenced_columns);
    }
    bool by(model::Index const &index) const {
        return in(index.include) || in_code(index.predicate) ||
               std::ranges::any_of(index.keys, [this](model::IndexKey const &key) {
                   return key.column == m_name || in_code(key.expression);
               });
    }
    bool by(model::Column const &column) const { return in_code(column.expression); }
    bool by(model::Trigger const &trigger) const { return in(trigger.update_columns) || in_code(trigger.condition); }
    bool by(model::Policy const &policy) const {
        return in_code(policy.using_expression) || in_code(policy.check_expression);
    }
    bool by(model::Rule const &rule) const { return in_code(rule.definition); }
    bool by(model::Statistics const &statistics) const {
        auto const &text = statistics.definition;
        auto const on = text.find(" ON ");
        return statistics.relation == m_table &&
               (in(statistics.columns) || (on != std::string::npos && in_code(std::string_view{text}.substr(on + 4))));
    }
    bool by(model::View const &view) const {
        return std::ranges::any_of(
            view.uses, [this](model::ViewUse const &use) { return use.relation == m_table && in(use.columns); });
    }
    bool by(model::Sequence const &sequence) const {
        return sequence.owned_by == m_table && sequence.owned_column == m_name;
    }
    bool by(model::Publication const &publication) const {
        return std::ranges::any_of(publication.tables, [this](model::PublicationTable const &table) {
            return table.relation == m_table && (in(table.columns) || in_code(table.where));
        });
    }

private:
    bool is_own(model::Object const &part) const { return part.schema == m_table.schema && part.table == m_table.name; }
    /// Keys list their columns, the other columns of a foreign key are another table's.
    static bool is_code(model::Constraint const &key) { return key.type == "check" || key.type == "exclusion"; }
    bool in(std::vector<std::string> const &names) const { return std::ranges::find(names, m_name) != names.end(); }
    bool in_code(std::string_view code) const { return model::names_column(code, m_table.name, m_name, m_sqlite); }

    model::Ref m_table;
    std::string m_name;
    bool m_sqlite;
};

} // namespace

bool uses_column(model::Record const &record, catalog::Neighbourhood const &around) {
    ColumnUse const use{around};
    switch (record.kind) {
    case Kind::constraint: return use.by(model::from_record<model::Constraint>(record));
    case Kind::index: return use.by(model::from_record<model::Index>(record));
    case Kind::column: return use.by(model::from_record<model::Column>(record));
    case Kind::trigger: return use.by(model::from_record<model::Trigger>(record));
    case Kind::policy: return use.by(model::from_record<model::Policy>(record));
    case Kind::rule: return use.by(model::from_record<model::Rule>(record));
    case Kind::statistics: return use.by(model::from_record<model::Statistics>(record));
    case Kind::view: return use.by(model::from_record<model::View>(record));
    case Kind::sequence: return use.by(model::from_record<model::Sequence>(record));
    case Kind::publication: return use.by(model::from_record<model::Publication>(record));
    default: return false;
    }
}

std::vector<model::Record> users_of_column(catalog::Neighbourhood const &around) {
    std::vector<model::Record> users;
    for (auto const *list : {&around.members, &around.mentions}) {
        for (auto const &record : *list) {
            // A table's key to itself stands in both.
            bool const is_known = std::ranges::any_of(users, [&](model::Record const &user) {
                return user.kind == record.kind && user.schema == record.schema && user.table == record.table &&
                       user.name == record.name;
            });
            if (!is_known && uses_column(record, around)) users.push_back(record);
        }
    }
    return users;
}

} // namespace scribe::cli
