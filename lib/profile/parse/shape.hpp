// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace scribe::profile {

/// What one look at the characters of a text tells.
struct Shape {
    static constexpr std::size_t k_most_runs = 16;

    std::int64_t characters = 0; ///< of all of it
    // The rest is of the first 1,000 bytes; these count characters.
    std::uint32_t upper = 0, lower = 0, digits = 0, spaces = 0, punctuation = 0, controls = 0, non_ascii = 0;
    std::uint32_t hex = 0; ///< 0-9, a-f, A-F
    /// Runs of A, a, 9 or one other character, and how long they are (255: or longer). Characters outside of ASCII
    /// count as a. `runs` is 0 when there are more than fit, or the text is longer than 64 bytes.
    std::size_t runs = 0;
    std::array<char, k_most_runs> run{};
    std::array<std::uint8_t, k_most_runs> length{};

    std::uint32_t looked_at() const { return upper + lower + digits + spaces + punctuation + controls + non_ascii; }
};

/// The shape of a text.
Shape shape_of(std::string_view text);

} // namespace scribe::profile
