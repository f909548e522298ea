// SPDX-License-Identifier: MIT
#include "base/parse/passwords.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace scribe::base {

namespace {

constexpr std::string_view k_hidden = "***";
constexpr std::string_view k_ends = " \t\r\n\"";

/// Where a URL or value that begins at `start` ends in a message.
std::size_t end_of(std::string_view text, std::size_t start, std::string_view ends) {
    return std::min(text.find_first_of(ends, start), text.size());
}

void hide_in_urls(std::string &text) {
    constexpr std::string_view k_mark = "://";
    for (auto at = text.find(k_mark); at != std::string::npos; at = text.find(k_mark, at)) {
        at += k_mark.size();
        auto const url = std::string_view{text}.substr(at, end_of(text, at, k_ends) - at);
        auto const colon = url.find(':');
        auto const host = url.rfind('@');
        if (colon == std::string_view::npos || host == std::string_view::npos || colon > host) continue;
        text.replace(at + colon + 1, host - colon - 1, k_hidden);
    }
}

void hide_values(std::string &text) {
    constexpr std::string_view k_keyword = "password";
    auto folded = to_lower_ascii(text);
    for (auto at = folded.find(k_keyword); at != std::string::npos; at = folded.find(k_keyword, at)) {
        at += k_keyword.size();
        auto start = std::min(folded.find_first_not_of(' ', at), folded.size());
        if (start == folded.size() || folded[start] != '=') continue;
        start = std::min(folded.find_first_not_of(' ', start + 1), folded.size());
        if (start == folded.size()) return;
        auto end = end_of(folded, start, " \t\r\n\"&");
        if (start < folded.size() && folded[start] == '\'') {
            end = start + 1;
            while (end < folded.size() && folded[end] != '\'') end += folded[end] == '\\' ? 2U : 1U;
            end = std::min(end + 1, folded.size());
        }
        text.replace(start, end - start, k_hidden);
        folded.replace(start, end - start, k_hidden);
        at = start + k_hidden.size();
    }
}

} // namespace

std::string hide_passwords(std::string_view text) {
    std::string out{text};
    hide_in_urls(out);
    hide_values(out);
    return out;
}

} // namespace scribe::base
