// SPDX-License-Identifier: MIT
#pragma once

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace scribe::profile {

/// The keyed hash of a value by which it is told from others. `bytes` is the length of all of it: of what was cut, the
/// length tells apart values that begin alike.
inline std::uint64_t hash_value(std::string_view text, std::int64_t bytes, std::uint64_t key) {
    auto const hash = XXH3_64bits_withSeed(text.data(), text.size(), key);
    auto const size = static_cast<std::int64_t>(text.size());
    return bytes == size ? hash : XXH64(&bytes, sizeof bytes, hash);
}

/// Adds the next hash to that of a row.
inline std::uint64_t mix_hash(std::uint64_t row, std::uint64_t value) {
    return (((row << 5) | (row >> 59)) ^ value) * 0x9e3779b97f4a7c15U;
}

} // namespace scribe::profile
