// SPDX-License-Identifier: MIT
#include "source/sqlite/compile.hpp"

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "source/sqlite/tokens.hpp"

#include <algorithm>
#include <set>

namespace scribe::source::sqlite {

namespace {

using Reads = std::map<std::string, std::set<std::string>>; ///< relation -> columns

/// Compiles statements and keeps what they read, by the view or common table expression that asks for it.
class Compiler {
public:
    explicit Compiler(Db &db) : m_db(db.handle()) {
        sqlite3_set_authorizer(m_db, &Compiler::on_access, this);
        keep_from(k_flattening);
    }
    Compiler(Compiler const &) = delete;
    Compiler &operator=(Compiler const &) = delete;
    ~Compiler() {
        keep_from(0);
        sqlite3_set_authorizer(m_db, nullptr, nullptr);
    }

    /// Why SQLite cannot open the relation; empty when it can.
    std::string compile(std::string const &raw_name) {
        m_reads.clear();
        std::string sql = "SELECT * FROM main.";
        base::append_quoted_ident(sql, raw_name);
        sqlite3_stmt *statement = nullptr;
        auto const code = sqlite3_prepare_v2(m_db, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
        sqlite3_finalize(statement);
        return code == SQLITE_OK ? std::string{} : std::string{sqlite3_errmsg(m_db)};
    }

    std::map<std::string, Reads> const &reads() const { return m_reads; }

private:
    /// Merging a view into the statement that reads it: what it names without reading a column, as in EXISTS or a cross
    /// join, would then stand under no name. The number is part of SQLite's interface for tests alone; a build that
    /// does not know it leaves out those tables.
    static constexpr int k_flattening = 0x1;

    void keep_from(int optimizations) { sqlite3_test_control(SQLITE_TESTCTRL_OPTIMIZATIONS, m_db, optimizations); }

    static int on_access(void *self, int action, char const *table, char const *column, char const *,
                         char const *context) {
        if (action != SQLITE_READ || !context || !table) return SQLITE_OK;
        auto &columns = static_cast<Compiler *>(self)->m_reads[context][table];
        if (column && *column) columns.insert(column);
        return SQLITE_OK;
    }

    sqlite3 *m_db;
    std::map<std::string, Reads> m_reads;
};

bool mentions(Relation const &view, std::string const &name) {
    auto const wanted = base::to_lower_ascii(name);
    auto const tokens = tokenize(view.definition);
    return std::any_of(tokens.begin(), tokens.end(), [&wanted](Token const &token) {
        return token.is_name() && base::to_lower_ascii(token.name()) == wanted;
    });
}

/// The reads that the view itself makes: under its own name, or under that of a common table expression in its text.
/// Those of another view, which SQLite compiles along, stand under that view's name.
RawUses own_reads(std::map<std::string, Reads> const &reads, Relation const &view, Relations const &relations) {
    std::map<std::string, std::set<std::string>> merged;
    for (auto const &[context, tables] : reads) {
        auto const *other = relations.find(context);
        bool const own = other ? other->id == view.id : mentions(view, context);
        if (!own) continue;
        for (auto const &[table, columns] : tables) {
            if (relations.find(table)) merged[table].insert(columns.begin(), columns.end());
        }
    }
    RawUses uses;
    for (auto const &[table, columns] : merged) uses[table].assign(columns.begin(), columns.end());
    return uses;
}

} // namespace

void compile_views(Connection &connection, Relations &relations) {
    Compiler compiler{connection.db()};
    for (auto &relation : relations.all()) {
        if (relation.type != Relation::Type::view && relation.type != Relation::Type::virtual_table) continue;
        base::check_interrupt();
        relation.problem = compiler.compile(relation.raw);
        if (relation.type == Relation::Type::view && relation.problem.empty()) {
            relation.uses = own_reads(compiler.reads(), relation, relations);
        }
    }
}

} // namespace scribe::source::sqlite
