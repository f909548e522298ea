// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "model/code/unread_query.hpp"
#include "options/described_source.hpp"
#include "output/output.hpp"
#include "queries/actions.hpp"
#include "queries/explain/keep.hpp"
#include "queries/explain/page.hpp"
#include "queries/logged_values.hpp"
#include "sql/statement.hpp"
#include "sql/text/comments.hpp"
#include "workload/explain/equivalent.hpp"
#include "workload/explain/tokens.hpp"
#include "workload/read_query.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

/// A statement to explain, and its id where the catalog has it.
struct Task {
    std::string text{};
    std::int64_t query = 0;
    std::string problem{}; ///< why it cannot be explained; else empty
};

/// Of a query that the catalog has.
Task task_of(catalog::QueryRow &&row) {
    Task task{std::move(row.query.text), row.id};
    if (row.query.fingerprint.starts_with(model::k_unread)) task.problem = row.query.error;
    else if (row.query.bytes > static_cast<std::int64_t>(sql::k_most_bytes) && !row.query.error.empty())
        task.problem = "the catalog has only the beginning of its text: " + row.query.error;
    return task;
}

/// True when the query that the catalog keeps of the statement has parameters in place of literals of its own: its plan
/// is that of one call.
bool has_literals(std::string_view text) {
    auto const count = [](std::string_view sql) {
        return std::ranges::count_if(workload::tokens_of(sql), [](workload::Token const &token) {
            return token.kind == workload::Token::Kind::number || token.kind == workload::Token::Kind::string ||
                   token.is("true") || token.is("false") || token.is("null");
        });
    };
    return count(text) > count(workload::read_query(text).text);
}

class ExplainAction final : public QueryAction {
public:
    std::string_view name() const override { return "explain"; }
    std::string_view summary() const override { return "Explains the plan of a query, and what is slow in it"; }

    void bind(CLI::App &app) override {
        app.add_option("query", m_query, "The query's id, or its beginning, as report shows it")->type_name("ID");
        app.add_option("--sql", m_sql, "Instead: this statement; it may hold parameters $1, $2")->type_name("TEXT");
        app.add_option("--file", m_file, "Instead: the statements of this file, - for standard input")
            ->type_name("FILE");
        app.add_flag("--all", m_all, "Instead: all queries of the source that the catalog knows, a line each");
        app.add_option("--source", m_source.source, "The source to ask, its name or URL")->type_name("SOURCE");
        add_key_file_option(app, m_source.key_file);
        app.add_flag("--analyze", m_choice.analyze, "Run the statement in a transaction that is rolled back");
        app.add_flag("--allow-writes", m_choice.allow_writes, "Of --analyze: also a statement that changes rows");
        app.add_option("--param", m_params, "A value for a parameter: 2=shipped")
            ->type_name("N=VALUE")
            ->allow_extra_args(false)
            ->take_all();
        m_diff =
            app.add_option("--diff", m_hashes, "Two plans that were kept, side by side: those hashes, else the newest")
                ->type_name("HASH")
                ->expected(0, 2);
        add_model_options(app, m_model, false);
        m_timeouts.standard_statement_s = 30;
        add_timeout_options(app, m_timeouts);
        add_output_options(app, m_output, {"table", "json", "mermaid"});
        app.footer("scribe analyze-queries explain 4f2a\n"
                   "scribe analyze-queries explain --sql 'SELECT * FROM orders WHERE status = $1'\n"
                   "scribe analyze-queries explain 4f2a --analyze --param 1=shipped\n"
                   "scribe analyze-queries explain 4f2a --writer ollama --model NAME\n"
                   "scribe analyze-queries explain 4f2a --diff\nscribe analyze-queries explain --all");
    }

