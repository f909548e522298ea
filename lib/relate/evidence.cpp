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
    result.parent_mandatory = column.exact && key.exact && column.distinct >= parents && parents > 0;
}

void add_data(model::Relationship &result, DataEvidence const &data) {
    result.probed = data.tested;
    result.missed = data.missed;
    if (data.tested == 0) return;
    result.orphans_known = true;
    result.orphans = static_cast<double>(data.missed) / static_cast<double>(data.tested);
    if (data.fan_out.maximum > 0) result.fan_out = data.fan_out;
}

std::string data_text(DataEvidence const &data, std::string const &parent) {
    auto const how = data.probed ? "looked up" : "compared by sketches";
    if (data.missed == 0)
        return fmt::format("all {} values {} are in {}", base::group_digits(data.tested), how, parent);
    return fmt::format("{} of {} values {} are not in {}", base::group_digits(data.missed),
                       base::group_digits(data.tested), how, parent);
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

model::Relationship describe(Facts const &facts, Names const &names, Candidate const &candidate) {
    (void)names;
    auto const &table = facts.tables[candidate.table];
    auto const &parent = facts.tables[candidate.parent];
    model::Relationship result;
    result.from = end_of(table, {candidate.column});
    result.to = end_of(parent, {candidate.parent_column});
    result.status = candidate.joins > 0 ? "observed" : "inferred";
    result.decision = "open";
    result.confidence = candidate.score;
    result.array = table.columns[candidate.column].value_class == model::ValueClass::array;
    add_cardinality(facts, result, candidate.table, {candidate.column}, candidate.parent, {candidate.parent_column});
    add_data(result, candidate.data);
    auto const column = result.from.columns[0];
    auto const key = parent.name + "." + result.to.columns[0];
    auto &evidence = result.evidence;
    if (candidate.joins > 0)
        evidence.push_back(fmt::format("{} {} it so, {} among them", candidate.joins,
                                       candidate.joins == 1 ? "statement joins" : "statements join",
                                       candidate.joined_in));
    if (candidate.data.tested > 0) {
        auto text = data_text(candidate.data, key);
        (candidate.data.missed * 20 > candidate.data.tested ? result.against : evidence.emplace_back()) = text;
    }
    if (auto text = link_text(candidate, column, parent.name, key); !text.empty()) evidence.push_back(std::move(text));
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

model::Relationship describe(Facts const &facts, Names const &names, CompositeCandidate const &candidate) {
    (void)names;
    auto const &table = facts.tables[candidate.table];
    auto const &parent = facts.tables[candidate.parent];
    model::Relationship result;
    result.from = end_of(table, candidate.columns);
    result.to = end_of(parent, candidate.parent_columns);
    result.status = candidate.joins > 0 ? "observed" : "inferred";
    result.decision = "open";
    result.confidence = candidate.score;
    add_cardinality(facts, result, candidate.table, candidate.columns, candidate.parent, candidate.parent_columns);
    add_data(result, candidate.data);
    auto &evidence = result.evidence;
    if (candidate.joins > 0)
        evidence.push_back(fmt::format("{} {} it so, {} among them", candidate.joins,
                                       candidate.joins == 1 ? "statement joins" : "statements join",
                                       candidate.joined_in));
    if (candidate.data.tested > 0) {
        auto text = data_text(candidate.data, parent.name);
        (candidate.data.missed * 20 > candidate.data.tested ? result.against : evidence.emplace_back()) = text;
    }
    evidence.push_back(fmt::format("the columns are called as those of the {} of {}",
                                   candidate.primary ? "primary key" : "unique key", parent.name));
    if (candidate.alike > 0)
        result.against = fmt::format("{} other {} keys of the same names", candidate.alike,
                                     candidate.alike == 1 ? "table has" : "tables have");
    return result;
}

model::Relationship describe(Facts const &facts, Names const &names, PolymorphicCandidate const &candidate) {
    (void)names;
    auto const &table = facts.tables[candidate.table];
    auto const &parent = facts.tables[candidate.parent];
    model::Relationship result;
    result.from = end_of(table, {candidate.column});
    result.to = end_of(parent, {candidate.parent_column});
    result.status = "inferred";
    result.decision = "open";
    result.confidence = candidate.score;
    result.type_column = table.columns[candidate.type_column].name;
    result.type_value = candidate.type_value;
    add_cardinality(facts, result, candidate.table, {candidate.column}, candidate.parent, {candidate.parent_column});
    result.cardinality = "N:1";
    result.parent_mandatory = false; // the figures are of the whole column
    add_data(result, candidate.data);
    if (candidate.data.tested > 0) {
        auto text = data_text(candidate.data, parent.name);
        (candidate.data.missed * 20 > candidate.data.tested ? result.against : result.evidence.emplace_back()) = text;
    }
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
