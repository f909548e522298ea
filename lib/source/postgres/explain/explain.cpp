// SPDX-License-Identifier: MIT
#include "source/postgres/explain/explain.hpp"

#include "base/parse/array_text.hpp"
#include "base/text.hpp"
#include "postgres_sql.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace scribe::source::postgres {

namespace {

constexpr int k_generic_plan_version = 160000; ///< the first with EXPLAIN (GENERIC_PLAN)
constexpr std::string_view k_prepare = "PREPARE scribe_plan AS /* scribe */ ";

/// The byte where the character `number` (from 1) of the text begins; nothing outside of it.
std::optional<std::size_t> byte_of(std::string_view text, int number) {
    if (number <= 0) return std::nullopt;
    std::size_t at = 0;
    for (int i = 1; i < number && at < text.size(); ++i) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    }
    return at < text.size() ? std::optional{at} : std::nullopt;
}

/// The error as the statement's; what is none of its doing goes on as it was.
SqlProblem problem_of(pg::Error const &error, std::string_view text, std::size_t prefix) {
    if (error.code() == base::ExitCode::source_connect || error.sqlstate().empty()) throw pg::Error(error);
    SqlProblem problem{error.sqlstate(), error.what(), byte_of(text, error.position())};
    if (constexpr std::string_view k_what = "a query failed: "; problem.message.starts_with(k_what))
        problem.message.erase(0, k_what.size());
    if (problem.at && *problem.at < prefix) problem.at.reset();
    if (problem.at) *problem.at -= prefix;
    return problem;
}

std::string array_text(std::vector<std::string> const &items) {
    std::string out = "{";
    for (auto const &item : items) {
        out += out.size() > 1 ? ",\"" : "\"";
        for (char const c : item) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        out += '"';
    }
    return out + "}";
}

std::vector<std::string> elements(std::optional<std::string> const &array) {
    std::vector<std::string> list;
    if (array) base::read_array(*array, [&](std::string_view element, bool) { list.emplace_back(element); });
    return list;
}

double number(std::optional<std::string> const &text) { return text ? std::strtod(text->c_str(), nullptr) : 0; }

/// Each statement is prepared in a transaction of its own, which prepare() begins and the next one, or the end, rolls
/// back: nothing outlives it, and a pooler that gives each transaction another server sees none of it.
class ExplainSession final : public PlanSession {
public:
    explicit ExplainSession(pg::Connection &connection) : m_connection(connection) {}
    ExplainSession(ExplainSession const &) = delete;
    ExplainSession &operator=(ExplainSession const &) = delete;
    ~ExplainSession() override {
        try {
            end();
        } catch (std::exception const &) { // the connection is lost, and its transaction with it
        }
    }

    std::optional<SqlProblem> prepare(std::string const &sql) override {
        m_sql = sql;
        m_types.clear();
        return prepare(false);
    }

    std::vector<std::string> const &parameter_types() const override { return m_types; }

    PlanAnswer plan(PlanRequest const &request) override {
        if (request.writes != m_writes || !m_open) {
            if (auto problem = prepare(request.writes)) return {{}, std::move(problem)};
        }
        m_connection.exec("SAVEPOINT scribe_plan");
        pg::Discretion const discretion{m_connection}; // errors may quote rows, or values of the statistics
        auto answer = explained(request);
        m_connection.exec("ROLLBACK TO SAVEPOINT scribe_plan");
        return answer;
    }

    std::vector<PlanTableFacts> tables(std::vector<PlanTable> const &tables) override {
        std::vector<std::string> schemas, names;
        for (auto const &table : tables) {
            schemas.push_back(table.schema);
            names.push_back(table.name);
        }
        auto const result = m_connection.query(sql::k_plan_tables, {array_text(schemas), array_text(names)});
        std::vector<PlanTableFacts> list;
        for (int row = 0; row < result.rows(); ++row) {
            PlanTableFacts facts{{std::string{result.get(row, "schema")}, std::string{result.get(row, "name")}}};
            facts.rows = number(result.optional(row, "rows"));
            facts.bytes = result.integer(row, "bytes");
            facts.live_rows = result.integer(row, "live_rows");
            facts.modified_rows = result.integer(row, "modified_rows");
            if (auto const days = result.optional(row, "days_old")) facts.days_old = number(days);
            list.push_back(std::move(facts));
        }
        return list;
    }

