// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "catalog/objects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

namespace scribe::catalog {

namespace {

using model::Kind;

/// What the SQL functions of one listing work with.
struct Selection {
    explicit Selection(ObjectQuery const &asked) : query(&asked) {}

    model::ObjectFilter const &filter_of(std::string_view source) {
        auto known = filters.find(source);
        if (known == filters.end()) known = filters.emplace(source, query->filter.for_source(source)).first;
        return known->second;
    }

    ObjectQuery const *query;
    model::Record record; ///< its memory is reused row by row
    std::map<std::string, model::ObjectFilter, std::less<>> filters;
    std::int64_t found = 0; ///< rows that scribe_found was called for
};

std::string_view text_of(sqlite3_value *value) {
    // As a blob the text needs no zero at its end and is not copied.
    auto const *text = static_cast<char const *>(sqlite3_value_blob(value));
    return text ? std::string_view{text, static_cast<std::size_t>(sqlite3_value_bytes(value))} : std::string_view{};
}

/// scribe_selects(source, kind, schema, table, name): patterns and filter, which know other globs than SQLite does.
void sql_selects(sqlite3_context *context, int, sqlite3_value **values) {
    auto &selection = *static_cast<Selection *>(sqlite3_user_data(context));
    auto &record = selection.record;
    record.kind = model::kind_from_name(text_of(values[1])).value_or(Kind::table);
    record.schema = text_of(values[2]);
    record.table = text_of(values[3]);
    record.name = text_of(values[4]);
    if (selection.query->any_case) {
        for (auto *text : {&record.schema, &record.table, &record.name}) *text = base::to_lower_ascii(*text);
    }
    auto const source = text_of(values[0]);
    bool const selected =
        in_filter(selection.filter_of(source), record) && model::selects(selection.query->patterns, source, record);
    sqlite3_result_int(context, selected ? 1 : 0);
}

/// scribe_contains(text, part)
void sql_contains(sqlite3_context *context, int, sqlite3_value **values) {
    sqlite3_result_int(context, base::contains_any_case(text_of(values[0]), text_of(values[1])) ? 1 : 0);
}

/// scribe_found(anything): true, and one more is found.
void sql_found(sqlite3_context *context, int, sqlite3_value **) {
    ++static_cast<Selection *>(sqlite3_user_data(context))->found;
    sqlite3_result_int(context, 1);
}

void register_functions(sqlite::Db &db, Selection &selection) {
    sqlite3_create_function_v2(db.handle(), "scribe_selects", 5, SQLITE_UTF8 | SQLITE_DETERMINISTIC, &selection,
                               sql_selects, nullptr, nullptr, nullptr);
    sqlite3_create_function_v2(db.handle(), "scribe_contains", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                               sql_contains, nullptr, nullptr, nullptr);
    sqlite3_create_function_v2(db.handle(), "scribe_found", 1, SQLITE_UTF8, &selection, sql_found, nullptr, nullptr,
                               nullptr);
}

/// SQL made of fixed pieces, and the values that belong to it.
struct Condition {
    std::string sql;
    std::vector<std::string> values;
    bool costly = false; ///< reads bodies or calls functions of ours

