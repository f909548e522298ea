// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"
#include "diff/renames/names.hpp"
#include "model/objects.hpp"

#include <set>
#include <string>

namespace scribe::diff::ddl {

/// Tables that stay as they are because only making them anew would change them, and what is below these.
struct MadeAnew {
    std::set<model::Ref> tables;        ///< the tables themselves
    std::set<model::Ref> foreign;       ///< those of them that stay foreign
    std::set<model::Ref> to_be_foreign; ///< those that should be
    std::set<model::Ref> fixed;         ///< their keys and indexes stay: partitioned or foreign ones, and partitions
    std::set<model::Ref> out;           ///< new tables below them: not made
    std::set<model::Ref> kept;          ///< old tables below them that should go: they stay
    std::set<model::Ref> placed;        ///< other tables below them, before or after: they stay where they are
};

/// The table that a change is about, by its new name; empty: none.
model::Ref table_of(Change const &change, Names const &names);
/// A changed table that becomes partitioned or is no longer, gets another partition key, or becomes foreign or is no
/// longer.
bool changes_kind(Change const &change);
/// Takes that out of the change, and what goes with it. What is left, for people.
std::string keep_kind(Change &change);
/// Takes another parent or other bounds out of the change of a table. True when there was something.
bool keep_place(Change &change, Names const &names);
/// Takes out of the change of a part what its table cannot have, being one that is kept as it is. True when nothing is
/// left. `by_parent`: the same is done to the table above.
bool keep_part(Change &change, model::Ref const &table, MadeAnew const &anew, bool by_parent, std::int64_t version);
/// The code that a part of a table that stays may need.
std::string needs_of_left(model::Record const &record);

} // namespace scribe::diff::ddl
