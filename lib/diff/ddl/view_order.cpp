// SPDX-License-Identifier: MIT
#include "diff/ddl/view_order.hpp"

#include "diff/ddl/names.hpp"
#include "model/code/object_code.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <map>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Record;
using model::Ref;

/// A view, or a routine that needs one, and how others name it.
struct Node {
    Record const *record;
    std::string name; ///< a routine's with "("
    std::string text; ///< where it names others
    std::vector<model::ViewUse> uses;
};

Node node_of(Record const &record) {
    if (record.kind == Kind::view) {
        auto view = model::from_record<model::View>(record);
        return {&record, own_name(record), std::move(view.definition), std::move(view.uses)};
    }
    auto const routine = model::from_record<model::Routine>(record);
    return {&record, qualified(routine.schema, routine.routine_name) + "(", needs_of(routine), {}};
}

class Graph {
public:
    void add(Record const &record) {
        m_places.emplace(Ref{record.schema, record.name}, m_nodes.size());
        m_nodes.push_back(node_of(record));
    }

    std::vector<Record const *> sorted() {
        m_seen.assign(m_nodes.size(), false);
        for (std::size_t i = 0; i < m_nodes.size(); ++i) visit(i);
        return std::move(m_out);
    }

private:
    /// Depth first over what each uses, of those in the list.
    void visit(std::size_t i) {
        if (m_seen[i]) return;
        m_seen[i] = true;
        auto const &node = m_nodes[i];
        for (auto const &use : node.uses) {
            auto const found = m_places.find(use.relation);
            if (found != m_places.end()) visit(found->second);
        }
        bool const is_view = node.record->kind == Kind::view;
        for (std::size_t k = 0; k < m_nodes.size(); ++k) {
            // The relations that a view reads are known.
            if (is_view && m_nodes[k].record->kind == Kind::view) continue;
            if (k != i && node.text.find(m_nodes[k].name) != std::string::npos) visit(k);
        }
        m_out.push_back(node.record);
    }

    std::vector<Node> m_nodes;
    std::map<Ref, std::size_t> m_places;
    std::vector<bool> m_seen;
    std::vector<Record const *> m_out;
};

} // namespace

std::string needs_of(model::Routine const &routine) {
    auto text = routine.arguments + " " + routine.result;
    if (routine.body.starts_with("BEGIN ATOMIC") || routine.body.starts_with("RETURN ")) text += " " + routine.body;
    model::visit_functions(routine, [&text](std::string const &function) { text += " " + function + "("; });
    return text;
}

bool names_relation(std::vector<Change> const &changes, model::Routine const &routine, Kind kind, Action action) {
    auto const text = needs_of(routine);
    return std::any_of(changes.begin(), changes.end(), [&](Change const &change) {
        return change.action == action && change.object().kind == kind &&
               text.find(own_name(change.object())) != std::string::npos;
    });
}

std::vector<Record const *> views_and_routines(Plan const &plan, Action action) {
    Graph graph;
    for (auto const &change : plan.changes()) {
        auto const &object = change.object();
        bool const in_place = action == Action::added && change.action == Action::changed &&
                              object.kind == Kind::view && plan.is_in_place({object.schema, object.name});
        if (change.action != action && !in_place) continue;
        if (object.kind == Kind::view ||
            (object.kind == Kind::routine &&
             names_relation(plan.changes(), model::from_record<model::Routine>(object), Kind::view, action)))
            graph.add(object);
    }
    return graph.sorted();
}

} // namespace scribe::diff::ddl
