// SPDX-License-Identifier: MIT
#include "source/postgres/capabilities.hpp"

#include "base/text.hpp"
#include "postgres_sql.hpp"

namespace scribe::source::postgres {

namespace {

constexpr std::string_view k_marker = "--@ ";

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

/// True when `word` stands in `text` as a whole word, and not in quotes: 'pg_proc'::regclass reads nothing of the
/// table.
bool names(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        auto const end = at + word.size();
        if ((at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '\'')) &&
            (end == text.size() || !is_word(text[end])))
            return true;
    }
    return false;
}

} // namespace

Capabilities::Capabilities(pg::Connection &connection) {
    connection.copy("capabilities", sql::k_capabilities, [this](pg::BinaryRow &row) {
        auto const catalog = row.text();
        m_columns.insert(catalog + "." + row.text());
        if (!row.boolean()) m_unreadable.insert(catalog);
    });
    connection.copy("keywords", sql::k_keywords, [this](pg::BinaryRow &row) { m_keywords.insert(row.text()); });
}

std::string Capabilities::unreadable_in(std::string_view text) const {
    for (auto const &catalog : m_unreadable) {
        if (names(text, catalog)) return catalog;
    }
    return {};
}

std::string Capabilities::resolve(std::string_view text) const {
    std::string out;
    for (auto const &line : base::split(text, '\n')) {
        auto const marker = line.find(k_marker);
        if (marker != std::string::npos) {
            auto const rest = std::string_view{line}.substr(marker + k_marker.size());
            auto const colon = rest.find(": ");
            bool const present = has(std::string{rest.substr(0, colon)});
            out.append(present ? rest.substr(colon + 2) : std::string_view{line}.substr(0, marker));
        } else {
            out.append(line);
        }
        out.push_back('\n');
    }
    return out;
}

} // namespace scribe::source::postgres
