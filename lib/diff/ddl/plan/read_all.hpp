// SPDX-License-Identifier: MIT
#pragma once

#include "model/reader.hpp"
#include "model/record.hpp"

#include <array>
#include <vector>

namespace scribe::diff::ddl {

/// The records of one kind that are wanted.
template <typename Wanted>
std::vector<model::Record> read_all(model::ModelReader &reader, model::Kind kind, Wanted const &wanted) {
    std::vector<model::Record> records;
    auto const cursor = reader.read(kind);
    model::Record record;
    while (cursor->next(record)) {
        if (wanted(record)) records.push_back(record);
    }
    return records;
}

/// What tables and views have of their own.
inline constexpr std::array k_part_kinds = {model::Kind::column,  model::Kind::constraint, model::Kind::index,
                                            model::Kind::trigger, model::Kind::rule,       model::Kind::policy};

} // namespace scribe::diff::ddl
