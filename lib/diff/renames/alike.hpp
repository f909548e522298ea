// SPDX-License-Identifier: MIT
#pragma once

#include "diff/renames/renames.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace scribe::diff {

using Records = std::vector<model::Record const *>;
/// What is the same when one is the other renamed -> places in the list.
using Candidates = std::map<std::string, std::vector<std::size_t>>;

inline bool is_relation(model::Kind kind) { return kind == model::Kind::table || kind == model::Kind::view; }

/// The number that the server knows a table by; a new name leaves it as it is.
inline std::optional<std::int64_t> number_of(model::Record const &record) {
    return record.kind == model::Kind::table && record.stats ? record.stats->oid : std::nullopt;
}

/// What tells tables of the same columns apart when they get other names.
enum class Likeness {
    parts, ///< the names of their parts other than columns: servers keep them when a table is renamed
    words, ///< words of their own names
};

/// Several of the same content: adds the pairs of which each is the other's likest.
void match_alike(Candidates const &removed, Candidates const &added, Records const &old_records,
                 Records const &new_records, Likeness likeness, std::vector<Rename> &renames);

} // namespace scribe::diff
