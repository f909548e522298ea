// SPDX-License-Identifier: MIT
#pragma once

#include "base/log.hpp"
#include "source/source.hpp"

namespace scribe::cli {

/// How often a scan begins anew while others change or lock what it reads.
inline constexpr int k_most_tries = 5;

/// Scans again, from the beginning, when something was dropped meanwhile or is locked; what `action` did must not count
/// then. Throws what the last try throws.
template <typename Action> void unless_changed(Action const &action) {
    for (int again = 1; again < k_most_tries; ++again) {
        try {
            return action();
        } catch (source::ChangedError const &error) {
            base::log::debug("{}; once more", error.what());
        }
    }
    action();
}

} // namespace scribe::cli
