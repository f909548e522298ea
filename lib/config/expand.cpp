// SPDX-License-Identifier: MIT
#include "config/expand.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::config {

namespace {

/// A text of references to a long variable would grow beyond all bounds.
constexpr std::size_t k_most_bytes = 65'536;

bool is_name(std::string_view name) {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !name.empty() && letter(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

/// Replaces one reference: what stands between ${ and }.
void expand_reference(std::string_view inside, Environment const &environment, Expanded &result) {
    auto const mark = inside.find(":-");
    std::string const name{inside.substr(0, mark)};
    if (!is_name(name)) {
        result.fault =
            fmt::format("\"${{{}}}\" names no environment variable", base::fit_width(base::single_line(name), 40));
        return;
    }
    if (auto const value = environment(name.c_str()); value && !value->empty()) result.text += *value;
    else if (mark != std::string_view::npos) result.text += inside.substr(mark + 2);
    else if (result.unset.empty()) result.unset = name;
}

} // namespace

Expanded expand(std::string_view text, Environment const &environment) {
    Expanded result;
    while (result.fault.empty()) {
        auto const dollar = text.find("${");
        if (dollar == std::string_view::npos) break;
        if (dollar > 0 && text[dollar - 1] == '$') {
            result.text += text.substr(0, dollar);
            result.text += '{';
            text.remove_prefix(dollar + 2);
            continue;
        }
        auto const end = text.find('}', dollar);
        if (end == std::string_view::npos) {
            result.fault = "\"${\" without \"}\"";
            break;
        }
        result.text += text.substr(0, dollar);
        expand_reference(text.substr(dollar + 2, end - dollar - 2), environment, result);
        text.remove_prefix(end + 1);
        if (result.text.size() > k_most_bytes) result.fault = "the value is too long";
    }
    result.text += text;
    return result;
}

} // namespace scribe::config
