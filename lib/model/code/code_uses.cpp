// SPDX-License-Identifier: MIT
#include "model/code/code_uses.hpp"

#include "base/text.hpp"
#include "model/code/code_letters.hpp"
#include "model/code/signature.hpp"

#include <algorithm>
#include <array>

namespace scribe::model {

namespace {

using How = CodeUse::How;

constexpr std::string_view k_spaces = " \t\r\n";

bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '$'; }

/// The end of what the quote at `at` opens, behind the quote that closes it; a quote twice is one of the text.
std::size_t quoted_end(std::string_view code, std::size_t at, bool backslashes) {
    auto const quote = code[at];
    for (++at; at < code.size(); ++at) {
        bool const twice = code[at] == quote && at + 1 < code.size() && code[at + 1] == quote;
        if (twice || (backslashes && code[at] == '\\')) ++at;
        else if (code[at] == quote) return at + 1;
    }
    return code.size();
}

/// A name of some parts, as public."a b".
struct Name {
    std::size_t end = 0, parts = 0;
};

/// The name that begins at `at`; no parts when none does.
Name name_at(std::string_view code, std::size_t at) {
    Name name{at, 0};
    while (name.end < code.size()) {
        if (code[name.end] == '"') name.end = quoted_end(code, name.end, false);
        else if (is_letter(code[name.end]))
            while (name.end < code.size() && is_word(code[name.end])) ++name.end;
        else break;
        ++name.parts;
        bool const goes_on = name.end + 1 < code.size() && code[name.end] == '.' &&
                             (code[name.end + 1] == '"' || is_letter(code[name.end + 1]));
        if (!goes_on) break;
        ++name.end;
    }
    return name;
}

/// The word that the code ends with, in lower case.
std::string last_word(std::string_view code) {
    auto from = code.size();
    while (from > 0 && is_word(code[from - 1])) --from;
    return base::to_lower_ascii(code.substr(from));
}

/// True when the code ends with a word after which a table is named, be it one with columns in parentheses.
bool names_table_next(std::string_view code) {
    auto const end = code.find_last_not_of(k_spaces);
    if (end == std::string_view::npos || end + 1 == code.size()) return false;
    auto const word = last_word(code.substr(0, end + 1));
    return word == "into" || word == "references" || word == "table";
}

/// What the literal between `before` and `after` names, if it is known to name something.
std::optional<How> named_by_literal(std::string_view before, std::string_view after) {
    for (std::string_view const prefix : {"::text)", "::text"}) { // of defaults that were made before PostgreSQL 8.1
        if (!after.starts_with(prefix)) continue;
        after.remove_prefix(prefix.size());
        break;
    }
    auto const cast = base::to_lower_ascii(after.substr(0, std::string_view{"::regprocedure"}.size()));
    if (cast.starts_with("::regclass")) return How::sequence;
    if (cast.starts_with("::regproc")) return How::routine;
    auto const end = before.find_last_not_of(" \t\r\n(");
    if (end == std::string_view::npos || before.find('(', end) == std::string_view::npos) return std::nullopt;
    auto const function = last_word(before.substr(0, end + 1));
    if (function == "nextval" || function == "currval" || function == "setval") return How::sequence;
    return std::nullopt;
}

/// The two parts of a name that a literal holds, with or without argument types.
void visit_literal(How how, std::string_view body, VisitUse const &visit) {
    auto const name = name_at(body, 0);
    if (name.parts == 2) visit({how, body.substr(0, name.end), {}});
}

class UseReader {
public:
    UseReader(std::string_view code, VisitUse const &visit) : m_code(code), m_visit(visit) {}

    void read() {
        while (m_at < m_code.size()) step();
    }

private:
    void step() {
        char const c = m_code[m_at];
        auto const rest = m_code.substr(m_at, 2);
        if (c == '\'') literal();
        else if (rest == "--") m_at = std::min(m_code.find('\n', m_at), m_code.size());
        else if (rest == "/*") m_at = std::min(m_code.find("*/", m_at + 2), m_code.size() - 2) + 2;
        else if (c == '"' || is_letter(c)) name();
        else if (is_word(c))
            while (m_at < m_code.size() && (is_word(m_code[m_at]) || m_code[m_at] == '.')) ++m_at;
        else ++m_at;
    }