    void add(std::string_view piece, std::string_view value) {
        sql += piece;
        values.emplace_back(value);
    }
    /// Binds behind the parameter `at`; returns the number of the last one.
    int bind(sqlite::Stmt &statement, int at = 0) const {
        for (auto const &value : values) statement.bind_view(++at, value);
        return at;
    }
};

/// Adds what one part of a pattern says about a column: the name itself, or the beginning of a glob.
void narrow_column(Condition &where, std::string const &column, model::RefPattern const &pattern, std::size_t part) {
    auto const &text = pattern.parts[part];
    if (pattern.quoted[part] || !base::has_glob(text)) return where.add(" AND " + column + " = ?", text);
    auto const prefix = text.substr(0, text.find_first_of("*?"));
    if (prefix.empty()) return;
    where.add(" AND " + column + " >= ?", prefix);
    where.add(" AND " + column + " < ?", prefix + "\xff\xff\xff\xff"); // behind all UTF-8
}

/// What a single pattern says in a form that the index can use; scribe_selects still decides.
void narrow(Condition &where, ObjectQuery const &query) {
    if (query.patterns.size() != 1 || query.patterns[0].exclude || query.kinds.empty() || query.any_case) return;
    auto const &pattern = query.patterns[0];
    auto const n = pattern.parts.size();
    bool all_parts = true;
    bool no_parts = true;
    bool routine = false;
    bool only_columns = true;
    for (auto const kind : query.kinds) {
        only_columns = only_columns && kind == Kind::column;
        (model::is_table_part(kind) ? no_parts : all_parts) = false;
        routine = routine || kind == Kind::routine;
    }
    if (no_parts && n == 2) {
        narrow_column(where, "o.schema_name", pattern, 0);
        if (!routine) where.sql += " AND o.table_name = '' AND o.position = 0";
    }
    if (no_parts && !routine) narrow_column(where, "o.name", pattern, n - 1);
    if (all_parts) {
        if (n == 3) narrow_column(where, "o.schema_name", pattern, 0);
        // Of two parts the first names the table, or the schema of all but columns.
        if (n == 3 || (n == 2 && only_columns)) narrow_column(where, "o.table_name", pattern, n - 2);
        narrow_column(where, "o.name", pattern, n - 1);
    }
}

void narrow_subkinds(Condition &where, ObjectQuery const &query) {
    for (auto const kind : model::k_all_kinds) {
        bool restricted = false;
        for (auto const *subkind : query.subkinds) {
            if (subkind->kind != kind) continue;
            if (!restricted) where.add(" AND (o.kind <> ?", model::kind_name(kind));
            where.add(" OR instr(o.body, ?) > 0", subkind->body_part);
            where.costly = true;
            restricted = true;
        }
        if (restricted) where.sql += ")";
    }
}

/// What an object has to meet.
Condition condition(ObjectQuery const &query) {
    Condition where;
    where.sql = "TRUE";
    if (!query.search.empty()) {
        // First, since it rules most out where all objects are walked.
        where.costly = true;
        where.add(" AND (scribe_contains(o.name, ?)", query.search);
        where.add(" OR (o.comment IS NOT NULL AND scribe_contains(o.comment, ?)))", query.search);
    }
    where.sql += " AND o.removed_scan IS NULL";
    bool const all = query.kinds.size() == model::k_all_kinds.size();
    for (std::size_t i = 0; i < query.kinds.size() && !all; ++i)
        where.add(i == 0 ? " AND o.kind IN (?" : ", ?", model::kind_name(query.kinds[i]));
    if (!query.kinds.empty() && !all) where.sql += ")";
    narrow_subkinds(where, query);
    if (!query.extension_objects) where.sql += " AND o.extension = ''";
    constexpr std::string_view k_described = "(o.comment <> '' OR EXISTS (SELECT 1 FROM v_current_descriptions d WHERE "
                                             "d.object_id = o.id AND d.text <> ''))";
    if (query.described) where.sql += fmt::format(" AND {}", k_described);
    if (query.undescribed) where.sql += fmt::format(" AND NOT coalesce({}, 0)", k_described);
    narrow(where, query);
    return where;
}

/// What it has to meet together with its source.
Condition source_condition(ObjectQuery const &query) {
    Condition where;
    where.sql = "TRUE";
    if (query.any_case) where.sql += " AND src.url LIKE 'sqlite:%'";
    if (!query.source.empty()) {
        if (base::has_glob(query.source)) where.add(" AND src.name GLOB ?", query.source);
        else where.add(" AND src.name = ?", query.source);
    }
    if (!query.patterns.empty() || !query.filter.empty()) {
        where.costly = true;
        where.sql += " AND scribe_selects(src.name, o.kind, o.schema_name, o.table_name, o.name)";
    }
    return where;
}

constexpr std::string_view k_from = " FROM source src CROSS JOIN object o ON o.source_id = src.id ";

/// Comments do not stand in the index. To read them for most objects, the table is walked as it lies in the file.
bool walks(ObjectQuery const &query) {
    bool const parts = query.kinds.empty() || std::ranges::any_of(query.kinds, model::is_table_part);
    return !query.search.empty() && query.patterns.empty() && parts;
}

constexpr std::string_view k_count_columns =
    "(SELECT count(*) FROM object c WHERE c.source_id = o.source_id AND c.kind = 'column' AND c.removed_scan IS NULL "
    "AND c.schema_name = o.schema_name AND c.table_name = o.name)";

bool has_columns(Kind kind) { return kind == Kind::table || kind == Kind::view; }
bool has_statistics(Kind kind) { return has_columns(kind) || kind == Kind::index; }

/// What the page reads from, and its order. A figure that none of the kinds has sorts nothing.
struct Order {
    std::string join, by;
};

Order order(ObjectQuery const &query) {
    constexpr std::string_view k_by_ref = "src.name, o.schema_name, o.table_name, o.position, o.name, o.kind";
    // Many kinds are listed one after the other, as the index has them.
    constexpr std::string_view k_by_kind = "src.name, o.kind, o.schema_name, o.table_name, o.position, o.name";
    bool const relations = !query.kinds.empty() && std::ranges::all_of(query.kinds, has_columns);
    std::string const rest{relations ? k_by_ref : k_by_kind};
    bool const statistics = query.kinds.empty() || std::ranges::any_of(query.kinds, has_statistics);
    bool const columns = query.kinds.empty() || std::ranges::any_of(query.kinds, has_columns);
    std::string const statistic = "LEFT JOIN statistic s ON s.object_id = o.id ";
    if (query.sort == ObjectQuery::Sort::rows && statistics) return {statistic, "s.row_count DESC NULLS LAST, " + rest};
    if (query.sort == ObjectQuery::Sort::size && statistics)
        return {statistic, "s.total_bytes DESC NULLS LAST, " + rest};
    if (query.sort != ObjectQuery::Sort::columns || !columns) return {"", rest};
    return {"", std::string{k_count_columns} + " DESC, " + rest};
}

/// Reads whole objects for the page alone: the sorting works on row ids.
class PageReader {
public:
    explicit PageReader(sqlite::Db &db)
        : m_read(db, "SELECT " + std::string{k_record_columns} + ", " + std::string{k_count_columns} +
                         " FROM object o LEFT JOIN statistic s ON s.object_id = o.id WHERE o.rowid = ?") {}

