// SPDX-License-Identifier: MIT
#include "sql/text/fingerprint.hpp"

#include "base/text.hpp"
#include "sql/deep_stack.hpp"
#include "sql/text/lexer.hpp"
#include "sql/tree.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <utility>

namespace scribe::sql {

namespace {

std::string_view kind_of(Node const &statement) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> k_kinds{{{"SelectStmt", "select"},
                                                                                    {"InsertStmt", "insert"},
                                                                                    {"UpdateStmt", "update"},
                                                                                    {"DeleteStmt", "delete"},
                                                                                    {"MergeStmt", "merge"}}};
    for (auto const &[type, kind] : k_kinds)
        if (statement.is(type)) return kind;
    return "utility";
}

/// libpg_query leaves numbers of two digits and more out of the names of relations, so that temporary tables are one.
bool has_number(std::string_view name) {
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return std::ranges::adjacent_find(name, [&](char a, char b) { return is_digit(a) && is_digit(b); }) != name.end();
}

void add_numbered_relations(Node const &node, std::string &names) {
    if (auto const name = node.word("relname"); has_number(name))
        names += fmt::format("{}.{}\n", node.word("schemaname"), name);
    for (auto const &child : node) add_numbered_relations(child, names);
}

/// The parser's hash, and where it cannot tell orders_2023 from orders_2024 one that can.
std::string hash_of(std::string const &text, Tree const &tree, std::string &error) {
    auto hash = fingerprint_of_sql(text, error);
    std::string names;
    add_numbered_relations(tree.root(), names);
    if (names.empty() || hash.empty()) return hash;
    names += hash;
    return fmt::format("{:016x}", XXH3_64bits(names.data(), names.size()));
}

void read(std::string const &text, Fingerprint &result) {
    result.error = refusal(text);
    if (!result.error.empty()) return;
    auto const tree = Tree::of_sql(text);
    result.error = tree.error();
    auto const *const first = tree.root()["stmts"].first;
    if (result.error.empty() && !first) result.error = "it holds no statement";
    if (!result.error.empty() || first == nullptr) return;
    result.kind = kind_of(first->child("stmt"));
    result.hash = hash_of(text, tree, result.error);
    // Of other statements the parser's own normalisation leaves some constants as they are.
    if (result.kind != "utility") result.normalized = normalized_sql(text);
}

/// True for the comments that are more than words to people.
bool says_something(std::string_view comment) { return comment.starts_with("/*+") || comment == "/*, ... */"; }

/// Appends without a second space where a comment was taken out.
void append(std::string &text, std::string_view part) {
    if (part == " " && (text.empty() || text.back() == ' ' || text.back() == '\n')) return;
    text += part;
}

/// Of PREPARE name (types) AS statement, under which servers count what runs by that name, the statement.
std::string_view prepared(std::string_view text) {
    std::size_t words = 0, depth = 0;
    Lexer lexer{text};
    for (auto token = lexer.next(); token.kind != Lexer::Kind::end; token = lexer.next()) {
        if (token.text == "(") ++depth;
        if (token.text == ")" && depth > 0) --depth;
        if (token.kind != Lexer::Kind::word) continue;
        auto const word = base::to_lower_ascii(token.text);
        if (words++ == 0 && word != "prepare") break;
        if (depth == 0 && word == "as")
            return base::trim(
                text.substr(static_cast<std::size_t>(token.text.data() + token.text.size() - text.data())));
    }
    return text;
}

} // namespace

std::string without_comments(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    Lexer lexer{text};
    for (auto token = lexer.next(); token.kind != Lexer::Kind::end; token = lexer.next()) {
        append(result,
               token.kind == Lexer::Kind::comment && !says_something(token.text) ? std::string_view{" "} : token.text);
    }
    return std::string{base::trim(result)};
}

std::string mask_constants(std::string_view text) {
    std::int64_t highest = 0;
    Lexer numbers{text};
    for (auto token = numbers.next(); token.kind != Lexer::Kind::end; token = numbers.next()) {
        if (token.kind != Lexer::Kind::parameter) continue;
        highest = std::max(highest, base::parse_int(token.text.substr(1)).value_or(0));
    }
    std::string result;
    result.reserve(text.size());
    Lexer lexer{text};
    for (auto token = lexer.next(); token.kind != Lexer::Kind::end; token = lexer.next()) {
        bool const is_constant = token.kind == Lexer::Kind::string || token.kind == Lexer::Kind::number;
        if (is_constant) result += "$" + std::to_string(++highest);
        else if (token.kind != Lexer::Kind::comment || says_something(token.text)) result += token.text;
        else append(result, " ");
    }
    return std::string{base::trim(result)};
}

Fingerprint fingerprint(std::string_view text) {
    Fingerprint result;
    auto plain = without_comments(text);
    while (plain.ends_with(';') || plain.ends_with(' ')) plain.pop_back();
    plain = std::string{prepared(plain)};
    run_on_deep_stack([&] { read(plain, result); });
    if (result.normalized.empty()) result.normalized = mask_constants(plain);
    return result;
}

} // namespace scribe::sql
