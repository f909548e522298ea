// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::context {

/// Hands on the rows of CSV text (RFC 4180) that are not empty, with the line where each begins: cells are separated by
/// what separates the first row (comma, semicolon, tab or |), and lose the guard against formulas that writers put in
/// front. Throws base::Error(config): "FILE:LINE: ..." for wrong quotes and too many or too long cells.
void read_csv_rows(std::string_view text, std::string const &file,
                   std::function<void(std::vector<std::string> &&cells, std::size_t line)> const &use);

} // namespace scribe::context
