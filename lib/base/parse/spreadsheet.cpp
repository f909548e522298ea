// SPDX-License-Identifier: MIT
#include "base/parse/spreadsheet.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace scribe::base {

namespace {

/// As OWASP lists them: https://owasp.org/www-community/attacks/CSV_Injection
constexpr std::array<std::string_view, 11> k_formula_starts = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                               "\n", "＝", "＋", "－", "＠"};

/// True for what begins like a formula, with any number of guards before it.
bool needs_guard(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    return std::ranges::any_of(k_formula_starts, [&](std::string_view start) { return text.starts_with(start); });
}

} // namespace

std::string guarded_cell(std::string_view text) {
    std::string cell{text};
    if (needs_guard(text)) cell.insert(0, 1, '\'');
    return cell;
}

std::string_view unguarded_cell(std::string_view cell) {
    if (cell.starts_with('\'') && needs_guard(cell)) cell.remove_prefix(1);
    return cell;
}

void append_csv_cell(std::string &line, std::string_view text) {
    auto const cell = guarded_cell(sanitize_utf8(text));
    bool const plain =
        cell.find_first_of(",;\t\"\r\n") == std::string::npos && !cell.starts_with(' ') && !cell.ends_with(' ');
    if (plain) line += cell;
    else append_quoted_ident(line, cell); // CSV quotes as SQL identifiers do
}

} // namespace scribe::base