    void check() const override {
        auto const given =
            std::ranges::count(std::array{!m_query.empty(), !m_sql.empty(), !m_file.empty(), m_all}, true);
        if (given != 1)
            throw Error(ExitCode::usage, "which statement is to be explained?",
                        "name one of: an ID, --sql TEXT, --file FILE, --all");
        if (m_diff->count() > 0 && m_query.empty())
            throw Error(ExitCode::usage, "--diff needs the ID of a query: plans are kept by query");
        if (m_choice.allow_writes && !m_choice.analyze)
            throw Error(ExitCode::usage, "--allow-writes is for --analyze: nothing runs without it");
        if (m_all && m_choice.analyze)
            throw Error(ExitCode::usage, "--analyze runs one statement", "leave out --all and name its ID");
        if (m_diff->count() > 0 && m_output.format == "mermaid")
            throw Error(ExitCode::usage, "-t mermaid draws one plan", "--diff is for -t table and -t json");
        if (m_model.asks_a_model() && (m_all || m_diff->count() > 0 || m_output.format == "mermaid"))
            throw Error(ExitCode::usage, "--writer is for one plan, as a tree or JSON",
                        "leave out --all, --diff and -t mermaid");
        check_model_options(m_model);
        for (auto const &one : m_params) parameter(one);
    }

    ExitCode run(GlobalOptions const &global, Context &context) override {
        auto const resolved = resolve_source(m_source.source, global, context);
        m_store = open_existing_catalog(global, context, catalog::Access::read);
        if (m_store) m_catalog = catalog_path(global, context);
        std::erase(m_hashes, ""); // what an option that was given without values holds
        if (m_diff->count() > 0) return diff(resolved, context);
        auto const database = open_source(resolved, "analyze-queries", m_source.key_file, m_timeouts, context);
        auto const row = described_source(resolved, database->info(), {});
        find_row(row);
        for (auto const &one : m_params) m_choice.values.insert(parameter(one));
        m_choice.time_limit_ms = m_timeouts.statement_s.value_or(m_timeouts.standard_statement_s) * 1000;
        auto const session = database->plan_session();
        auto const tasks = tasks_of(context);
        if (tasks.size() != 1 || m_all) return several(*session, tasks, context);
        return one(*session, tasks.front(), context);
    }

private:
    static std::pair<int, std::string> parameter(std::string const &text) {
        auto const equals = text.find('=');
        auto const number =
            base::parse_int(text.substr(text.starts_with('$') ? 1 : 0, equals - (text.starts_with('$') ? 1 : 0)));
        if (equals == std::string::npos || !number || *number < 1 || *number > 65535)
            throw Error(ExitCode::usage, fmt::format("--param {}: no number and value", text),
                        "as in --param 2=shipped");
        return {static_cast<int>(*number), text.substr(equals + 1)};
    }

    /// The catalog's source that this is: by its name, else, where a URL came without one, by the server's identity.
    void find_row(catalog::SourceRow const &opened) {
        if (!m_store) return;
        for (auto const &known : m_store->sources()) {
            bool const same = !opened.identity.empty() && known.identity == opened.identity;
            bool const named = known.name == opened.name && (same || opened.identity.empty() || known.identity.empty());
            if (named || (same && !m_row)) m_row = known;
        }
    }

    catalog::SourceRow const &need_row() const {
        if (!m_store || !m_row)
            throw Error(ExitCode::usage, "the catalog knows no queries of this source",
                        "scribe analyze-queries collect reads them; --sql explains any statement");
        return *m_row;
    }

    ExitCode diff(ResolvedSource const &resolved, Context &context) {
        if (m_store) {
            m_row = m_store->find_source(resolved.name);
            auto const known = m_store->sources();
            if (!m_row && m_source.source.empty() && known.size() == 1) m_row = known.front();
        }
        auto const &row = need_row();
        auto const query = catalog::find_query(*m_store, row, m_query);
        Output output{context, m_output.file};
        write_kept_diff(*m_store, query.id, m_hashes, output, m_output.format == "json");
        output.finish();
        return ExitCode::ok;
    }

