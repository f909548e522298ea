// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::base {

/// The text as a cell of CSV that no spreadsheet takes for a formula: what begins like one (= + - @, their full-width
/// forms, a tab, a line's end) gets a ' in front, and so does what unguarded_cell() would take one off.
std::string guarded_cell(std::string_view text);
/// The reverse.
std::string_view unguarded_cell(std::string_view cell);

/// Appends the guarded text as a cell of CSV, in quotes where it needs them in a country that separates cells by
/// commas, semicolons or tabs. Invalid UTF-8 becomes U+FFFD.
void append_csv_cell(std::string &line, std::string_view text);

} // namespace scribe::base
