// SPDX-License-Identifier: MIT
#include "base/parse/array_text.hpp"

#include <string>

namespace scribe::base {

namespace {

/// Reads the element that begins at `at` into `found`, and moves behind it. False when its quote is not closed.
bool read_element(std::string_view text, std::size_t &at, std::string &found) {
    found.clear();
    if (text[at] != '"') {
        for (; at < text.size() && text[at] != ',' && text[at] != '}'; ++at) found += text[at];
        return true;
    }
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        found += text[at];
    }
    return at++ < text.size();
}

} // namespace

bool read_array(std::string_view text, std::function<void(std::string_view element, bool null)> const &element) {
    if (text.starts_with('[')) {
        auto const from = text.find("={");
        if (from == std::string_view::npos) return false;
        text.remove_prefix(from + 1);
    }
    std::string found;
    std::size_t at = 0;
    int depth = 0;
    while (at < text.size()) {
        auto const c = text[at];
        if (c == '{') ++depth;
        else if (c == '}' && --depth == 0) return at + 1 == text.size();
        if (depth <= 0) return false;
        if (c == '{' || c == '}' || c == ',') {
            ++at;
            continue;
        }
        if (!read_element(text, at, found)) return false;
        element(found, c != '"' && found == "NULL");
    }
    return false;
}

} // namespace scribe::base
