// SPDX-License-Identifier: MIT
#include "source/postgres/sample/sample.hpp"

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/sample/row_places.hpp"
#include "source/postgres/sample/sample_select.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace scribe::source::postgres {

namespace {

/// Pages that are looked at for long values, and pages whose rows the server counts.
constexpr std::int64_t k_probed_pages = 30;
constexpr std::int64_t k_counted_pages = 300;
/// A table of fewer pages cannot hold enough within its rows to be worth a look, and of the others so many rows get
/// one.
constexpr double k_least_pages = 8;
constexpr int k_measured_rows = 2000;
/// The first and last value of an index costs a descent a partition.
constexpr std::size_t k_most_partitions_for_extremes = 50;

struct Relation {
    std::string schema, name;
    char kind = 'r';
    bool filled = true, heap = true, row_security = false, readable = false;
    double tuples = -1;      ///< of the last VACUUM or ANALYZE; negative: never counted
    std::int64_t pages = 0;  ///< then
    std::int64_t blocks = 0; ///< now
    std::int64_t bytes = 0, toast_bytes = 0;
    std::int64_t live_rows = 0; ///< by the server's counters, which begin at 0 when they are reset
    std::int64_t block_size = 8192;

    /// Rows now, when they lie as densely as they did when they were counted.
    std::optional<double> estimate() const {
        if (blocks == 0) return 0;
        if (tuples < 0 || pages == 0) return std::nullopt;
        return tuples / static_cast<double>(pages) * static_cast<double>(blocks);
    }
    /// The table has about as many pages as when its rows were counted.
    bool is_recent() const { return blocks <= 2 * pages && pages <= 2 * blocks; }
    /// Row places that a page can have (MaxHeapTuplesPerPage: a row takes its header and its line pointer).
    std::int64_t most_slots() const { return (block_size - 24) / 28; }
    std::string ref() const { return base::quote_ident(schema) + "." + base::quote_ident(name); }
};

class Sampler {
public:
    /// `receiver` may be missing where no row is read.
    Sampler(pg::Connection &connection, SampleRequest const &request, SampleReceiver *receiver)
        : m_connection(connection), m_request(request), m_receiver(receiver) {}

    SampleReport run() {
        m_report.info.seed = m_request.seed;
        load();
        find_readable();
        bool const view = m_root.kind == 'v' || m_root.kind == 'f';
        bool const wide = view || m_root.toast_bytes > 0 ||
                          std::ranges::any_of(m_parts, [](auto const &part) { return part.toast_bytes > 0; }) ||
                          holds_long_values();
        m_select.emplace(m_request, m_readable, wide);
        if (view) read_view();
        else if (m_root.filled) read_tables();
        else leave_empty();
        return std::move(m_report);
    }

    void load() {
        auto const rows = m_connection.query(sql::k_sample_relations, {m_request.schema, m_request.name});
        for (int i = 0; i < rows.rows(); ++i) {
            Relation relation;
            relation.schema = rows.get(i, "schema");
            relation.name = rows.get(i, "name");
            relation.kind = rows.get(i, "kind")[0];
            relation.filled = rows.boolean(i, "filled");
            relation.heap = rows.boolean(i, "heap");
            relation.row_security = rows.boolean(i, "row_security");
            relation.readable = rows.boolean(i, "readable");
            relation.tuples = static_cast<double>(rows.integer(i, "tuples"));
            relation.pages = rows.integer(i, "pages");
            relation.bytes = rows.integer(i, "bytes");
            relation.toast_bytes = rows.integer(i, "toast_bytes");
            relation.live_rows = rows.integer(i, "live_rows");
            relation.block_size = rows.integer(i, "block_size");
            relation.blocks = relation.bytes / relation.block_size;
            if (rows.boolean(i, "is_root")) m_root = std::move(relation);
            else m_parts.push_back(std::move(relation));
        }
        if (rows.rows() == 0) {
            throw base::Error(base::ExitCode::source_query, fmt::format("{} is not there any more", label()),
                              "scribe scan reads what there is now");
        }
        std::erase_if(m_parts, [this](auto const &part) {
            if (part.kind != 'f') return false;
            m_report.notes.push_back(fmt::format("rows of the foreign partition {} are left out", part.ref()));
            m_foreign = true;
            return true;
        });
        if (m_root.kind == 'r' || m_root.kind == 'm') m_parts = {m_root};
        // The root gives the rows of foreign partitions, too.
        if (!m_foreign) m_from = {(m_root.kind == 'p' ? "" : "ONLY ") + m_root.ref()};
        else
            for (auto const &part : m_parts) m_from.push_back("ONLY " + part.ref());
        if (m_root.row_security && m_receiver != nullptr) {
            m_report.info.rows_visible = true;
            m_report.notes.emplace_back("row level security: only the rows that this role may see were counted");
        }
    }

