// SPDX-License-Identifier: MIT
#include "relating/load.hpp"

#include "catalog/profiles/profiles.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <unordered_map>

namespace scribe::cli {

namespace {

using model::Kind;
using model::ValueClass;

/// Of columns that are no keys fewer hashes are kept: they are looked up, not looked up in.
constexpr std::size_t k_child_hashes = 64;
/// Sketches have so many hashes when there are more values (profile::k_sketch_size).
constexpr std::size_t k_full_sketch = 256;
/// Columns with more values than this list no types.
constexpr std::size_t k_most_values = 50;
/// What may be a key is nearly unique.
constexpr double k_key_like = 0.98;

using Place = std::pair<std::size_t, std::size_t>;

std::optional<double> number(std::string const &text) {
    double value = 0;
    auto const *const end = text.data() + text.size();
    auto const result = std::from_chars(text.data(), end, value);
    if (text.empty() || result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return value;
}

class Loader {
public:
    Loader(catalog::Store &store, catalog::SourceRow const &source, model::ObjectFilter const &filter)
        : m_store(store), m_source(source), m_reader(store.reader(source, filter, false)) {}

    relate::Facts run() {
        tables();
        domains();
        columns();
        keys();
        indexes();
        foreign_keys();
        // The reader holds a transaction of its own.
        m_reader.reset();
        profiles();
        return std::move(m_facts);
    }

private:
    template <typename T> void each(auto const &visit) {
        auto const cursor = m_reader->read(T::k_kind);
        model::Record record;
        T object;
        while (cursor->next(record)) {
            object = T{};
            model::from_record(record, object);
            visit(object);
        }
    }

    relate::Table *table(std::string const &schema, std::string const &name) {
        auto const found = m_tables.find({schema, name});
        return found == m_tables.end() ? nullptr : &m_facts.tables[found->second];
    }

    void tables() {
        each<model::Table>([&](model::Table const &one) {
            if (!one.partition_of.empty() || one.table_kind == "shadow") return;
            m_tables[{one.schema, one.name}] = m_facts.tables.size();
            auto &table = m_facts.tables.emplace_back();
            table.schema = one.schema;
            table.name = one.name;
            if (one.stats && one.stats->rows) table.rows = static_cast<double>(*one.stats->rows);
        });
    }

    void domains() {
        each<model::Type>([&](model::Type const &one) {
            if (one.type_kind == "domain") m_domains[{one.schema, one.name}] = one.base_type;
        });
    }

    void columns() {
        bool const sqlite = m_source.product == "SQLite";
        each<model::Column>([&](model::Column const &one) {
            auto *const owner = table(one.schema, one.table);
            if (owner == nullptr || one.hidden) return;
            relate::Column column;
            column.name = one.name;
            column.type = one.type;
            column.value_class = sqlite ? model::sqlite_value_class_of(one.type, one.affinity) : value_class(one);
            if (column.value_class == ValueClass::array && one.type.ends_with("[]"))
                column.element_class = model::value_class_of(std::string_view{one.type}.substr(0, one.type.size() - 2));
            column.not_null = one.not_null;
            auto const value = one.default_value.value_or("");
            column.generated_key = !one.identity.empty() || value.find("nextval(") != std::string::npos ||
                                   value.find("gen_random_uuid") != std::string::npos ||
                                   value.find("uuid_generate") != std::string::npos;
            column.labels = one.user_type_kind == "enum";
            auto const id = model::object_id(m_source.name, Kind::column, one.schema, one.table, one.name);
            m_columns[id] = {static_cast<std::size_t>(owner - m_facts.tables.data()), owner->columns.size()};
            owner->columns.push_back(std::move(column));
        });
    }

    ValueClass value_class(model::Column const &column) const {
        auto const found = m_domains.find({column.user_type.schema, column.user_type.name});
        if (column.user_type_kind != "domain" || found == m_domains.end()) return model::value_class_of(column.type);
        return model::value_class_of(found->second);
    }

    static std::optional<std::vector<std::size_t>> places(relate::Table const &table,
                                                          std::vector<std::string> const &names) {
        std::vector<std::size_t> list;
        for (auto const &name : names) {
            auto const at = std::ranges::find(table.columns, name, &relate::Column::name);
            if (at == table.columns.end()) return std::nullopt;
            list.push_back(static_cast<std::size_t>(at - table.columns.begin()));
        }
        return list;
    }

    static void add_key(relate::Table &table, std::vector<std::string> const &names, bool primary) {
        auto columns = places(table, names);
        if (!columns || columns->empty()) return;
        auto sorted = *columns;
        std::ranges::sort(sorted);
        for (auto const &key : table.keys) {
            auto known = key.columns;
            std::ranges::sort(known);
            if (known == sorted) return;
        }
        auto const at = primary ? table.keys.begin() : table.keys.end();
        table.keys.insert(at, {std::move(*columns), primary, true});
    }

    void keys() {
        for (bool const primary : {true, false})
            each<model::Constraint>([&](model::Constraint const &one) {
                auto *const owner = table(one.schema, one.table);
                if (owner != nullptr && one.type == (primary ? "primary key" : "unique"))
                    add_key(*owner, one.columns, primary);
            });
    }

    void indexes() {
        each<model::Index>([&](model::Index const &one) {
            auto *const owner = table(one.schema, one.table);
            if (owner == nullptr || one.invalid || one.keys.empty()) return;
            std::vector<std::string> names;
            for (auto const &key : one.keys)
                if (!key.column.empty()) names.push_back(key.column);
            if (auto const first = places(*owner, {one.keys[0].column})) owner->columns[(*first)[0]].indexed = true;
            bool const whole = one.unique && one.predicate.empty() && names.size() == one.keys.size();
            if (whole) add_key(*owner, names, one.primary);
        });
    }

    void foreign_keys() {
        each<model::Constraint>([&](model::Constraint const &one) {
            if (one.type != "foreign key") return;
            auto *const owner = table(one.schema, one.table);
            auto *const parent = table(one.references.schema, one.references.name);
            if (owner == nullptr || parent == nullptr) return;
            auto columns = places(*owner, one.columns);
            auto parent_columns = places(*parent, one.referenced_columns);
            if (!columns || !parent_columns || columns->size() != parent_columns->size() || columns->empty()) return;
            owner->foreign_keys.push_back({one.name, std::move(*columns),
                                           static_cast<std::size_t>(parent - m_facts.tables.data()),
                                           std::move(*parent_columns)});
        });
    }

    void profiles() {
        catalog::for_each_profiled_column(
            m_store, m_source.id, [&](std::int64_t id, model::ColumnProfile const &profile, std::string_view sketch) {
                auto const found = m_columns.find(id);
                if (found == m_columns.end()) return;
                auto const [t, c] = found->second;
                fill(m_facts.tables[t], c, profile, sketch);
            });
    }

    static void fill(relate::Table &table, std::size_t place, model::ColumnProfile const &profile,
                     std::string_view sketch) {
        auto &column = table.columns[place];
        column.profiled = true;
        column.exact = profile.method == "full";
        column.null_share = profile.null_share.value;
        column.distinct = profile.distinct.value;
        column.uniqueness = profile.uniqueness;
        column.role = profile.role;
        column.mean_length = profile.text.mean_length.value;
        // Whole numbers that were stored as floating point on their way through some spreadsheet.
        if (column.value_class == ValueClass::real && profile.number.whole_share >= 1 && column.distinct > 0)
            column.value_class = ValueClass::decimal;
        // Names of classes or tables, perhaps: what the type column of a polymorphic pair holds.
        if (column.value_class == ValueClass::text && profile.top_complete && profile.hidden.empty() &&
            profile.top.size() <= k_most_values)
            for (auto const &value : profile.top) column.values.push_back(value.value);
        if (column.value_class == ValueClass::integer || column.value_class == ValueClass::decimal) {
            column.min = number(profile.min);
            column.max = number(profile.max);
        }
        if (column.exact) table.rows = static_cast<double>(profile.sampled);
        read_sketch(table, place, sketch);
    }

    static void read_sketch(relate::Table &table, std::size_t place, std::string_view bytes) {
        auto &column = table.columns[place];
        auto &hashes = column.sketch.hashes;
        hashes.resize(bytes.size() / sizeof(std::uint64_t));
        if (!hashes.empty()) std::memcpy(hashes.data(), bytes.data(), hashes.size() * sizeof(std::uint64_t));
        // Catalogs keep the upper 40 bits of a hash today, and kept all of them once: what is compared must be alike.
        for (auto &hash : hashes) hash &= ~std::uint64_t{0xffffff};
        column.sketch.whole = column.exact;
        column.sketch.complete = column.exact && hashes.size() < k_full_sketch;
        bool const key =
            column.uniqueness >= k_key_like || std::ranges::any_of(table.keys, [place](relate::Key const &one) {
                return one.columns.size() == 1 && one.columns[0] == place;
            });
        if (!key && hashes.size() > k_child_hashes) {
            hashes.resize(k_child_hashes);
            hashes.shrink_to_fit();
            column.sketch.complete = false;
        }
    }

    catalog::Store &m_store;
    catalog::SourceRow const &m_source;
    std::unique_ptr<model::ModelReader> m_reader;
    relate::Facts m_facts;
    std::map<std::pair<std::string, std::string>, std::size_t> m_tables;
    std::map<std::pair<std::string, std::string>, std::string> m_domains;
    std::unordered_map<std::int64_t, Place> m_columns;
};

} // namespace

relate::Facts load_facts(catalog::Store &store, catalog::SourceRow const &source, model::ObjectFilter const &filter) {
    return Loader{store, source, filter}.run();
}

} // namespace scribe::cli
