// SPDX-License-Identifier: MIT
#pragma once

#include "diff/renames/code_words.hpp"
#include "diff/renames/names.hpp"

namespace scribe::diff {

/// What is known of new names while more of them are looked for.
struct Known {
    void add(model::Record const &before, model::Record const &after) {
        names.add(before, after);
        all_words.names.insert_or_assign(before.name, after.name);
        if (before.kind == model::Kind::column) return;
        words.names.insert_or_assign(before.name, after.name);
        if (before.schema != after.schema) words.schemas.insert_or_assign({before.schema, before.name}, after.schema);
    }

    Names names;
    NewWords words;
    NewWords all_words; ///< those of columns, too
};

} // namespace scribe::diff