    /// Places in the request.
    std::vector<std::size_t> readable_columns() {
        std::vector<std::size_t> places(m_request.columns.size());
        std::iota(places.begin(), places.end(), std::size_t{0});
        if (m_root.readable) return places;
        auto const rows = m_connection.query(sql::k_sample_readable_columns, {m_request.schema, m_request.name});
        std::vector<std::string> names;
        for (int i = 0; i < rows.rows(); ++i) names.emplace_back(rows.get(i, "name"));
        std::erase_if(
            places, [&](auto place) { return std::ranges::find(names, m_request.columns[place].name) == names.end(); });
        return places;
    }

    void find_readable() {
        m_readable = readable_columns();
        if (m_root.readable) return;
        if (m_readable.empty()) {
            throw base::Error(
                base::ExitCode::source_query, fmt::format("permission denied for {}", label()),
                fmt::format("GRANT SELECT ON {} TO {};", label(), base::quote_ident(m_connection.user())));
        }
        m_report.notes.push_back(fmt::format("{} of {} columns may not be read",
                                             m_request.columns.size() - m_readable.size(), m_request.columns.size()));
    }

    /// Long values may lie compressed within their rows. Asking for the length of each would make all tables slower
    /// to read by a third; that of some rows tells whether a table has such values.
    bool holds_long_values() {
        double blocks = 0;
        for (auto const &part : m_parts) blocks += static_cast<double>(part.blocks);
        std::vector<std::string> names, lengths;
        for (auto const place : m_readable) {
            auto const &column = m_request.columns[place];
            if (!SampleSelect::may_be_long(column)) continue;
            names.push_back(base::quote_ident(column.name));
            lengths.push_back(SampleSelect::longest(column));
        }
        if (lengths.empty() || blocks < k_least_pages) return false;
        if (m_foreign || !std::ranges::all_of(m_parts, &Relation::heap)) return true;
        auto const result = m_connection.query(fmt::format(
            "SELECT greatest({}) AS longest FROM (SELECT {} FROM {} TABLESAMPLE SYSTEM ({:.6f}) REPEATABLE ({}) LIMIT "
            "{}) t",
            base::join(lengths, ", "), base::join(names, ", "), m_from.front(),
            std::min(100.0, 100.0 * static_cast<double>(k_probed_pages) / blocks), m_request.seed % 1'000'000,
            k_measured_rows));
        return !result.is_null(0, 0) && result.integer(0, "longest") > m_request.value_bytes;
    }

    /// Of many partitions each has a statement of its own, and all of them together one time limit: none begins later.
    void check_time() const {
        auto const limit = m_connection.statement_limit();
        if (limit.count() == 0 || std::chrono::steady_clock::now() - m_begin < limit) return;
        throw base::Error(base::ExitCode::source_query,
                          fmt::format("cannot read {}: the time limit of {} s is over", label(), limit.count() / 1000),
                          "allow more with --statement-timeout SECONDS");
    }

