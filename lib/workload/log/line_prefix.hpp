// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::workload {

/// What stands before a message in a log of stderr.
struct PrefixFields {
    std::string user, database; ///< empty: it does not say
    std::string time;           ///< ISO 8601, in the time zone of the log, of %n UTC; empty: it does not say
};

/// The server's log_line_prefix (postgresql.org/docs/current/runtime-config-logging.html).
class LinePrefix {
public:
    explicit LinePrefix(std::string_view pattern);

    /// What the text before a message says; nothing when it does not follow the pattern.
    std::optional<PrefixFields> read(std::string_view text) const;

private:
    /// A character that stands for itself, or an escape.
    struct Part {
        char literal = 0;
        char escape = 0; ///< 0: it is a character
        bool is_padded = false;
    };
    std::vector<Part> m_parts;
    std::optional<std::size_t> m_session; ///< what follows %q, which processes without a session leave out
};

/// "2026-01-31 12:00:00.123 UTC" as "2026-01-31T12:00:00.123Z"; nothing for another text.
std::string iso_time(std::string_view text);

} // namespace scribe::workload
