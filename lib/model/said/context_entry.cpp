// SPDX-License-Identifier: MIT
#include "model/said/context_entry.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace scribe::model {

namespace {

/// True when commas part the items as line breaks do: no term or tag has one in it.
bool is_of_words(std::string_view field) { return field == "terms" || field == "tags"; }

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (auto const &raw : base::split(text, '\n')) {
        auto const line = base::trim(raw);
        if (!line.empty() && std::ranges::find(lines, line) == lines.end()) lines.emplace_back(line);
    }
    return lines;
}

} // namespace

std::string_view context_title(std::string_view field) {
    static std::map<std::string_view, std::string_view> const k_titles = {
        {"description", "description"}, {"rules", "business rules"}, {"sources", "data sources"}, {"usage", "usage"},
        {"examples", "examples"},       {"terms", "glossary terms"}, {"owner", "owned by"},       {"tags", "tags"},
        {"sensitivity", "sensitivity"}};
    auto const found = k_titles.find(field);
    return found == k_titles.end() ? field : found->second;
}

bool is_context_list(std::string_view field) {
    return field == "sources" || field == "examples" || field == "owner" || is_of_words(field);
}

std::string normal_context(std::string_view field, std::string_view text) {
    auto clean = base::sanitize_utf8(text);
    std::erase(clean, '\0');
    std::string unix_lines;
    for (std::size_t i = 0; i < clean.size(); ++i) {
        if (clean[i] != '\r') unix_lines.push_back(clean[i]);
        else if (i + 1 == clean.size() || clean[i + 1] != '\n') unix_lines.push_back('\n');
    }
    if (!is_context_list(field)) return std::string{base::trim(unix_lines)};
    if (is_of_words(field))
        std::ranges::replace_if(
            unix_lines, [](char c) { return c == ',' || c == ';'; }, '\n');
    return base::join(lines_of(unix_lines), "\n");
}

std::string merge_context(std::string_view field, std::string const &known, std::string const &added) {
    if (known.empty() || added.empty()) return known.empty() ? added : known;
    if (field == "sensitivity") return known;
    if (is_context_list(field)) return base::join(lines_of(known + "\n" + added), "\n");
    return known.find(added) != std::string::npos ? known : known + "\n\n" + added;
}

} // namespace scribe::model
