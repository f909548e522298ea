// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::sql {

/// The text with $n in place of its constants and parameters, without comments, and of lists of them only the first:
/// IN (1, 2, 3), ARRAY[1, 2], VALUES (1, 'a'), (2, 'b'). A statement with many values has as few words as one with two.
/// Of text of any length, in any state.
std::string fold_lists(std::string_view text);

} // namespace scribe::sql
