// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::source::postgres {

/// Takes the lines of COPY's text format apart (postgresql.org/docs/current/sql-copy.html, "Text Format").
class CopyRow {
public:
    /// The fields of a line, nothing for NULL; valid until the next call and as long as the line.
    std::vector<std::optional<std::string_view>> const &split(std::string_view line);

private:
    void unescape(std::string_view line);

    std::vector<std::optional<std::string_view>> m_fields;
    std::string m_buffer;
};

} // namespace scribe::source::postgres
