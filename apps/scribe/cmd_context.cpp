// SPDX-License-Identifier: MIT
#include "context/import.hpp"
#include "help/help_text.hpp"
#include "model/said/context_entry.hpp"
#include "people/context_actions.hpp"
#include "people/said_commands.hpp"

#include <CLI/CLI.hpp>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

constexpr char const *k_selection = "Selection";
constexpr char const *k_refs = "Only these objects, of tables their columns too: [source:]schema.table.column, SOURCE: "
                               "is the database; * and ? match, !REF leaves out";

void offer_fields(CLI::Option &option) {
    offer_values(option, {model::k_context_fields.begin(), model::k_context_fields.end()});
}

CLI::Option *add_field(CLI::App &app, std::string &field, std::string const &text) {
    auto *const option = app.add_option("field", field, text)->type_name("FIELD");
    offer_fields(*option);
    return option;
}

class ContextCommand final : public Command {
public:
    std::string_view name() const override { return "context"; }
    std::string_view summary() const override { return "Keeps what people know: rules, sources, owners, terms, tags"; }

    void bind(CLI::App &app) override {
        app.require_subcommand(1);
        app.footer("scribe context set sales.order.state rules 'set by the warehouse only'\n"
                   "scribe context set shop: owner 'Ann (sales)'\n"
                   "scribe context import --template known.xlsx\n"
                   "scribe context import known.xlsx glossary.csv --dry-run\n"
                   "scribe context list --field owner\nscribe context show sales.order\n"
                   "scribe context export -o known.csv");
        bind_edits(app);
        bind_lists(app);
        bind_import(app);
    }

    void check() const override {
        if (m_action != Action::read) return;
        if (m_import.template_file.empty() == m_import.files.empty())
            throw Error(ExitCode::usage, "context import: name either files to read or --template FILE to write",
                        "scribe context import known.csv; scribe context import --template known.csv");
    }

    ExitCode run(Context &context) override {
        switch (m_action) {
        case Action::set: return run_context_set(m_set, global, context);
        case Action::remove: return run_context_remove(m_remove, global, context);
        case Action::show: return run_context_show(m_show, global, context);
        case Action::list: return run_context_list(m_list, global, context);
        case Action::write: return run_context_export(m_export, global, context);
        case Action::read: return run_context_import(m_import, global, context);
        }
        return ExitCode::internal;
    }

private:
    enum class Action { set, remove, show, list, write, read };

    CLI::App *action(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = app.add_subcommand(verb, text);
        sub->callback([this, what] { m_action = what; });
        return sub;
    }

    void bind_edits(CLI::App &app) {
        auto *const set =
            action(app, "set", "Says something of an object; what was said before stays in the history", Action::set);
        add_object_choice(*set, m_set.choice);
        add_field(*set, m_set.field, "description, rules, sources, usage, examples, terms, owner, tags or sensitivity")
            ->required();
        set->add_option("text", m_set.text, "What is said; several terms, tags ... one a line; -: standard input")
            ->type_name("TEXT")
            ->required();
        set->add_flag("--dry-run", m_set.dry_run, "Tell what would change; write nothing");
        set->footer("scribe context set order.state rules 'never goes back from sent'\n"
                    "scribe context set '*.created_at' usage 'set by the server, UTC'\n"
                    "scribe context set shop: description - <about.txt");
        auto *const remove = action(app, "remove", "Takes back what is said; the history keeps it", Action::remove);
        add_object_choice(*remove, m_remove.choice);
        add_field(*remove, m_remove.field, "Only this field; else all that is said");
        remove->add_flag("--dry-run", m_remove.dry_run, "Tell what would change; write nothing");
        remove->footer("scribe context remove order.state rules");
    }

    void bind_lists(CLI::App &app) {
        auto *const show = action(app, "show", "Shows all that is said of an object, with who and when", Action::show);
        add_object_choice(*show, m_show.choice);
        add_output_options(*show, m_show.output, {"text", "json"});
        auto *const list = action(app, "list", "Lists what is said", Action::list);
        add_ref_options(*list, m_list.refs, k_refs);
        add_filter_options(*list, m_list.filter);
        list->add_option("--source", m_list.query.source, "Only this source")->type_name("NAME")->group(k_selection);
        offer_fields(*list->add_option("--field", m_list.fields, "Only these fields")
                          ->type_name("FIELD")
                          ->delimiter(',')
                          ->allow_extra_args(false)
                          ->take_all()
                          ->group(k_selection));
        list->add_flag("--removed", m_list.query.removed, "Also of objects that the last scan did not find")
            ->group(k_selection);
        add_page_options(*list, m_list.query.limit, m_list.query.offset);
        add_output_options(*list, m_list.output, {"table", "json", "jsonl", "csv"});
        auto *const out = action(app, "export", "Writes what is said as a file that import reads", Action::write);
        add_ref_options(*out, m_export.refs, k_refs);
        add_filter_options(*out, m_export.filter);
        out->add_option("--source", m_export.source, "Only this source")->type_name("NAME")->group(k_selection);
        add_output_options(*out, m_export.output, {"csv", "json", "jsonl", "yaml"});
        m_export.format_given = [out] { return out->count("--format") > 0; };
        out->footer("scribe context export -o known.csv\nscribe context export 'sales.*' -t yaml");
    }

    void bind_import(CLI::App &app) {
        auto *const in = action(app, "import", "Takes in what files of people and other tools say", Action::read);
        in->add_option("file", m_import.files, "CSV, XLSX, JSON, YAML, or what other tools write")->type_name("FILE");
        in->add_option("--input-format", m_import.format, "What the files are, where their endings do not tell")
            ->type_name("FORMAT")
            ->check(CLI::IsMember(context::import_format_names()));
        in->add_option("--map", m_import.maps, "What a heading of the files means: a field, table, column ..., or -")
            ->type_name("HEADING=FIELD")
            ->allow_extra_args(false)
            ->take_all();
        in->add_option("--on-conflict", m_import.on_conflict,
                       "Where people said something else: keep that (unless told), replace it, or merge both")
            ->type_name("RULE")
            ->check(CLI::IsMember({"keep", "replace", "merge"}));
        in->add_flag("--strict", m_import.strict, "Import nothing when a row matches nothing in the catalog");
        in->add_flag("--dry-run", m_import.dry_run, "List what would change; write nothing");
        in->add_option("--template", m_import.template_file,
                       "Write a file to fill in, .csv or .xlsx: all tables and columns with what is known already")
            ->type_name("FILE");
        in->add_option("--source", m_import.source, "The source that all rows are about")
            ->type_name("NAME")
            ->group(k_selection);
        add_filter_options(*in, m_import.filter);
        add_output_options(*in, m_import.output, {"table", "json", "jsonl", "csv"});
        in->footer("scribe context import --template known.xlsx --schema sales\n"
                   "scribe context import known.xlsx --dry-run\n"
                   "scribe context import dictionary.csv --map 'Fachliche Bedeutung=description'\n"
                   "scribe context import known.csv more.yml --on-conflict merge");
    }

    Action m_action = Action::list;
    ContextSetOptions m_set, m_remove;
    ContextShowOptions m_show;
    ContextListOptions m_list;
    ContextExportOptions m_export;
    ContextImportOptions m_import;
};

} // namespace

std::unique_ptr<Command> make_context_command() { return std::make_unique<ContextCommand>(); }

} // namespace scribe::cli