    std::int64_t read(std::string const &from) {
        check_time();
        std::int64_t rows = 0;
        m_connection.copy_text(fmt::format("cannot read {}", label()),
                               fmt::format("SELECT {} FROM {}", m_select->list(), from), [&](std::string_view line) {
                                   m_report.fetched_bytes += static_cast<std::int64_t>(line.size());
                                   m_receiver->row(m_select->values(line));
                                   ++rows;
                               });
        m_report.info.sampled += rows;
        return rows;
    }

    /// Reads no row.
    StatisticsReport statistics() {
        load();
        m_readable = readable_columns();
        read_extremes("those that ANALYZE met");
        StatisticsReport report;
        report.info.method = "statistics";
        std::int64_t bytes = 0;
        for (auto const &part : m_parts) bytes += part.bytes + part.toast_bytes;
        count_rows(report.info);
        if (!m_parts.empty()) report.table_bytes = bytes;
        report.columns.resize(m_request.columns.size());
        report.extremes = std::move(m_start.extremes);
        read_statistics(report);
        auto const unknown = std::ranges::count_if(report.columns, [](auto const &column) { return !column; });
        if (unknown > 0 && !report.info.rows_exact)
            m_report.notes.push_back(
                fmt::format("of {} the server shows no statistics: ANALYZE {}, or this role may not read {}",
                            base::counted(unknown, "column", "columns"),
                            m_root.kind == 'p' ? "was never run on it, which autovacuum does to its partitions only"
                                               : "was never run",
                            label()));
        report.notes = std::move(m_report.notes);
        return report;
    }

private:
    /// Without a look at a row. Where nothing was ever counted, the server's counters of changes tell; without these
    /// nobody knows.
    void count_rows(model::SampleInfo &info) {
        double rows = 0;
        bool known = !m_parts.empty() || m_root.kind == 'p', empty = known && !m_foreign;
        for (auto const &part : m_parts) {
            auto estimate = part.estimate();
            if (!estimate && part.live_rows > 0)
                estimate = static_cast<double>(std::min(part.live_rows, part.blocks * part.most_slots()));
            known = known && estimate.has_value();
            empty = empty && part.blocks == 0;
            rows += estimate.value_or(0);
        }
        info.rows_exact = empty; // no pages, no rows
        info.rows = known ? std::llround(rows) : 0;
        if (!known && !m_parts.empty())
            m_report.notes.emplace_back(
                "how many rows there are is unknown: the server never counted them, ANALYZE does");
    }

    std::string label() const { return base::quote_ident(m_request.schema) + "." + base::quote_ident(m_request.name); }

    void read_statistics(StatisticsReport &report) {
        // Of a table with inheritance children the planner knows the whole tree, too, but its rows are only its own.
        auto const query = fmt::format("{} WHERE s.schemaname = {} AND s.tablename = {} AND s.inherited = {}",
                                       base::trim(sql::k_sample_statistics), base::quote_literal(m_request.schema),
                                       base::quote_literal(m_request.name), m_root.kind == 'p');
        m_connection.copy("sample_statistics", query, [&](pg::BinaryRow &row) {
            auto const name = row.text();
            model::PlannerStatistics found;
            found.null_frac = static_cast<double>(row.float4());
            found.n_distinct = static_cast<double>(row.float4());
            found.avg_width = row.int4();
            found.most_common_vals = row.text_array();
            for (auto const &text : row.text_array())
                found.most_common_freqs.push_back(std::strtod(text.c_str(), nullptr));
            found.histogram_bounds = row.text_array();
            auto const correlation = row.optional_int4();
            found.correlation = static_cast<double>(std::bit_cast<float>(correlation.value_or(0)));
            for (std::size_t i = 0; i < m_request.columns.size(); ++i) {
                if (m_request.columns[i].name == name && !report.columns[i]) report.columns[i] = found;
            }
        });
    }

    void begin() {
        m_start.readable = m_readable;
        m_receiver->begin(m_start);
    }

