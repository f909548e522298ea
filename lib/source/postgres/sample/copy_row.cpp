// SPDX-License-Identifier: MIT
#include "source/postgres/sample/copy_row.hpp"

namespace scribe::source::postgres {

namespace {

char unescaped(char c) {
    switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return c;
    }
}

} // namespace

std::vector<std::optional<std::string_view>> const &CopyRow::split(std::string_view line) {
    m_fields.clear();
    // Few lines have a backslash that is not NULL's; they alone are copied.
    bool escaped = false;
    for (auto at = line.find('\\'); at != std::string_view::npos && !escaped; at = line.find('\\', at + 1)) {
        bool const null = line.substr(at, 2) == "\\N" && (at == 0 || line[at - 1] == '\t') &&
                          (at + 2 == line.size() || line[at + 2] == '\t');
        escaped = !null;
    }
    if (escaped) {
        unescape(line);
        return m_fields;
    }
    while (true) {
        auto const end = line.find('\t');
        auto const field = line.substr(0, end);
        if (field == "\\N") m_fields.emplace_back(std::nullopt);
        else m_fields.emplace_back(field);
        if (end == std::string_view::npos) return m_fields;
        line.remove_prefix(end + 1);
    }
}

void CopyRow::unescape(std::string_view line) {
    m_buffer.clear();
    m_buffer.reserve(line.size()); // the fields look into it
    while (true) {
        auto const end = line.find('\t');
        auto const field = line.substr(0, end);
        if (field == "\\N") {
            m_fields.emplace_back(std::nullopt);
        } else {
            auto const start = m_buffer.size();
            for (std::size_t i = 0; i < field.size(); ++i) {
                bool const escape = field[i] == '\\' && i + 1 < field.size();
                m_buffer.push_back(escape ? unescaped(field[++i]) : field[i]);
            }
            m_fields.emplace_back(std::string_view{m_buffer}.substr(start));
        }
        if (end == std::string_view::npos) return;
        line.remove_prefix(end + 1);
    }
}

} // namespace scribe::source::postgres