    std::vector<Task> tasks_of(Context &context) {
        std::vector<Task> tasks;
        if (!m_query.empty()) {
            auto const &row = need_row();
            auto found = catalog::find_query(*m_store, row, m_query);
            if (m_params.empty()) m_choice.logged = kept_values(*m_store, row, found);
            auto task = task_of(std::move(found));
            if (!task.problem.empty())
                throw Error(ExitCode::usage, "the query cannot be explained: " + task.problem,
                            "--file FILE explains the statement that a file holds");
            return {std::move(task)};
        }
        if (m_all) {
            auto const known = need_row().id;
            catalog::for_each_query(*m_store, known, [&](catalog::QueryRow &&row) {
                if (row.query.purpose == "application" && row.query.kind != "utility" && !row.is_elsewhere)
                    tasks.push_back(task_of(std::move(row)));
            });
            return tasks;
        }
        auto texts = m_sql.empty() ? sql::script_statements(file_text(context)) : std::vector{m_sql};
        for (auto &text : texts) {
            if (base::trim(text).empty()) continue;
            tasks.push_back({std::move(text)});
        }
        if (tasks.empty()) throw Error(ExitCode::usage, "there is no statement to explain");
        return tasks;
    }

    std::string file_text(Context &context) const {
        if (m_file == "-") return {std::istreambuf_iterator<char>{context.in}, {}};
        auto text = base::read_file(context.working_folder / m_file);
        if (!text) throw Error(ExitCode::config, fmt::format("{}: the file cannot be read", m_file));
        return std::move(*text);
    }

    /// Keeps its plans, where the catalog has the source; returns the query's id as it is shown. A catalog that may
    /// only be read is no reason to explain nothing: it is said once.
    std::string keep(Task const &task, Explained const &explained) {
        if (!m_store || !m_row) return {};
        auto known = task.query != 0 ? catalog::query_id_text(task.query) : std::string{};
        if (m_read_only) return known;
        try {
            if (!m_writable) m_writable = catalog::Store::open(*m_catalog, catalog::Access::write);
            sqlite::Txn transaction{m_writable->db()};
            auto const query =
                task.query != 0 ? task.query : catalog::put_query(*m_writable, *m_row, workload::read_query(task.text));
            keep_plans(*m_writable, query, explained, task.query == 0 && has_literals(task.text));
            transaction.commit();
            return catalog::query_id_text(query);
        } catch (sqlite::Error const &error) {
            if (error.primary_code() != SQLITE_READONLY && error.primary_code() != SQLITE_CANTOPEN) throw;
            m_read_only = true;
            base::log::warn("the catalog may only be read: no plan is kept, history and --diff will not know of it");
            return known;
        }
    }

    ExitCode one(source::PlanSession &session, Task const &task, Context &context) {
        auto const explained = explain_statement(session, task.text, m_choice);
        if (explained.problem) throw refused(*explained.problem, task.text);
        if (task.text.find("/*, ... */") != std::string::npos)
            base::log::warn(
                "the server keeps one value of each list: /*, ... */ stands for others, and the plan is that "
                "for one; --file FILE explains the statement with all of them");
        auto const id = keep(task, explained);
        ExplainedPage page{explained, id, {}, may_show_of(m_row ? &*m_store : nullptr, m_row ? m_row->name : "")};
        if (m_model.asks_a_model())
            page.words = explain_in_words(explained, m_model, m_read_only ? std::nullopt : m_catalog, context);
        Output output{context, m_output.file};
        write_explained(output, page, m_output.format);
        output.finish();
        return ExitCode::ok;
    }