    void leave_empty() {
        begin();
        m_report.info.method = "full";
        m_report.notes.emplace_back("the materialized view holds no data yet");
    }

    void read_view() {
        begin();
        auto const rows = read(fmt::format("{} LIMIT {}", m_root.ref(), m_request.full_threshold));
        bool const all = rows < m_request.full_threshold;
        m_report.info.method = all ? "full" : "first";
        m_report.info.rows = rows;
        m_report.info.rows_exact = all;
        if (!all) m_report.notes.emplace_back("it has more rows than were read: the figures are of its first ones");
    }

    void read_tables() {
        std::int64_t bytes = 0;
        for (auto const &part : m_parts) bytes += part.bytes + part.toast_bytes;
        m_start.table_bytes = bytes;
        // However full the pages are, there cannot be more rows than this.
        double most = 0, estimate = 0;
        bool known = true;
        for (auto const &part : m_parts) {
            auto const rows = part.estimate();
            most += static_cast<double>(part.blocks * part.most_slots());
            estimate += rows.value_or(0);
            known = known && rows.has_value();
        }
        auto const threshold = static_cast<double>(m_request.full_threshold);
        bool const large = known && estimate > threshold;
        // What was counted may be long ago, and a table read whole by mistake has no end.
        if (most <= threshold || (!large && rows_up_to(m_request.full_threshold + 1) <= m_request.full_threshold)) {
            begin();
            read_all();
            return;
        }
        read_extremes("those of the sample");
        begin();
        if (has_places()) draw();
        else bernoulli(large ? estimate : std::max(rows_of_pages(), threshold));
    }

    std::int64_t rows_up_to(std::int64_t limit) {
        std::int64_t rows = 0;
        for (auto const &from : m_from) {
            if (rows >= limit) break;
            check_time();
            auto const sql =
                fmt::format("SELECT count(*) AS rows FROM (SELECT 1 FROM {} LIMIT {}) t", from, limit - rows);
            rows += m_connection.query(sql).integer(0, "rows");
        }
        return rows;
    }

    void read_all() {
        m_report.info.method = "full";
        for (auto const &from : m_from) m_report.info.rows += read(from);
        m_report.info.rows_exact = true;
    }

    /// Row places are read of each partition by itself, and with a right to all of its columns. Else the table is
    /// asked.
    bool has_places() const {
        return std::ranges::all_of(m_parts, [](auto const &part) { return part.heap && part.readable; });
    }

    /// Rows of a table whose row places may not be read, by those of some of its pages.
    double rows_of_pages() {
        double blocks = 0, rows = 0;
        for (auto const &part : m_parts) blocks += static_cast<double>(part.blocks);
        auto const percent = std::min(100.0, 100.0 * static_cast<double>(k_counted_pages) / std::max(blocks, 1.0));
        for (auto const &from : m_from)
            rows += static_cast<double>(
                m_connection
                    .query(fmt::format("SELECT count(*) AS rows FROM {} TABLESAMPLE SYSTEM ({:.6f}) REPEATABLE ({})",
                                       from, percent, m_request.seed % 1'000'000))
                    .integer(0, "rows"));
        return rows * 100 / percent;
    }

    /// The sample itself tells how many rows there are; what the server counted is exact where it is recent, and of
    /// all rows.
    std::int64_t rows_by(double counted, double found) const {
        bool const fresh =
            counted > 0 && found / counted > 0.8 && found / counted < 1.25 && !m_report.info.rows_visible;
        return std::llround(fresh ? counted : found);
    }

    void bernoulli(double rows) {
        auto const percent =
            std::clamp(100.0 * static_cast<double>(m_request.sample_size) / std::max(rows, 1.0), 1e-6, 100.0);
        std::int64_t sampled = 0;
        for (auto const &from : m_from)
            sampled += read(fmt::format("{} TABLESAMPLE BERNOULLI ({:.8f}) REPEATABLE ({})", from, percent,
                                        m_request.seed % 1'000'000));
        double counted = 0;
        for (auto const &part : m_parts) counted += part.is_recent() ? part.estimate().value_or(0) : 0;
        m_report.info.method = "bernoulli";
        m_report.info.rows = rows_by(counted, static_cast<double>(sampled) * 100 / percent);
    }

