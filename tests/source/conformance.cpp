// SPDX-License-Identifier: MIT
#include "conformance.hpp"

#include "base/text.hpp"

#include <map>
#include <set>
#include <tuple>

namespace scribe::conformance {

using model::Kind;

namespace {

using OwnerKey = std::pair<std::string, std::string>;             ///< schema, table
using ColumnsOf = std::map<OwnerKey, std::map<std::string, int>>; ///< name -> position

void check_identities(Records const &records) {
    std::set<std::tuple<Kind, std::string, std::string, std::string>> seen;
    for (auto const &r : records) {
        INFO(model::kind_name(r.kind) << " " << model::format_ref(r));
        CHECK(seen.emplace(r.kind, r.schema, r.table, r.name).second);
        CHECK_FALSE(r.name.empty());
        CHECK(model::is_table_part(r.kind) == !r.table.empty());
        for (auto const &text : {r.schema, r.table, r.name, r.body, r.comment.value_or("")})
            CHECK(base::is_valid_utf8(text));
    }
}

void check_owners(Records const &records) {
    std::set<OwnerKey> owners;
    for (auto const &r : records) {
        if (r.kind == Kind::table || r.kind == Kind::view) owners.emplace(r.schema, r.name);
    }
    for (auto const &r : records) {
        if (r.table.empty()) continue;
        INFO(model::kind_name(r.kind) << " " << model::format_ref(r));
        CHECK(owners.contains({r.schema, r.table}));
    }
}

ColumnsOf columns_of(Records const &records) {
    ColumnsOf columns;
    for (auto const &r : records) {
        if (r.kind == Kind::column) columns[{r.schema, r.table}].emplace(r.name, r.position);
    }
    return columns;
}

void check_positions(ColumnsOf const &columns) {
    for (auto const &[owner, names] : columns) {
        std::set<int> positions;
        for (auto const &[name, position] : names) positions.insert(position);
        INFO(owner.second);
        CHECK(positions.size() == names.size());
        CHECK(*positions.begin() == 1);
    }
}

void check_has_columns(ColumnsOf const &columns, OwnerKey const &owner, std::vector<std::string> const &names) {
    auto const found = columns.find(owner);
    for (auto const &name : names) {
        INFO(owner.second << "." << name);
        CHECK((found != columns.end() && found->second.contains(name)));
    }
}

void check_constraint(model::Constraint const &c, ColumnsOf const &columns) {
    INFO("constraint " << c.table << "." << c.name);
    static std::set<std::string> const k_types = {"primary key", "unique",   "foreign key", "check",
                                                  "exclusion",   "not null", "trigger"};
    CHECK(k_types.contains(c.type));
    CHECK_FALSE(c.definition.empty());
    check_has_columns(columns, {c.schema, c.table}, c.columns);
    if (c.type == "check") CHECK_FALSE(c.expression.empty());
    if (c.type != "foreign key") return;
    CHECK_FALSE(c.references.empty());
    // A key may point at what is not there (SQLite) or what this scan may not see.
    if (!columns.contains({c.references.schema, c.references.name})) return;
    CHECK(c.referenced_columns.size() == c.columns.size());
    check_has_columns(columns, {c.references.schema, c.references.name}, c.referenced_columns);
}

void check_index(model::Index const &index, Records const &records, ColumnsOf const &columns) {
    INFO("index " << index.table << "." << index.name);
    CHECK_FALSE(index.keys.empty());
    for (auto const &key : index.keys) {
        CHECK(key.column.empty() != key.expression.empty());
        if (!key.column.empty() && key.column != "rowid")
            check_has_columns(columns, {index.schema, index.table}, {key.column});
    }
    if (!index.constraint.empty()) CHECK(find(records, Kind::constraint, index.table, index.constraint));
}

template <typename T> void check_round_trip(model::Record const &record) {
    CHECK(model::to_record(model::from_record<T>(record)).body == record.body);
}

/// Content by identity, to compare two scans.
std::map<std::string, std::int64_t> contents(Records const &records) {
    std::map<std::string, std::int64_t> out;
    for (auto const &r : records)
        out.emplace(std::string{model::kind_name(r.kind)} + " " + model::format_ref(r), model::content_hash(r));
    return out;
}

} // namespace

Scanned scan(source::Source &source, source::ScanRequest const &request) {
    Scanned out;
    out.report = source.scan(request, [&out](model::Record &&record) { out.records.push_back(std::move(record)); });
    return out;
}

model::Record const *find(Records const &records, Kind kind, std::string const &table, std::string const &name) {
    for (auto const &r : records) {
        if (r.kind == kind && r.table == table && r.name == name) return &r;
    }
    return nullptr;
}

std::size_t count(Records const &records, Kind kind) {
    std::size_t n = 0;
    for (auto const &r : records) n += r.kind == kind ? 1 : 0;
    return n;
}

void check_records(Records const &records) {
    check_identities(records);
    check_owners(records);
    auto const columns = columns_of(records);
    check_positions(columns);
    for (auto const &r : records) {
        switch (r.kind) {
        case Kind::table: check_round_trip<model::Table>(r); break;
        case Kind::view: check_round_trip<model::View>(r); break;
        case Kind::column: check_round_trip<model::Column>(r); break;
        case Kind::trigger: check_round_trip<model::Trigger>(r); break;
        case Kind::constraint:
            check_round_trip<model::Constraint>(r);
            check_constraint(model::from_record<model::Constraint>(r), columns);
            break;
        case Kind::index:
            check_round_trip<model::Index>(r);
            check_index(model::from_record<model::Index>(r), records, columns);
            break;
        default: break;
        }
    }
}

void check_repeatable(source::Source &source, std::string const &schema, std::string const &table) {
    auto const all = scan(source);
    CHECK(contents(all.records) == contents(scan(source).records));
    source::ScanRequest request;
    request.filter.include.push_back(model::parse_ref(model::format_ref(schema, table)));
    Records expected;
    for (auto const &r : all.records) {
        // Routines match by their names alone, whatever they take.
        bool const named = r.kind == Kind::routine ? r.name.starts_with(table + "(") : r.name == table;
        bool const own = r.schema == schema && (r.table == table || (r.table.empty() && named));
        if (own && r.kind != Kind::schema) expected.push_back(r);
    }
    auto some = scan(source, request).records;
    std::erase_if(some, [](model::Record const &r) { return r.kind == Kind::schema; });
    CHECK_FALSE(expected.empty());
    CHECK(contents(some) == contents(expected));
}

} // namespace scribe::conformance
