// SPDX-License-Identifier: MIT
#include "workload/explain/tokens.hpp"

#include "base/text.hpp"
#include "sql/text/lexer.hpp"

#include <algorithm>

namespace scribe::workload {

namespace {

using sql::Lexer;

bool is_operator(std::string_view text) {
    return std::string_view{"+-*/<>=~!@#%^&|`?"}.find(text) != std::string_view::npos;
}

Token::Kind kind_of(Lexer::Token const &token) {
    switch (token.kind) {
    case Lexer::Kind::word: return Token::Kind::word;
    case Lexer::Kind::quoted_name: return Token::Kind::quoted;
    case Lexer::Kind::parameter: return Token::Kind::parameter;
    case Lexer::Kind::number: return Token::Kind::number;
    case Lexer::Kind::string: return Token::Kind::string;
    default: return is_operator(token.text) ? Token::Kind::op : Token::Kind::mark;
    }
}

/// True where the two, one right behind the other, are one token: "<=", "::", ":=".
bool is_one(Token const &before, Token const &now) {
    if (before.at + before.text.size() != now.at) return false;
    if (before.kind == Token::Kind::op) return now.kind == Token::Kind::op;
    return before.is_mark(":") && (now.is_mark(":") || now.text == "=");
}

int number_of(std::string_view parameter) {
    int value = 0;
    for (char const digit : parameter.substr(1)) value = std::min(value * 10 + (digit - '0'), 1'000'000);
    return value;
}

} // namespace

bool Token::is(std::string_view lower) const {
    return kind == Kind::word && text.size() == lower.size() && base::to_lower_ascii(text) == lower;
}

std::vector<Token> tokens_of(std::string_view sql) {
    std::vector<Token> tokens;
    Lexer lexer{sql};
    for (auto cut = lexer.next(); cut.kind != Lexer::Kind::end; cut = lexer.next()) {
        if (cut.kind == Lexer::Kind::space || cut.kind == Lexer::Kind::comment) continue;
        Token now{kind_of(cut), static_cast<std::size_t>(cut.text.data() - sql.data()), cut.text, 0};
        if (now.kind == Token::Kind::parameter) now.parameter = number_of(now.text);
        if (!tokens.empty() && is_one(tokens.back(), now)) {
            auto &whole = tokens.back();
            whole.text = sql.substr(whole.at, whole.text.size() + now.text.size());
        } else tokens.push_back(now);
    }
    return tokens;
}

} // namespace scribe::workload
