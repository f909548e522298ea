// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/objects.hpp"
#include "model/relationship.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Relationships that relate found or people made, and what people decided about them.
namespace scribe::catalog {

/// The id of a relationship: a hash of the source's name, both ends and the value of the type column.
std::int64_t relationship_id(std::string_view source, model::Relationship const &relationship);
/// As people write it: 16 hexadecimal digits.
std::string relationship_id_text(std::int64_t id);
/// The reverse; nothing for another text.
std::optional<std::int64_t> parse_relationship_id(std::string_view text);

/// How many relationships a run found, and what became of them.
struct FoundSummary {
    std::int64_t declared = 0, found = 0, near_misses = 0;
    std::int64_t added = 0, removed = 0; ///< among those found, since the run before
    std::int64_t rejected = 0;           ///< found again, and left out because somebody rejected them
};

/// Stores what a run found in place of what the run before found, in one transaction. Decisions stay: what was
/// accepted, rejected or made by a person is kept whether it was found again or not, and takes the new figures. What
/// was said of one that a foreign key declares since comes back when the key goes.
FoundSummary save_found(Store &store, SourceRow const &source, std::vector<model::Relationship> const &found);

struct RelationshipRow {
    std::int64_t id = 0;
    std::string source;
    model::Relationship relationship;
};

struct RelationshipQuery {
    std::string source{};
    std::vector<model::RefPattern> patterns{}; ///< tables or columns at either end; empty: all
    model::ObjectFilter filter{};
    std::vector<std::string> statuses{}, decisions{}, cardinalities{}; ///< empty: all
    double min_confidence = 0.5, max_confidence = 1;
    bool rejected = false; ///< also rejected ones, unless `decisions` says which
    enum class Sort { name, confidence, orphans } sort = Sort::name;
    std::int64_t limit = 50; ///< 0 = all
    std::int64_t offset = 0;
};

/// True when the patterns select the table of this end or one of its columns.
bool selects_end(std::vector<model::RefPattern> const &patterns, std::string_view source,
                 model::RelationshipEnd const &end);

/// Gives the relationships in the order asked for. Returns how many there are in all.
std::int64_t list_relationships(Store &store, RelationshipQuery const &query,
                                std::function<void(RelationshipRow &&)> const &row);
/// What no key declares and nobody rejected, with the table at either end: of 0.5 and above in confidence, or accepted.
std::vector<RelationshipRow> relationships_of(Store &store, SourceRow const &source, model::Ref const &table);
/// What people rejected, also before a foreign key declared it.
std::vector<model::Relationship> rejected_relationships(Store &store, SourceRow const &source);
std::optional<RelationshipRow> find_relationship(Store &store, std::int64_t id);

/// One change to a relationship, as it was when it was read; nothing in `after`: it goes.
struct RelationshipChange {
    SourceRow source;
    std::optional<model::Relationship> before, after;
};

/// The foreign key with what people say, as they say it of a relationship that no key declares; nothing: nothing.
model::Relationship under_key(model::Relationship key, std::optional<model::Relationship> const &said);

/// Stores the changes as one change set. What other commands changed since `before` was read stays where this one
/// changes something else; base::Error(differs), and nothing is stored, where a relationship was made, removed or
/// declared since. Returns how many relationships changed.
int change_relationships(Store &store, std::vector<RelationshipChange> const &changes, std::string_view author,
                         std::string_view command);

/// Stores the relationship of that id (nothing: removes it) in the transaction that the caller has open; events are
/// the caller's.
void put_relationship(Store &store, SourceRow const &source, std::int64_t id,
                      std::optional<model::Relationship> const &relationship);

/// Gives the relationships of a table, view or column their ends under its new name, with all that is known of them, in
/// the transaction that the caller has open. Where one of the new name is there already, what a person said of it
/// stays, else it takes what was said of the old one.
void rename_ends(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to);

} // namespace scribe::catalog
