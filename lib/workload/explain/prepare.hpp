// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::workload {

/// Why a server does not take a statement.
struct Refusal {
    std::string sqlstate, message;
    std::optional<std::size_t> at{}; ///< the byte of the statement that it points to
};

/// Hands a statement to the server's parser.
using TryStatement = std::function<std::optional<Refusal>(std::string const &sql)>;

/// A statement as the server takes it, or why it takes none.
struct TakenStatement {
    std::string sql;
    std::vector<int> parameters;    ///< which one of the original text each parameter is
    std::optional<Refusal> refusal; ///< the first one, of the text as it came, when nothing helped
    bool rewritten = false;         ///< more than a semicolon or a number of a parameter is another
};

/// Makes a statement that a server normalised, its literals being $1, $2, ..., one that servers take again: first
/// what is no valid SQL as it stands there, then, where the server cannot tell the type of a parameter, casts to the
/// types it may have had. `attempt` is called at most 64 times.
TakenStatement make_statement(std::string_view text, TryStatement const &attempt);

} // namespace scribe::workload
