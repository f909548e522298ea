// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// What SQL text says of tables and columns, read by PostgreSQL's own grammar (libpg_query, version 15). Nothing here
/// talks to a database, and no text makes it crash: text that is too long, too deep or no SQL gives an error text.
namespace scribe::sql {

/// A table or view. `schema` is empty when neither the text nor Names tells it.
struct TableName {
    std::string schema, table;
    auto operator<=>(TableName const &) const = default;
};

/// A column of a table or view; `schema` as in TableName.
struct ColumnName {
    std::string schema, table, column;
    auto operator<=>(ColumnName const &) const = default;
};

/// Two columns that a statement compares with `=`. A side that is an array means its elements.
struct EquiJoin {
    ColumnName left, right;
    bool left_is_array = false, right_is_array = false;
    bool operator==(EquiJoin const &) const = default;
    auto operator<=>(EquiJoin const &other) const {
        return std::tie(left, right, left_is_array, right_is_array) <=>
               std::tie(other.left, other.right, other.left_is_array, other.right_is_array);
    }
};

/// A column that a statement holds equal to a constant, as the discriminator of a polymorphic pair is.
struct Constant {
    ColumnName column;
    std::string value; ///< without quotes: "Post", "1", "true"
    auto operator<=>(Constant const &) const = default;
};

/// How a statement joins two relations.
struct Join {
    /// All pairs of columns of the two, the left ones of the one and the right ones of the other: several are what a
    /// composite key looks like.
    std::vector<EquiJoin> pairs;
    /// What the same conjunction, and those that it stands in, hold columns of the two relations equal to.
    std::vector<Constant> constants;
    auto operator<=>(Join const &) const = default;
};

/// A column of a query's result.
struct ResultColumn {
    std::string name;
    /// The columns that it is a plain copy of: none when it is computed, one an arm of a UNION.
    std::vector<ColumnName> copies;
    bool operator==(ResultColumn const &) const = default;
};

/// What a text uses. What could be read is there even when `error` says that a part could not.
struct StatementUse {
    std::vector<Join> joins;          ///< each once, those of a query before those of its subqueries
    std::vector<TableName> tables;    ///< that are read, each once, in the order of the text
    std::vector<TableName> writes;    ///< that INSERT, UPDATE, DELETE or MERGE change, each once, in that order
    std::vector<ColumnName> columns;  ///< that are named, each once, by name: `*` names none
    std::vector<ResultColumn> result; ///< of the last statement: a view's columns in order, as far as they are known
    std::string error;                ///< why the text, or the first such part of it, could not be read; else empty
};

/// What the database knows of names: what a column without a table belongs to, what `*` and NATURAL mean. Asked from
/// another thread while analyze() waits for it.
class Names {
public:
    virtual ~Names() = default;
    /// The table or view as the database spells it; with an empty `schema` that of the first schema in the search path
    /// that has one of that name.
    virtual std::optional<TableName> find_table(std::string_view schema, std::string_view table) const = 0;
    /// Its columns in order; a null pointer when they are not known.
    virtual std::vector<std::string> const *columns(TableName const &table) const = 0;
};

/// The most bytes that a text may have.
inline constexpr std::size_t k_most_bytes = std::size_t{64} * 1024;

/// The joins between columns of tables in SQL text, of one statement or several: of ON, USING, NATURAL, WHERE, IN,
/// EXISTS and `= ANY`, followed through aliases, subqueries, common table expressions and set operations. Bodies of
/// views, rules, policies and functions in SQL and PL/pgSQL count as well. Conditions under OR and NOT are no joins.
StatementUse analyze(std::string_view text, Names const &names);

/// A function or procedure as catalogs hold it.
struct RoutineText {
    std::string arguments; ///< with names, modes and defaults, as pg_get_function_arguments prints them
    std::string result;    ///< as pg_get_function_result prints it; empty for procedures
    std::string language;
    std::string body;
    TableName trigger_table{}; ///< of a trigger's function, when known: what NEW and OLD are rows of
};

/// As analyze(), of a routine's body. Languages other than SQL and PL/pgSQL use nothing that can be read.
StatementUse analyze_routine(RoutineText const &routine, Names const &names);

/// The statements of an SQL file, without the semicolons between them; of any length.
/// Throws base::Error(config) with what is wrong and where when a quote or a comment is not closed.
std::vector<std::string> split_statements(std::string const &text);

} // namespace scribe::sql
