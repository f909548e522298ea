// SPDX-License-Identifier: MIT
#include "sql/tree.hpp"

#include "base/error.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "sql/statement.hpp"
#include "sql/text/lexer.hpp"

#include <fmt/format.h>
#include <pg_query.h>

#include <algorithm>
#include <memory>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

namespace scribe::sql {

namespace {

namespace dom = simdjson::dom;

/// Two levels an operator: what nests deeper was made by a machine to break something.
constexpr std::size_t k_most_levels = 4096;
constexpr std::size_t k_most_error_width = 160;
/// The parser's time grows with the square of the comments within comments: 64 kB of them would take it seconds.
constexpr std::size_t k_most_comments = 2000;

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

/// The parser quotes what it does not understand, to the end of the text when need be: only a word or an operator may
/// stay of that, since the rest may be data.
std::string without_data(std::string_view message) {
    constexpr std::string_view k_near = " at or near \"";
    auto const near = message.find(k_near);
    if (near == std::string_view::npos) return std::string{message};
    auto const quoted = message.substr(near + k_near.size());
    auto const token = Lexer{quoted}.next();
    bool const is_plain = token.kind == Lexer::Kind::word || token.kind == Lexer::Kind::other;
    bool const is_whole = quoted.size() == token.text.size() + 1;
    return std::string{is_plain && is_whole ? message : message.substr(0, near)};
}

std::string error_text(PgQueryError const &error, int prefix = 0) {
    auto const message = without_data(base::single_line(base::sanitize_utf8(error.message)));
    auto text = base::fit_width(message, k_most_error_width);
    if (error.cursorpos > prefix) text += fmt::format(" at character {}", error.cursorpos - prefix);
    return text;
}

void build(Node &node, dom::element value, std::deque<Node> &nodes);

void append(Node &parent, Node *&last, std::string_view key, dom::element value, std::deque<Node> &nodes) {
    auto &node = nodes.emplace_back();
    node.key = key;
    if (last) last->next = &node;
    else parent.first = &node;
    last = &node;
    build(node, value, nodes);
}

void build(Node &node, dom::element value, std::deque<Node> &nodes) {
    Node *last = nullptr;
    switch (value.type()) {
    case dom::element_type::OBJECT: {
        node.type = Node::Type::object;
        dom::object const members = value.get_object().value_unsafe();
        for (auto const member : members) append(node, last, member.key, member.value, nodes);
        break;
    }
    case dom::element_type::ARRAY: {
        node.type = Node::Type::list;
        dom::array const items = value.get_array().value_unsafe();
        for (auto const item : items) append(node, last, {}, item, nodes);
        break;
    }
    case dom::element_type::STRING:
        node.type = Node::Type::text;
        node.text = value.get_string().value_unsafe();
        break;
    case dom::element_type::INT64:
        node.type = Node::Type::number;
        node.number = value.get_int64().value_unsafe();
        break;
    case dom::element_type::BOOL:
        node.type = Node::Type::boolean;
        node.number = value.get_bool().value_unsafe() ? 1 : 0;
        break;
    default: break; // the parser writes nothing else
    }
}

} // namespace

Node const &Node::none() {
    static Node const node;
    return node;
}

Node const &Node::operator[](std::string_view name) const {
    if (type == Type::object) {
        for (auto const &member : *this)
            if (member.key == name) return member;
    }
    return none();
}

Node const &Node::typed() const { return type == Type::object && first ? *first : none(); }

std::size_t Node::size() const {
    std::size_t count = 0;
    for (auto const *item = first; item; item = item->next) ++count;
    return count;
}

void Tree::read(std::string_view json) {
    auto parser = std::make_shared<dom::parser>();
    dom::element root;
    auto error = parser->allocate(json.size(), k_most_levels);
    if (error == simdjson::SUCCESS) error = parser->parse(json.data(), json.size()).get(root);
    if (error == simdjson::DEPTH_ERROR) m_error = "it nests too deeply";
    else if (error != simdjson::SUCCESS)
        m_error = fmt::format("its parse tree is no JSON: {}", simdjson::error_message(error));
    else build(m_nodes.emplace_back(), root, m_nodes);
    m_texts = std::move(parser);
}

Tree Tree::of_sql(std::string const &text, int prefix) {
    Tree tree;
    auto const result = pg_query_parse(text.c_str());
    if (result.error) tree.m_error = error_text(*result.error, prefix);
    else tree.read(result.parse_tree);
    pg_query_free_parse_result(result);
    return tree;
}

Tree Tree::of_plpgsql(std::string const &text) {
    Tree tree;
#ifdef __SANITIZE_ADDRESS__
    __lsan::ScopedDisabler const disabler; // libpg_query loses a byte with each error here
#endif
    auto const result = pg_query_parse_plpgsql(text.c_str());
    if (result.error) tree.m_error = error_text(*result.error);
    else tree.read(result.plpgsql_funcs);
    pg_query_free_plpgsql_parse_result(result);
    return tree;
}

std::string fingerprint_of_sql(std::string const &text, std::string &error) {
    auto const result = pg_query_fingerprint(text.c_str());
    std::string hash;
    if (result.error) error = error_text(*result.error);
    else hash = result.fingerprint_str;
    pg_query_free_fingerprint_result(result);
    return hash;
}

std::string normalized_sql(std::string const &text) {
    auto const result = pg_query_normalize(text.c_str());
    std::string normalized;
    if (!result.error) normalized = result.normalized_query;
    pg_query_free_normalize_result(result);
    return normalized;
}

StatementPlaces statement_places(std::string const &text) {
    StatementPlaces places;
    if (auto const zero = text.find('\0'); zero != std::string::npos) {
        places.error = "the SQL text holds a NUL byte";
        return places;
    }
    auto const result = pg_query_split_with_scanner(text.c_str());
    std::unique_ptr<PgQuerySplitResult const, void (*)(PgQuerySplitResult const *)> const guard{
        &result, [](PgQuerySplitResult const *one) { pg_query_free_split_result(*one); }};
    if (result.error) {
        places.error = error_text(*result.error);
        places.error_at = static_cast<std::size_t>(std::max(result.error->cursorpos - 1, 0));
        return places;
    }
    for (int i = 0; i < result.n_stmts; ++i) {
        auto const &one = *result.stmts[i];
        places.places.push_back({static_cast<std::size_t>(one.stmt_location), static_cast<std::size_t>(one.stmt_len)});
    }
    return places;
}

std::vector<std::string> split_statements(std::string const &text) {
    auto const found = statement_places(text);
    if (!found.error.empty()) throw base::Error(base::ExitCode::config, found.error);
    std::vector<std::string> list;
    for (auto const &[offset, size] : found.places) list.push_back(text.substr(offset, size));
    return list;
}

std::string refusal(std::string_view text) {
    if (text.size() > k_most_bytes)
        return fmt::format("it is longer than {}", base::human_bytes(static_cast<std::int64_t>(k_most_bytes)));
    if (count(text, "/*") > k_most_comments) return "it has too many comments";
    if (text.find('\0') != std::string_view::npos) return "it holds a NUL byte";
    if (!base::is_valid_utf8(text)) return "it is no valid UTF-8";
    return {};
}

} // namespace scribe::sql
