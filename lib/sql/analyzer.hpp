// SPDX-License-Identifier: MIT
#pragma once

#include "sql/facts.hpp"
#include "sql/scope.hpp"
#include "sql/statement.hpp"
#include "sql/tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::sql {

/// Walks parse trees with the names that each place may use, and collects what is read and compared. Runs on the deep
/// stack.
class Analyzer {
public:
    explicit Analyzer(Names const &names) : m_names(names) {}

    void read_text(std::string_view text);
    void read_routine(RoutineText const &routine);
    /// The first error is the one that counts.
    void fail(std::string_view error);
    /// What was found.
    StatementUse use();

private:
    /// One query level: common table expressions are seen by subqueries in FROM, its tables only by LATERAL ones.
    struct Query {
        Query(Scope const *outer, Conjunction &conditions) : with(outer), scope(&with), where(conditions) {}
        Query(Query const &) = delete;
        Query &operator=(Query const &) = delete;
        Scope with, scope;
        Conjunction &where;
    };
    /// A recursive common table expression while its first arm is all that is known of it.
    struct Recursion {
        std::string_view name;
        std::vector<std::string> columns;
    };
    /// A side of a comparison.
    struct Operand {
        Sources sources;
        std::optional<std::string> constant;
        std::vector<Operand> items; ///< of (a, b) and ARRAY[a, b]
    };

    // statements.cpp
    Shape statement(Node const &node, Scope const *outer, Conjunction const *around);
    /// The statement changes this table.
    void add_write(Node const &range_var);
    /// The columns of it that the statement sets.
    void add_written_columns(Node const &targets);
    Shape insert(Node const &node, Scope const *outer, Conjunction const *around);
    Shape change(Node const &node, Scope const *outer, Conjunction const *around);
    Shape merge(Node const &node, Scope const *outer, Conjunction const *around);
    void rule(Node const &node, Scope const *outer);
    void policy(Node const &node, Scope const *outer);
    void add_row_names(Scope &scope, Conjunction const &home, Node const &range_var);

    // select.cpp
    Shape select(Node const &node, Scope const *outer, Conjunction const *around, Recursion const *recursion = nullptr);
    Shape set_operation(Node const &node, Query &query, Recursion const *recursion);
    Shape values(Node const &node, Query &query);
    Shape targets(Node const &list, Scope const &scope, Conjunction &conjunction);
    void with_clause(Node const &clause, Query &query);

    // from.cpp
    ShapePtr table(TableName const &written, Conjunction const &home, bool is_read);
    void from(Node const &item, Query &query, Conjunction &conjunction);
    void from_table(Node const &range_var, Query &query, Conjunction const &home, bool is_read = true);
    void from_join(Node const &join, Query &query, Conjunction &conjunction);
    void from_function(Node const &function, Query &query, Conjunction &conjunction);
    void join_using(std::string_view column, Node const &join, Query &query, Conjunction &on, std::size_t begin,
                    std::size_t middle);
    void join_natural(Node const &join, Query &query, Conjunction &on, std::size_t begin, std::size_t middle);
    void join_alias(Node const &alias, Query &query, std::size_t begin);

    // conditions.cpp
    void condition(Node const &node, Scope const &scope, Conjunction &conjunction);
    void comparison(Node const &node, Scope const &scope, Conjunction &conjunction);
    void element_of(Operand const &element, Operand const &array, Conjunction &conjunction);
    void compare(Operand const &left, Operand const &right, Conjunction &conjunction);
    Shape sublink(Node const &node, Scope const &scope, Conjunction &conjunction);
    void case_expression(Node const &node, Scope const &scope, Conjunction &conjunction);
    /// Finds the subqueries in any part of a tree.
    void expression(Node const &node, Scope const &scope, Conjunction &conjunction);
    Operand operand(Node const &node, Scope const &scope, Conjunction &conjunction);
    Sources column(Node const &column_ref, Scope const &scope);
    /// As column(), of one that the text names: it counts as used.
    Sources named_column(Node const &column_ref, Scope const &scope);

    // routines.cpp
    /// CREATE FUNCTION or DO, which `text` holds alone.
    void function(Node const &node, std::string_view text);
    void sql_body(Node const &node);
    void plpgsql(Node const &node);
    /// A query or expression of a body, and the variable that its rows go to.
    void plpgsql_query(std::string_view text, std::string_view row = {});

    /// Gives the columns of the last one's result.
    Shape read_statements(Tree const &tree, std::string_view text);

    Names const &m_names;
    Budget m_budget;
    Facts m_facts;
    Scope m_surroundings{nullptr}; ///< variables of rows: NEW and OLD, those of PL/pgSQL
    int m_depth = 0;               ///< texts within texts
    Shape m_result;                ///< of the last statement of the text itself
    std::string m_error;
};

/// What the value is without its casts and collations.
Node const &bare(Node const &value);
/// The text of a constant without quotes; nothing for NULL.
std::optional<std::string> constant_text(Node const &constant);

/// The words of a list of names: ["public", "orders"].
std::vector<std::string> words_of(Node const &list);
/// The last word of a list of names, as OPERATOR(public.=) is "=".
std::string_view last_word(Node const &list);

} // namespace scribe::sql
