// SPDX-License-Identifier: MIT
#include "sources/actions.hpp"

#include <CLI/CLI.hpp>

namespace scribe::cli {

namespace {

class SourceCommand final : public Command {
public:
    std::string_view name() const override { return "source"; }
    std::string_view summary() const override {
        return "Saves, lists, tests and removes the databases that scribe knows";
    }

    void bind(CLI::App &app) override {
        app.require_subcommand(1);
        app.footer("scribe source add shop postgresql://ann@db.example/shop\n"
                   "scribe source add shop sqlite:shop.db --replace\n"
                   "scribe source test shop\n"
                   "scribe source list -t json");
        bind_add(app);
        auto *const list = action(app, "list", "Lists the saved sources", Action::list);
        add_output_options(*list, m_list, {"table", "json", "jsonl", "csv"});
        auto *const show = action(app, "show", "Shows what is known about a source", Action::show);
        add_saved_name(*show, m_show.name);
        add_output_options(*show, m_show.output, {"text", "json"});
        auto *const test =
            action(app, "test", "Connects, times the round trip and tells which rights are missing", Action::test);
        add_source_options(*test, m_test.source);
        add_timeout_options(*test, m_test.timeouts);
        add_output_options(*test, m_test.output, {"text", "json"});
        auto *const remove = action(app, "remove", "Removes a source with all that scans found in it", Action::remove);
        add_saved_name(*remove, m_remove.name);
        remove->add_flag("-y,--yes", m_remove.yes, "Do not ask");
        auto *const rekey = action(app, "rekey", "Encrypts all stored passwords with another key", Action::rekey);
        add_key_file_option(*rekey, m_rekey.key_file);
        rekey
            ->add_option("--new-key-file", m_rekey.new_key_file,
                         "File (mode 0600) with the new key; else SCRIBE_NEW_KEY")
            ->type_name("FILE");
        rekey->footer("scribe source rekey --key-file old.key --new-key-file new.key");
    }

    base::ExitCode run(Context &context) override {
        switch (m_action) {
        case Action::add: add_source(m_add, global, context); break;
        case Action::list: list_sources(m_list, global, context); break;
        case Action::show: show_source(m_show, global, context); break;
        case Action::test: test_source(m_test, global, context); break;
        case Action::remove: remove_source(m_remove, global, context); break;
        case Action::rekey: rekey_sources(m_rekey, global, context); break;
        }
        return base::ExitCode::ok;
    }

private:
    enum class Action { add, list, show, test, remove, rekey };

    CLI::App *action(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = app.add_subcommand(verb, text);
        sub->callback([this, what] { m_action = what; });
        return sub;
    }

    static CLI::Option *add_name(CLI::App &app, std::string &name) {
        return app.add_option("name", name, "The source's name")->type_name("NAME")->required();
    }
    static void add_saved_name(CLI::App &app, std::string &name) { add_name(app, name)->type_name("SOURCE"); }

    void bind_add(CLI::App &app) {
        auto *const add = action(app, "add", "Saves a database under a name", Action::add);
        add_name(*add, m_add.name);
        add->add_option("url", m_add.url,
                        "postgresql://..., a libpq connection string, sqlite:FILE, json:FILE or tbls:FILE")
            ->type_name("URL")
            ->required();
        add->add_flag("--replace", m_add.replace, "Change a source that is there");
        add->add_flag("--test", m_add.test, "Connect first; save nothing when that fails");
        add->add_flag("--save-password", m_add.save_password,
                      "Store the password encrypted: that of the URL, else of PGPASSWORD, else it is asked for");
        add_key_file_option(*add, m_add.key_file);
    }

    Action m_action = Action::list;
    SourceAddOptions m_add;
    OutputOptions m_list;
    SourceShowOptions m_show;
    SourceTestOptions m_test;
    SourceRemoveOptions m_remove;
    SourceRekeyOptions m_rekey;
};

} // namespace

std::unique_ptr<Command> make_source_command() { return std::make_unique<SourceCommand>(); }

} // namespace scribe::cli
