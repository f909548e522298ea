// SPDX-License-Identifier: MIT
#include "source/sqlite/create_table.hpp"

#include "base/text.hpp"
#include "source/sqlite/tokens.hpp"

#include <algorithm>
#include <utility>

namespace scribe::source::sqlite {

namespace {

using Type = ConstraintText::Type;

/// Reads the inside of the brackets of CREATE TABLE: columns first, then table constraints, between which SQLite
/// lets the comma be left out.
class Reader {
public:
    explicit Reader(std::string_view sql) : m_in(sql) {}

    TableText read() {
        while (!m_in.at_end() && !m_in.peek().is_char('(')) {
            if (m_in.take().is("AS")) return {}; // CREATE TABLE ... AS SELECT: SQLite never stores it so
        }
        m_in.take_char('(');
        while (!m_in.at_end() && !m_in.peek().is_char(')')) {
            auto const before = m_in.position();
            if (!table_constraint()) column();
            m_in.take_char(',');
            if (m_in.position() == before) m_in.take();
        }
        return std::move(m_out);
    }

private:
    ConstraintText &add(Type type, std::vector<std::string> columns) {
        auto &constraint = m_out.constraints.emplace_back();
        constraint.type = type;
        constraint.name = std::exchange(m_name, {});
        constraint.columns = std::move(columns);
        return constraint;
    }

    void take_conflict(ConstraintText &constraint) {
        if (m_in.take_words("ON", "CONFLICT")) constraint.conflict = base::to_lower_ascii(m_in.take().text);
    }

    /// `(a COLLATE x DESC, b)`: the names only. Marks an AUTOINCREMENT.
    std::vector<std::string> take_columns() {
        std::vector<std::string> names;
        if (!m_in.take_char('(')) return names;
        bool expect_name = true;
        int depth = 0;
        while (!m_in.at_end()) {
            auto const &token = m_in.take();
            if (token.is_char('(')) ++depth;
            if (token.is_char(')') && depth-- == 0) break;
            if (expect_name) names.push_back(token.name());
            else if (token.is("AUTOINCREMENT")) set_autoincrement(names.back());
            expect_name = token.is_char(',') && depth == 0;
        }
        return names;
    }

    void set_autoincrement(std::string_view name) {
        for (auto &column : m_out.columns) {
            if (base::to_lower_ascii(column.name) == base::to_lower_ascii(name)) column.autoincrement = true;
        }
    }

    /// `[NOT] DEFERRABLE [INITIALLY DEFERRED | IMMEDIATE]`
    bool take_deferrable(ConstraintText *constraint) {
        bool const refused = m_in.peek().is("NOT") && m_in.peek(1).is("DEFERRABLE");
        if (refused) m_in.take();
        if (!m_in.take_word("DEFERRABLE")) return false;
        bool const deferred = m_in.take_words("INITIALLY", "DEFERRED");
        if (!deferred) m_in.take_words("INITIALLY", "IMMEDIATE");
        if (constraint) {
            constraint->deferrable = !refused;
            constraint->initially_deferred = !refused && deferred;
        }
        return true;
    }

    /// Everything behind REFERENCES. The parent, its columns and the actions come from the pragma.
    void take_reference(ConstraintText &constraint) {
        m_in.take_qualified_name();
        m_in.take_group();
        while (true) {
            if (m_in.peek().is("ON") && !m_in.peek(1).is("CONFLICT")) {
                m_in.take();
                m_in.take();
                if (!m_in.take_words("NO", "ACTION")) {
                    if (m_in.take_word("SET")) m_in.take();
                    else m_in.take();
                }
            } else if (m_in.take_word("MATCH")) {
                constraint.match = base::to_lower_ascii(m_in.take().name());
            } else if (!take_deferrable(&constraint)) {
                break;
            }
        }
    }

