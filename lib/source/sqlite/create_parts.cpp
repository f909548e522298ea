// SPDX-License-Identifier: MIT
#include "source/sqlite/create_parts.hpp"

#include "base/text.hpp"
#include "source/sqlite/tokens.hpp"

#include <algorithm>
#include <array>

namespace scribe::source::sqlite {

namespace {

/// The text of one index key, what comes behind the expression taken off.
std::string index_key(std::string_view item) {
    auto tokens = tokenize(item);
    if (!tokens.empty() && (tokens.back().is("ASC") || tokens.back().is("DESC"))) tokens.pop_back();
    if (tokens.size() > 2 && tokens[tokens.size() - 2].is("COLLATE")) tokens.resize(tokens.size() - 2);
    if (tokens.empty()) return {};
    return std::string{item.substr(tokens.front().begin, tokens.back().end() - tokens.front().begin)};
}

bool begins_statement(Token const &token) {
    static constexpr std::array k_words = {"SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"};
    return std::any_of(k_words.begin(), k_words.end(), [&token](char const *word) { return token.is(word); });
}

/// Everything up to the BEGIN of the trigger's body. A column may be called begin, so the word counts only where a
/// statement follows.
std::string take_condition(TokenReader &in) {
    auto const begin = in.peek().begin;
    auto end = begin;
    while (!in.at_end() && !(in.peek().is("BEGIN") && begins_statement(in.peek(1)))) end = in.take().end();
    return std::string{in.slice(begin, end)};
}

} // namespace

IndexText read_create_index(std::string_view sql) {
    IndexText out;
    TokenReader in{sql};
    while (!in.at_end() && !in.peek().is("ON")) in.take();
    in.take();
    in.take_qualified_name();
    auto const group = in.take_group();
    if (in.take_word("WHERE")) out.predicate = base::trim(in.slice(in.peek().begin, sql.size()));
    std::size_t from = 0;
    int depth = 0;
    for (auto const &token : tokenize(group)) {
        if (token.is_char('(')) ++depth;
        if (token.is_char(')')) --depth;
        if (!token.is_char(',') || depth > 0) continue;
        out.keys.push_back(index_key(group.substr(from, token.begin - from)));
        from = token.end();
    }
    out.keys.push_back(index_key(group.substr(from)));
    return out;
}

TriggerText read_create_trigger(std::string_view sql) {
    TriggerText out;
    TokenReader in{sql};
    in.take_word("CREATE");
    if (!in.take_word("TEMP")) in.take_word("TEMPORARY");
    in.take_word("TRIGGER");
    if (in.take_words("IF", "NOT")) in.take_word("EXISTS");
    in.take_qualified_name();
    if (in.take_word("AFTER")) out.timing = "after";
    else if (in.take_words("INSTEAD", "OF")) out.timing = "instead of";
    else in.take_word("BEFORE");
    out.event = base::to_lower_ascii(in.take().text);
    if (in.take_word("OF")) {
        do out.update_columns.push_back(in.take().name());
        while (in.take_char(','));
    }
    in.take_word("ON");
    in.take_qualified_name();
    if (in.take_words("FOR", "EACH")) in.take_word("ROW");
    if (in.take_word("WHEN")) out.condition = take_condition(in);
    return out;
}

} // namespace scribe::source::sqlite
