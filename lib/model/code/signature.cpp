// SPDX-License-Identifier: MIT
#include "model/code/signature.hpp"

#include "base/text.hpp"

#include <array>

namespace scribe::model {

namespace {

/// Other names of types (postgresql.org/docs/current/datatype.html), and what format_type() prints.
constexpr std::array<std::pair<std::string_view, std::string_view>, 18> k_other_names = {{
    {"bool", "boolean"},
    {"bpchar", "character"},
    {"char", "character"},
    {"char varying", "character varying"},
    {"dec", "numeric"},
    {"decimal", "numeric"},
    {"float", "double precision"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int", "integer"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"time", "time without time zone"},
    {"timestamp", "timestamp without time zone"},
    {"timestamptz", "timestamp with time zone"},
    {"timetz", "time with time zone"},
    {"varchar", "character varying"},
}};

/// Lower case, one space between words, no modifier: "VARCHAR ( 20 )" is "varchar". Quoted names stay as they are.
std::string plain_words(std::string_view text) {
    std::string out;
    bool quoted = false;
    int depth = 0;
    for (char const c : text) {
        if (c == '"') quoted = !quoted;
        if (!quoted && c == ')') {
            --depth;
            continue;
        }
        if (!quoted && c == '(') ++depth;
        if (depth > 0) continue;
        if (quoted) out.push_back(c);
        else if (c == ' ' || c == '\t') {
            if (!out.empty() && out.back() != ' ') out.push_back(' ');
        } else out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return std::string{base::trim(out)};
}

std::string plain_type(std::string_view text) {
    auto type = plain_words(text);
    auto const brackets = std::min(type.find('['), type.size());
    auto const element = base::trim(std::string_view{type}.substr(0, brackets));
    std::string const suffix = brackets < type.size() ? "[]" : "";
    for (auto const &[other, name] : k_other_names) {
        if (element == other) return std::string{name} + suffix;
    }
    return std::string{element} + suffix;
}

} // namespace

std::vector<std::string_view> split_list(std::string_view list) {
    std::vector<std::string_view> items;
    char quote = '\0';
    int depth = 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        char const c = list[i];
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(' || c == '[') {
            ++depth;
        } else if (c == ')' || c == ']') {
            --depth;
        } else if (c == ',' && depth == 0) {
            items.push_back(base::trim(list.substr(from, i - from)));
            from = i + 1;
        }
    }
    auto const last = base::trim(list.substr(from));
    if (!items.empty() || !last.empty()) items.push_back(last);
    return items;
}

std::optional<std::size_t> argument_count(Routine const &routine) {
    auto const open = routine.routine_name.size();
    std::string_view const name = routine.name;
    if (name.size() < open + 2 || name[open] != '(' || !name.ends_with(')')) return std::nullopt;
    return split_list(name.substr(open + 1, name.size() - open - 2)).size();
}

std::string plain_signature(std::string_view name) {
    auto const open = name.find('(');
    if (open == std::string_view::npos || !name.ends_with(')')) return std::string{name};
    std::vector<std::string> types;
    for (auto const type : split_list(name.substr(open + 1, name.size() - open - 2))) types.push_back(plain_type(type));
    return std::string{name.substr(0, open)} + "(" + base::join(types, ", ") + ")";
}

} // namespace scribe::model
