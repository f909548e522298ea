// SPDX-License-Identifier: MIT
#include "relate/evidence.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scribe::relate {

namespace {

/// A column that is unique in fewer rows than this may be so by chance.
constexpr double k_least_unique_rows = 20;

model::RelationshipEnd end_of(Table const &table, std::vector<std::size_t> const &columns) {
    model::RelationshipEnd end{table.schema, table.name, {}};
    for (auto const column : columns) end.columns.push_back(table.columns[column].name);
    return end;
}

/// Whether no two rows of the child refer to the same parent.
bool is_unique(Table const &table, std::vector<std::size_t> const &columns) {
    std::set<std::size_t> const set{columns.begin(), columns.end()};
    for (auto const &key : table.keys)
        if (std::ranges::all_of(key.columns, [&](std::size_t c) { return set.contains(c); })) return true;
    // Where keys are declared, what is not is not meant.
    if (!table.keys.empty() || columns.size() > 1) return false;
    auto const &column = table.columns[columns[0]];
    bool const likely = columns[0] == 0 || column.distinct >= k_least_unique_rows;
    return column.profiled && column.exact && column.uniqueness >= 1 && likely;
}

/// What both ends' structure and figures say, whatever the reason for the relationship is.
void add_cardinality(Facts const &facts, model::Relationship &result, std::size_t table,
                     std::vector<std::size_t> const &columns, std::size_t parent_table,
                     std::vector<std::size_t> const &parent_columns) {
    auto const &child = facts.tables[table];
    auto const &parent = facts.tables[parent_table];
    result.cardinality = result.array ? "N:M" : is_unique(child, columns) ? "1:1" : "N:1";
    for (auto const column : columns) result.optional = result.optional || !child.columns[column].not_null;
    if (columns.size() != 1) return;
    auto const &column = child.columns[columns[0]];
    auto const &key = parent.columns[parent_columns[0]];
    if (!column.profiled || column.distinct < 1) return;
    double const filled = child.rows * (1 - column.null_share);
    if (child.rows > 0) result.fan_out.average = std::max(1.0, filled / column.distinct);
    double const parents = key.profiled ? key.distinct : parent.rows;
    // Of a key that is declared: values of orphans would stand for parents.
    result.parent_mandatory = column.exact && key.exact && column.distinct >= parents && parents > 0;
}

/// What the values said: for it, or against it when too many are missing. `parent` as the words call it.
void add_data(model::Relationship &result, DataEvidence const &data, std::string const &parent) {
    result.probed = data.tested;
    result.missed = data.missed;
    result.rows_probed = data.rows;
    result.complete = data.complete;
    if (data.tested == 0) return;
    // Sketches tell that values are missing, not how many rows have them.
    result.orphans_known = data.rows > 0 || data.missed == 0;
    result.orphans = result.orphans_known ? data.missed_share() : 0;
    if (data.fan_out.maximum > 0) result.fan_out = data.fan_out;
    auto const how = data.probed ? "looked up" : "compared by sketches";
    auto text =
        data.missed == 0
            ? fmt::format("all {} values {} are in {}", base::group_digits(data.tested), how, parent)
            : fmt::format("{} of {} values {}{} are not in {}", base::group_digits(data.missed),
                          base::group_digits(data.tested), how,
                          data.rows > 0 ? ", of " + model::share_text(result.orphans) + " of the rows," : "", parent);
    (data.missed_share() > 0.05 ? result.against : result.evidence.emplace_back()) = std::move(text);
}

void add_joins(model::Relationship &result, int joins, std::string const &joined_in) {
    if (joins == 0) return;
    result.status = "observed";
    result.evidence.push_back(fmt::format("{} {} it so, {} among them", joins,
                                          joins == 1 ? "statement joins" : "statements join", joined_in));
}

/// What is said of every relationship that was found, by its ends.
model::Relationship found(Facts const &facts, std::size_t table, std::vector<std::size_t> const &columns,
                          std::size_t parent, std::vector<std::size_t> const &parent_columns, double confidence) {
    model::Relationship result;
    result.from = end_of(facts.tables[table], columns);
    result.to = end_of(facts.tables[parent], parent_columns);
    result.status = "inferred";
    result.decision = "open";
    result.confidence = confidence;
    auto const is_array = [&](std::size_t c) {
        return facts.tables[table].columns[c].value_class == model::ValueClass::array;
    };
    result.array = columns.size() == 1 && is_array(columns[0]);
    add_cardinality(facts, result, table, columns, parent, parent_columns);
    return result;
}

std::string link_text(Candidate const &candidate, std::string const &column, std::string const &parent,
                      std::string const &key) {
    switch (candidate.link) {
    case NameLink::exact: return fmt::format("{} names {}", column, parent);
    case NameLink::same_key: return fmt::format("{} is called as the key {}", column, key);
    case NameLink::context: return fmt::format("{}, with the name of its table, names {}", column, parent);
    case NameLink::suffix: return fmt::format("{} ends with the name of {}", column, parent);
    case NameLink::part: return fmt::format("{} names {} without its prefix", column, parent);
    case NameLink::self: return fmt::format("{} says that it refers to the same table", column);
    case NameLink::bare: return fmt::format("{} is the name of {}", column, parent);
    case NameLink::suffix_bare: return fmt::format("{} ends with the name of {}", column, parent);
    case NameLink::role: return fmt::format("{} is the role of a person, and {} holds persons", column, parent);
    case NameLink::key_suffix: return fmt::format("{} ends with the name of the key {}", column, key);
    case NameLink::tail: return fmt::format("{} is the end of the name of {}", column, parent);
    case NameLink::head: return fmt::format("{} begins with the name of {}", column, parent);
    case NameLink::abbreviated: return fmt::format("{} may be an abbreviation of {}", column, parent);
    case NameLink::extends: return fmt::format("its table is called as {} and more", parent);
    case NameLink::table_name: return fmt::format("the name of its table has that of {}", parent);
    case NameLink::learned: return fmt::format("columns called {} refer to {} elsewhere", column, parent);
    case NameLink::none: break;
    }
    return {};
}

} // namespace

