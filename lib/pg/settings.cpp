// SPDX-License-Identifier: MIT
#include "pg/settings.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace scribe::pg {

namespace {

/// Parts at blanks; a backslash takes a blank in.
std::vector<std::string_view> words_of(std::string_view options) {
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= options.size(); ++at) {
        if (at < options.size() && options[at] == '\\') {
            ++at;
            continue;
        }
        if (at < options.size() && options[at] != ' ' && options[at] != '\t' && options[at] != '\n') continue;
        if (at > begin) words.push_back(options.substr(begin, at - begin));
        begin = at + 1;
    }
    if (begin < options.size()) words.push_back(options.substr(begin)); // a backslash ends it
    return words;
}

} // namespace

bool is_secret_setting(std::string_view name) {
    constexpr std::array<std::string_view, 8> k_words = {"secret", "passw",  "passphrase", "pwd",
                                                         "token",  "apikey", "api_key",    "credential"};
    if (name.find('.') == std::string_view::npos) return false;
    auto const lower = base::to_lower_ascii(name);
    return std::any_of(k_words.begin(), k_words.end(),
                       [&](auto word) { return lower.find(word) != std::string::npos; });
}

std::string without_secret_settings(std::string_view options) {
    auto const words = words_of(options);
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < words.size(); ++i) {
        // The server takes "-c name=value", "-cname=value" and "--name=value".
        auto const flag = words[i].substr(0, 2);
        bool const apart = words[i] == "-c" && i + 1 < words.size();
        auto const setting = apart ? words[i + 1] : flag == "-c" || flag == "--" ? words[i].substr(2) : "";
        if (!is_secret_setting(setting.substr(0, setting.find('=')))) {
            kept.emplace_back(words[i]);
            if (apart) kept.emplace_back(words[i + 1]);
        }
        if (apart) ++i;
    }
    return base::join(kept, " ");
}

} // namespace scribe::pg
