// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"
#include "diff/rights.hpp"

#include <string>
#include <utility>
#include <vector>

namespace scribe::diff {

/// A removed and an added object that are the same but for their names: places in the two lists.
struct Rename {
    std::size_t removed, added;
};

/// Tables, views and columns that were renamed, as far as their content tells: the same kind, schema and (columns)
/// table, equal bodies and comments, the same place among the columns that stayed; tables and views with equal columns,
/// where names of others that were renamed in the same step are equal too. Likewise tables and views that have their
/// name in another schema now; where more than one would fit, or a new name in the old schema, none is named. Where
/// several tables would fit, the names of their parts decide, and then words that only one old and one new name share;
/// else none is named. A table that has other columns as well, half of the old ones at least, is the one of the same
/// number (oid) in the server. Where several columns would fit, none is named unless they all stand where one was
/// before. Both lists hold the parts of tables too. Tables and views come first.
std::vector<Rename> find_renames(std::vector<model::Record const *> const &removed,
                                 std::vector<model::Record const *> const &added);

/// Labels of an enum that have another name now: as many as before, and where others stand those were there. Old and
/// new names; none where labels moved as well.
std::vector<std::pair<std::string, std::string>> renamed_labels(std::vector<std::string> const &before,
                                                                std::vector<std::string> const &after);

/// Joins what find_renames finds in changes that are not judged yet, and drops the changes that follow from a new name
/// alone (a foreign key that refers to it). `kept` is not compared.
void apply_renames(std::vector<Change> &changes, KeptRights kept = {});

} // namespace scribe::diff
