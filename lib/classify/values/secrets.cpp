// SPDX-License-Identifier: MIT
// Credentials that stand within values, whatever else the values say.
#include "classify/values/secrets.hpp"
#include "classify/checksum/digits.hpp"

#include "base/text.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string>

namespace scribe::classify {

namespace {

/// Nothing shorter is anybody's password, or a token that somebody made by chance.
constexpr std::size_t k_shortest_password = 3, k_shortest_token = 16, k_shortest_header = 12;
/// Every eighth character or more of random text is where letters and digits meet; in names and titles few are.
constexpr std::size_t k_least_changes = 3, k_run = 8;

std::string_view view(re2::StringPiece piece) { return {piece.data(), piece.size()}; }

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Text that stands for a secret that is elsewhere: a mark, a variable, a parameter, nothing.
bool is_placeholder(std::string_view text) {
    static re2::RE2 const stands_for_it{
        R"((?i)[*x.•?_-]+|\$\{.*|\$\(.*|\$[A-Z_]+|\$\d+|<.*|\{.*|\[.*|%.*|[:@][a-z_]\w*|\?.*|#\{.*|)"
        R"((?:null|none|nil|undefined|true|false|yes|no|on|off|empty|required|redacted|hidden|masked|filtered|secret|)"
        R"(password|passwd|pwd|changeme|string|text|str|varchar.*|your.*|my_?password|os\..*|env\..*|process\..*))"};
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), stands_for_it);
}

/// Letters and digits in no order that a word, a title or a number has.
bool is_random(std::string_view text, std::size_t least) {
    if (text.size() < least) return false;
    std::size_t changes = 0;
    char last = 0;
    for (char const c : text) {
        if (!is_digit(c) && !is_letter(c)) continue;
        if (last != 0 && is_digit(c) != is_digit(last)) ++changes;
        last = c;
    }
    return changes >= k_least_changes && changes * k_run >= text.size();
}

/// scheme://user:password@host, and what Oracle writes instead.
bool holds_login(re2::StringPiece text) {
    static re2::RE2 const login{R"([A-Za-z][A-Za-z0-9+.-]*://[^\s/?#@:"'<>]*:([^\s/@"'<>]+)@[^\s@])"};
    static re2::RE2 const oracle{R"((?i)jdbc:oracle:[a-z]+:[^/\s]+/([^@\s]+)@)"};
    auto const one = [](re2::StringPiece rest, re2::RE2 const &form) {
        re2::StringPiece password;
        while (re2::RE2::FindAndConsume(&rest, form, &password))
            if (!is_placeholder(view(password))) return true;
        return false;
    };
    return (has(view(text), "://") && one(text, login)) || (has(view(text), "jdbc:oracle") && one(text, oracle));
}

/// Words before "token" that make it a place in a list.
bool is_place_token(std::string_view key) {
    constexpr std::array<std::string_view, 5> k_before = {"page", "next", "continuation", "sync", "cursor"};
    return std::any_of(k_before.begin(), k_before.end(), [key](auto word) { return has(key, word); });
}

/// Beside "=" whatever stands there is the password; elsewhere words may follow that say something of it.
bool is_password(std::string_view value, std::string_view mark, bool quoted) {
    if (value.size() < k_shortest_password || value.front() == '/' || is_placeholder(value)) return false;
    if (mark.starts_with('=')) return true;
    if (quoted) return std::count(value.begin(), value.end(), ' ') < 2;
    bool const digit = std::any_of(value.begin(), value.end(), is_digit);
    return digit && std::any_of(value.begin(), value.end(), is_letter) && value.size() >= 6;
}

/// password=..., "api_key": "...", <secret>...: as connection strings, queries, documents and notes have them.
bool holds_pair(re2::StringPiece text) {
    static re2::RE2 const pair{
        R"((?i)(?:(password|passwd|passwort|passphrase|pwd|client_?secret|secret_?(?:access_?)?key|shared_?secret|)"
        R"(accountkey|sharedaccesskey|private_?key|(?:\b|_)(?:secret|pass|pw))|)"
        R"(((?:[a-z]+[_-]?)?token|api[_-]?key|access[_-]?key|signature|\bsig|\bauth|j?session_?id|phpsessid))\\*["']?)"
        R"~(\s*(=>|=|:|>)\s*\\*(?:"([^"]*)"|'([^']*)'|([^\s;&,"'<>})\]]+)))~"};
    re2::StringPiece password, token, mark, in_double, in_single, bare;
    while (re2::RE2::FindAndConsume(&text, pair, &password, &token, &mark, &in_double, &in_single, &bare)) {
        bool const quoted = bare.empty();
        auto const value = view(quoted ? (in_double.empty() ? in_single : in_double) : bare);
        if (value.empty()) continue;
        if (!password.empty() ? is_password(value, view(mark), quoted)
                              : is_random(value, k_shortest_token) && !is_placeholder(value) &&
                                    !is_place_token(base::to_lower_ascii(view(token))))
            return true;
    }
    return false;
}