    static Error refused(source::SqlProblem const &problem, std::string_view text) {
        std::string hint;
        bool const inserts = workload::verb_of(text) == workload::StatementVerb::insert;
        if (problem.sqlstate == "42501" && inserts && workload::equivalent_selects(text).empty())
            hint = "it inserts values that no SELECT finds: only a role that may write the table can plan it";
        else if (problem.sqlstate == "42501")
            hint =
                "GRANT pg_read_all_data TO the role (PostgreSQL 14), or SELECT on the tables; to plan what writes or "
                "locks rows it needs that right, too";
        else if (problem.sqlstate == "25006") hint = "it writes: --allow-writes lets it, and rolls it back";
        else if (problem.sqlstate == "57014") hint = "it ran into the time limit: --statement-timeout SECONDS";
        else if (problem.sqlstate == "42601") hint = "SELECT, VALUES, INSERT, UPDATE, DELETE and MERGE have plans";
        else if (problem.sqlstate == "42P02") hint = "without --param it is shown with its parameters";
        else if (problem.sqlstate == "55P03") hint = "a table is locked: --lock-timeout SECONDS waits longer";
        else if (problem.sqlstate == "42P01") hint = "tables are looked up in the role's search_path";
        return {ExitCode::source_query,
                fmt::format("the statement cannot be explained: {}", base::single_line(problem.message)), hint};
    }

    ExitCode several(source::PlanSession &session, std::vector<Task> const &tasks, Context &context) {
        if (m_output.format == "mermaid") throw Error(ExitCode::usage, "-t mermaid draws one plan");
        if (m_model.asks_a_model()) throw Error(ExitCode::usage, "--writer explains one plan");
        ListWriter writer{context,
                          m_output,
                          {{.name = "query", .title = "QUERY"},
                           {.name = "total_cost", .title = "COST", .number = true},
                           {.name = "hash", .title = "PLAN"},
                           {.name = "plans", .title = "PLANS", .number = true},
                           {.name = "findings", .title = "FOUND", .elastic = true},
                           {.name = "statement", .title = "STATEMENT", .elastic = true},
                           {.name = "problem", .title = "PROBLEM", .elastic = true}}};
        std::int64_t explained_count = 0, rewritten = 0, depending = 0;
        for (auto const &task : tasks) {
            Explained done;
            if (!task.problem.empty()) done.problem = {{}, task.problem, {}};
            else done = explain_statement(session, task.text, m_choice);
            if (done.problem) {
                writer.row({task.query == 0 ? std::string{} : catalog::query_id_text(task.query),
                            {},
                            {},
                            {},
                            {},
                            base::single_line(task.text),
                            done.problem->message});
                continue;
            }
            auto const id = keep(task, done);
            ++explained_count;
            rewritten += done.rewritten ? 1 : 0;
            std::set<std::string> hashes{done.hash}, rules;
            for (auto const &bound : done.bound) hashes.insert(bound.hash);
            for (auto const &finding : done.findings) rules.insert(finding.rule);
            depending += hashes.size() > 1 ? 1 : 0;
            writer.row({id,
                        static_cast<std::int64_t>(done.plan.root.total_cost),
                        done.hash,
                        static_cast<std::int64_t>(hashes.size()),
                        base::join({rules.begin(), rules.end()}, ", "),
                        base::single_line(task.text),
                        {}});
        }
        auto const total = static_cast<std::int64_t>(tasks.size());
        writer.finish(total);
        base::log::info("Explained {} of {}: {} made parseable again, {} with plans that depend on the values",
                        base::group_digits(explained_count), base::counted(total, "statement"),
                        base::group_digits(rewritten), base::group_digits(depending));
        return explained_count == total ? ExitCode::ok : ExitCode::partial;
    }

    std::string m_query, m_sql, m_file;
    bool m_all = false;
    SourceOptions m_source;
    ModelOptions m_model;
    std::optional<catalog::Store> m_store;
    std::optional<std::filesystem::path> m_catalog; ///< of m_store
    std::optional<catalog::Store> m_writable;       ///< the same one, from the first plan on that is kept
    bool m_read_only = false;                       ///< it cannot be: plans are not kept
    std::optional<catalog::SourceRow> m_row;        ///< the catalog's row of the source, if it has one
    ExplainChoice m_choice;
    std::vector<std::string> m_params, m_hashes;
    CLI::Option *m_diff = nullptr;
    TimeoutOptions m_timeouts;
    OutputOptions m_output;
};

} // namespace

std::unique_ptr<QueryAction> make_explain_action() { return std::make_unique<ExplainAction>(); }

} // namespace scribe::cli
