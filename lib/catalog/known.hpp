// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/reader.hpp"

#include <cstdint>
#include <string_view>

// What another catalog knew of the objects of a source, taken over from its file.
namespace scribe::catalog {

/// What became of what the file says.
struct TakenOver {
    std::int64_t relationships = 0, labels = 0; ///< that are new here or other than before
    std::int64_t texts = 0;                     ///< likewise: descriptions, what people say, terms of the glossary
    std::int64_t kept = 0;                      ///< that a person decided otherwise in this catalog: those stay
};

/// Stores it as one change set of that command; nothing differs: there is none. What a person changed here, undid or
/// removed stays as it is; what only `command` or another of its kind ("scan json:...") stored follows the file.
TakenOver take_over(Store &store, SourceRow const &source, model::Known const &known, std::string_view author,
                    std::string_view command);
/// What that would do; writes nothing.
TakenOver preview_take_over(Store &store, SourceRow const &source, model::Known const &known);

} // namespace scribe::catalog
