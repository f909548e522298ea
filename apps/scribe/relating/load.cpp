// SPDX-License-Identifier: MIT
#include "relating/load.hpp"

#include "catalog/profiles/profiles.hpp"
#include "catalog/relations/relations.hpp"
#include "relate/structure.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <unordered_map>

namespace scribe::cli {

namespace {

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

void read_sketch(relate::Table &table, std::size_t place, std::string_view bytes) {
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

void fill(relate::Table &table, std::size_t place, model::ColumnProfile const &profile, std::string_view sketch) {
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

/// What people rejected, as far as its columns are still there.
void add_rejected(catalog::Store &store, catalog::SourceRow const &source, relate::Facts &facts) {
    std::map<std::pair<std::string, std::string>, std::size_t> tables;
    for (std::size_t t = 0; t < facts.tables.size(); ++t) tables[{facts.tables[t].schema, facts.tables[t].name}] = t;
    auto const place = [&](model::RelationshipEnd const &end, std::size_t &table, std::vector<std::size_t> &columns) {
        auto const found = tables.find({end.schema, end.table});
        if (found == tables.end()) return false;
        table = found->second;
        auto const &known = facts.tables[table].columns;
        for (auto const &name : end.columns) {
            auto const at = std::ranges::find(known, name, &relate::Column::name);
            if (at == known.end()) return false;
            columns.push_back(static_cast<std::size_t>(at - known.begin()));
        }
        return true;
    };
    for (auto const &one : catalog::rejected_relationships(store, source)) {
        relate::Rejected rejected;
        rejected.type_value = one.type_value;
        if (place(one.from, rejected.table, rejected.columns) &&
            place(one.to, rejected.parent, rejected.parent_columns))
            facts.rejected.push_back(std::move(rejected));
    }
}

} // namespace

relate::Facts load_facts(catalog::Store &store, catalog::SourceRow const &source) {
    auto facts = relate::read_structure(*store.reader(source, {}, false));
    std::unordered_map<std::int64_t, Place> columns;
    for (std::size_t t = 0; t < facts.tables.size(); ++t) {
        auto const &table = facts.tables[t];
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            columns[model::object_id(source.name, model::Kind::column, table.schema, table.name,
                                     table.columns[c].name)] = {t, c};
    }
    catalog::for_each_profiled_column(
        store, source.id, [&](std::int64_t id, model::ColumnProfile const &profile, std::string_view sketch) {
            auto const found = columns.find(id);
            if (found != columns.end()) fill(facts.tables[found->second.first], found->second.second, profile, sketch);
        });
    add_rejected(store, source, facts);
    return facts;
}

} // namespace scribe::cli
