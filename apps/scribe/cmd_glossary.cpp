// SPDX-License-Identifier: MIT
#include "people/glossary_actions.hpp"
#include "people/said_commands.hpp"

#include <CLI/CLI.hpp>

namespace scribe::cli {

namespace {

using base::ExitCode;

class GlossaryCommand final : public Command {
public:
    std::string_view name() const override { return "glossary"; }
    std::string_view summary() const override { return "Keeps the words of the trade, and shows where they occur"; }

    void bind(CLI::App &app) override {
        app.require_subcommand(1);
        app.footer("scribe glossary add 'net revenue' 'without tax' --synonym turnover\n"
                   "scribe glossary import glossary.csv --map Fachbegriff=term\nscribe glossary list\nscribe glossary "
                   "show 'net revenue'");
        auto *const add = action(app, "add", "Adds a term, or says anew what it means", Action::add);
        add->add_option("term", m_add.name, "The word or words")->type_name("TERM")->required();
        add->add_option("definition", m_add.definition, "What it means; -: standard input")
            ->type_name("DEFINITION")
            ->required();
        add->add_option("--synonym", m_add.synonyms, "Another word for it; may be given several times")
            ->type_name("WORD")
            ->allow_extra_args(false)
            ->take_all();
        auto *const list = action(app, "list", "Lists the terms and in how many objects they occur", Action::list);
        list->add_option("--search", m_list.search, "Only terms with this in name, synonyms or definition")
            ->type_name("TEXT")
            ->group("Selection");
        add_page_options(*list, m_list.limit, m_list.offset);
        add_output_options(*list, m_list.output, {"table", "json", "jsonl", "csv"});
        auto *const show = action(app, "show", "Shows a term, where it occurs, and who said what when", Action::show);
        show->add_option("term", m_show.name, "The term or a synonym of it")->type_name("TERM")->required();
        show->add_option("--limit", m_show.limit, "At most so many objects (50 unless told; 0 = all)")
            ->type_name("N")
            ->check(check_count)
            ->group("Output");
        add_output_options(*show, m_show.output, {"text", "json"});
        auto *const remove = action(app, "remove", "Takes terms back; the history keeps them", Action::remove);
        remove->add_option("term", m_remove.names, "The terms")->type_name("TERM")->required();
        auto *const in = action(app, "import", "Takes in terms of CSV or XLSX files", Action::read);
        in->add_option("file", m_import.files, "With the columns term and definition, if need be synonyms")
            ->type_name("FILE")
            ->required();
        in->add_option("--map", m_import.maps, "What a heading of the files means: term, definition, synonyms, or -")
            ->type_name("HEADING=FIELD")
            ->allow_extra_args(false)
            ->take_all();
        in->add_option("--on-conflict", m_import.on_conflict,
                       "Where a term means something else: keep that (unless told), replace it, or merge both")
            ->type_name("RULE")
            ->check(CLI::IsMember({"keep", "replace", "merge"}));
        in->add_flag("--dry-run", m_import.dry_run, "List what would change; write nothing");
        add_output_options(*in, m_import.output, {"table", "json", "jsonl", "csv"});
    }

    ExitCode run(Context &context) override {
        switch (m_action) {
        case Action::add: return run_glossary_add(m_add, global, context);
        case Action::list: return run_glossary_list(m_list, global, context);
        case Action::show: return run_glossary_show(m_show, global, context);
        case Action::remove: return run_glossary_remove(m_remove, global, context);
        case Action::read: return run_glossary_import(m_import, global, context);
        }
        return ExitCode::internal;
    }

private:
    enum class Action { add, list, show, remove, read };

    CLI::App *action(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = app.add_subcommand(verb, text);
        sub->callback([this, what] { m_action = what; });
        return sub;
    }

    Action m_action = Action::list;
    GlossaryAddOptions m_add;
    GlossaryListOptions m_list;
    GlossaryShowOptions m_show;
    GlossaryRemoveOptions m_remove;
    GlossaryImportOptions m_import;
};

} // namespace

std::unique_ptr<Command> make_glossary_command() { return std::make_unique<GlossaryCommand>(); }

} // namespace scribe::cli
