// SPDX-License-Identifier: MIT
#include "catalog/said/descriptions.hpp"
#include "command.hpp"
#include "describing/commands.hpp"
#include "describing/text_options.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"
#include "people/object_choice.hpp"
#include "reviewing/actions.hpp"
#include "reviewing/session.hpp"

#include <CLI/CLI.hpp>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using catalog::TextSet;

class ReviewCommand final : public Command {
public:
    std::string_view name() const override { return "review"; }
    std::string_view summary() const override { return "Lets people approve, edit and reject what was written"; }

    void bind(CLI::App &app) override {
        app.require_subcommand(0, 1);
        add_text_options(app, m_selection);
        app.footer("scribe review\nscribe review 'shop.*' --type table\nscribe review list --stale\n"
                   "scribe review approve --origin rules --min-confidence 0.9\nscribe review edit shop.orders.status "
                   "--text 'Where the order is in its life.'\nscribe review diff shop.orders.status\n"
                   "scribe review restore shop.orders.status 1");
        bind_list(app);
        bind_decisions(app);
        bind_single(app);
    }

    void check() const override {
        bool const decides = m_action == Action::approve || m_action == Action::reject;
        if (decides && !m_selection.given())
            throw Error(ExitCode::usage, "which texts?",
                        "name them, as in '*', or say which: --min-confidence 0.9, --origin rules, --type column");
    }

    ExitCode run(Context &context) override {
        bool const reads = m_action == Action::list || m_action == Action::diff || m_action == Action::show;
        if (m_action == Action::session && !(context.in_is_terminal && context.out_is_terminal))
            throw Error(ExitCode::usage, "there is no terminal for a session",
                        "scripts use scribe review list, approve, reject, edit, diff, restore and show");
        auto store = open_catalog(global, context, reads ? catalog::Access::read : catalog::Access::write);
        auto const who = author(global, context);
        if (m_action == Action::session)
            return review_session(store, text_query(m_selection, store, context), global, context);
        auto const database = database_of(m_ref);
        if (!m_ref.empty() && !database) m_selection.refs.refs = {m_ref};
        auto query = text_query(m_selection, store, context);
        if (database) {
            query.source = need_source(store, *database).name;
            query.types = {"database"};
        }
        switch (m_action) {
        case Action::list:
            query.set = m_all ? TextSet::review : TextSet::pending;
            list_reviews(store, query, m_output, context);
            break;
        case Action::approve:
        case Action::reject: decide(store, std::move(query), who); break;
        default: single(store, std::move(query), who, context);
        }
        return ExitCode::ok;
    }

private:
    enum class Action { session, list, approve, reject, edit, diff, restore, show };

    CLI::App *action(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = app.add_subcommand(verb, text);
        sub->callback([this, what] { m_action = what; });
        return sub;
    }

    void bind_list(CLI::App &app) {
        auto *const list = action(app, "list", "Lists the texts that wait for a decision", Action::list);
        add_text_options(*list, m_selection);
        list->add_flag("--all", m_all, "Also texts that are approved and not stale")->group("Selection");
        add_page_options(*list, m_selection.query.limit, m_selection.query.offset);
        add_output_options(*list, m_output, {"table", "json", "jsonl", "csv"});
    }

    void bind_decisions(CLI::App &app) {
        auto const add = [&](char const *verb, char const *text, Action what) {
            auto *const sub = action(app, verb, text, what);
            add_text_options(*sub, m_selection);
            sub->add_flag("--dry-run", m_dry_run, "Tell how many; write nothing");
        };
        add("approve", "Says that texts are right", Action::approve);
        add("reject", "Says that texts are not right: they count no more", Action::reject);
    }

    /// What works on one object, or a few.
    CLI::App *bind_refs(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = action(app, verb, text, what);
        sub->add_option("ref", m_ref,
                        "The object: [source:]schema.table.column, or the end of it; SOURCE: is the database itself")
            ->type_name("REF")
            ->required();
        sub->add_option("--type", m_selection.query.types,
                        "What it is, where several are called so: database, schema, table, view, column, routine, type")
            ->type_name("TYPE")
            ->check(
                CLI::IsMember(std::vector<std::string>{catalog::k_text_types.begin(), catalog::k_text_types.end()}));
        return sub;
    }

    void bind_single(CLI::App &app) {
        auto *const edit = bind_refs(app, "edit", "Puts your text in place of what is there", Action::edit);
        edit->add_option("--text", m_text, "The text; without it your editor opens (VISUAL, EDITOR)")
            ->type_name("TEXT");
        auto *const diff = bind_refs(app, "diff", "Shows what versions of a text differ in", Action::diff);
        for (auto const &[flag, value, text] :
             {std::tuple{"--from", &m_from, "The older version; else the one before the other"},
              std::tuple{"--to", &m_to, "The newer version; else the newest"}})
            diff->add_option(flag, *value, text)->type_name("VERSION")->check(check_count);
        add_output_options(*diff, m_diff_output, {"text", "json"});
        auto *const restore = bind_refs(app, "restore", "Lets an old version count again", Action::restore);
        restore->add_option("version", m_version, "Its number, as scribe review show has it")
            ->type_name("VERSION")
            ->required()
            ->check(check_count);
        auto *const show = action(app, "show", "Shows texts with reasons, evidence and versions", Action::show);
        add_text_options(*show, m_selection);
        add_page_options(*show, m_selection.query.limit, m_selection.query.offset);
        add_output_options(*show, m_show_output, {"text", "json"});
    }

    void decide(catalog::Store &store, catalog::TextQuery query, std::string const &who) const {
        bool const approves = m_action == Action::approve;
        // What is approved already can be rejected, but only by its name.
        query.set = approves || query.patterns.empty() ? TextSet::pending : TextSet::review;
        query.limit = 0;
        if (!decide_all(store, query, approves ? Decision::approve : Decision::reject, who, m_dry_run))
            throw Error(ExitCode::usage, "no text that waits for a decision is meant",
                        "scribe review list shows which there are");
    }

    void single(catalog::Store &store, catalog::TextQuery query, std::string const &who, Context &context) {
        query.with_parts = false;
        if (m_action == Action::show) {
            if (!m_selection.given()) query.described = true;
            return show_reviews(store, query, m_show_output, context);
        }
        auto const row = find_one(store, query);
        if (m_action == Action::edit) edit_one(store, row, m_text, who, context);
        else if (m_action == Action::diff) show_difference(store, row, m_from, m_to, m_diff_output, context);
        else restore_one(store, row, m_version, who);
    }

    Action m_action = Action::session;
    TextOptions m_selection;
    OutputOptions m_output, m_diff_output, m_show_output;
    std::string m_ref;
    std::optional<std::string> m_text;
    std::int64_t m_from = 0, m_to = 0, m_version = 0;
    bool m_all = false, m_dry_run = false;
};

} // namespace

std::unique_ptr<Command> make_review_command() { return std::make_unique<ReviewCommand>(); }

} // namespace scribe::cli
