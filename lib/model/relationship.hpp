// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// That rows of one table stand for rows of another: declared by a foreign key, or found by `scribe relate`.
namespace scribe::model {

/// One end of a relationship.
struct RelationshipEnd {
    std::string schema, table;
    std::vector<std::string> columns;
    auto operator<=>(RelationshipEnd const &) const = default;
};

/// How many rows of the referring table a referred row has, over the rows that were looked at.
struct FanOut {
    double minimum = 0, average = 0, maximum = 0;
    bool operator==(FanOut const &) const = default;
};

/// From the referring columns (the child's) to the referred key (the parent's).
struct Relationship {
    RelationshipEnd from, to;
    std::string status;   ///< declared | observed (queries join so) | inferred | manual
    std::string decision; ///< open | accepted | rejected
    double confidence = 0;
    std::string cardinality;       ///< N:1 | 1:1 | N:M
    bool optional = false;         ///< a child may have no parent: the columns may be NULL
    bool parent_mandatory = false; ///< every parent that was looked at has a child
    /// Polymorphic: it holds only where this column of the child has this value; empty otherwise.
    std::string type_column, type_value;
    bool array = false;                  ///< the child's column is an array of keys
    std::string name;                    ///< of the constraint, or as a person calls it
    std::string condition;               ///< manual: the join condition as SQL, when it is more than equal columns
    std::string rule;                    ///< manual: the business rule, as text
    std::vector<std::string> evidence;   ///< in words, the strongest first; no value of a column is in it
    std::string against;                 ///< of a near miss: what spoke most against it
    std::int64_t probed = 0, missed = 0; ///< distinct values of the child looked up in the parent, and not found there
    std::int64_t rows_probed = 0;        ///< rows of the child that those values were taken from; 0: not known
    bool complete = false;               ///< all rows, and all their values
    double orphans = 0;                  ///< share of those rows whose value the parent has not
    bool orphans_known = false;
    FanOut fan_out;
    /// Of a declared one: as people left it before a foreign key declared it, as JSON; empty when they said nothing.
    std::string said;
    bool operator==(Relationship const &) const = default;
};

/// Sorted by the ends: schema, table, columns of the child, then of the parent, then the value of the type column.
bool operator<(Relationship const &a, Relationship const &b);

/// As compact JSON, members at their default left out.
std::string relationship_to_json(Relationship const &relationship);
/// The reverse. Throws base::Error(catalog) when the text is not what the former wrote.
Relationship relationship_from_json(std::string_view json);

/// "2.2 %": a share for people.
std::string share_text(double share);

/// "a.b(c, d) -> e.f(g, h)": how messages name it.
std::string relationship_text(Relationship const &relationship);

/// Gives relationships one by one, sorted.
class RelationshipCursor {
public:
    virtual ~RelationshipCursor() = default;
    /// Fills `relationship` with the next one; false at the end.
    virtual bool next(Relationship &relationship) = 0;
};

} // namespace scribe::model
