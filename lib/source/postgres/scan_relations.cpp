// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/acl.hpp"
#include "source/postgres/scan.hpp"

#include <algorithm>
#include <cmath>

namespace scribe::source::postgres {

using model::Kind;

namespace {

bool is_view(char kind) { return kind == 'v' || kind == 'm'; }

/// Takes "check_option=local" out of a view's options.
std::string take_check_option(std::vector<std::string> &options) {
    constexpr std::string_view k_prefix = "check_option=";
    for (auto option = options.begin(); option != options.end(); ++option) {
        if (!option->starts_with(k_prefix)) continue;
        auto value = option->substr(k_prefix.size());
        options.erase(option);
        return value;
    }
    return {};
}

/// "RANGE (a, b)" -> "range"
std::string partition_strategy(std::string_view key) { return base::to_lower_ascii(key.substr(0, key.find(' '))); }

/// True when the server's counters tell of other rows than the last VACUUM or ANALYZE. They may have been reset, or
/// belong to a standby, which counts nothing: few rows are believed only where they have seen that VACUUM or ANALYZE.
bool is_stale(model::Stats const &counters, double tuples) {
    auto const live = static_cast<double>(counters.live_rows.value_or(0));
    bool const trusted = live > tuples || counters.last_vacuum || counters.last_analyze;
    auto const drift = std::abs(live - tuples);
    return counters.live_rows && trusted && drift > 1000 && drift > 0.2 * tuples;
}

/// Rows in `pages`, when they lie as densely as they did in the pages of the last VACUUM or ANALYZE. The counters say
/// at most how many: they count twice what one session wrote before its ANALYZE, and a file may have grown without
/// rows.
std::int64_t rows_by_density(double tuples, std::int64_t counted_pages, std::int64_t pages, std::int64_t live_rows) {
    if (tuples <= 0 || counted_pages <= 0) return live_rows;
    auto const rows = tuples / static_cast<double>(counted_pages) * static_cast<double>(pages);
    return std::min<std::int64_t>(std::llround(rows), live_rows);
}

} // namespace

void Scan::read_relations() {
    bool const read = copy("relations", sql::k_relations, {Kind::table, Kind::view},
                           [this](pg::BinaryRow &row) { add_relation(row); });
    if (!read) {
        throw base::Error(base::ExitCode::source_query,
                          "this role may not read the system catalogs that describe tables",
                          "GRANT SELECT ON pg_catalog.pg_class, pg_catalog.pg_namespace, pg_catalog.pg_type TO <role>");
    }
}

void Scan::add_relation(pg::BinaryRow &row) {
    Pending p;
    p.oid = row.oid();
    auto &t = p.table;
    t.schema = m_names.schema(row.oid());
    t.name = row.text();
    p.kind = row.character();
    auto const persistence = row.character();
    t.owner = m_names.role(row.oid());
    p.pages = row.int4();
    p.tuples = static_cast<double>(row.float4());
    t.options = row.text_array();
    t.row_security = row.boolean();
    t.force_row_security = row.boolean();
    auto const identity = row.character();
    p.view.unpopulated = !row.boolean() && p.kind == 'm';
    t.partition_bound = row.text();
    t.partition_key = row.text();
    t.grants = parse_acl(row.text_array());
    t.tablespace = row.text();
    t.access_method = row.text();
    t.of_type.schema = row.text();
    t.of_type.name = row.text();
    p.toast_pages = row.optional_int4().value_or(0);
    p.stats.live_rows = row.optional_int8();
    p.stats.dead_rows = row.optional_int8();
    p.stats.seq_scans = row.optional_int8();
    p.stats.last_vacuum = row.optional_text();
    p.stats.last_analyze = row.optional_text();

    t.persistence = persistence == 'u' ? "unlogged" : persistence == 't' ? "temporary" : "";
    t.table_kind = p.kind == 'p' ? "partitioned" : p.kind == 'f' ? "foreign" : "table";
    t.partition_strategy = partition_strategy(t.partition_key);
    t.replica_identity = identity == 'f' ? "full" : identity == 'n' ? "nothing" : "";
    m_names.relations[p.oid].name = {t.schema, t.name};
    m_names.relations[p.oid].kind = p.kind;
    m_pending_at.emplace(p.oid, m_pending.size());
    m_pending.push_back(std::move(p));
}

void Scan::read_inheritance() {
    copy("inheritance", sql::k_inheritance, {}, [this](pg::BinaryRow &row) {
        auto const child = row.oid();
        auto const parent = row.oid();
        model::Ref name;
        name.schema = row.text();
        name.name = row.text();
        auto *const p = pending(child);
        if (!p) {
            if (auto *const whole = pending(parent)) whole->parts_outside = true;
        } else if (p->table.partition_bound.empty()) {
            p->table.inherits.push_back(std::move(name));
        } else {
            p->table.partition_of = std::move(name);
            p->partition_parent = parent;
        }
    });
}

void Scan::read_foreign_tables() {
    copy("foreign tables", sql::k_foreign_tables, {}, [this](pg::BinaryRow &row) {
        auto *const p = pending(row.oid());
        if (!p) return;
        p->table.server = row.text();
        p->table.foreign_options = without_secrets(row.text_array());
    });
}

void Scan::read_view_definitions() {
    copy("views", sql::k_views, {}, [this](pg::BinaryRow &row) {
        if (auto *const p = pending(row.oid())) p->view.definition = definition_of(row, p->view.name);
    });
}

void Scan::read_view_columns() {
    copy("columns that views read", sql::k_view_columns_used, {}, [this](pg::BinaryRow &row) {
        auto *const p = pending(row.oid());
        if (!p) return;
        row.oid();
        auto const number = row.int4();
        model::Ref used;
        used.schema = row.text();
        used.name = row.text();
        auto &uses = p->view.uses;
        if (uses.empty() || uses.back().relation != used) uses.push_back({used, {}});
        if (number > 0) uses.back().columns.push_back(row.text());
    });
}

// ---- figures

bool Scan::estimate_sizes(Pending &p) {
    auto &s = p.stats;
    // Version 14 and later say -1 for "never vacuumed or analyzed", earlier ones 0 rows in 0 pages.
    bool const known = m_connection.server_version() >= 140000 ? p.tuples >= 0 : p.tuples > 0 || p.pages > 0;
    bool const stale = known && is_stale(s, p.tuples);
    if (known && p.kind != 'p') s.rows = std::llround(p.tuples);
    // Rows that were deleted leave the file as it is: only the counters know of them.
    if (stale && p.kind != 'p' && *s.live_rows < *s.rows) s.rows = *s.live_rows;
    // From version 14 on an analyzed partitioned table says -1 pages: it has no file of its own.
    s.heap_bytes = std::max<std::int64_t>(p.pages, 0) * m_block_size;
    s.index_bytes = std::max<std::int64_t>(p.index_pages, 0) * m_block_size;
    s.toast_bytes = p.toast_pages * m_block_size;
    s.total_bytes = *s.heap_bytes + *s.index_bytes + *s.toast_bytes;
    return known && !stale;
}

void Scan::measure_sizes(std::vector<Oid> const &oids, std::string_view sql) {
    if (oids.empty()) return;
    set_relations(oids);
    copy("sizes", sql, {}, [this](pg::BinaryRow &row) {
        auto *const p = pending(row.oid());
        auto const data = row.optional_int8();
        auto const heap = row.optional_int8();
        auto const indexes = row.optional_int8();
        auto const total = row.optional_int8();
        if (!p || !data) return; // dropped meanwhile
        auto &s = p->stats;
        if (*data == 0) {
            s.rows = 0;
            s.rows_exact = true;
            s.heap_bytes = s.toast_bytes = 0;
            s.total_bytes = s.index_bytes;
        } else if (s.live_rows.value_or(0) > s.rows.value_or(0) && (!s.rows || is_stale(s, p->tuples))) {
            s.rows = rows_by_density(p->tuples, p->pages, *data / m_block_size, *s.live_rows);
        }
        if (!heap || !indexes || !total) return; // empty, or dropped meanwhile
        s.heap_bytes = *heap;
        s.index_bytes = *indexes;
        s.toast_bytes = *total - *heap - *indexes;
        s.total_bytes = *total;
        s.bytes_exact = true;
    });
}

void Scan::add_sizes() {
    std::vector<Oid> uncertain;
    std::vector<Oid> all;
    for (auto &p : m_pending) {
        if (p.kind != 'r' && p.kind != 'm' && p.kind != 'p') continue;
        bool const certain = estimate_sizes(p);
        p.stats.index_scans = p.index_scans;
        if (p.kind == 'p' || !wanted(p.table.schema, p.table.name)) continue;
        all.push_back(p.oid);
        if (!certain) uncertain.push_back(p.oid);
    }
    if (m_request.exact_sizes) measure_sizes(all, sql::k_sizes);
    else measure_sizes(uncertain, sql::k_filled_sizes);
}

void Scan::add_partition_sums() {
    // Children come after their parents in no particular order, so each leaf adds itself to all its ancestors.
    for (auto const &leaf : m_pending) {
        if (leaf.partition_parent == 0) continue;
        for (auto *p = pending(leaf.partition_parent); p;
             p = p->partition_parent != 0 ? pending(p->partition_parent) : nullptr) {
            if (leaf.parts_outside) p->parts_outside = true;
            if (leaf.kind == 'p') continue;
            auto &sum = p->stats;
            auto const add = [](std::optional<std::int64_t> &to, std::optional<std::int64_t> const &from) {
                if (from) to = to.value_or(0) + *from;
            };
            if (leaf.stats.rows) p->partition_rows += *leaf.stats.rows;
            else p->partition_rows_unknown = true;
            add(sum.heap_bytes, leaf.stats.heap_bytes);
            add(sum.index_bytes, leaf.stats.index_bytes);
            add(sum.toast_bytes, leaf.stats.toast_bytes);
            add(sum.total_bytes, leaf.stats.total_bytes);
            add(sum.live_rows, leaf.stats.live_rows);
            add(sum.dead_rows, leaf.stats.dead_rows);
        }
    }
    for (auto &p : m_pending) {
        if (p.kind != 'p') continue;
        if (p.parts_outside) p.stats = {}; // no figure is better than a wrong one
        else if (!p.partition_rows_unknown) p.stats.rows = p.partition_rows;
    }
}

void Scan::emit_relations() {
    for (auto &p : m_pending) {
        auto &t = p.table;
        if (!is_view(p.kind)) {
            if (p.kind != 'f') t.stats = std::move(p.stats);
            emit(std::move(t), SystemCatalog::pg_class, p.oid);
            continue;
        }
        auto &v = p.view;
        v.schema = std::move(t.schema);
        v.name = std::move(t.name);
        v.materialized = p.kind == 'm';
        v.owner = std::move(t.owner);
        v.tablespace = std::move(t.tablespace);
        v.access_method = std::move(t.access_method);
        v.check_option = take_check_option(t.options);
        v.options = std::move(t.options);
        v.grants = std::move(t.grants);
        if (v.materialized) v.stats = std::move(p.stats);
        if (v.unpopulated) { // its file is empty, but nobody knows how many rows it will have
            v.stats->rows.reset();
            v.stats->rows_exact = false;
        }
        emit(std::move(v), SystemCatalog::pg_class, p.oid);
    }
    m_pending.clear();
    m_pending_at.clear();
}

// ---- sequences

void Scan::read_sequences() {
    copy("sequences", sql::k_sequences, {Kind::sequence}, [this](pg::BinaryRow &row) { add_sequence(row); });
}

void Scan::add_sequence(pg::BinaryRow &row) {
    auto const oid = row.oid();
    model::Sequence s;
    s.schema = m_names.schema(row.oid());
    s.name = row.text();
    s.owner = m_names.role(row.oid());
    auto const persistence = row.character();
    s.persistence = persistence == 'u' ? "unlogged" : persistence == 't' ? "temporary" : "";
    s.grants = parse_acl(row.text_array());
    s.data_type = row.text();
    for (auto *const number : {&s.start, &s.increment, &s.minimum, &s.maximum, &s.cache})
        *number = std::to_string(row.int8());
    s.cycle = row.boolean();
    s.identity = row.character() == 'i';
    s.owned_by.schema = row.text();
    s.owned_by.name = row.text();
    s.owned_column = row.text();
    emit(std::move(s), SystemCatalog::pg_class, oid);
}

} // namespace scribe::source::postgres
