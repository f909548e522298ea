// SPDX-License-Identifier: MIT
#include "batch/shard.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace scribe::batch {

catalog::Shard parse_shard(std::string_view text) {
    constexpr std::int64_t k_most = 1'000'000;
    auto const slash = text.find('/');
    if (slash != std::string_view::npos) {
        auto const number = base::parse_int(text.substr(0, slash));
        auto const of = base::parse_int(text.substr(slash + 1));
        if (number && of && *number >= 1 && *number <= *of && *of <= k_most) return {*number, *of};
    }
    throw base::Error(base::ExitCode::usage, fmt::format("--shard {}: no part of a whole", base::single_line(text)),
                      "--shard 1/3, --shard 2/3 and --shard 3/3 together do everything");
}

} // namespace scribe::batch