    void literal() {
        auto const from = m_at;
        m_at = quoted_end(m_code, from, m_escapes);
        m_escapes = false;
        auto const how = named_by_literal(m_code.substr(0, from), m_code.substr(m_at));
        if (how && m_at > from + 2) visit_literal(*how, m_code.substr(from + 1, m_at - from - 2), m_visit);
    }

    void name() {
        auto const from = m_at;
        auto const found = name_at(m_code, from);
        m_at = found.end;
        auto const text = m_code.substr(from, m_at - from);
        m_escapes = (text == "E" || text == "e") && m_code.substr(m_at, 1) == "'";
        if (found.parts == 2 && m_code.substr(m_at, 1) == "(" && !names_table_next(m_code.substr(0, from)))
            m_visit({How::call, text, m_code.substr(m_at + 1)});
    }

    std::string_view m_code;
    VisitUse const &m_visit;
    std::size_t m_at = 0;
    bool m_escapes = false; ///< the name just read is the E of E'...'
};

/// The part of a name that `name` begins with, without its quotes; takes it off.
std::string take_part(std::string_view &name) {
    std::string part;
    if (!name.starts_with('"')) {
        auto const end = std::min(name.find('.'), name.size());
        part = base::to_lower_ascii(name.substr(0, end));
        name.remove_prefix(end);
        return part;
    }
    auto const end = quoted_end(name, 0, false);
    for (std::size_t i = 1; i + 1 < end; ++i) {
        part.push_back(name[i]);
        if (name[i] == '"') ++i;
    }
    name.remove_prefix(end);
    return part;
}

} // namespace

void visit_uses_in(std::string_view code, VisitUse const &visit) {
    if (code.find('.') != std::string_view::npos) UseReader{code, visit}.read();
}

void visit_uses_in_text(std::string_view text, VisitUse const &visit) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_word(text[at])) {
            ++at;
            continue;
        }
        auto const from = at;
        auto const name = name_at(text, from);
        at = std::max(name.end, from + 1);
        if (name.parts == 0) // a number
            while (at < text.size() && is_word(text[at])) ++at;
        if (name.parts != 2) continue;
        auto const found = text.substr(from, at - from);
        bool const is_literal = from > 0 && text[from - 1] == '\'' && text.substr(at, 1) == "'";
        if (is_literal) visit({How::sequence, found, {}});
        else if (text.substr(at, 1) == "(" && !names_table_next(text.substr(0, from)))
            visit({How::call, found, text.substr(at + 1)});
    }
}

std::optional<Ref> ref_of(CodeUse const &use) {
    std::string plain;
    for (std::size_t i = 0; i < use.name.size(); ++i) {
        plain.push_back(use.name[i]);
        if (use.how != How::call && use.name.substr(i, 2) == "''") ++i;
    }
    std::string_view rest{plain};
    Ref ref;
    ref.schema = take_part(rest);
    if (!rest.starts_with('.')) return std::nullopt;
    rest.remove_prefix(1);
    ref.name = take_part(rest);
    return rest.empty() && !ref.empty() ? std::optional{ref} : std::nullopt;
}

std::optional<std::vector<std::string_view>> arguments_given(CodeUse const &call) {
    int depth = 1;
    char quote = '\0';
    for (std::size_t i = 0; i < call.rest.size(); ++i) {
        char const c = call.rest[i];
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')' && --depth == 0) {
            return split_list(call.rest.substr(0, i));
        }
    }
    return std::nullopt;
}

bool is_sql_language(std::string_view language) {
    auto const lower = base::to_lower_ascii(language);
    return lower == "sql" || lower == "plpgsql";
}

} // namespace scribe::model
