// SPDX-License-Identifier: MIT
#include "workload/plan/condition.hpp"

#include "workload/explain/tokens.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace scribe::workload {

namespace {

using Kind = Token::Kind;
using Tokens = std::vector<Token>;

constexpr std::array<std::string_view, 16> k_comparing = {"=",   "<>",   "<", ">",  "<=", ">=", "~~", "!~~",
                                                          "~~*", "!~~*", "~", "~*", "@>", "<@", "&&", "?"};

bool is_name(Token const &token) { return token.kind == Kind::word || token.kind == Kind::quoted; }

std::string unquoted(Token const &token) {
    if (token.kind != Kind::quoted) return std::string{token.text};
    std::string name;
    for (std::size_t i = 1; i + 1 < token.text.size(); ++i) {
        name += token.text[i];
        if (token.text[i] == '"') ++i; // doubled
    }
    return name;
}

bool is_column(Tokens const &tokens, std::size_t k, std::size_t end) {
    return k + 2 < end && is_name(tokens[k]) && tokens[k + 1].is_mark(".") && is_name(tokens[k + 2]) &&
           (k + 3 >= end || !tokens[k + 3].is_mark("("));
}

/// Behind the type that begins at `k`.
std::size_t type_end(Tokens const &tokens, std::size_t k, std::size_t end) {
    while (k < end && (is_name(tokens[k]) || tokens[k].is_mark("."))) ++k;
    return k;
}

Operand operand(Tokens const &tokens, std::size_t begin, std::size_t end) {
    Operand side;
    for (auto k = begin; k < end; ++k) {
        auto const &token = tokens[k];
        if (is_column(tokens, k, end)) {
            side.columns.push_back({unquoted(token), unquoted(tokens[k + 2])});
            k += 2;
        } else if (token.is_mark("::")) {
            side.cast.clear();
            auto const last = type_end(tokens, k + 1, end);
            for (auto i = k + 1; i < last; ++i) side.cast += (side.cast.empty() ? "" : " ") + unquoted(tokens[i]);
            k = last - 1;
        } else if (token.kind == Kind::parameter) side.parameters.push_back(token.parameter);
        else if (token.kind == Kind::string || token.kind == Kind::number) side.literals.emplace_back(token.text);
        else if (token.kind == Kind::op) side.calculates = true;
        else if (token.is("subplan")) side.subplan = true;
        else if (is_name(token) && k + 1 < end && tokens[k + 1].is_mark("(") && !token.is("any") && !token.is("all") &&
                 side.function.empty())
            side.function = unquoted(token);
    }
    return side;
}

/// For each token the bracket around it; the whole where there is none.
std::vector<std::pair<std::size_t, std::size_t>> brackets(Tokens const &tokens) {
    std::vector<std::pair<std::size_t, std::size_t>> around(tokens.size(), {0, tokens.size()});
    std::vector<std::size_t> open;
    std::map<std::size_t, std::size_t> ends;
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        if (tokens[k].is_mark(")") && !open.empty()) {
            ends[open.back()] = k;
            open.pop_back();
        }
        around[k].first = open.empty() ? 0 : open.back() + 1;
        if (tokens[k].is_mark("(")) open.push_back(k);
    }
    for (auto &[begin, end] : around) {
        auto const at = begin == 0 ? ends.end() : ends.find(begin - 1);
        if (at != ends.end()) end = at->second;
    }
    return around;
}

} // namespace

std::vector<Comparison> comparisons(std::string_view condition) {
    auto const tokens = tokens_of(condition);
    auto const around = brackets(tokens);
    std::vector<Comparison> list;
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        if (tokens[k].kind != Kind::op || std::ranges::find(k_comparing, tokens[k].text) == k_comparing.end()) continue;
        auto const [begin, end] = around[k];
        list.push_back({operand(tokens, begin, k), operand(tokens, k + 1, end), std::string{tokens[k].text}});
    }
    return list;
}

bool has_or(std::string_view condition) {
    return std::ranges::any_of(tokens_of(condition), [](Token const &token) { return token.is("or"); });
}

std::string without_literals(std::string_view condition) {
    std::string out;
    std::size_t end = 0;
    for (auto const &token : tokens_of(condition)) {
        if (token.kind != Kind::string && token.kind != Kind::number) continue;
        out.append(condition, end, token.at - end);
        out += '?';
        end = token.at + token.text.size();
    }
    return out.append(condition, end);
}

} // namespace scribe::workload
