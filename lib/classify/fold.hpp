// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::classify {

/// The text as words are compared: without case, accents and ligatures ("Müller", "MULLER" and "muller" are the same).
/// Malformed UTF-8 is only lowered in ASCII.
std::string fold(std::string_view text);

/// The letters-only words of a folded value. Apostrophes and full stops within belong to a word and are dropped
/// ("O'Neil", "J."); hyphens part words. `other` becomes true when there is anything but words and blanks , ; .
/// between them.
std::vector<std::string> value_words(std::string_view folded, bool &other);

} // namespace scribe::classify
