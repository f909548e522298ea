// SPDX-License-Identifier: MIT
#include "source/postgres/acl.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace scribe::source::postgres {

namespace {

/// The letters of postgresql.org/docs/current/ddl-priv.html, table "ACL Privilege Abbreviations".
std::string_view privilege_word(char letter) {
    switch (letter) {
    case 'r': return "SELECT";
    case 'a': return "INSERT";
    case 'w': return "UPDATE";
    case 'd': return "DELETE";
    case 'D': return "TRUNCATE";
    case 'x': return "REFERENCES";
    case 't': return "TRIGGER";
    case 'C': return "CREATE";
    case 'c': return "CONNECT";
    case 'T': return "TEMPORARY";
    case 'X': return "EXECUTE";
    case 'U': return "USAGE";
    case 's': return "SET";
    case 'A': return "ALTER SYSTEM";
    case 'm': return "MAINTAIN";
    default: return {};
    }
}

/// The grantee at the start of an item, quotes resolved; `rest` is left at the privileges.
std::string take_grantee(std::string_view &rest) {
    std::string name;
    bool quoted = false;
    std::size_t i = 0;
    for (; i < rest.size(); ++i) {
        if (rest[i] == '"' && quoted && i + 1 < rest.size() && rest[i + 1] == '"') {
            name.push_back('"');
            ++i;
        } else if (rest[i] == '"') {
            quoted = !quoted;
        } else if (rest[i] == '=' && !quoted) {
            break;
        } else {
            name.push_back(rest[i]);
        }
    }
    rest.remove_prefix(std::min(i + 1, rest.size()));
    return name.empty() ? "public" : name;
}

/// Several roles may have granted the same.
void add_once(std::vector<std::string> &words, std::string_view word) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.emplace_back(word);
}

/// Judged by the option's name; and by its value where that is a connection string ("host=h password=x").
bool is_secret(std::string_view option) {
    auto const text = base::to_lower_ascii(option);
    auto const name = std::string_view{text}.substr(0, text.find('='));
    if (name == "key" || name.ends_with(" key")) return true;
    for (std::string_view const word :
         {"pass", "pwd", "secret", "token", "credential", "private", "auth", "_key", "apikey"}) {
        if (name.find(word) != std::string_view::npos) return true;
    }
    auto const value = std::string_view{text}.substr(std::min(name.size(), text.size()));
    for (std::string_view const word : {"password", "passwd", "pwd", "secret", "token"}) {
        for (auto at = value.find(word); at != std::string_view::npos; at = value.find(word, at + 1)) {
            auto const next = value.find_first_not_of(' ', at + word.size());
            if (next != std::string_view::npos && value[next] == '=') return true;
        }
    }
    return false;
}

/// "url=https://user:secret@host/x" -> "url=https://user@host/x"; a password may itself hold an @.
std::string without_url_password(std::string option) {
    auto const scheme = option.find("://");
    if (scheme == std::string::npos) return option;
    auto const start = scheme + 3;
    auto const end = std::min(option.find_first_of("/?# ", start), option.size());
    auto const at = std::string_view{option}.substr(0, end).rfind('@');
    auto const colon = option.find(':', start);
    if (at != std::string::npos && at > start && colon < at) option.erase(colon, at - colon);
    return option;
}

} // namespace

std::vector<model::Grant> parse_acl(std::vector<std::string> const &items) {
    std::vector<model::Grant> grants;
    for (auto const &item : items) {
        std::string_view rest{item};
        auto const grantee = take_grantee(rest);
        auto found =
            std::find_if(grants.begin(), grants.end(), [&](model::Grant const &g) { return g.grantee == grantee; });
        if (found == grants.end()) {
            grants.push_back({grantee, {}, {}});
            found = std::prev(grants.end());
        }
        for (std::size_t i = 0; i < rest.size() && rest[i] != '/'; ++i) {
            auto const word = privilege_word(rest[i]);
            if (word.empty()) continue;
            add_once(found->privileges, word);
            if (i + 1 < rest.size() && rest[i + 1] == '*') add_once(found->grantable, word);
        }
    }
    std::erase_if(grants, [](model::Grant const &g) { return g.privileges.empty(); });
    std::sort(grants.begin(), grants.end(),
              [](model::Grant const &a, model::Grant const &b) { return a.grantee < b.grantee; });
    return grants;
}

std::vector<std::string> without_secrets(std::vector<std::string> const &options) {
    std::vector<std::string> kept;
    for (auto const &option : options) {
        if (!is_secret(option)) kept.push_back(without_url_password(option));
    }
    return kept;
}

} // namespace scribe::source::postgres
