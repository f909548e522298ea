// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/jobs/work.hpp"

#include <string_view>

namespace scribe::batch {

/// "2/3" is the second of three parts. Throws base::Error(usage) unless 1 <= K <= N.
catalog::Shard parse_shard(std::string_view text);

} // namespace scribe::batch
