// SPDX-License-Identifier: MIT
#include "diff/renames/code_words.hpp"

#include <algorithm>

namespace scribe::diff {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// The word as it is now.
std::string_view new_word(std::vector<Token> const &tokens, std::size_t at, NewWords const &words) {
    auto const &word = tokens[at].text;
    bool const qualifies = at + 2 < tokens.size() && tokens[at + 1].text == "." && tokens[at + 2].is_word;
    if (qualifies && !words.schemas.empty()) {
        auto const moved = words.schemas.find({std::string{word}, std::string{tokens[at + 2].text}});
        if (moved != words.schemas.end()) return moved->second;
    }
    auto const found = words.names.find(word);
    return found == words.names.end() ? word : std::string_view{found->second};
}

} // namespace

std::vector<Token> tokens_of(std::string_view code) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < code.size();) {
        char const c = code[at];
        auto end = at + 1;
        if (c == '"' || c == '\'') {
            end = std::min(code.find(c, at + 1), code.size());
            tokens.push_back(c == '"' ? Token{code.substr(at + 1, end - at - 1), true}
                                      : Token{code.substr(at, end - at + 1), false});
            at = end + 1;
            continue;
        }
        if (is_word(c)) {
            while (end < code.size() && is_word(code[end])) ++end;
        }
        tokens.push_back({code.substr(at, end - at), is_word(c)});
        at = end;
    }
    return tokens;
}

std::string nameless_code(std::string_view code, std::string_view own_name, NewWords const &words) {
    auto const tokens = tokens_of(code);
    std::string out;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is_word) {
            out += tokens[i].text;
            continue;
        }
        out += '"';
        if (tokens[i].text != own_name) out += new_word(tokens, i, words);
        out += '"';
    }
    return out;
}

bool same_but_for(NewWords const &words, std::string_view before, std::string_view after) {
    return std::ranges::equal(tokens_of(before), tokens_of(after), [&](Token const &one, Token const &other) {
        if (one.is_word != other.is_word) return false;
        if (one.text == other.text) return true;
        auto const found = words.names.find(one.text);
        return one.is_word && found != words.names.end() && found->second == other.text;
    });
}

} // namespace scribe::diff
