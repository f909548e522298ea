// SPDX-License-Identifier: MIT
#include "context/dbml_tokens.hpp"
#include "context/readers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::context {

namespace {

using End = model::RelationshipEnd;

/// Reads what DBML says of relationships; the rest is skipped by its brackets.
class Dbml {
public:
    Dbml(std::string_view text, std::string const &file) : m_tokens(dbml_tokens(text, file)), m_file(file) {}

    std::vector<RelationDraft> read() {
        while (!at_end()) {
            if (now().is_word("ref")) ref();
            else if (now().is_word("table")) table();
            else if (now().is("{") || now().is("[") || now().is("(")) skip_brackets();
            else ++m_at;
        }
        for (auto &draft : m_drafts) {
            for (auto *const end : {&draft.from, &draft.to}) {
                auto const alias = end->schema.empty() ? m_aliases.find(end->table) : m_aliases.end();
                if (alias == m_aliases.end()) continue;
                end->schema = alias->second.schema;
                end->table = alias->second.table;
            }
        }
        return std::move(m_drafts);
    }

private:
    DbmlToken const &now() const { return m_tokens[m_at]; }
    bool at_end() const { return now().type == DbmlToken::Type::end; }
    std::string place() const { return fmt::format("{}:{}", m_file, now().line); }
    [[noreturn]] void expected(std::string_view what) const {
        fail_at(place(), fmt::format("expected {}{}", what,
                                     at_end() ? ", but the file ends" : ", found \"" + now().text + "\""));
    }
    std::string name(std::string_view what) {
        if (!now().is_name()) expected(what);
        return m_tokens[m_at++].text;
    }
    void need(std::string_view sign) {
        if (!now().is(sign)) expected(sign);
        ++m_at;
    }

    void skip_brackets() {
        auto const start = place();
        std::string closing;
        do {
            if (at_end()) fail_at(start, "the bracket that opens here is not closed");
            if (now().is("{")) closing.push_back('}');
            else if (now().is("[")) closing.push_back(']');
            else if (now().is("(")) closing.push_back(')');
            else if (now().is(std::string_view{closing}.substr(closing.size() - 1))) closing.pop_back();
            ++m_at;
        } while (!closing.empty());
    }

    /// [schema.]table.column or [schema.]table.(a, b)
    End end() {
        auto const start = place();
        std::vector<std::string> parts;
        End result;
        while (true) {
            if (!now().is("(")) parts.push_back(name("schema.table.column"));
            else {
                do {
                    ++m_at;
                    result.columns.push_back(name("a column"));
                } while (now().is(","));
                need(")");
                break;
            }
            if (!now().is(".")) break;
            ++m_at;
        }
        if (result.columns.empty() && parts.size() > 1) {
            result.columns.push_back(parts.back());
            parts.pop_back();
        }
        if (result.columns.empty() || parts.empty() || parts.size() > 2) fail_at(start, "expected schema.table.column");
        result.table = parts.back();
        if (parts.size() == 2) result.schema = parts.front();
        return result;
    }

    std::string relation() {
        for (char const *const sign : {"<>", "<", ">", "-"}) {
            if (!now().is(sign)) continue;
            ++m_at;
            return sign;
        }
        expected("one of > < - <>");
    }

    void add(End left, std::string const &sign, End right, std::string const &where, std::string const &called) {
        RelationDraft draft;
        draft.place = where;
        if (!called.empty()) draft.name = called;
        draft.cardinality = sign == "-" ? "1:1" : sign == "<>" ? "N:M" : "N:1";
        draft.either_way = sign == "-";
        draft.from = std::move(left);
        draft.to = std::move(right);
        if (sign == "<") std::swap(draft.from, draft.to);
        if (draft.from.columns.size() != draft.to.columns.size())
            fail_at(where, fmt::format("{} columns refer to {}; expected as many", draft.from.columns.size(),
                                       draft.to.columns.size()));
        m_drafts.push_back(std::move(draft));
    }

    void one_ref(std::string const &called) {
        auto const where = place();
        auto left = end();
        auto const sign = relation();
        add(std::move(left), sign, end(), where, called);
        if (now().is("[")) skip_brackets();
    }

    /// Ref [name]: a.b > c.d, or Ref [name] { a.b > c.d }
    void ref() {
        ++m_at;
        auto const called = now().is_name() ? name("a name") : std::string{};
        if (now().is(":")) {
            ++m_at;
            return one_ref(called);
        }
        need("{");
        while (!now().is("}")) one_ref(called);
        ++m_at;
    }

    /// Table [schema.]name [as alias] [settings] { columns }
    void table() {
        ++m_at;
        End self;
        self.table = name("the name of a table");
        while (now().is(".")) {
            ++m_at;
            self.schema = self.table;
            self.table = name("the name of a table");
        }
        if (now().is_word("as")) {
            ++m_at;
            m_aliases[name("an alias")] = self;
        }
        if (now().is("[")) skip_brackets();
        need("{");
        while (!now().is("}")) table_line(self);
        ++m_at;
    }

    /// A column with its settings, a note, a block: to the end of the line or its last bracket.
    void table_line(End const &table) {
        if (at_end()) expected("} that ends the table");
        auto self = table;
        self.columns = {now().text};
        auto const line = now().line;
        ++m_at;
        while (!at_end() && !now().is("}") && now().line == line) {
            if (now().is("[")) settings(self);
            else if (now().is("{") || now().is("(")) skip_brackets();
            else ++m_at;
        }
    }

    void settings(End const &column) {
        auto const start = place();
        ++m_at;
        while (!now().is("]")) {
            if (at_end()) fail_at(start, "the bracket that opens here is not closed");
            if (now().is_word("ref") && m_tokens[m_at + 1].is(":")) {
                auto const where = place();
                m_at += 2;
                auto const sign = relation();
                add(column, sign, end(), where, {});
            } else ++m_at;
        }
        ++m_at;
    }

    std::vector<DbmlToken> m_tokens;
    std::string const &m_file;
    std::size_t m_at = 0;
    std::map<std::string, End> m_aliases;
    std::vector<RelationDraft> m_drafts;
};

} // namespace

std::vector<RelationDraft> read_dbml(std::string_view text, std::string const &file) { return Dbml{text, file}.read(); }

} // namespace scribe::context
