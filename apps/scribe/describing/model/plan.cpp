// SPDX-License-Identifier: MIT
#include "describing/model/plan.hpp"

#include "base/interrupt.hpp"
#include "describe/basis.hpp"
#include "describing/gather.hpp"

#include <algorithm>
#include <set>

namespace scribe::cli {

namespace {

using model::Kind;

/// A table as the order of work needs it.
struct Node {
    PlannedTable table;
    std::vector<model::Ref> refers_to;
    std::size_t links = 0;
};

/// Puts those that others refer to first, each rank in the order of names; who refers to each other round about begins
/// with the first of them by name.
std::vector<PlannedTable> in_order(std::vector<Node> nodes) {
    std::map<model::Ref, std::size_t> places;
    for (std::size_t i = 0; i < nodes.size(); ++i) places.emplace(nodes[i].table.ref, i);
    std::vector<std::set<std::size_t>> parents(nodes.size()), children(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (auto const &ref : nodes[i].refers_to) {
            auto const found = places.find(ref);
            if (found == places.end() || found->second == i) continue;
            parents[i].insert(found->second);
            children[found->second].insert(i);
        }
    }
    std::vector<std::size_t> open(nodes.size());
    std::set<std::size_t> ready, left;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        open[i] = parents[i].size();
        (open[i] == 0 ? ready : left).insert(i);
    }
    std::vector<bool> done(nodes.size());
    std::vector<PlannedTable> order;
    while (!ready.empty() || !left.empty()) {
        // A cycle: somebody has to be the first.
        if (ready.empty()) ready.insert(left.extract(left.begin()));
        auto const rank = std::exchange(ready, {});
        for (auto const i : rank) {
            auto &table = nodes[i].table;
            for (auto const parent : parents[i])
                if (done[parent] && !rank.contains(parent)) table.parents.push_back(nodes[parent].table.id);
            order.push_back(std::move(table));
        }
        for (auto const i : rank) {
            done[i] = true;
            for (auto const child : children[i])
                if (--open[child] == 0 && left.erase(child) > 0) ready.insert(child);
        }
    }
    return order;
}

class Planner {
public:
    Planner(catalog::Store &store, catalog::SourceRow const &source, std::vector<model::RefPattern> const &patterns)
        : m_store(store), m_source(source), m_patterns(patterns), m_texts(store, source, {}, "describe") {}

    DescribePlan run() {
        for_each_evidence(m_store, m_source, [this](describe::TableEvidence &&table) { visit(table); });
        count_others();
        // What has the most to do with others tells most of the whole.
        std::ranges::stable_sort(m_all, [](auto const &a, auto const &b) { return a.second > b.second; });
        auto &database = m_plan.database;
        database.source = m_source.name;
        database.database = m_source.database.empty() ? m_source.name : m_source.database;
        database.comment = m_source.comment;
        database.tables_in_all = static_cast<std::int64_t>(m_all.size());
        for (std::size_t i = 0; i < std::min(m_all.size(), describe::k_most_tables_shown); ++i)
            database.tables.push_back(m_all[i].first);
        m_plan.tables = in_order(std::move(m_nodes));
        for (std::size_t i = 0; i < m_plan.tables.size(); ++i) m_plan.places.emplace(m_plan.tables[i].id, i);
        return std::move(m_plan);
    }

private:
    void visit(describe::TableEvidence const &table) {
        base::check_interrupt();
        m_plan.names.add(table.ref);
        m_all.emplace_back(table.ref, table.parents.size() + table.children.size());
        bool open = false;
        auto const id = table_id(m_source.name, table);
        if (selects_table(m_patterns, m_source.name, table)) open = count(id, describe::basis_of(table));
        for (auto const &one : table.columns) {
            if (!selects_column(m_patterns, m_source.name, table, one.column.name)) continue;
            bool const column =
                count(column_id(m_source.name, table.ref, one.column.name), describe::basis_of(table, one));
            open = open || column;
        }
        if (!open) return;
        Node node;
        node.table = {id, table.ref, table.view, {}};
        for (auto const &link : table.parents) node.refers_to.push_back(link.other);
        for (auto const &read : table.reads) node.refers_to.push_back(read);
        m_nodes.push_back(std::move(node));
    }

    /// Whatever is no table, view or column.
    void count_others() {
        catalog::TextQuery query;
        query.source = m_source.name;
        query.types = {"database", "schema", "routine", "type"};
        query.patterns = m_patterns;
        query.with_parts = false;
        query.limit = 0;
        catalog::list_texts(m_store, query, [this](catalog::TextRow &&row) {
            ++m_plan.objects;
            ++(stays(row) ? m_plan.kept : m_plan.others);
        });
    }

    /// True when there is something to say of it.
    bool count(std::int64_t id, std::int64_t basis) {
        ++m_plan.objects;
        auto row = m_texts.present(id);
        if (!stays(row)) return true;
        ++m_plan.kept;
        add_moved(m_plan.moved, std::move(*row), basis);
        return false;
    }

    catalog::Store &m_store;
    catalog::SourceRow const &m_source;
    std::vector<model::RefPattern> const &m_patterns;
    catalog::DescriptionWriter m_texts;
    std::vector<Node> m_nodes;
    std::vector<std::pair<model::Ref, std::size_t>> m_all;
    DescribePlan m_plan;
};

} // namespace

void add_moved(MovedTexts &moved, catalog::TextRow row, std::int64_t basis) {
    if (row.version == 0 || row.evidence == basis) return;
    bool const stale = row.description.stale;
    row.description = {};
    row.description.stale = stale;
    moved.emplace_back(std::move(row), basis);
}

bool stays(std::optional<catalog::TextRow> const &row) {
    if (!row || row->description.text.empty()) return false;
    auto const &one = row->description;
    return one.origin == "human" || one.origin == "comment" || one.status == "approved";
}

bool selects_table(std::vector<model::RefPattern> const &patterns, std::string const &source,
                   describe::TableEvidence const &table) {
    if (patterns.empty()) return true;
    model::Record object;
    object.kind = table.view ? Kind::view : Kind::table;
    object.schema = table.ref.schema;
    object.name = table.ref.name;
    return model::selects(patterns, source, object);
}

bool selects_column(std::vector<model::RefPattern> const &patterns, std::string const &source,
                    describe::TableEvidence const &table, std::string const &column) {
    if (selects_table(patterns, source, table)) return true;
    model::Record object;
    object.kind = Kind::column;
    object.schema = table.ref.schema;
    object.table = table.ref.name;
    object.name = column;
    return model::selects(patterns, source, object);
}

std::int64_t table_id(std::string const &source, describe::TableEvidence const &table) {
    return model::object_id(source, table.view ? Kind::view : Kind::table, table.ref.schema, "", table.ref.name);
}

std::int64_t column_id(std::string const &source, model::Ref const &table, std::string const &column) {
    return model::object_id(source, Kind::column, table.schema, table.name, column);
}

DescribePlan make_plan(catalog::Store &store, catalog::SourceRow const &source,
                       std::vector<model::RefPattern> const &patterns) {
    return Planner{store, source, patterns}.run();
}

} // namespace scribe::cli
