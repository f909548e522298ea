// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::sql {

/// A place in a parse tree, as libpg_query's JSON has it: an object's members and a list's items are its children. A
/// node of the grammar is a child whose key is its type: {"A_Const": {...}}.
struct Node {
    enum class Type : std::uint8_t { null, boolean, number, text, list, object };

    class Iterator {
    public:
        explicit Iterator(Node const *at) : m_at(at) {}
        Node const &operator*() const { return *m_at; }
        Iterator &operator++() {
            m_at = m_at->next;
            return *this;
        }
        bool operator!=(Iterator const &other) const { return m_at != other.m_at; }

    private:
        Node const *m_at;
    };

    Iterator begin() const { return Iterator{first}; }
    static Iterator end() { return Iterator{nullptr}; }

    /// The member of that name; where there is none, a node of type null, which has no children in turn.
    Node const &operator[](std::string_view name) const;
    /// Of {"A_Const": {...}} the A_Const.
    Node const &typed() const;
    /// The typed node of that member.
    Node const &child(std::string_view name) const { return (*this)[name].typed(); }
    std::string_view word(std::string_view name) const { return (*this)[name].text; }
    bool flag(std::string_view name) const { return (*this)[name].number != 0; }
    bool is(std::string_view type_name) const { return key == type_name; }
    /// The only item of a list, or a node of type null.
    Node const &only() const { return first && !first->next ? *first : none(); }
    std::size_t size() const;
    explicit operator bool() const { return type != Type::null; }

    static Node const &none();

    Type type = Type::null;
    std::string_view key;    ///< of an object's member
    std::string_view text;   ///< of a text
    std::int64_t number = 0; ///< of a number, or 0 and 1 of a boolean
    Node const *first = nullptr, *next = nullptr;
};

/// A parse tree, or why there is none.
class Tree {
public:
    /// Of SQL: {"version":..., "stmts": [{"stmt": {...}}]}. Places in errors count from behind the `prefix`.
    static Tree of_sql(std::string const &text, int prefix = 0);
    /// Of the bodies of the PL/pgSQL functions that the text creates: a list of {"PLpgSQL_function": {...}}.
    static Tree of_plpgsql(std::string const &text);

    Node const &root() const { return m_nodes.empty() ? Node::none() : m_nodes.front(); }
    std::string const &error() const { return m_error; }

private:
    void read(std::string_view json);

    std::deque<Node> m_nodes;
    std::shared_ptr<void> m_texts; ///< what the nodes' texts are views of
    std::string m_error;
};

/// Where the statements of an SQL file stand, of any length.
struct StatementPlaces {
    struct Place {
        std::size_t offset = 0, size = 0; ///< bytes, without the semicolon
    };
    std::vector<Place> places;
    std::string error;        ///< why there are none: a quote or a comment is not closed; else empty
    std::size_t error_at = 0; ///< the character where it begins, from 0
};
StatementPlaces statement_places(std::string const &text);

/// The hash of the text's parse tree without its constants; empty with an `error`. On the deep stack, of what refusal()
/// lets pass.
std::string fingerprint_of_sql(std::string const &text, std::string &error);
/// The text with $n in place of its constants; empty when it cannot be parsed. As the former.
std::string normalized_sql(std::string const &text);

/// Why the parser may not see this text, or nothing: too long, no text.
std::string refusal(std::string_view text);

/// The text with the names that SQLite also takes in backticks and brackets in double quotes.
std::string with_standard_quotes(std::string_view text);

} // namespace scribe::sql
