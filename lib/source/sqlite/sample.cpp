// SPDX-License-Identifier: MIT
#include "source/sqlite/sample.hpp"

#include "base/text.hpp"
#include "source/sqlite/names.hpp"
#include "source/sqlite/sample_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <set>

namespace scribe::source::sqlite {

namespace {

/// Random rowids that are tried to learn how many of them are in use.
constexpr int k_probes = 1000;
/// Fewer rowids in use than this share: passing all rows costs less than trying so many.
constexpr double k_least_filled = 0.02;
/// A little more is drawn than is needed.
constexpr double k_reserve = 1.03;

class Sampler {
public:
    Sampler(Connection &connection, SampleRequest const &request, SampleReceiver &receiver)
        : m_connection(connection), m_request(request), m_receiver(receiver), m_values(connection, request),
          m_random(request.seed), m_table(quote_name(request.name)) {}

    SampleReport run() {
        m_report.info.seed = m_request.seed;
        bool const view = find_relation();
        SampleStart start;
        start.readable.resize(m_request.columns.size());
        std::iota(start.readable.begin(), start.readable.end(), std::size_t{0});
        if (!m_rowid.empty()) find_span();
        // Of all rows the least and greatest values are known anyway.
        bool const whole = !m_rowid.empty() && m_span <= static_cast<double>(m_request.full_threshold);
        if (!view && !whole) read_extremes(start);
        m_receiver.begin(start);
        if (view) read_view();
        else if (m_rowid.empty()) pass_all();
        else by_rowid();
        m_report.fetched_bytes = m_values.bytes();
        if (m_values.repaired() > 0)
            m_report.notes.push_back(
                fmt::format("{} no valid UTF-8", base::counted(m_values.repaired(), "value is", "values are")));
        return std::move(m_report);
    }

private:
    /// True for a view. Of a table it finds the name under which its rowid can be read; none has one.
    bool find_relation() {
        auto find = m_connection.query("SELECT type, wr FROM pragma_table_list WHERE schema = 'main' AND name = ?");
        find.bind(1, m_request.name);
        if (!m_connection.step(find)) {
            throw base::Error(base::ExitCode::source_query,
                              fmt::format("{} is not there any more", quote_name(m_request.name)),
                              "scribe scan reads what there is now");
        }
        bool const view = find.get_text(0) == "view";
        bool const has_rowid = find.get_text(0) == "table" && find.get_int(1) == 0;
        std::set<std::string> taken;
        auto columns = m_connection.query("SELECT lower(name) FROM pragma_table_xinfo(?)");
        columns.bind(1, m_request.name);
        while (m_connection.step(columns)) taken.emplace(columns.get_text(0));
        // SQLite takes a quoted name that nothing has for a text.
        for (auto const &column : m_request.columns) {
            if (taken.contains(base::to_lower_ascii(column.name))) continue;
            throw base::Error(
                base::ExitCode::source_query,
                fmt::format("{} has no column {} any more", quote_name(m_request.name), quote_name(column.name)),
                "scribe scan reads what there is now");
        }
        if (!has_rowid) return view;
        for (auto const *const name : {"rowid", "_rowid_", "oid"}) {
            if (m_rowid.empty() && !taken.contains(name)) m_rowid = name;
        }
        return false;
    }

    /// Where an index or the rowid leads to them without a scan.
    void read_extremes(SampleStart &start) {
        for (std::size_t i = 0; i < m_request.columns.size(); ++i) {
            auto const &column = m_request.columns[i];
            if (column.value_class == model::ValueClass::binary || !has_order(column.name)) continue;
            auto const least = extreme("min", column.name), greatest = extreme("max", column.name);
            if (least && greatest) start.extremes.push_back({i, *least, *greatest});
        }
    }

    /// Whether SQLite reads a column in its order without sorting: then its end is found without a scan.
    bool has_order(std::string const &column) {
        auto plan = m_connection.query(
            fmt::format("EXPLAIN QUERY PLAN SELECT {0} FROM {1} ORDER BY {0} LIMIT 1", quote_name(column), m_table));
        while (m_connection.step(plan))
            if (plan.get_text(3).find("TEMP B-TREE") != std::string_view::npos) return false;
        return true;
    }

    /// Alone in its statement: only then SQLite goes to the end of the index.
    std::optional<std::string> extreme(char const *which, std::string const &column) {
        auto const sql = fmt::format("SELECT {}({}) FROM {}", which, quote_name(column), m_table);
        auto found = m_connection.query(sql);
        if (!m_connection.step(found)) return {};
        auto const type = found.type(0);
        if (type == SQLITE_NULL || type == SQLITE_BLOB) return {};
        return base::sanitize_utf8(base::utf8_head(found.get_text(0), static_cast<std::size_t>(m_request.value_bytes)));
    }

    void find_span() {
        m_first = number(fmt::format("SELECT min({}) FROM {}", m_rowid, m_table));
        m_last = number(fmt::format("SELECT max({}) FROM {}", m_rowid, m_table));
        m_span = static_cast<double>(m_last) - static_cast<double>(m_first) + 1;
    }

    std::int64_t number(std::string const &sql) {
        auto statement = m_connection.query(sql);
        return m_connection.step(statement) ? statement.get_int(0) : 0;
    }

    void take(Stmt &row, int at) {
        m_receiver.row(m_values.read(row, at));
        ++m_report.info.sampled;
    }

