// SPDX-License-Identifier: MIT
#pragma once

#include "model/code/query.hpp"

#include <cstdint>
#include <string_view>

namespace scribe::workload {

/// A statement as the catalog keeps it: with its fingerprint, without its constants and comments. Of a text that is not
/// all there, `bytes` and `hash` tell of the whole one; 0: it is all there.
model::Query read_query(std::string_view text, std::int64_t bytes = 0, std::int64_t hash = 0);

/// A statement of which the server gives no more than its id.
model::Query unread_query(std::int64_t queryid);

} // namespace scribe::workload
