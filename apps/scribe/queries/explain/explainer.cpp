// SPDX-License-Identifier: MIT
#include "queries/explain/explainer.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "workload/explain/equivalent.hpp"
#include "workload/explain/prepare.hpp"
#include "workload/plan/condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using workload::StatementVerb;

constexpr std::string_view k_no_right = "42501", k_no_parameter = "42P02";
constexpr std::size_t k_most_parameters = 8; ///< whose values are tried
constexpr std::array<std::string_view, 3> k_calls{"slowest call", "2nd slowest call", "3rd slowest call"};

class StatementExplainer {
public:
    StatementExplainer(source::PlanSession &session, ExplainChoice const &choice)
        : m_session(session), m_choice(choice) {}

    Explained run(std::string_view text) {
        auto const verb = workload::verb_of(text);
        if (m_choice.analyze && !m_choice.allow_writes && verb != StatementVerb::select &&
            verb != StatementVerb::other) {
            throw Error(ExitCode::usage, "--analyze runs the statement, and this one changes rows",
                        "leave out --analyze to see its plan, or add --allow-writes: what it does is rolled back, but "
                        "its triggers run and its locks are taken");
        }
        explain(text);
        if (m_out.problem && m_out.problem->sqlstate == k_no_right) {
            auto const refused = m_out;
            for (auto const &select : workload::equivalent_selects(text)) {
                explain(select);
                m_out.equivalent = !m_out.problem;
                if (m_out.equivalent) break;
            }
            if (m_out.problem) m_out = refused;
        }
        if (m_out.problem) return std::move(m_out);
        m_out.given_values = !m_choice.values.empty();
        m_out.hash = workload::plan_hash(m_out.plan);
        find_facts();
        if (m_choice.try_values && !m_choice.analyze && m_choice.values.empty()) {
            try_values();
            try_calls();
        }
        if (m_choice.analyze) analyze();
        m_out.facts.equivalent = m_out.equivalent;
        if (!m_out.problem) m_out.findings = workload::check_plan(m_out.plan, m_out.facts);
        return std::move(m_out);
    }

private:
    void explain(std::string_view text) {
        m_out.problem.reset();
        auto taken = workload::make_statement(text, [this](std::string const &sql) -> std::optional<workload::Refusal> {
            auto problem = m_session.prepare(sql);
            if (!problem) return std::nullopt;
            return workload::Refusal{problem->sqlstate, problem->message, problem->at};
        });
        m_out.sql = taken.sql;
        m_out.rewritten = taken.rewritten;
        if (taken.refusal) {
            m_out.problem = {taken.refusal->sqlstate, taken.refusal->message, taken.refusal->at};
            return;
        }
        m_types = m_session.parameter_types();
        m_numbers = std::move(taken.parameters);
        if (!m_choice.values.empty() && m_choice.values.rbegin()->first > static_cast<int>(m_types.size())) {
            m_out.problem = {std::string{k_no_parameter},
                             fmt::format("it has {}, no ${}",
                                         base::counted(static_cast<std::int64_t>(m_types.size()), "parameter"),
                                         m_choice.values.rbegin()->first),
                             std::nullopt};
            return;
        }
        source::PlanRequest request;
        if (!m_choice.values.empty()) request.values = given_values();
        take(request, m_choice.values.empty() ? "generic" : "bound");
    }

    /// Asks for the plan that is shown.
    void take(source::PlanRequest const &request, std::string origin) {
        auto answer = m_session.plan(request);
        m_out.problem = std::move(answer.problem);
        if (m_out.problem) return;
        m_out.plan = workload::read_plan(answer.json);
        m_out.origin = std::move(origin);
        m_out.facts.generic = m_out.origin == "generic" && !m_types.empty();
    }

    std::vector<std::optional<std::string>> given_values() const {
        std::vector<std::optional<std::string>> values;
        for (std::size_t i = 0; i < m_types.size(); ++i) {
            auto const at = m_choice.values.find(number_of(i));
            values.push_back(at != m_choice.values.end() ? std::optional{at->second}
                                                         : workload::assumed_value(m_types[i]));
        }
        return values;
    }

    /// Of the parameter at that place, in the statement as it is shown.
    static int number_of(std::size_t place) { return static_cast<int>(place + 1); }

    /// Those of the table that conditions of the step name.
    static void add_columns(workload::PlanNode const &node, source::PlanTable const &table,
                            std::set<source::PlanColumn> &columns) {
        for (auto const &condition : node.conditions)
            for (auto const &one : workload::comparisons(condition.text))
                for (auto const *side : {&one.left, &one.right})
                    for (auto const &column : side->columns)
                        if (column.alias == node.alias) columns.insert({table, column.column});
    }

    void find_facts() {
        std::set<source::PlanTable> tables;
        std::set<source::PlanColumn> columns;
        for (auto const *node : workload::nodes_of(m_out.plan)) {
            if (node->relation.empty()) continue;
            source::PlanTable const table{node->schema, node->relation};
            tables.insert(table);
            add_columns(*node, table, columns);
        }
        m_uses = workload::parameter_uses(m_out.plan);
        for (auto const &use : m_uses) columns.insert({{use.schema, use.table}, use.column});
        if (!tables.empty())
            for (auto const &one : m_session.tables({tables.begin(), tables.end()}))
                m_out.facts.tables.push_back(
                    {one.table.schema, one.table.name, one.rows, one.bytes, one.modified_rows, one.days_old});
        if (columns.empty()) return;
        for (auto &one : m_session.columns({columns.begin(), columns.end()})) {
            m_out.facts.types[{one.column.table.schema, one.column.table.name, one.column.column}] = one.type;
            m_columns.push_back(std::move(one));
        }
    }

