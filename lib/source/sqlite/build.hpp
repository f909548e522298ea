// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"
#include "source/sqlite/relation.hpp"

namespace scribe::source::sqlite {

/// Makes text valid UTF-8 and counts what had to be repaired.
class Cleaner {
public:
    std::string operator()(std::string_view text);
    std::size_t repaired = 0;
};

/// Model objects of one relation. All are pure: what they need was loaded before.
model::Table build_table(Relation const &relation, Cleaner &clean);
model::View build_view(Relation const &relation, Relations const &relations, Cleaner &clean);
std::vector<model::Column> build_columns(Relation const &relation, Cleaner &clean);
std::vector<model::Trigger> build_triggers(Relation const &relation, Cleaner &clean);

/// The module of the virtual table that keeps its data in this shadow table (NAME_content is one of NAME).
std::string shadow_module(Relation const &shadow, Relations const &relations);

/// Constraints, and the indexes with the names of those they serve.
struct Keys {
    std::vector<model::Constraint> constraints;
    std::vector<model::Index> indexes;
    std::vector<std::string> notes; ///< what is wrong with them, for the user
};
Keys build_keys(Relation const &relation, Relations const &relations, Cleaner &clean);

/// Name of the only schema.
inline constexpr char const *k_schema = "main";

} // namespace scribe::source::sqlite
