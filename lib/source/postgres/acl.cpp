// SPDX-License-Identifier: MIT
#include "source/postgres/acl.hpp"

#include "base/text.hpp"
#include "pg/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

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

/// Options that say where or what something is, of the wrappers that people use.
constexpr std::string_view k_harmless =
    " address analyze_sampling application_name async_capable batch_size bucket catalog charset collection "
    "column column_name compression connect_timeout database dbname default delimiter encoding escape "
    "extensions fdw_startup_cost fdw_tuple_cost fetch_size filename force_not_null force_null format host "
    "hostaddr index keep_connections keyspace log_verbosity max_long null on_error parallel_abort "
    "parallel_commit path port prefetch protocol quote readonly region reject_limit row_estimate_method schema "
    "schema_name servername service sslmode table table_name tabname target_session_attrs tds_version "
    "truncatable updatable use_remote_estimate warehouse workspace ";

constexpr std::string_view k_hidden = "(hidden)";

/// True for what may be more than a name or number: an address or connection string holds what it likes, whatever
/// option it stands in.
bool may_hold_secret(std::string_view value) {
    return value.find_first_of("@=") != std::string_view::npos || value.find("://") != std::string_view::npos;
}

/// The option, with a mark for its value unless that surely is no secret. Nobody knows the options of all wrappers, and
/// secrets stand in addresses, headers and commands as well, so that only what is known can be kept.
std::string without_secret(std::string const &option) {
    auto const lower = base::to_lower_ascii(option);
    auto const equals = lower.find('=');
    if (equals == std::string::npos) return option;
    auto const name = std::string_view{lower}.substr(0, equals);
    auto const value = std::string_view{lower}.substr(equals + 1);
    bool const flag = value == "true" || value == "false" || value == "on" || value == "off";
    bool const known = k_harmless.find(fmt::format(" {} ", name)) != std::string_view::npos;
    if (flag || (known && !may_hold_secret(value))) return option;
    return option.substr(0, equals + 1).append(k_hidden);
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

std::vector<model::Grant> parse_object_acl(std::optional<std::vector<std::string>> const &items) {
    if (!items) return {};
    auto grants = parse_acl(*items);
    if (grants.empty()) grants.push_back({"public", {}, {}});
    return grants;
}

std::vector<std::string> without_secret_settings(std::vector<std::string> settings) {
    for (auto &setting : settings) {
        auto const equals = setting.find('=');
        if (equals != std::string::npos && pg::is_secret_setting(setting.substr(0, equals)))
            setting = setting.substr(0, equals + 1).append(k_hidden);
    }
    return settings;
}

std::vector<std::string> without_secrets(std::vector<std::string> const &options) {
    std::vector<std::string> kept;
    for (auto const &option : options) kept.push_back(without_secret(option));
    return kept;
}

} // namespace scribe::source::postgres