    source::PlanColumnFacts const *column_of(workload::ParameterUse const &use) const {
        auto const at = std::ranges::find(m_columns, source::PlanColumn{{use.schema, use.table}, use.column},
                                          &source::PlanColumnFacts::column);
        return at == m_columns.end() ? nullptr : &*at;
    }

    /// For each parameter the values that may be tried, the first of them for all plans but its own.
    std::vector<std::vector<BoundValue>> candidates() const {
        std::vector<std::vector<BoundValue>> all(m_types.size());
        for (std::size_t i = 0; i < m_types.size(); ++i) {
            auto const use = std::ranges::find(m_uses, static_cast<int>(i + 1), &workload::ParameterUse::parameter);
            auto const *facts = use == m_uses.end() ? nullptr : column_of(*use);
            if (facts && facts->statistics)
                for (auto &value : workload::values_of(*use, m_types[i], facts->type, *facts->statistics))
                    all[i].push_back({number_of(i), std::move(value), *use});
            if (all[i].empty())
                if (auto const value = workload::assumed_value(m_types[i]))
                    all[i].push_back({number_of(i), {"assumed", *value}});
        }
        return all;
    }

    static std::vector<std::optional<std::string>> first_of(std::vector<std::vector<BoundValue>> const &all) {
        std::vector<std::optional<std::string>> values;
        for (auto const &list : all)
            values.push_back(list.empty() ? std::nullopt : std::optional{list.front().value.value});
        return values;
    }

    BoundPlan *add_bound(std::string name, std::optional<BoundValue> changed,
                         std::vector<std::optional<std::string>> const &values) {
        source::PlanRequest request;
        request.values = values;
        auto const answer = m_session.plan(request);
        if (answer.problem) return nullptr; // a value that the statement makes no sense of
        auto plan = workload::read_plan(answer.json);
        auto hash = workload::plan_hash(plan);
        return &m_out.bound.emplace_back(
            BoundPlan{std::move(name), std::move(changed), {}, std::move(plan), std::move(hash)});
    }

    /// The values of a logged call for the parameters that the server took; nothing for one that the call had not.
    std::vector<std::optional<std::string>> values_of_call(std::size_t call) const {
        auto const &logged = m_choice.logged[call];
        std::vector<std::optional<std::string>> values;
        for (std::size_t i = 0; i < m_types.size(); ++i) {
            auto const at = i < m_numbers.size() ? static_cast<std::size_t>(m_numbers[i]) - 1 : i;
            values.push_back(at < logged.size() ? logged[at] : std::nullopt);
        }
        return values;
    }

    static std::vector<BoundValue> as_bound(std::vector<std::optional<std::string>> const &values,
                                            std::string_view name) {
        std::vector<BoundValue> bound;
        for (std::size_t i = 0; i < values.size(); ++i)
            bound.push_back({number_of(i), {std::string{name}, values[i].value_or("NULL")}});
        return bound;
    }

    void try_calls() {
        if (m_types.empty()) return;
        std::set<std::vector<std::optional<std::string>>> tried;
        for (std::size_t i = 0; i < std::min(k_calls.size(), m_choice.logged.size()); ++i) {
            auto const values = values_of_call(i);
            if (!tried.insert(values).second) continue;
            if (auto *const bound = add_bound(std::string{k_calls[i]}, std::nullopt, values))
                bound->logged = as_bound(values, k_calls[i]);
        }
    }

    void try_values() {
        auto const all = candidates();
        bool const any = std::ranges::any_of(all, [](auto const &list) { return !list.empty() && list.front().use; });
        if (!any) return;
        auto const usual = first_of(all);
        add_bound("all middle", std::nullopt, usual);
        if (m_out.bound.empty()) return;
        std::set<std::vector<std::string>> tried; // of an IN list one parameter stands for all
        for (std::size_t i = 0; i < all.size() && tried.size() < k_most_parameters; ++i) {
            if (all[i].size() < 2) continue;
            auto const &use = *all[i].front().use;
            if (!tried.insert({use.schema, use.table, use.column, use.op}).second) continue;
            for (std::size_t k = 1; k < all[i].size(); ++k) {
                auto values = usual;
                values[i] = all[i][k].value.value;
                add_bound(fmt::format("${} {}", number_of(i), all[i][k].value.name), all[i][k], values);
            }
        }
    }

    void analyze() {
        source::PlanRequest request;
        request.analyze = true;
        request.writes = m_choice.allow_writes;
        request.statement_limit_ms = m_choice.time_limit_ms;
        if (!m_types.empty()) {
            if (!m_choice.values.empty()) {
                request.values = given_values();
            } else if (!m_choice.logged.empty()) {
                request.values = values_of_call(0);
                m_out.values = as_bound(*request.values, k_calls.front());
            } else {
                auto const all = candidates();
                request.values = first_of(all);
                for (auto const &list : all)
                    if (!list.empty()) m_out.values.push_back(list.front());
            }
        }
        take(request, "analyzed");
        if (!m_out.problem) m_out.hash = workload::plan_hash(m_out.plan);
    }

    source::PlanSession &m_session;
    ExplainChoice const &m_choice;
    Explained m_out;
    std::vector<std::string> m_types;
    std::vector<int> m_numbers; ///< which parameter of the statement that came each one is
    std::vector<workload::ParameterUse> m_uses;
    std::vector<source::PlanColumnFacts> m_columns;
};

} // namespace

Explained explain_statement(source::PlanSession &session, std::string_view text, ExplainChoice const &choice) {
    return StatementExplainer{session, choice}.run(text);
}

} // namespace scribe::cli
