// SPDX-License-Identifier: MIT
#include "relating/probing.hpp"

#include "base/interrupt.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace scribe::cli {

namespace {

/// The wishes of one table.
struct Group {
    std::size_t first = 0, last = 0;
};

std::vector<std::string> names(relate::Table const &table, std::vector<std::size_t> const &places) {
    std::vector<std::string> list;
    for (auto const place : places) list.push_back(table.columns[place].name);
    return list;
}

class Prober {
public:
    Prober(relate::Search &search, std::function<std::unique_ptr<source::Source>()> const &open)
        : m_search(search), m_open(open), m_wishes(search.wishes()) {
        for (std::size_t first = 0; first < m_wishes.size();) {
            auto last = first;
            while (last < m_wishes.size() && m_wishes[last].table == m_wishes[first].table) ++last;
            m_groups.push_back({first, last});
            first = last;
        }
    }

    ProbeSummary run(int connections) {
        m_summary.tables = static_cast<std::int64_t>(m_groups.size());
        auto const workers = std::min(static_cast<std::size_t>(std::max(connections, 1)), m_groups.size());
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < workers; ++i) threads.emplace_back([this] { work(); });
        }
        if (m_error) std::rethrow_exception(m_error);
        return std::move(m_summary);
    }

private:
    void work() {
        try {
            auto const source = m_open();
            while (true) {
                auto const i = m_next.fetch_add(1);
                if (i >= m_groups.size() || m_stop) return;
                base::check_interrupt();
                probe(*source, m_groups[i]);
            }
        } catch (...) {
            std::lock_guard const lock{m_mutex};
            if (!m_error) m_error = std::current_exception();
            m_stop = true;
        }
    }

    void probe(source::Source &source, Group const &group) {
        auto const &facts = m_search.facts();
        auto const &table = facts.tables[m_wishes[group.first].table];
        source::ProbeRequest request;
        request.schema = table.schema;
        request.name = table.name;
        request.table_rows = static_cast<std::int64_t>(table.rows);
        for (auto i = group.first; i < group.last; ++i) {
            auto const &wish = m_wishes[i];
            auto const &parent = facts.tables[wish.parent];
            auto const &column = table.columns[wish.columns[0]];
            request.lookups.push_back(
                {names(table, wish.columns), parent.schema, parent.name, names(parent, wish.parent_columns),
                 column.value_class == model::ValueClass::array, wish.type_column, wish.type_value, parent.has_heirs});
        }
        auto const report = source.probe(request);
        std::lock_guard const lock{m_mutex};
        for (auto i = group.first; i < group.last; ++i) {
            auto const &answer = report.answers[i - group.first];
            ++m_summary.lookups;
            if (answer)
                m_search.answer(m_wishes[i], {answer->tested,
                                              answer->missed,
                                              answer->rows,
                                              answer->rows_missed,
                                              answer->complete,
                                              {answer->fewest, answer->average, answer->most}});
            else ++m_summary.failed;
        }
        m_summary.notes.insert(m_summary.notes.end(), report.notes.begin(), report.notes.end());
    }

    relate::Search &m_search;
    std::function<std::unique_ptr<source::Source>()> const &m_open;
    std::vector<relate::ProbeWish> m_wishes;
    std::vector<Group> m_groups;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<bool> m_stop = false;
    std::mutex m_mutex;
    std::exception_ptr m_error;
    ProbeSummary m_summary;
};

} // namespace

ProbeSummary probe_all(relate::Search &search, std::function<std::unique_ptr<source::Source>()> const &open,
                       int connections) {
    return Prober{search, open}.run(connections);
}

} // namespace scribe::cli
