// SPDX-License-Identifier: MIT
#include "source/postgres/capabilities.hpp"

#include "base/text.hpp"
#include "postgres_sql.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// `name` is that of a catalog or the signature of a function.
Lack lack_of(bool function, std::string name) {
    if (!function) return {name, "read pg_catalog." + name, "SELECT ON pg_catalog." + name};
    auto word = name.substr(0, name.find('('));
    return {std::move(word), "call pg_catalog." + name, "EXECUTE ON FUNCTION pg_catalog." + name};
}

} // namespace

Capabilities::Capabilities(pg::Connection &connection) {
    connection.copy("rights", sql::k_rights, [this](pg::BinaryRow &row) {
        auto const function = row.boolean();
        auto name = row.text();
        auto const allowed = row.next(); // NULL: this server has none
        if (allowed && *allowed == std::string_view{"\0", 1}) m_lacks.push_back(lack_of(function, std::move(name)));
    });
    require(sql::k_capabilities, connection.user());
    require(sql::k_keywords, connection.user());
    connection.copy("capabilities", sql::k_capabilities, [this](pg::BinaryRow &row) {
        auto const catalog = row.text();
        m_columns.insert(catalog + "." + row.text());
    });
    connection.copy("keywords", sql::k_keywords, [this](pg::BinaryRow &row) { m_keywords.insert(row.text()); });
}

std::vector<Lack> Capabilities::lacking_in(std::string_view text) const {
    std::vector<Lack> lacks;
    std::copy_if(m_lacks.begin(), m_lacks.end(), std::back_inserter(lacks),
                 [text](Lack const &lack) { return names(text, lack.word); });
    return lacks;
}

void Capabilities::require(std::string_view text, std::string const &who) const {
    auto const lacks = lacking_in(text);
    if (lacks.empty()) return;
    throw base::Error(base::ExitCode::source_query,
                      fmt::format("this role may not {}, and nothing can be read without it", lacks.front().what),
                      fmt::format("GRANT {} TO {};", lacks.front().right, base::quote_ident(who)));
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