    std::vector<PlanColumnFacts> columns(std::vector<PlanColumn> const &columns) override {
        std::vector<std::string> schemas, names, attributes;
        for (auto const &column : columns) {
            schemas.push_back(column.table.schema);
            names.push_back(column.table.name);
            attributes.push_back(column.column);
        }
        auto const result =
            m_connection.query(sql::k_plan_columns, {array_text(schemas), array_text(names), array_text(attributes)});
        std::vector<PlanColumnFacts> list;
        for (int row = 0; row < result.rows(); ++row) {
            PlanColumnFacts facts{{{std::string{result.get(row, "schema")}, std::string{result.get(row, "name")}},
                                   std::string{result.get(row, "column")}},
                                  std::string{result.get(row, "type")}};
            if (result.optional(row, "n_distinct")) {
                auto &known = facts.statistics.emplace();
                known.null_frac = number(result.optional(row, "null_frac"));
                known.n_distinct = number(result.optional(row, "n_distinct"));
                known.most_common_vals = elements(result.optional(row, "common_values"));
                for (auto const &share : elements(result.optional(row, "common_shares")))
                    known.most_common_freqs.push_back(number(share));
                known.histogram_bounds = elements(result.optional(row, "bounds"));
            }
            list.push_back(std::move(facts));
        }
        return list;
    }

private:
    void end() {
        if (!m_open) return;
        m_open = false;
        if (m_prepared) {
            m_connection.exec("ROLLBACK TO SAVEPOINT scribe_plan"); // whatever stopped the last plan
            m_connection.exec("DEALLOCATE scribe_plan");
        }
        m_prepared = false;
        m_connection.exec("ROLLBACK");
    }

    std::optional<SqlProblem> prepare(bool writes) {
        end();
        m_connection.exec(writes ? "BEGIN READ WRITE" : "BEGIN READ ONLY");
        m_open = true;
        m_writes = writes;
        // The session's own settings are for catalog queries: here those count that the role has without us.
        m_connection.query("SELECT set_config(name, reset_val, true) FROM pg_settings WHERE name IN ('search_path', "
                           "'jit')");
        m_connection.exec("SAVEPOINT scribe_plan");
        auto const text = std::string{k_prepare} + m_sql;
        try {
            m_connection.query(text);
        } catch (pg::Error const &error) {
            auto problem = problem_of(error, text, k_prepare.size());
            m_connection.exec("ROLLBACK TO SAVEPOINT scribe_plan");
            return problem;
        }
        m_prepared = true;
        m_types = elements(m_connection
                               .query("SELECT parameter_types::text[]::text AS types FROM pg_prepared_statements WHERE "
                                      "name = 'scribe_plan'")
                               .optional(0, "types"));
        return std::nullopt;
    }

    PlanAnswer explained(PlanRequest const &request) {
        if (request.analyze && request.statement_limit_ms > 0)
            m_connection.exec(fmt::format("SET LOCAL statement_timeout = {}", request.statement_limit_ms));
        if (!request.values && !m_types.empty() && m_connection.server_version() >= k_generic_plan_version) {
            // Other than a forced generic plan it keeps the partitions that NULL would leave out. PREPARE took the
            // text, so it is one statement.
            auto answer = run("EXPLAIN (FORMAT JSON, VERBOSE, GENERIC_PLAN) /* scribe */ " + m_sql, true);
            if (!answer.problem || answer.problem->sqlstate != "42601") return answer;
            m_connection.exec("ROLLBACK TO SAVEPOINT scribe_plan");
        }
        auto const how =
            fmt::format("EXPLAIN (FORMAT JSON, VERBOSE{}) /* scribe */ ", request.analyze ? ", ANALYZE, BUFFERS" : "");
        // Of a statement without parameters EXECUTE takes the plan that is cached, and tells no time of planning.
        if (m_types.empty()) return run(how + m_sql, false);
        bool const custom = request.values.has_value();
        m_connection.exec(
            fmt::format("SET LOCAL plan_cache_mode = {}", custom ? "force_custom_plan" : "force_generic_plan"));
        std::string values;
        for (std::size_t i = 0; i < m_types.size(); ++i) {
            auto const *value = custom && i < request.values->size() ? &(*request.values)[i] : nullptr;
            values += fmt::format("{}{}", i > 0 ? ", " : "",
                                  value && value->has_value() ? base::quote_literal(**value) : std::string{"NULL"});
        }
        auto const text = fmt::format("{}EXECUTE scribe_plan({})", how, values);
        // NULL belongs to no partition: what it leaves is not the plan for any value.
        if (!custom) m_connection.exec("SET LOCAL enable_partition_pruning = off");
        auto answer = run(text, false);
        if (!custom && !answer.problem) m_connection.exec("SET LOCAL enable_partition_pruning = DEFAULT");
        return answer;
    }

    PlanAnswer run(std::string const &text, bool simple) {
        try {
            auto const result = simple ? m_connection.query_simple(text) : m_connection.query(text);
            return {std::string{result.get(0, 0)}, std::nullopt};
        } catch (pg::Error const &error) {
            return {{}, problem_of(error, text, text.size())};
        }
    }

    pg::Connection &m_connection;
    std::string m_sql;
    std::vector<std::string> m_types;
    bool m_open = false, m_prepared = false, m_writes = false;
};

} // namespace

std::unique_ptr<PlanSession> explain_session(pg::Connection &connection) {
    return std::make_unique<ExplainSession>(connection);
}

} // namespace scribe::source::postgres