    /// Draws row places, all with the same chance; those without a row give nothing.
    void draw() {
        std::vector<Heap> heaps;
        double counted = 0;
        bool all_counted = true;
        for (auto const &part : m_parts) {
            auto const rows = part.is_recent() ? part.estimate() : std::nullopt;
            heaps.push_back({part.ref(), part.blocks, part.most_slots(), rows});
            counted += rows.value_or(0);
            all_counted = all_counted && rows.has_value();
        }
        RowPlaces places{m_connection, std::move(heaps), m_request.seed, [this] { check_time(); }};
        places.probe();
        if (places.are_sparse()) {
            bernoulli(places.rows());
            return;
        }
        places.draw(static_cast<double>(m_request.sample_size), [this](std::string const &from) { read(from); });
        m_report.info.method = "ctid";
        m_report.info.rows =
            rows_by(all_counted ? counted : 0, static_cast<double>(m_report.info.sampled) / places.chance());
    }

    /// `else_those`: which values are taken for least and greatest where an index does not tell them.
    void read_extremes(std::string_view else_those) {
        if (m_foreign || !m_root.filled || m_parts.size() > k_most_partitions_for_extremes) return;
        std::vector<std::size_t> places;
        std::string list;
        for (auto const place : m_readable) {
            auto const &column = m_request.columns[place];
            if (!column.indexed) continue;
            places.push_back(place);
            for (auto const *const order : {"", " DESC"}) {
                list += fmt::format("{0}left((SELECT {1} FROM {2} WHERE {1} IS NOT NULL ORDER BY {1}{3} LIMIT 1)"
                                    "::text, {4})",
                                    list.empty() ? "" : ", ", base::quote_ident(column.name), m_from.front(), order,
                                    m_request.value_bytes / 4);
            }
        }
        if (places.empty()) return;
        try {
            auto const result = m_connection.query("SELECT " + list);
            for (std::size_t i = 0; i < places.size(); ++i) {
                auto const at = static_cast<int>(2 * i);
                if (!result.is_null(0, at))
                    m_start.extremes.push_back(
                        {places[i], std::string{result.get(0, at)}, std::string{result.get(0, at + 1)}});
            }
        } catch (pg::Error const &error) {
            if (error.code() != base::ExitCode::source_query) throw;
            m_report.notes.push_back(fmt::format("least and greatest values are {}: {}", else_those, error.what()));
        }
    }

    pg::Connection &m_connection;
    SampleRequest const &m_request;
    SampleReceiver *m_receiver;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    Relation m_root;
    std::vector<Relation> m_parts;   ///< that hold rows: the table itself, or its partitions
    bool m_foreign = false;          ///< it has foreign partitions
    std::vector<std::string> m_from; ///< what gives its rows, all but those of foreign partitions
    std::vector<std::size_t> m_readable;
    std::optional<SampleSelect> m_select;
    SampleStart m_start;
    SampleReport m_report;
};

} // namespace

SampleReport sample_relation(pg::Connection &connection, SampleRequest const &request, SampleReceiver &receiver) {
    try {
        return Sampler{connection, request, &receiver}.run();
    } catch (pg::Error const &error) {
        // A column or a table that has gone or been renamed since the scan.
        if (error.sqlstate() != "42703" && error.sqlstate() != "42P01") throw;
        throw base::Error(error.code(), error.what(), "scribe scan reads what there is now");
    }
}

StatisticsReport relation_statistics(pg::Connection &connection, SampleRequest const &request) {
    return Sampler{connection, request, nullptr}.statistics();
}

} // namespace scribe::source::postgres
