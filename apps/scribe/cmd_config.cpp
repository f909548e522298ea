// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "config/keys.hpp"
#include "help/help_text.hpp"
#include "options/source_option.hpp"
#include "settings/show.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <ostream>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

class ConfigCommand final : public Command {
public:
    std::string_view name() const override { return "config"; }
    std::string_view summary() const override { return "Shows, checks and begins the project's settings (scribe.yml)"; }
    bool needs_project() const override { return false; }

    void bind(CLI::App &app) override {
        app.require_subcommand(1);
        app.footer("scribe config show --origin\nscribe config show catalog\nscribe config check\nscribe config init");
        auto *const show = action(app, "show", "Shows all settings as they count now", Action::show);
        auto *const key =
            show->add_option("key", m_key, "Only this setting, or those below it: sources.shop")->type_name("KEY");
        std::vector<std::string> paths;
        for (auto const &setting : config::keys()) {
            if (!base::has_glob(setting.path)) paths.emplace_back(setting.path);
        }
        offer_values(*key, paths);
        show->add_flag("--origin", m_origin, "Also where each comes from: file:line:column, environment, command line");
        add_output_options(*show, m_output, {"text", "json", "yaml"});
        action(app, "check", "Tells all that is wrong with the files, and exits with 3 then", Action::check);
        action(app, "init", "Writes a first scribe.yml into this folder", Action::init);
    }

    ExitCode run(Context &context) override {
        switch (m_action) {
        case Action::show: return show(context);
        case Action::check: return check_files(context);
        case Action::init: break;
        }
        return init(context);
    }

private:
    enum class Action { show, check, init };

    CLI::App *action(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = app.add_subcommand(verb, text);
        sub->callback([this, what] { m_action = what; });
        return sub;
    }

    ExitCode show(Context &context) {
        auto project = read_project(global, context);
        require_sound(project);
        // What the command line says must be known before the project fills in the rest.
        auto settings = effective_settings(project.config, effective_global(project.config, context),
                                           *parsed->get_subcommands().front(), context);
        if (!m_key.empty()) select(settings);
        for (auto const &note : project.config.notes) base::log::info("{}", note);
        if (project.config.file.empty())
            base::log::info("there is no scribe.yml; scribe config init writes a first one");
        Output output{context, m_output.file};
        output.write(m_output.format == "json"   ? settings_json(settings, project.config)
                     : m_output.format == "yaml" ? settings_yaml(settings, m_origin)
                                                 : settings_text(settings, m_origin));
        output.finish();
        return ExitCode::ok;
    }

    /// The common options with the catalog that goes with the project's file.
    GlobalOptions effective_global(config::Config const &config, Context const &context) const {
        auto options = global;
        if (options.catalog.empty() && !context.environment("SCRIBE_CATALOG") && !config.file.empty())
            options.catalog = (config.file.parent_path() / ".scribe" / "catalog.db").string();
        return options;
    }

    /// Keeps the setting of that name, or those below it.
    void select(std::vector<ShownSetting> &settings) const {
        std::vector<std::string> names;
        for (auto const &setting : settings) names.push_back(config::format_path(setting.path));
        std::erase_if(settings, [&](auto const &setting) {
            auto const name = config::format_path(setting.path);
            return name != m_key && !name.starts_with(m_key + ".");
        });
        if (!settings.empty()) return;
        auto const near = base::nearest(m_key, names);
        throw Error(ExitCode::usage, fmt::format("there is no setting \"{}\"", base::single_line(m_key)),
                    near ? fmt::format("did you mean {}?", *near) : "scribe config show lists them");
    }

    ExitCode check_files(Context &context) {
        auto project = read_project(global, context);
        auto const &config = project.config;
        if (config.file.empty())
            throw Error(ExitCode::config, "there is no scribe.yml", "scribe config init writes a first one");
        check_export_sources(project, [&] { return saved_sources(config, context); });
        for (auto const &problem : project.problems) {
            context.out << problem.text << '\n';
            if (!problem.hint.empty()) context.out << "    " << problem.hint << '\n';
        }
        for (auto const &[path, setting] : config.settings()) {
            if (!setting.unset.empty())
                base::log::warn("{}: {} needs the environment variable {}, which is not set here",
                                setting.origin.text(), config::format_path(path), setting.unset);
        }
        for (auto const &note : config.notes) base::log::info("{}", note);
        if (project.problems.empty()) {
            base::log::info("{}: {}, nothing wrong", base::join(config.files, ", "),
                            base::counted(std::ssize(config.settings()), "setting"));
            return ExitCode::ok;
        }
        base::log::info("{} in {}", base::counted(std::ssize(project.problems), "problem"), config.shown);
        return ExitCode::config;
    }

    /// The sources that the catalog has, where there is one.
    std::vector<std::string> saved_sources(config::Config const &config, Context const &context) const {
        auto options = effective_global(config, context);
        auto const named = config.settings().find({"catalog"});
        if (global.catalog.empty() && !context.environment("SCRIBE_CATALOG") && named != config.settings().end())
            options.catalog = named->second.values.front();
        auto store = open_existing_catalog(options, context, catalog::Access::read);
        return store ? source_names(*store, "") : std::vector<std::string>{};
    }

    ExitCode init(Context &context) const {
        auto const path = context.working_folder / (global.config.empty() ? "scribe.yml" : global.config);
        std::error_code error;
        if (std::filesystem::exists(path, error))
            throw Error(ExitCode::output, fmt::format("{} is there already", path.filename().string()),
                        "scribe config show tells what it says");
        base::write_file_atomic(path, first_file(SCRIBE_VERSION));
        base::log::info("Wrote {}", path.filename().string());
        return ExitCode::ok;
    }

    Action m_action = Action::show;
    std::string m_key;
    bool m_origin = false;
    OutputOptions m_output;
};

} // namespace

std::unique_ptr<Command> make_config_command() { return std::make_unique<ConfigCommand>(); }

} // namespace scribe::cli