    ObjectRow operator()(std::int64_t rowid, std::string_view source) {
        ObjectRow row;
        row.source = source;
        m_read.bind(1, rowid);
        if (m_read.step()) {
            read_record(m_read, row.record, 0);
            if (has_columns(row.record.kind)) row.columns = m_read.get_int(9);
        }
        m_read.reset();
        return row;
    }

private:
    sqlite::Stmt m_read;
};

} // namespace

namespace {

/// Walks all objects once. SQLite keeps the rows of the page alone, scribe_found counts all.
std::int64_t walk(sqlite::Db &db, ObjectQuery const &query, Selection &selection,
                  std::function<void(ObjectRow &&)> const &row) {
    // No page is read twice: a small cache stays in the processor's.
    auto const cache = db.query_int("PRAGMA cache_size");
    db.exec("PRAGMA cache_size = -1000");
    auto const where = condition(query);
    auto const with_source = source_condition(query);
    auto const [join, by] = order(query);
    // scribe_found waits for all other conditions: those of the object end the outer loop, those of the source stand
    // before it.
    sqlite::Stmt page{db, "SELECT o.rowid, src.name FROM object o NOT INDEXED CROSS JOIN source src ON "
                          "src.id = o.source_id " +
                              join + "WHERE " + where.sql + " AND CASE WHEN " + with_source.sql +
                              " THEN scribe_found(src.id) END ORDER BY " + by + " LIMIT ? OFFSET ?"};
    auto bound = where.bind(page);
    bound = with_source.bind(page, bound);
    page.bind(bound + 1, query.limit == 0 ? std::int64_t{-1} : query.limit);
    page.bind(bound + 2, query.offset);
    PageReader read{db};
    while (page.step()) row(read(page.get_int(0), page.get_text(1)));
    db.exec("PRAGMA cache_size = " + std::to_string(cache));
    return selection.found;
}

} // namespace

std::int64_t Store::list(ObjectQuery const &query, std::function<void(ObjectRow &&)> const &row) {
    Selection selection{query};
    register_functions(*m_db, selection);
    sqlite::Txn const snapshot{*m_db, sqlite::Txn::Kind::deferred};
    if (walks(query)) return walk(*m_db, query, selection, row);
    auto const object = condition(query);
    auto const source = source_condition(query);
    auto const where = object.sql + " AND " + source.sql;
    auto const bind = [&](sqlite::Stmt &statement) { return source.bind(statement, object.bind(statement)); };
    auto const [join, by] = order(query);
    std::string const sql =
        "SELECT o.rowid, src.name" + std::string{k_from} + join + "WHERE " + where + " ORDER BY " + by;
    PageReader read{*m_db};
    auto const end = query.limit == 0 ? std::numeric_limits<std::int64_t>::max() : query.offset + query.limit;
    if (object.costly || source.costly) {
        // One pass: the conditions cost more than the sorting of what meets them.
        std::int64_t total = 0;
        sqlite::Stmt page{*m_db, sql};
        bind(page);
        for (; page.step(); ++total) {
            if (total >= query.offset && total < end) row(read(page.get_int(0), page.get_text(1)));
        }
        return total;
    }
    sqlite::Stmt count{*m_db, "SELECT count(*)" + std::string{k_from} + "WHERE " + where};
    bind(count);
    count.step();
    sqlite::Stmt page{*m_db, sql + " LIMIT ? OFFSET ?"};
    auto const bound = bind(page);
    page.bind(bound + 1, query.limit == 0 ? std::int64_t{-1} : query.limit);
    page.bind(bound + 2, query.offset);
    while (page.step()) row(read(page.get_int(0), page.get_text(1)));
    return count.get_int(0);
}

void Store::names(std::vector<Kind> const &kinds,
                  std::function<void(std::string_view schema, std::string_view name)> const &each) {
    sqlite::Stmt select{*m_db, "SELECT o.schema_name, o.name" + std::string{k_from} +
                                   "WHERE o.kind = ? AND o.removed_scan IS NULL AND o.extension = '' "
                                   "ORDER BY src.name, o.schema_name, o.name"};
    for (auto const kind : kinds) {
        select.bind(1, model::kind_name(kind));
        while (select.step()) each(select.get_text(0), select.get_text(1));
        select.reset();
    }
}

} // namespace scribe::catalog
