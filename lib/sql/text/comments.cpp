// SPDX-License-Identifier: MIT
#include "sql/text/comments.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/analyzer.hpp"
#include "sql/deep_stack.hpp"
#include "sql/statement.hpp"
#include "sql/text/lexer.hpp"
#include "sql/tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::sql {

namespace {

[[noreturn]] void fail(std::size_t line, std::string_view what) {
    throw base::Error(base::ExitCode::config, fmt::format("{}: {}", line, what));
}

std::size_t line_of_character(std::string_view text, std::size_t characters) {
    std::size_t line = 1;
    for (char const c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && characters-- == 0) break;
        line += c == '\n' ? 1U : 0U;
    }
    return line;
}

/// Makes blanks of the bytes, but for their line ends.
void blank(std::string &text, std::size_t from, std::size_t to) {
    for (auto at = from; at < std::min(to, text.size()); ++at)
        if (text[at] != '\n') text[at] = ' ';
}

std::string_view line_at(std::string_view text, std::size_t at) {
    return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

/// The rows of `COPY ... FROM stdin;`, up to the line \. are no SQL.
void blank_copy_data(std::string &text) {
    std::optional<std::size_t> data;
    for (std::size_t at = 0; at < text.size();) {
        auto const line = line_at(text, at);
        auto const next = at + line.size() + 1;
        auto const trimmed = base::trim(line);
        if (data && trimmed == "\\.") {
            blank(text, *data, at + line.size());
            data.reset();
        } else if (!data && line.starts_with("COPY ") && base::to_lower_ascii(trimmed).ends_with("from stdin;"))
            data = next;
        at = next;
    }
}

/// Skips blanks and comments; the offset of what follows.
std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        auto const rest = text.substr(at);
        if (rest.starts_with("--")) at = std::min(text.find('\n', at), text.size());
        else if (rest.starts_with("/*")) {
            auto const end = text.find("*/", at + 2);
            if (end == std::string_view::npos) return text.size();
            at = end + 2;
        } else if (std::string_view{" \t\r\n\f"}.find(rest.front()) != std::string_view::npos) ++at;
        else break;
    }
    return at;
}

/// Where a statement really begins: behind comments and the commands of psql before it.
std::size_t begin_of(std::string_view text) {
    auto at = skip_space(text, 0);
    while (at < text.size() && text[at] == '\\') at = skip_space(text, at + line_at(text, at).size());
    return at;
}

bool is_comment(std::string_view statement) {
    return statement.size() > 8 && base::to_lower_ascii(statement.substr(0, 7)) == "comment" &&
           std::string_view{" \t\r\n\f/-"}.find(statement[7]) != std::string_view::npos;
}

/// "OBJECT_MATVIEW" as the statement says it.
std::string object_word(std::string_view type) {
    if (type.starts_with("OBJECT_")) type.remove_prefix(7);
    if (type == "MATVIEW") return "MATERIALIZED VIEW";
    if (type == "TABCONSTRAINT") return "CONSTRAINT";
    std::string word{type};
    std::ranges::replace(word, '_', ' ');
    return word;
}

/// A type as people write it: integer, shop.mood, text[].
std::string type_text(Node const &type) {
    auto words = words_of(type["names"]);
    if (words.size() == 2 && words.front() == "pg_catalog") words.erase(words.begin());
    for (auto &word : words) word = base::quote_ident(word);
    auto text = base::join(words, ".");
    for ([[maybe_unused]] auto const &bound : type["arrayBounds"]) text += "[]";
    return text;
}

void add_names(Node const &object, Comment &comment) {
    if (object.is("List")) comment.names = words_of(object["items"]);
    else if (object.is("String")) comment.names = {std::string{object.word("sval")}};
    else if (object.is("TypeName")) comment.names = words_of(object["names"]);
    else if (object.is("ObjectWithArgs")) {
        comment.names = words_of(object["objname"]);
        std::vector<std::string> types;
        for (auto const &one : object["objargs"]) types.push_back(type_text(one.typed()));
        comment.arguments = base::join(types, ", ");
    }
}

void read_statement(std::string const &statement, std::size_t line, std::vector<Comment> &comments) {
    if (auto const why = refusal(statement); !why.empty()) fail(line, "this comment cannot be read: " + why);
    auto const tree = Tree::of_sql(statement);
    if (!tree.error().empty()) fail(line, tree.error());
    auto const &node = tree.root()["stmts"].only().child("stmt");
    if (!node.is("CommentStmt")) return;
    Comment comment;
    comment.line = line;
    comment.object = object_word(node.word("objtype"));
    add_names(node.child("object"), comment);
    if (node["comment"]) comment.text = node.word("comment");
    comments.push_back(std::move(comment));
}

/// The scanner gives no statement when its parentheses do not match, and none after it.
void check_end(std::string_view text, std::vector<StatementPlaces::Place> const &places) {
    std::size_t at = places.empty() ? 0 : places.back().offset + places.back().size;
    for (;; ++at) {
        at += begin_of(text.substr(at));
        if (at >= text.size()) return;
        if (text[at] != ';') break;
    }
    fail(1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n')),
         "the statement that begins here has no end: expected as many closing parentheses as opening ones");
}

} // namespace

std::vector<Comment> read_comments(std::string text) {
    blank_copy_data(text);
    std::vector<Comment> comments;
    run_on_deep_stack([&] {
        std::size_t counted = 0, line = 1;
        auto const found = statement_places(text);
        if (!found.error.empty()) fail(line_of_character(text, found.error_at), found.error);
        check_end(text, found.places);
        for (auto const &[offset, size] : found.places) {
            auto const whole = std::string_view{text}.substr(offset, size);
            auto const begin = begin_of(whole);
            if (!is_comment(whole.substr(begin))) continue;
            auto const at = offset + begin;
            line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                                        text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
            counted = at;
            read_statement(std::string{whole.substr(begin)}, line, comments);
        }
    });
    return comments;
}

namespace {

/// What stands between semicolons outside of brackets.
void add_pieces(std::string_view text, std::vector<std::string> &statements) {
    int depth = 0;
    std::size_t from = 0;
    auto const add = [&](std::size_t end) {
        auto const piece = text.substr(from, end - from);
        auto const begin = begin_of(piece);
        if (begin < piece.size()) statements.emplace_back(piece.substr(begin));
    };
    Lexer lexer{text};
    for (auto token = lexer.next(); token.kind != Lexer::Kind::end; token = lexer.next()) {
        if (token.text == "(") ++depth;
        if (token.text == ")" && depth > 0) --depth;
        if (token.text != ";" || depth > 0) continue;
        add(static_cast<std::size_t>(token.text.data() - text.data()));
        from = static_cast<std::size_t>(token.text.data() - text.data()) + 1;
    }
    add(text.size());
}

} // namespace

std::vector<std::string> script_statements(std::string text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    blank_copy_data(text);
    auto const found = statement_places(text);
    if (!found.error.empty()) throw base::Error(base::ExitCode::config, found.error);
    std::vector<std::string> statements;
    std::string_view const view{text};
    std::size_t end = 0;
    for (auto const &[offset, size] : found.places) {
        add_pieces(view.substr(end, offset - end), statements); // the scanner passes over what has no keyword in it
        auto const statement = view.substr(offset, size);
        auto const begin = begin_of(statement);
        if (begin < statement.size()) statements.emplace_back(statement.substr(begin));
        end = offset + size;
    }
    add_pieces(view.substr(end), statements);
    return statements;
}

} // namespace scribe::sql