    bool table_constraint() {
        if (m_in.take_word("CONSTRAINT")) {
            m_name = m_in.take().name();
        } else if (m_in.take_words("PRIMARY", "KEY")) {
            auto columns = take_columns();
            take_conflict(add(Type::primary_key, std::move(columns)));
        } else if (m_in.take_word("UNIQUE")) {
            auto columns = take_columns();
            take_conflict(add(Type::unique, std::move(columns)));
        } else if (m_in.take_word("CHECK")) {
            auto &check = add(Type::check, {});
            check.expression = m_in.take_group();
            take_conflict(check);
        } else if (m_in.take_words("FOREIGN", "KEY")) {
            auto columns = take_columns();
            auto &key = add(Type::foreign_key, std::move(columns));
            if (m_in.take_word("REFERENCES")) take_reference(key);
        } else {
            return false;
        }
        return true;
    }

    void column() {
        m_name.clear();
        m_out.columns.emplace_back().name = m_in.take().name();
        while (!m_in.at_end() && !m_in.peek().is_char(',') && !m_in.peek().is_char(')')) {
            // What no constraint begins with belongs to the type: names and lengths in brackets.
            if (column_constraint()) continue;
            if (m_in.peek().is_char('(')) m_in.take_group();
            else m_in.take();
        }
        m_name.clear();
    }

    bool column_constraint() {
        auto &column = m_out.columns.back();
        if (m_in.take_word("CONSTRAINT")) {
            m_name = m_in.take().name();
        } else if (m_in.take_words("PRIMARY", "KEY")) {
            if (!m_in.take_word("ASC")) m_in.take_word("DESC");
            take_conflict(add(Type::primary_key, {column.name}));
            column.autoincrement = m_in.take_word("AUTOINCREMENT");
        } else if (m_in.take_words("NOT", "NULL")) {
            take_conflict(add(Type::not_null, {column.name}));
        } else if (m_in.take_word("NULL")) {
            if (m_in.take_words("ON", "CONFLICT")) m_in.take();
            m_name.clear();
        } else if (m_in.take_word("UNIQUE")) {
            take_conflict(add(Type::unique, {column.name}));
        } else if (m_in.take_word("CHECK")) {
            auto &check = add(Type::check, {});
            check.expression = m_in.take_group();
            take_conflict(check);
        } else if (m_in.take_word("DEFAULT")) {
            take_default();
        } else if (m_in.take_word("COLLATE")) {
            column.collation = m_in.take().name();
            m_name.clear();
        } else if (m_in.take_word("REFERENCES")) {
            take_reference(add(Type::foreign_key, {column.name}));
        } else if (m_in.take_words("GENERATED", "ALWAYS")) {
            return true;
        } else if (m_in.peek().is("AS") && m_in.peek(1).is_char('(')) {
            m_in.take();
            column.expression = m_in.take_group();
            if (!m_in.take_word("STORED")) m_in.take_word("VIRTUAL");
            m_name.clear();
        } else {
            return take_deferrable(last_foreign_key());
        }
        return true;
    }

    void take_default() {
        m_name.clear();
        if (m_in.peek().is_char('(')) {
            m_in.take_group();
            return;
        }
        if (!m_in.take_char('-')) m_in.take_char('+');
        m_in.take();
    }

    /// A deferrable clause that stands apart belongs to the foreign key before it.
    ConstraintText *last_foreign_key() {
        auto const found = std::find_if(m_out.constraints.rbegin(), m_out.constraints.rend(),
                                        [](ConstraintText const &c) { return c.type == Type::foreign_key; });
        return found == m_out.constraints.rend() ? nullptr : &*found;
    }

    TokenReader m_in;
    TableText m_out;
    std::string m_name; ///< of the constraint that follows
};

} // namespace

ColumnText const *TableText::find_column(std::string_view name) const {
    auto const wanted = base::to_lower_ascii(name);
    auto const found = std::find_if(columns.begin(), columns.end(),
                                    [&wanted](ColumnText const &c) { return base::to_lower_ascii(c.name) == wanted; });
    return found == columns.end() ? nullptr : &*found;
}

TableText read_create_table(std::string_view sql) { return Reader{sql}.read(); }

std::string read_virtual_module(std::string_view sql) {
    TokenReader in{sql};
    if (!in.take_word("CREATE") || !in.take_words("VIRTUAL", "TABLE")) return {};
    if (in.take_words("IF", "NOT")) in.take_word("EXISTS");
    in.take_qualified_name();
    return in.take_word("USING") ? in.take().name() : std::string{};
}

} // namespace scribe::source::sqlite
