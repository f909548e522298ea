// SPDX-License-Identifier: MIT
#include "source/tbls/convert.hpp"

#include "base/text.hpp"
#include "model/serialize.hpp"
#include "source/clean_names.hpp"
#include "source/sqlite/names.hpp"
#include "source/tbls/definition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::source::tbls {

namespace {

/// Gives `object` its place and name.
template <typename T>
void place(T &object, model::Ref const &table, std::string const &name, std::optional<std::string> const &comment) {
    object.schema = table.schema;
    object.table = table.name;
    object.name = name;
    if (comment && !comment->empty()) object.comment = comment;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool contains(std::vector<std::string> const &list, std::string const &item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

// ---- columns

constexpr std::string_view k_generated = "GENERATED ALWAYS AS ";
constexpr std::array<std::string_view, 2> k_storages = {" STORED", " VIRTUAL"};

/// "GENERATED ALWAYS AS (a * 2) STORED".
void read_generated(std::string_view extra, model::Column &column, Naming const &naming) {
    extra.remove_prefix(k_generated.size());
    column.generated = "stored";
    for (auto const storage : k_storages) {
        if (!extra.ends_with(storage)) continue;
        extra.remove_suffix(storage.size());
        column.generated = base::to_lower_ascii(storage.substr(1));
    }
    // PostgreSQL's expressions have the brackets that they need; those of others stand within a pair.
    if (!naming.postgres && extra.starts_with('(') && extra.ends_with(')')) extra = extra.substr(1, extra.size() - 2);
    column.expression = extra;
}

/// "varchar(50)" is how tbls writes "character varying(50)".
std::string postgres_type(std::string const &type) {
    constexpr std::string_view k_short = "varchar";
    if (!type.starts_with(k_short)) return type;
    auto const rest = std::string_view{type}.substr(k_short.size());
    if (!rest.empty() && rest[0] != '(' && rest[0] != '[') return type;
    return "character varying" + std::string{rest};
}

model::Column convert(Column const &from, model::Ref const &table, int position, Naming const &naming) {
    model::Column column;
    place(column, table, from.name, from.comment);
    column.position = position;
    column.type = naming.postgres ? postgres_type(from.type) : from.type;
    column.not_null = !from.nullable;
    column.default_value = from.default_value;
    auto const extra = from.extra_def.value_or("");
    if (!is_understood(extra)) return column;
    if (extra == "AUTOINCREMENT") column.identity = "autoincrement";
    else if (contains(extra, "AS IDENTITY")) column.identity = contains(extra, "BY DEFAULT") ? "by default" : "always";
    else if (!extra.empty()) read_generated(extra, column, naming);
    return column;
}

// ---- constraints

std::string constraint_type(std::string const &type) {
    auto const lower = base::to_lower_ascii(type);
    if (lower == "exclude" || lower == "x") return "exclusion"; // the latter as PostgreSQL's catalog has it
    return lower == "n" ? "not null" : lower;
}

/// What the definition says may stand above the lists: those of PostgreSQL are in no order.
void read_columns(model::Constraint &key, Constraint const &from, Naming const &naming) {
    if (!naming.postgres || key.columns.empty()) key.columns = from.columns;
    if (!naming.postgres || key.referenced_columns.empty()) key.referenced_columns = from.referenced_columns;
}

void read_parent(model::Constraint &key, Constraint const &from, Naming const &naming, Parents const &parents,
                 std::string const &table) {
    auto const listed = from.referenced_table.value_or("");
    if (listed.empty()) {
        key.references = {};
        return;
    }
    if (naming.postgres && !key.references.schema.empty()) return;
    auto const *parent = naming.postgres ? parents.find(table, from.def) : nullptr;
    key.references = naming.ref(parent ? *parent : listed);
}

/// A name like those that scribe gives to the constraints of SQLite, which tbls numbers or leaves without.
std::string sqlite_name(model::Constraint const &key, std::string const &name, int &checks) {
    bool const automatic = name.starts_with("sqlite_autoindex_");
    if (key.type == "primary key" && (automatic || key.columns == std::vector{name})) return "pk";
    if (key.type == "unique" && automatic) return fmt::format("unique({})", base::join(key.columns, ", "));
    if (key.type == "foreign key" && name.starts_with("- ("))
        return fmt::format("fk({}) -> {}", base::join(key.columns, ", "), key.references.name);
    if (key.type == "check" && name == "-") return fmt::format("check#{}", ++checks);
    return name;
}

model::Constraint convert(Constraint const &from, model::Ref const &table, Naming const &naming, Parents const &parents,
                          std::string const &raw_table) {
    auto key = parse_constraint(from.def).value_or(model::Constraint{});
    place(key, table, from.name, from.comment);
    key.type = constraint_type(from.type);
    key.definition = from.def;
    read_columns(key, from, naming);
    read_parent(key, from, naming, parents, raw_table);
    return key;
}

/// tbls writes each column of an SQLite primary key as a key of its own, and the whole one too when it has an index.
void merge_primary_keys(std::vector<model::Constraint> &keys) {
    auto const is_primary = [](model::Constraint const &key) { return key.type == "primary key"; };
    if (std::count_if(keys.begin(), keys.end(), is_primary) < 2) return;
    auto const whole_at = std::find_if(keys.begin(), keys.end(), [&](model::Constraint const &key) {
        return is_primary(key) && key.columns.size() > 1;
    });
    auto whole = whole_at != keys.end() ? *whole_at : *std::find_if(keys.begin(), keys.end(), is_primary);
    if (whole_at == keys.end()) {
        std::vector<std::string> columns; // a key of one column is there twice when it has an index
        for (auto const &key : keys) {
            if (is_primary(key) && !key.columns.empty() && !contains(columns, key.columns.front()))
                columns.push_back(key.columns.front());
        }
        whole.columns = std::move(columns);
        whole.name = "pk";
        whole.definition = fmt::format("PRIMARY KEY ({})", sqlite::quote_list(whole.columns));
    }
    std::erase_if(keys, is_primary);
    keys.insert(keys.begin(), std::move(whole));
}

std::vector<model::Constraint> constraints_of(Table const &from, Naming const &naming, Parents const &parents) {
    auto const table = naming.ref(from.name);
    std::vector<model::Constraint> keys;
    for (auto const &constraint : from.constraints)
        keys.push_back(convert(constraint, table, naming, parents, from.name));
    if (naming.sqlite) merge_primary_keys(keys);
    NameClaims claims;
    int checks = 0;
    for (auto &key : keys) {
        if (naming.sqlite) key.name = sqlite_name(key, key.name, checks);
        key.name = claims.claim(key.name);
    }
    return keys;
}

// ---- indexes and triggers

/// The keys where the definition does not tell them in a form that is understood.
void list_keys(model::Index &index, Index const &from) {
    for (auto const &column : from.columns) {
        model::IndexKey key;
        key.column = column;
        index.keys.push_back(std::move(key));
    }
    auto const lower = base::to_lower_ascii(from.def);
    index.primary = lower.starts_with("primary key") || contains(lower, "part of a primary key");
    index.unique = index.primary || lower.starts_with("unique") || lower.starts_with("create unique") ||
                   contains(lower, "clustered, unique");
    if (auto const at = lower.find(" using "); at != std::string::npos) {
        auto const rest = std::string_view{lower}.substr(at + 7);
        index.method = rest.substr(0, rest.find_first_of(" ("));
    }
}

model::Index convert(Index const &from, model::Ref const &table) {
    auto index = parse_index(from.def).value_or(model::Index{});
    place(index, table, from.name, from.comment);
    index.definition = from.def;
    if (index.keys.empty()) list_keys(index, from);
    return index;
}

std::vector<std::string> key_columns(model::Index const &index) {
    std::vector<std::string> columns;
    for (auto const &key : index.keys) columns.push_back(key.column);
    return columns;
}

/// Indexes have the name of their constraint; those that SQLite makes by itself, its columns.
bool serves(model::Index const &index, model::Constraint const &key) {
    if (key.type != "primary key" && key.type != "unique" && key.type != "exclusion") return false;
    if (!index.name.starts_with("sqlite_autoindex_")) return key.name == index.name;
    return key.type != "exclusion" && key.index.empty() && key.columns == key_columns(index);
}

std::vector<model::Index> indexes_of(Table const &from, model::Ref const &table, std::vector<model::Constraint> &keys) {
    NameClaims claims;
    std::vector<model::Index> indexes;
    for (auto const &listed : from.indexes) {
        auto index = convert(listed, table);
        for (auto &key : keys) {
            if (!serves(index, key)) continue;
            key.index = index.name;
            index.constraint = key.name;
            index.primary = key.type == "primary key";
            index.unique = index.unique || index.primary || key.type == "unique";
            index.exclusion = key.type == "exclusion";
        }
        index.name = claims.claim(index.name);
        indexes.push_back(std::move(index));
    }
    return indexes;
}

model::Trigger convert(Trigger const &from, model::Ref const &table, NameClaims &claims) {
    auto trigger = parse_trigger(from.def).value_or(model::Trigger{});
    place(trigger, table, claims.claim(from.name), from.comment);
    trigger.definition = from.def;
    return trigger;
}

// ---- tables and views

/// The SELECT of the statement that tbls puts together from it.
std::string select_of(std::string_view definition) {
    constexpr std::string_view k_begin = " AS (\n", k_end = "\n)";
    auto const begin = definition.find(k_begin);
    if (begin == std::string_view::npos || !definition.ends_with(k_end)) return std::string{definition};
    definition.remove_suffix(k_end.size());
    return std::string{definition.substr(begin + k_begin.size())} + ";";
}

model::Record convert_head(Table const &from, Naming const &naming) {
    auto const ref = naming.ref(from.name);
    auto const type = base::to_lower_ascii(from.type);
    model::Ref const whole{ref.schema, ""};
    if (contains(type, "view")) {
        model::View view;
        place(view, whole, ref.name, from.comment);
        view.materialized = contains(type, "materialized");
        view.definition = naming.postgres ? select_of(from.def.value_or("")) : from.def.value_or("");
        for (auto const &used : from.referenced_tables) view.uses.push_back({naming.ref(used), {}});
        return model::to_record(std::move(view));
    }
    model::Table table;
    place(table, whole, ref.name, from.comment);
    if (contains(type, "foreign")) table.table_kind = "foreign";
    else if (contains(type, "virtual")) table.table_kind = "virtual";
    else if (contains(type, "partition")) table.table_kind = "partitioned";
    table.definition = from.def.value_or("");
    return model::to_record(std::move(table));
}

} // namespace

model::Ref Naming::ref(std::string const &name) const {
    auto const dot = qualified ? name.find('.') : std::string::npos;
    if (dot == std::string::npos || dot == 0 || dot + 1 == name.size()) return {schema, name};
    return {name.substr(0, dot), name.substr(dot + 1)};
}

Naming naming(Driver const &driver, std::string const &database) {
    static constexpr std::array<std::string_view, 7> k_qualified = {"postgres",  "redshift", "sqlserver", "mssql",
                                                                    "snowflake", "bigquery", "databricks"};
    Naming naming;
    naming.qualified = std::find(k_qualified.begin(), k_qualified.end(), driver.name) != k_qualified.end();
    naming.postgres = driver.name == "postgres" || driver.name == "redshift";
    naming.sqlite = driver.name == "sqlite";
    if (driver.meta && !driver.meta->current_schema.empty()) naming.schema = driver.meta->current_schema;
    else if (naming.qualified) naming.schema = naming.postgres ? "public" : "dbo";
    else if (!naming.sqlite && !database.empty()) naming.schema = database;
    return naming;
}

void Parents::add(Relation const &relation) {
    if (!relation.is_virtual) m_parents.emplace(relation.table + '\0' + relation.def, relation.parent_table);
}

std::string const *Parents::find(std::string const &table, std::string const &definition) const {
    auto const found = m_parents.find(table + '\0' + definition);
    return found == m_parents.end() ? nullptr : &found->second;
}

std::vector<model::Record> convert(Table const &table, Naming const &naming, Parents const &parents) {
    auto const ref = naming.ref(table.name);
    std::vector<model::Record> records;
    int position = 0;
    for (auto const &column : table.columns)
        records.push_back(model::to_record(convert(column, ref, ++position, naming)));
    auto keys = constraints_of(table, naming, parents);
    for (auto &index : indexes_of(table, ref, keys)) records.push_back(model::to_record(std::move(index)));
    for (auto &key : keys) records.push_back(model::to_record(std::move(key)));
    NameClaims claims;
    for (auto const &trigger : table.triggers) records.push_back(model::to_record(convert(trigger, ref, claims)));
    records.push_back(convert_head(table, naming));
    return records;
}

bool is_understood(std::string_view extra_definition) {
    if (extra_definition.empty() || extra_definition.starts_with(k_generated)) return true;
    return extra_definition == "GENERATED BY DEFAULT AS IDENTITY" || extra_definition == "AUTOINCREMENT";
}

std::string key_of(model::Constraint const &key) {
    return fmt::format("{}\n{}\n{}\n{}\n{}", key.schema, key.table, base::join(key.columns, "\n"),
                       key.references.schema, key.references.name);
}

model::Constraint convert(Relation const &relation, Naming const &naming) {
    model::Constraint key;
    place(key, naming.ref(relation.table), relation.parent_table + "(" + base::join(relation.columns, ",") + ")",
          std::nullopt);
    key.type = "foreign key";
    key.columns = relation.columns;
    key.references = naming.ref(relation.parent_table);
    key.referenced_columns = relation.parent_columns;
    key.not_enforced = relation.is_virtual;
    key.definition = relation.def;
    return key;
}

model::Routine convert(Function const &function, Naming const &naming) {
    auto const ref = naming.ref(function.name);
    model::Routine routine;
    place(routine, {ref.schema, ""}, ref.name + "(" + function.arguments + ")", function.comment);
    routine.routine_name = ref.name;
    // PostgreSQL's other kinds stand there as in its catalog.
    routine.routine_kind = function.type == "a"   ? "aggregate"
                           : function.type == "w" ? "window"
                                                  : base::to_lower_ascii(function.type);
    routine.arguments = function.arguments;
    routine.result = function.return_type;
    return routine;
}

model::Type convert(Enum const &values, Naming const &naming) {
    model::Type type;
    auto const ref = naming.ref(values.name);
    place(type, {ref.schema, ""}, ref.name, std::nullopt);
    type.type_kind = "enum";
    type.labels = values.values;
    return type;
}

} // namespace scribe::source::tbls
