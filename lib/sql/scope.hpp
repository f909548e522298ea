// SPDX-License-Identifier: MIT
#pragma once

#include "sql/statement.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::sql {

/// Thrown when a text asks for more work than any honest one does.
struct TooMuch : std::runtime_error {
    TooMuch() : std::runtime_error("it takes too much work to follow its columns") {}
};

/// The work that one text may make: 64 kB of nested `SELECT *` would multiply without it.
class Budget {
public:
    void spend(std::size_t steps = 1) {
        if (steps > m_left) throw TooMuch{};
        m_left -= steps;
    }

private:
    std::size_t m_left = 4'000'000;
};

/// A column of one use of a table in the text: `instance` numbers the uses, so that a table joined to itself is two.
struct Source {
    std::size_t instance = 0;
    std::string column;
    bool is_array = false; ///< the array's elements are meant
    bool operator==(Source const &) const = default;
};

/// The columns that a value may be a plain copy of: one, or one an arm of a UNION; empty when it is computed.
using Sources = std::vector<Source>;

/// Adds those that are not there yet; a UNION of more than a few arms tells nothing more.
void add_sources(Sources &to, Sources const &from);

struct Output {
    std::string name;
    Sources sources;
};

/// The columns of something that stands in FROM.
struct Shape {
    std::vector<Output> outputs;
    /// Uses of tables whose columns are not known: what `outputs` lacks is one of theirs.
    std::vector<std::size_t> open;
    /// A function's result or the like: it may have any column.
    bool opaque = false;

    /// The output of that name: upper and lower case are the same where no other is meant.
    Output const *find(std::string_view name, Budget &budget) const;
    /// What the column is a copy of.
    Sources sources(std::string_view name, Budget &budget) const;
    bool may_have_more() const { return opaque || !open.empty(); }
    void add(Output output);
    /// Adds all columns of the other.
    void add_all(Shape const &other, Budget &budget);
    /// Names the first columns anew, as `AS t (a, b)` does.
    void rename(std::vector<std::string> const &names);
};

using ShapePtr = std::shared_ptr<Shape const>;

/// What a name before a dot stands for in a query.
struct Relation {
    std::string name;
    std::string schema; ///< of a table without an alias
    ShapePtr shape;
    bool by_name_only = false; ///< columns without its name are not searched here: NEW, OLD, EXCLUDED
};

/// The names that an expression may use: those of its query, then those of the queries around it.
struct Scope {
    explicit Scope(Scope const *around) : outer(around) {}

    /// The common table expression of that name.
    ShapePtr find_table(std::string_view name) const;
    Relation const *find_relation(std::string_view schema, std::string_view name, Budget &budget) const;
    /// A column without the name of its table: nothing when it is ambiguous.
    Sources find_column(std::string_view name, Budget &budget) const;
    /// All columns, as `SELECT *` has them.
    Shape all_columns(Budget &budget) const;

    std::map<std::string, ShapePtr, std::less<>> tables;
    std::vector<Relation> relations;
    std::vector<Output> merged; ///< columns of USING and NATURAL
    Scope const *outer;
};

} // namespace scribe::sql
