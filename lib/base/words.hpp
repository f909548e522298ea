// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::base {

/// A word of a text or identifier, and where it stands there (bytes).
struct Word {
    std::size_t offset, length;
    std::string folded; ///< without upper and lower case
};

/// The words of prose and identifiers alike: runs of letters or digits, parted where camelCase begins a new word, where
/// an acronym ends ("HTTPServer": http, server) and between letters and digits. Characters outside of ASCII are
/// letters.
std::vector<Word> split_words(std::string_view text);

/// The letters and digits of a folded word, without accents. Other characters, which split_words leaves in a word when
/// they are outside of ASCII, part it; of some words they leave nothing.
std::vector<std::string> plain_words(std::string_view folded);

/// Edits that make `b` of `a`, where swapping two neighbours is one (optimal string alignment distance), in bytes. When
/// they are more than `most`, some number above it.
std::size_t typing_distance(std::string_view a, std::string_view b,
                            std::size_t most = std::numeric_limits<std::size_t>::max());

/// The same between `a` and the part of `text` that is nearest to it.
std::size_t typing_distance_inside(std::string_view a, std::string_view text);

/// The singular of an English plural in lower case; other words as they are.
std::string singular(std::string_view word);

} // namespace scribe::base