/// "Bearer ..." and the like, as headers have them.
bool holds_header(re2::StringPiece text) {
    static re2::RE2 const header{R"((?i)\b(?:bearer|basic|token|apikey)\s+([A-Za-z0-9+/._~=-]+))"};
    re2::StringPiece token;
    while (re2::RE2::FindAndConsume(&text, header, &token))
        if (is_random(view(token), k_shortest_header)) return true;
    return false;
}

/// Addresses that do something for whoever has them: webhooks, bots, links that reset, confirm or let in.
bool holds_address(re2::StringPiece text) {
    static re2::RE2 const hook{
        R"((?i)://(?:hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/\w|)"
        R"((?:[a-z]+\.)?discord(?:app)?\.com/api/webhooks/\d+/\w|[a-z0-9-]+\.webhook\.office\.com/webhookb2/\w|)"
        R"(outlook\.office(?:365)?\.com/webhook/\w|hooks\.zapier\.com/hooks/catch/\d+/\w|)"
        R"(maker\.ifttt\.com/trigger/[^/\s]+/(?:json/)?with/key/\w|api\.telegram\.org/bot\d+:\w))"};
    static re2::RE2 const link{
        R"((?i)://[^\s?#]*/[a-z_-]*(?:reset|confirm|verify|verification|activat|invit|magic|recover)[a-z_-]*/)"
        R"((?:[^\s?#/]+/)*([a-z0-9_=.-]+))"};
    if (re2::RE2::PartialMatch(text, hook)) return true;
    re2::StringPiece token;
    while (re2::RE2::FindAndConsume(&text, link, &token))
        if (is_random(view(token), k_shortest_token)) return true;
    return false;
}

/// Tokens that tell by how they begin whose they are.
bool holds_token(re2::StringPiece text) {
    static re2::RE2 const token{
        R"(-----BEGIN [A-Z ]*PRIVATE KEY|\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36}|)"
        R"(github_pat_[A-Za-z0-9_]{50}|glpat-[A-Za-z0-9_-]{20}|xox[abeoprs]-[0-9][A-Za-z0-9-]{10}|)"
        R"((?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10}|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}|)"
        R"(eyJ[A-Za-z0-9_-]{5,}\.eyJ[A-Za-z0-9_-]{5,}\.))"};
    return re2::RE2::PartialMatch(text, token);
}

/// A UUID, or how one begins: long values are cut.
bool is_uuid(std::string_view text) {
    static re2::RE2 const uuid{R"((?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{2,26})"};
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), uuid);
}

/// ?key=... may be how a public document is called; a UUID there is.
bool holds_link_key(re2::StringPiece text) {
    static re2::RE2 const query{R"((?i)[?&#](?:key|code|hash|ticket|invite|t|s)=([^\s&#"'<>]+))"};
    re2::StringPiece key;
    while (re2::RE2::FindAndConsume(&text, query, &key))
        if (is_random(view(key), k_shortest_token) && !is_uuid(view(key))) return true;
    return false;
}

/// How long the longest run without blanks is: prose has no tokens, and to look for them takes longer.
std::size_t longest_run(std::string_view text) {
    std::size_t longest = 0, run = 0;
    for (char const c : text) {
        run = c == ' ' ? 0 : run + 1;
        longest = std::max(longest, run);
    }
    return longest;
}

} // namespace

Secret find_secret(std::string_view value) {
    re2::StringPiece const text{value.data(), value.size()};
    bool const url = has(value, "://");
    bool const pair = value.find_first_of("=:>") != std::string_view::npos;
    if (pair && has(value, "@") && holds_login(text)) return Secret::sure;
    if (pair && holds_pair(text)) return Secret::sure;
    if (url && holds_address(text)) return Secret::sure;
    auto const run = longest_run(value);
    bool const key = value.starts_with("-----BEGIN") || has(value, " PRIVATE KEY");
    if ((run >= k_shortest_header && has(value, " ") && holds_header(text)) ||
        ((run >= k_shortest_token || key) && holds_token(text)))
        return Secret::sure;
    return url && value.find_first_of("?#") != std::string_view::npos && holds_link_key(text) ? Secret::maybe
                                                                                              : Secret::none;
}

} // namespace scribe::classify
