// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "context/dbml_tokens.hpp"
#include "context/readers.hpp"
#include "context/said/readers.hpp"
#include "context/tables/statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace scribe::context {

namespace {

/// The text of ''' without the indentation that all of its lines have.
std::string without_indent(std::string const &text) {
    auto lines = base::split(text, '\n');
    auto least = std::string::npos;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (auto const indent = lines[i].find_first_not_of(" \t\r"); indent != std::string::npos)
            least = std::min(least, indent);
    }
    for (std::size_t i = 1; i < lines.size() && least != std::string::npos; ++i)
        lines[i].erase(0, std::min(least, lines[i].size()));
    return plain_text(base::join(lines, "\n"));
}

/// Reads the notes of the project, of tables and of columns; the rest is skipped by its brackets.
class Notes {
public:
    Notes(std::string_view text, std::string const &file, Sayings const &use)
        : m_tokens(dbml_tokens(text, file)), m_file(file), m_use(use) {}

    void read() {
        while (!at_end()) {
            if (now().is_word("project")) block({}, false);
            else if (now().is_word("table")) table();
            else if (now().is_word("ref")) skip_line();
            else if (now().is("{") || now().is("[") || now().is("(")) skip_brackets();
            else ++m_at;
        }
    }

private:
    DbmlToken const &now() const { return m_tokens[m_at]; }
    DbmlToken const &next() const { return m_tokens[std::min(m_at + 1, m_tokens.size() - 1)]; }
    bool at_end() const { return now().type == DbmlToken::Type::end; }
    std::string place() const { return fmt::format("{}:{}", m_file, now().line); }
    [[noreturn]] void expected(std::string_view what) const {
        fail_at(place(),
                fmt::format("expected {}{}", what,
                            at_end() ? ", but the file ends"
                                     : ", found \"" + base::single_line(base::utf8_head(now().text, 60)) + "\""));
    }
    void need(std::string_view sign) {
        if (!now().is(sign)) expected(sign);
        ++m_at;
    }

    /// Names of tables in it may be words that begin something else.
    void skip_line() {
        for (auto const line = now().line; !at_end() && now().line == line && !now().is("{");) ++m_at;
    }

    void skip_brackets() {
        auto const start = place();
        ++m_at;
        for (std::size_t open = 1; open > 0; ++m_at) {
            if (at_end()) fail_at(start, "the bracket that opens here is not closed");
            if (now().is("{") || now().is("[") || now().is("(")) ++open;
            else if (now().is("}") || now().is("]") || now().is(")")) --open;
        }
    }

    void say(Statement self, std::string const &where, std::string text) const {
        self.place = where;
        self.fields[Field::description] = std::move(text);
        m_use.add(std::move(self));
    }

    bool begins_note() const { return now().is_word("note") && (next().is(":") || next().is("{")); }

    /// Note: 'text', or Note { 'text' }
    std::string note() {
        ++m_at;
        bool const in_brackets = now().is("{");
        ++m_at;
        if (now().type != DbmlToken::Type::text) expected("a text in quotes");
        auto text = without_indent(m_tokens[m_at++].text);
        if (in_brackets) need("}");
        return text;
    }

    /// Table [schema.]name [as alias] [settings] { ... }
    void table() {
        ++m_at;
        Statement self;
        if (!now().is_name()) expected("the name of a table");
        self.table = m_tokens[m_at++].text;
        while (now().is(".")) {
            ++m_at;
            if (!now().is_name()) expected("the name of a table");
            self.schema = std::exchange(self.table, m_tokens[m_at++].text);
        }
        block(self, true);
    }

    /// To the end of a block: what stands before it, its notes and, in a table, its columns.
    void block(Statement const &self, bool columns) {
        while (!at_end() && !now().is("{")) {
            if (now().is("[")) settings(self);
            else ++m_at;
        }
        need("{");
        while (!now().is("}")) {
            if (at_end()) expected("} that ends the block");
            if (begins_note()) {
                auto const where = place();
                say(self, where, note());
            } else if (columns) column(self);
            else if (now().is("{") || now().is("[")) skip_brackets();
            else ++m_at;
        }
        ++m_at;
    }

    /// A column with its settings, or a block such as indexes: to the end of the line or its last bracket.
    void column(Statement const &table) {
        auto self = table;
        bool const named = now().is_name();
        self.name = now().text;
        auto const line = now().line;
        if (now().is("{") || now().is("[") || now().is("(")) return skip_brackets();
        ++m_at;
        while (!at_end() && !now().is("}") && now().line == line) {
            if (now().is("[") && named) settings(self);
            else if (now().is("{") || now().is("(") || now().is("[")) skip_brackets();
            else ++m_at;
        }
    }

    void settings(Statement const &self) {
        auto const start = place();
        ++m_at;
        while (!now().is("]")) {
            if (at_end()) fail_at(start, "the bracket that opens here is not closed");
            if (now().is_word("note") && next().is(":")) {
                auto const where = place();
                say(self, where, note());
            } else ++m_at;
        }
        ++m_at;
    }

    std::vector<DbmlToken> m_tokens;
    std::string const &m_file;
    Sayings const &m_use;
    std::size_t m_at = 0;
};

} // namespace

void read_dbml_notes(std::string_view text, std::string const &file, Sayings const &use) {
    Notes{text, file, use}.read();
}

} // namespace scribe::context
