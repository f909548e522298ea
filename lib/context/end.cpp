// SPDX-License-Identifier: MIT
#include "context/end.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

namespace scribe::context {

namespace {

[[noreturn]] void bad_end(std::string_view text, std::string_view why) {
    throw base::Error(base::ExitCode::usage,
                      fmt::format("\"{}\" is no column: {}", base::single_line(base::utf8_head(text, 300)), why),
                      "write schema.table.column, or schema.table.(a, b) for several columns; put odd names in double "
                      "quotes");
}

/// The place of the first of `stop` outside of double quotes.
std::size_t find_unquoted(std::string_view text, char stop) {
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') quoted = !quoted;
        else if (!quoted && text[at] == stop) return at;
    }
    return std::string_view::npos;
}

std::vector<std::string> column_list(std::string_view whole, std::string_view list) {
    std::vector<std::string> columns;
    while (true) {
        auto const comma = find_unquoted(list, ',');
        auto const name = base::trim(list.substr(0, comma));
        if (name.empty()) bad_end(whole, "a name is missing between the parentheses");
        auto const part = model::parse_ref(name);
        if (part.exclude || !part.source.empty() || part.parts.size() != 1)
            bad_end(whole, "names of columns stand between the parentheses, separated by commas");
        columns.push_back(part.parts.front());
        if (comma == std::string_view::npos) return columns;
        list.remove_prefix(comma + 1);
    }
}

} // namespace

NamedEnd parse_end(std::string_view text) {
    auto const whole = text;
    text = base::trim(text);
    if (text.empty()) bad_end(whole, "it is empty");
    NamedEnd result;
    auto const open = find_unquoted(text, '(');
    auto names = text.substr(0, open);
    if (open != std::string_view::npos) {
        if (!text.ends_with(')')) bad_end(whole, "the parenthesis is not closed");
        names = base::trim(names);
        if (names.ends_with('.')) names.remove_suffix(1);
        if (names.empty()) bad_end(whole, "the table is missing");
        result.end.columns = column_list(whole, text.substr(open + 1, text.size() - open - 2));
    }
    auto ref = model::parse_ref(names);
    if (ref.exclude) bad_end(whole, "it begins with '!'");
    if (result.end.columns.empty()) {
        if (ref.parts.size() < 2) bad_end(whole, "the table or the column is missing");
        result.end.columns.push_back(std::move(ref.parts.back()));
        ref.parts.pop_back();
    }
    if (ref.parts.size() > 2) bad_end(whole, "it has too many parts");
    result.source = std::move(ref.source);
    result.end.table = std::move(ref.parts.back());
    if (ref.parts.size() == 2) result.end.schema = std::move(ref.parts.front());
    return result;
}

std::string end_text(model::RelationshipEnd const &end) {
    std::vector<std::string> columns;
    for (auto const &column : end.columns) columns.push_back(model::format_ref("", column));
    return fmt::format("{}.{}", model::format_ref(end.schema, end.table),
                       columns.size() == 1 ? columns[0] : "(" + base::join(columns, ", ") + ")");
}

} // namespace scribe::context
