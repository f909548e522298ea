// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace scribe::source::postgres {

namespace {

/// True when the server's counters tell of other rows than the last VACUUM or ANALYZE. They may have been reset, or
/// belong to a standby, which counts nothing: few rows are believed only where they have seen that VACUUM or ANALYZE.
bool is_stale(model::Stats const &counters, double tuples) {
    auto const live = static_cast<double>(counters.live_rows.value_or(0));
    bool const trusted = live > tuples || counters.last_vacuum || counters.last_analyze;
    auto const drift = std::abs(live - tuples);
    return counters.live_rows && trusted && drift > 1000 && drift > 0.2 * tuples;
}

/// False when the counts of the table or its toast table say nothing: version 14 and later say -1 rows for "never
/// vacuumed or analyzed", earlier ones 0 rows in 0 pages.
bool was_counted(int server_version, double tuples, std::int64_t pages) {
    return server_version >= 140000 ? tuples >= 0 : tuples > 0 || pages > 0;
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

bool Scan::is_toast_certain(Pending const &p) const {
    if (!p.toast || p.pages <= 0) return true; // no rows that could have put anything there
    auto const version = m_connection.server_version();
    // ANALYZE passes the toast table by: after a restore nothing is known of it until the first VACUUM. What that found
    // empty looks the same before version 14.
    bool const vacuumed =
        was_counted(version, p.toast->tuples, p.toast->pages) || (version < 140000 && p.stats.last_vacuum.has_value());
    model::Stats counters;
    counters.live_rows = p.toast->live_rows;
    return vacuumed && !is_stale(counters, p.toast->tuples);
}

bool Scan::estimate_sizes(Pending &p) {
    auto &s = p.stats;
    bool const known = was_counted(m_connection.server_version(), p.tuples, p.pages);
    bool const stale = known && is_stale(s, p.tuples);
    if (known && p.kind != 'p') s.rows = std::llround(p.tuples);
    // Rows that were deleted leave the file as it is: only the counters know of them.
    if (stale && p.kind != 'p' && *s.live_rows < *s.rows) s.rows = *s.live_rows;
    // From version 14 on an analyzed partitioned table says -1 pages: it has no file of its own.
    s.heap_bytes = std::max<std::int64_t>(p.pages, 0) * m_block_size;
    s.toast_bytes = (p.toast ? p.toast->pages : 0) * m_block_size;
    return known && !stale && is_toast_certain(p);
}

void Scan::measure_sizes(std::vector<Oid> oids, std::string_view sql) {
    if (oids.empty()) return;
    // Nobody releases it: the end of the transaction does, without a round trip.
    m_connection.exec("SAVEPOINT sizes");
    bool const again = !m_locked.empty(); // an earlier try met a lock: waiting for it once is enough
    if (!again && try_to_measure(oids, sql)) return;
    std::set<Oid> locked;
    copy("locked tables", sql::k_locked_tables, {}, [&locked](pg::BinaryRow &row) { locked.insert(row.oid()); });
    auto const free_end =
        std::stable_partition(oids.begin(), oids.end(), [&](Oid oid) { return !locked.contains(oid); });
    std::vector<Oid> const free(oids.begin(), free_end);
    bool const others = free.size() < oids.size() || again;
    auto const rest = others && try_to_measure(free, sql) ? free_end : oids.begin();
    std::vector<Oid> const unmeasured(rest, oids.end());
    if (unmeasured.empty()) return;
    forget_uncounted(unmeasured);
    note_locked(unmeasured);
}

void Scan::forget_uncounted(std::vector<Oid> const &oids) {
    for (auto const oid : oids) {
        auto &p = *pending(oid);
        if (was_counted(m_connection.server_version(), p.tuples, p.pages)) continue;
        p.stats.heap_bytes = p.stats.toast_bytes = {};
    }
}

void Scan::note_locked(std::vector<Oid> const &oids) {
    auto const &first = pending(oids.front())->table;
    m_report.notes.push_back(
        fmt::format("sizes of {} ({}{}) not measured: another session holds an exclusive lock; they are as the last "
                    "VACUUM or ANALYZE counted them, unknown without one",
                    base::counted(static_cast<std::int64_t>(oids.size()), "table"),
                    model::format_ref(first.schema, first.name), oids.size() > 1 ? ", ..." : ""));
}

bool Scan::try_to_measure(std::vector<Oid> const &oids, std::string_view sql) {
    try {
        if (!read_sizes(oids, sql)) forget_uncounted(oids);
        return true;
    } catch (pg::Error const &error) {
        if (error.sqlstate() != "55P03") throw; // lock_not_available
        m_connection.exec("ROLLBACK TO SAVEPOINT sizes");
        return false;
    }
}

bool Scan::read_sizes(std::vector<Oid> const &oids, std::string_view sql) {
    set_relations(oids);
    return copy("sizes", sql, {}, [this](pg::BinaryRow &row) {
        auto *const p = pending(row.oid());
        auto const data = row.optional_int8();
        auto const table = row.optional_int8();
        auto const toast = row.optional_int8();
        auto const indexes = row.oid_array();
        auto const index_bytes = row.int8_array();
        if (!p || !data) return; // dropped meanwhile
        auto &s = p->stats;
        if (*data == 0) {
            s.rows = 0;
            s.rows_exact = true;
            s.heap_bytes = s.toast_bytes = 0;
        } else if (s.live_rows.value_or(0) > s.rows.value_or(0) && (!s.rows || is_stale(s, p->tuples))) {
            s.rows = rows_by_density(p->tuples, p->pages, *data / m_block_size, *s.live_rows);
        }
        if (!table || !toast || indexes.size() != index_bytes.size()) return; // empty, or dropped meanwhile
        s.heap_bytes = *table - *toast;
        s.toast_bytes = *toast;
        s.index_bytes = 0;
        for (std::size_t i = 0; i < indexes.size(); ++i) {
            m_index_bytes.emplace(indexes[i], index_bytes[i]);
            *s.index_bytes += index_bytes[i];
        }
        s.bytes_exact = true;
    });
}

void Scan::add_sizes() {
    std::vector<Oid> uncertain;
    std::vector<Oid> all;
    for (auto &p : m_pending) {
        if (p.kind != 'r' && p.kind != 'm' && p.kind != 'p') continue;
        bool const certain = estimate_sizes(p);
        if (p.kind == 'p' || !wanted(p.table.schema, p.table.name)) continue;
        all.push_back(p.oid);
        if (!certain) uncertain.push_back(p.oid);
    }
    if (m_request.exact_sizes) measure_sizes(std::move(all), sql::k_sizes);
    else measure_sizes(std::move(uncertain), sql::k_filled_sizes);
}

void Scan::add_index_figures(model::Stats &stats, Oid index, Pending const *table, std::int64_t pages) const {
    auto const measured = m_index_bytes.find(index);
    if (measured != m_index_bytes.end()) {
        stats.total_bytes = measured->second;
        stats.bytes_exact = true;
    } else if (!table || (table->stats.heap_bytes && !table->stats.bytes_exact)) {
        stats.total_bytes = std::max<std::int64_t>(pages, 0) * m_block_size;
    }
}

void Scan::add_index_sums() {
    for (auto &p : m_pending) {
        if (p.kind != 'r' && p.kind != 'm' && p.kind != 'p') continue;
        auto &s = p.stats;
        s.index_scans = p.index_scans;
        if (!s.heap_bytes) continue; // unknown, and so is all the rest
        if (!s.bytes_exact) s.index_bytes = std::max<std::int64_t>(p.index_pages, 0) * m_block_size;
        s.total_bytes = *s.heap_bytes + *s.index_bytes + *s.toast_bytes;
    }
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

} // namespace scribe::source::postgres
