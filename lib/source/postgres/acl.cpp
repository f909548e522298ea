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

} // namespace

std::vector<model::Grant> parse_acl(std::vector<std::string> const &items) {
    std::vector<model::Grant> grants;
    for (auto const &item : items) {
        std::string_view rest{item};
        auto const grantee = take_grantee(rest);
        auto found = std::find_if(grants.begin(), grants.end(), [&](model::Grant const &g) { return g.grantee == grantee; });
        if (found == grants.end()) {
            grants.push_back({grantee, {}, {}});
            found = std::prev(grants.end());
        }
        for (std::size_t i = 0; i < rest.size() && rest[i] != '/'; ++i) {
            auto const word = privilege_word(rest[i]);
            if (word.empty()) continue;
            found->privileges.emplace_back(word);
            if (i + 1 < rest.size() && rest[i + 1] == '*') found->grantable.emplace_back(word);
        }
    }
    std::erase_if(grants, [](model::Grant const &g) { return g.privileges.empty(); });
    std::sort(grants.begin(), grants.end(), [](model::Grant const &a, model::Grant const &b) { return a.grantee < b.grantee; });
    return grants;
}

std::vector<std::string> without_secrets(std::vector<std::string> const &options) {
    std::vector<std::string> kept;
    for (auto const &option : options) {
        auto const name = base::to_lower_ascii(option.substr(0, option.find('=')));
        bool secret = false;
        for (std::string_view const word : {"pass", "pwd", "secret", "token", "credential", "access_key", "api_key", "apikey", "private"}) {
            secret = secret || name.find(word) != std::string::npos;
        }
        if (secret) continue;
        auto text = option;
        auto const scheme = text.find("://");
        auto const at = scheme == std::string::npos ? std::string::npos : text.find('@', scheme);
        auto const colon = scheme == std::string::npos ? std::string::npos : text.find(':', scheme + 3);
        if (at != std::string::npos && colon < at) text.erase(colon, at - colon);
        kept.push_back(std::move(text));
    }
    return kept;
}

} // namespace scribe::source::postgres