model::Relationship describe(Facts const &facts, Candidate const &candidate) {
    auto const &table = facts.tables[candidate.table];
    auto const &parent = facts.tables[candidate.parent];
    auto result =
        found(facts, candidate.table, {candidate.column}, candidate.parent, {candidate.parent_column}, candidate.score);
    auto const column = result.from.columns[0];
    auto const key = parent.name + "." + result.to.columns[0];
    auto &evidence = result.evidence;
    add_joins(result, candidate.joins, candidate.joined_in);
    add_data(result, candidate.data, key);
    // Only when every value is known to be a parent's the number of values tells of all parents.
    auto const &data = candidate.data;
    bool const all = data.complete || static_cast<double>(data.tested) >= table.columns[candidate.column].distinct;
    result.parent_mandatory = result.parent_mandatory && all && data.missed == 0;
    if (auto text = link_text(candidate, column, parent.name, key); !text.empty()) evidence.push_back(std::move(text));
    if (candidate.kind_of)
        evidence.push_back(fmt::format("{} is a kind of {}, of whose rows it has only some", parent.name,
                                       facts.tables[*candidate.kind_of].name));
    if (candidate.votes > 0)
        evidence.push_back(fmt::format("{} other {} {} to it", candidate.votes,
                                       candidate.votes == 1 ? "column of this name" : "columns of this name",
                                       candidate.votes == 1 ? "refers" : "refer"));
    if (table.columns[candidate.column].indexed) evidence.push_back("the column is indexed");
    if (table.columns[candidate.column].type == parent.columns[candidate.parent_column].type)
        evidence.push_back("both have the type " + parent.columns[candidate.parent_column].type);
    if (result.against.empty() && candidate.same_link > 0)
        result.against = fmt::format("the name points at {} other {} as clearly", candidate.same_link,
                                     candidate.same_link == 1 ? "table" : "tables");
    else if (result.against.empty() && candidate.link == NameLink::none)
        result.against = "the name of the column says nothing of it";
    return result;
}

model::Relationship describe(Facts const &facts, CompositeCandidate const &candidate) {
    auto const &parent = facts.tables[candidate.parent];
    auto result =
        found(facts, candidate.table, candidate.columns, candidate.parent, candidate.parent_columns, candidate.score);
    add_joins(result, candidate.joins, candidate.joined_in);
    add_data(result, candidate.data, parent.name);
    result.evidence.push_back(fmt::format("the columns are called as those of the {} of {}",
                                          candidate.primary ? "primary key" : "unique key", parent.name));
    if (result.against.empty() && candidate.alike > 0)
        result.against = fmt::format("{} other {} keys of the same names", candidate.alike,
                                     candidate.alike == 1 ? "table has" : "tables have");
    return result;
}

model::Relationship describe(Facts const &facts, PolymorphicCandidate const &candidate) {
    auto const &table = facts.tables[candidate.table];
    auto const &parent = facts.tables[candidate.parent];
    auto result =
        found(facts, candidate.table, {candidate.column}, candidate.parent, {candidate.parent_column}, candidate.score);
    result.type_column = table.columns[candidate.type_column].name;
    result.type_value = candidate.type_value;
    result.cardinality = "N:1";
    result.parent_mandatory = false; // the figures are of the whole column
    add_data(result, candidate.data, parent.name);
    result.evidence.push_back(
        fmt::format("{} of {} values of {} name tables", candidate.named, candidate.values, result.type_column));
    return result;
}

model::Relationship describe(Facts const &facts, std::size_t table, ForeignKey const &key) {
    model::Relationship result;
    result.from = end_of(facts.tables[table], key.columns);
    result.to = end_of(facts.tables[key.table], key.parent_columns);
    result.status = "declared";
    result.decision = "accepted";
    result.confidence = 1;
    result.name = key.name;
    add_cardinality(facts, result, table, key.columns, key.table, key.parent_columns);
    result.evidence.push_back("the foreign key " + key.name + " declares it");
    return result;
}

} // namespace scribe::relate
