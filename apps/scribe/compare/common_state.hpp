// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/filter.hpp"
#include "model/reader.hpp"

#include <memory>
#include <utility>

namespace scribe::cli {

class Side;

/// A state that two sides were brought to: a catalog of its own and its reader.
struct CommonState {
    catalog::Store store;
    std::unique_ptr<model::ModelReader> reader;
};

/// Both states as a schema.json of tbls tells them (source/tbls/common_form.hpp), for sides of which at least one comes
/// from such a file. Objects of extensions, which tbls does not tell apart, are left out.
std::pair<CommonState, CommonState> as_tbls_tells(Side &before, Side &after, model::ObjectFilter const &filter);

} // namespace scribe::cli
