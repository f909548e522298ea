// SPDX-License-Identifier: MIT
#include "profiling/target.hpp"

#include "model/objects.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <limits>

namespace scribe::cli {

namespace {

using model::Kind;
using model::ValueClass;

/// Domains over domains are followed so far.
constexpr int k_most_domains = 16;

template <typename T> std::vector<T> parts(catalog::Store &store, catalog::SourceRow const &source,
                                           std::string const &schema, std::string const &table) {
    std::vector<T> list;
    for (auto const &record : store.parts(source.id, T::k_kind, schema, table))
        list.push_back(model::from_record<T>(record));
    return list;
}

bool has(std::vector<std::string> const &names, std::string const &name) {
    return std::ranges::find(names, name) != names.end();
}

/// Resolves the types of columns that people made.
class Types {
public:
    Types(catalog::Store &store, catalog::SourceRow const &source) : m_store(store), m_source(source) {}

    void resolve(model::Column const &column, model::SampleColumn &out) {
        set_class(column.type, out);
        auto ref = column.user_type;
        for (int i = 0; i < k_most_domains && !ref.empty(); ++i) {
            auto const record = m_store.find(m_source.id, Kind::type, ref.schema, "", ref.name);
            if (!record) return;
            auto const type = model::from_record<model::Type>(*record);
            if (type.type_kind == "enum") use_enum(type, out);
            if (type.type_kind != "domain") return;
            set_class(type.base_type, out);
            ref = made_by_people(type.base_type);
        }
    }

private:
    /// `type`: of the column, or what a domain stands on, which may be that of its elements.
    static void set_class(std::string type, model::SampleColumn &out) {
        auto found = model::value_class_of(type);
        if (out.value_class != ValueClass::array) out.value_class = found;
        while (found == ValueClass::array) {
            type.resize(type.size() - 2);
            found = model::value_class_of(type);
        }
        out.element_class = found;
    }
    static void use_enum(model::Type const &type, model::SampleColumn &out) {
        out.element_class = ValueClass::text;
        if (out.value_class == ValueClass::array) return;
        out.value_class = ValueClass::text;
        out.labels = type.labels;
    }
    /// The type that a domain stands on, when it is no type of the server's own.
    static model::Ref made_by_people(std::string const &type) {
        try {
            auto const pattern = model::parse_ref(type);
            if (pattern.parts.size() == 2) return {pattern.parts[0], pattern.parts[1]};
        } catch (base::Error const &) {
            // A type with modifiers, "numeric(10,2)": no name of a domain.
        }
        return {};
    }

    catalog::Store &m_store;
    catalog::SourceRow const &m_source;
};

void mark_keys(model::SampleColumn &column, std::vector<model::Constraint> const &constraints,
               std::vector<model::Index> const &indexes) {
    for (auto const &constraint : constraints) {
        bool const unique = constraint.type == "primary key" || constraint.type == "unique";
        if (unique && constraint.columns.size() == 1 && constraint.columns[0] == column.name) column.key = true;
        if (constraint.type == "foreign key" && has(constraint.columns, column.name)) column.foreign_key = true;
    }
    for (auto const &index : indexes) {
        bool const whole = !index.invalid && index.predicate.empty() && !index.keys.empty();
        if (!whole || index.keys[0].column != column.name) continue;
        if (index.unique && index.keys.size() == 1) column.key = true;
        auto const &key = index.keys[0];
        if (index.method == "btree" && key.opclass.empty() && key.collation.empty()) column.indexed = true;
    }
}

} // namespace

ProfileTarget profile_target(catalog::Store &store, catalog::SourceRow const &source, std::string const &schema,
                             std::string const &table) {
    auto const constraints = parts<model::Constraint>(store, source, schema, table);
    auto const indexes = parts<model::Index>(store, source, schema, table);
    Types types{store, source};
    ProfileTarget target;
    target.name = model::format_ref(schema, table);
    for (auto const kind : {Kind::table, Kind::view}) {
        auto const record = store.find(source.id, kind, schema, "", table);
        if (record && record->stats) target.rows = record->stats->rows;
    }
    for (auto const &column : parts<model::Column>(store, source, schema, table)) {
        if (column.hidden) continue;
        model::SampleColumn sample;
        sample.name = column.name;
        sample.type = column.type;
        sample.not_null = column.not_null;
        if (source.product == "SQLite") sample.value_class = model::sqlite_value_class_of(column.type, column.affinity);
        else types.resolve(column, sample);
        mark_keys(sample, constraints, indexes);
        target.columns.push_back(std::move(sample));
        target.column_ids.push_back(
            model::object_id(source.name, Kind::column, column.schema, column.table, column.name));
    }
    return target;
}

TableSettings settings_of(std::vector<TableSettings> const &settings, std::string const &source,
                          std::string const &schema, std::string const &table) {
    model::Record record;
    record.kind = Kind::table;
    record.schema = schema;
    record.name = table;
    TableSettings found;
    TableSettings const *best = nullptr;
    for (auto const &one : settings) {
        if (!model::selects({one.pattern}, source, record)) continue;
        if (best == nullptr || best->pattern.specificity() < one.pattern.specificity()) best = &one;
    }
    return best != nullptr ? *best : found;
}

std::int64_t no_limit_for_zero(std::int64_t limit) {
    return limit == 0 ? std::numeric_limits<std::int64_t>::max() : limit;
}

} // namespace scribe::cli