    void read_view() {
        auto rows = m_connection.query(
            fmt::format("SELECT {} FROM {} LIMIT {}", m_values.list(), m_table, m_request.full_threshold));
        while (m_connection.step(rows)) take(rows, 0);
        bool const all = m_report.info.sampled < m_request.full_threshold;
        m_report.info.method = all ? "full" : "first";
        m_report.info.rows = m_report.info.sampled;
        m_report.info.rows_exact = all;
        if (!all) m_report.notes.emplace_back("it has more rows than were read: the figures are of its first ones");
    }

    /// Tables without rowid, virtual ones, and those whose rowids are mostly not in use.
    void pass_all() {
        auto const rows = number(fmt::format("SELECT count(*) FROM {}", m_table));
        bool const full = rows <= m_request.full_threshold;
        m_report.info.method = full ? "full" : "modulo";
        m_report.info.rows = rows;
        m_report.info.rows_exact = true;
        auto const chance = full ? 1.0 : static_cast<double>(m_request.sample_size) / static_cast<double>(rows);
        auto statement = m_connection.query(fmt::format("SELECT {} FROM {}", m_values.list(), m_table));
        // A row that is passed is not decoded.
        while (m_connection.step(statement)) {
            if (full || uniform() < chance) take(statement, 0);
        }
    }

    void by_rowid() {
        auto const threshold = static_cast<double>(m_request.full_threshold);
        if (m_span <= threshold) {
            read_all();
            return;
        }
        auto const filled = probe();
        if (filled * m_span <= threshold &&
            number(fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {})", m_table,
                               m_request.full_threshold + 1)) <= m_request.full_threshold) {
            read_all();
            return;
        }
        if (filled < k_least_filled) pass_all();
        else draw(filled);
    }

    /// In the order of the rowids, so that a row too long to be read at once can be read in another way.
    void read_all() {
        m_report.info.method = "full";
        auto statement = m_connection.query(
            fmt::format("SELECT {0}, {1} FROM {2} WHERE {0} > ? ORDER BY {0}", m_rowid, m_values.list(), m_table));
        std::optional<std::int64_t> last;
        bool more = true;
        while (more) {
            statement.reset();
            // Nothing lies below the least rowid but the least rowid of all.
            if (last) statement.bind(1, *last);
            else statement.bind(1, -std::numeric_limits<double>::infinity());
            more = read_from(statement, last);
        }
        m_report.info.rows = m_report.info.sampled;
        m_report.info.rows_exact = true;
    }

    /// False at the end; true after a row that was too long.
    bool read_from(Stmt &statement, std::optional<std::int64_t> &last) {
        try {
            while (m_values.limited([&] { return m_connection.step(statement); })) {
                auto const rowid = statement.get_int(0);
                take(statement, 1);
                last = rowid;
            }
            return false;
        } catch (scribe::sqlite::Error const &error) {
            if (error.primary_code() != SQLITE_TOOBIG) throw;
        }
        auto next = m_connection.query(fmt::format("SELECT min({0}) FROM {1} WHERE {0} > ?", m_rowid, m_table));
        if (last) next.bind(1, *last);
        else next.bind(1, -std::numeric_limits<double>::infinity());
        m_connection.step(next);
        last = next.get_int(0);
        take_long(*last);
        return true;
    }

    void take_long(std::int64_t rowid) {
        m_receiver.row(m_values.read_long(m_rowid, rowid));
        ++m_report.info.sampled;
    }

    double probe() {
        auto find = m_connection.query(fmt::format("SELECT 1 FROM {} WHERE {} = ?", m_table, m_rowid));
        int found = 0;
        for (int i = 0; i < k_probes; ++i) {
            find.reset();
            find.bind(1, random_rowid());
            found += m_connection.step(find) ? 1 : 0;
        }
        return static_cast<double>(found) / k_probes;
    }

    void draw(double filled) {
        m_report.info.method = "rowid";
        std::set<std::int64_t> rowids;
        auto const wanted = static_cast<double>(m_request.sample_size) / filled * k_reserve;
        for (std::int64_t i = 0; static_cast<double>(i) < wanted; ++i) rowids.insert(random_rowid());
        auto find =
            m_connection.query(fmt::format("SELECT {} FROM {} WHERE {} = ?", m_values.list(), m_table, m_rowid));
        for (auto const rowid : rowids) {
            find.reset();
            find.bind(1, rowid);
            try {
                if (m_values.limited([&] { return m_connection.step(find); })) take(find, 0);
            } catch (scribe::sqlite::Error const &error) {
                if (error.primary_code() != SQLITE_TOOBIG) throw;
                take_long(rowid);
            }
        }
        auto const hits = static_cast<double>(m_report.info.sampled) / static_cast<double>(rowids.size());
        m_report.info.rows = std::llround(hits * m_span);
    }

    std::int64_t random_rowid() {
        // Rowids may take all 64 bits; unsigned numbers wrap around as wanted.
        auto const last = static_cast<std::uint64_t>(m_last) - static_cast<std::uint64_t>(m_first);
        auto const step = last == std::numeric_limits<std::uint64_t>::max() ? m_random() : m_random() % (last + 1);
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(m_first) + step);
    }
    double uniform() { return static_cast<double>(m_random() >> 11) * 0x1.0p-53; }

    Connection &m_connection;
    SampleRequest const &m_request;
    SampleReceiver &m_receiver;
    SampleValues m_values;
    std::mt19937_64 m_random;
    std::string m_table;
    std::string m_rowid; ///< the name under which it can be read; empty: there is none
    std::int64_t m_first = 0, m_last = 0;
    double m_span = 0; ///< rowids from the first to the last one
    SampleReport m_report;
};

} // namespace

SampleReport sample_relation(Connection &connection, SampleRequest const &request, SampleReceiver &receiver) {
    return Sampler{connection, request, receiver}.run();
}

} // namespace scribe::source::sqlite
