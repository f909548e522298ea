// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "help/help_text.hpp"
#include "help/usage.hpp"
#include "output/output.hpp"
#include "pg/connection.hpp"
#include "settings/project.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

void add_global_options(CLI::App &app, GlobalOptions &options) {
    auto const *const group = "Common options";
    app.add_option("--config", options.config, "The file of settings; else SCRIBE_CONFIG, else the nearest scribe.yml")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--catalog", options.catalog,
                   "The catalog file; else SCRIBE_CATALOG, else the nearest .scribe/catalog.db upwards")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--author", options.author, "Who makes the change; else SCRIBE_AUTHOR, else the system's user")
        ->type_name("NAME")
        ->group(group);
    app.add_flag("-q,--quiet", options.quiet, "Only warnings and errors")->group(group);
    app.add_flag("-v,--verbose", options.verbose, "Also details")->group(group);
    app.add_flag("--log-sql", options.log_sql, "Log every statement that is sent")->group(group);
    app.add_option("--log-format", options.log_format, "How messages on stderr are written: text or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}))
        ->group(group);
    app.add_option("--progress", options.progress, "Progress on stderr: auto, always, never or json")
        ->type_name("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never", "json"}))
        ->group(group);
}

void configure_log(GlobalOptions const &options, Context const &context) {
    base::log::Options log;
    log.level = options.quiet     ? base::log::Level::warn
                : options.verbose ? base::log::Level::debug
                                  : base::log::Level::info;
    log.format = options.log_format == "json" ? base::log::Format::json : base::log::Format::text;
    log.sql = options.log_sql;
    log.color = colored(context, isatty(STDERR_FILENO) == 1);
    base::log::configure(log);
}

[[noreturn]] void unknown_command(std::string const &word, CommandList const &commands) {
    std::vector<std::string> names;
    for (auto const &command : commands) names.emplace_back(command->name());
    auto const near = base::nearest(word, names);
    throw Error(ExitCode::usage, fmt::format("unknown command \"{}\"", word),
                near ? fmt::format("did you mean: scribe {}", *near) : "scribe help lists the commands");
}

ExitCode run_command(Command &command, std::vector<std::string> arguments, Context &context) {
    auto const app = make_parser(command);
    std::reverse(arguments.begin(), arguments.end());
    try {
        auto const words = arguments; // parsing takes them away
        app->parse(arguments);
        check_values(*app, words);
    } catch (CLI::CallForHelp const &) {
        CLI::App const *shown = app.get();
        while (!shown->get_subcommands().empty()) shown = shown->get_subcommands().front();
        context.out << command_help(*shown, help_width(context));
        return ExitCode::ok;
    } catch (CLI::ParseError const &error) {
        usage_error(*app, error);
    }
    configure_log(command.global, context);
    if (command.needs_project()) {
        auto project = read_project(command.global, context);
        require_sound(project);
        apply_project(command, *app, std::move(project), context);
        configure_log(command.global, context);
    }
    command.parsed = app.get();
    command.check();
    return command.run(context);
}

void show_version(std::vector<std::string> const &arguments, Context &context) {
    context.out << "scribe " SCRIBE_VERSION "\n";
    auto const verbose = std::any_of(arguments.begin(), arguments.end(),
                                     [](auto const &word) { return word == "-v" || word == "--verbose"; });
    if (!verbose) return;
    context.out << fmt::format("SQLite {}\nlibpq {}\n", sqlite::library_version(), pg::library_version());
}

/// Common options may stand before the command, too: they go behind it, before the others.
std::size_t command_position(std::vector<std::string> const &arguments) {
    GlobalOptions unused;
    CLI::App common{"", "scribe"};
    common.add_flag("-V,--version");
    add_global_options(common, unused);
    return words_before_command(common, arguments);
}

ExitCode dispatch(std::vector<std::string> arguments, Context &context) {
    auto const at = static_cast<std::ptrdiff_t>(command_position(arguments));
    auto const told = [&](std::string_view letter, std::string_view word) {
        return std::any_of(arguments.begin(), arguments.begin() + at,
                           [&](auto const &text) { return text == letter || text == word; });
    };
    auto const commands = all_commands();
    if (told("-h", "--help")) {
        context.out << program_help(commands, help_width(context));
        return ExitCode::ok;
    }
    if (told("-V", "--version")) {
        show_version(arguments, context);
        return ExitCode::ok;
    }
    if (at == std::ssize(arguments)) throw Error(ExitCode::usage, "no command given", "scribe help lists the commands");
    std::rotate(arguments.begin(), arguments.begin() + at, arguments.begin() + at + 1);
    auto const &word = arguments.front();
    for (auto const &command : commands) {
        if (command->name() == word) return run_command(*command, {arguments.begin() + 1, arguments.end()}, context);
    }
    unknown_command(word, commands);
}

/// On all levels: the common options may stand behind the word of a subcommand.
void finish_subcommands(CLI::App &app) {
    for (auto *sub : app.get_subcommands([](CLI::App const *) { return true; })) {
        sub->fallthrough();
        sub->get_help_ptr()->description("This help")->group("Common options");
        finish_subcommands(*sub);
    }
}

} // namespace

std::unique_ptr<CLI::App> make_parser(Command &command) {
    auto app = std::make_unique<CLI::App>(std::string{command.summary()}, fmt::format("scribe {}", command.name()));
    app->get_help_ptr()->description("This help")->group("Common options");
    // Of an option that takes one value and is given twice the last one counts, as scripts that add to a command
    // expect.
    app->option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    command.bind(*app);
    add_global_options(*app, command.global);
    finish_subcommands(*app);
    return app;
}

base::ExitCode run_command_line(std::vector<std::string> const &arguments, Context &context) {
    try {
        return dispatch(arguments, context);
    } catch (Error const &error) {
        base::log::failure(error.what(), error.hint(), base::exit_code_name(error.code()));
        return error.code();
    } catch (std::bad_alloc const &) {
        base::log::failure("out of memory", "", "internal");
    } catch (std::exception const &error) {
        base::log::failure(fmt::format("internal error: {}", error.what()), "this is a bug in scribe; please report it",
                           "internal");
    }
    return ExitCode::internal;
}

std::filesystem::path catalog_path(GlobalOptions const &options, Context const &context) {
    if (!options.catalog.empty()) return context.working_folder / options.catalog;
    if (auto const path = context.environment("SCRIBE_CATALOG")) return context.working_folder / *path;
    auto const relative = std::filesystem::path{".scribe"} / "catalog.db";
    for (auto folder = context.working_folder;; folder = folder.parent_path()) {
        std::error_code error;
        if (std::filesystem::exists(folder / relative, error)) return folder / relative;
        if (folder == folder.parent_path()) break;
    }
    return context.working_folder / relative;
}

catalog::Store open_catalog(GlobalOptions const &options, Context const &context, catalog::Access access) {
    return catalog::Store::open(catalog_path(options, context), access);
}

std::string author(GlobalOptions const &options, Context const &context) {
    if (!options.author.empty()) return options.author;
    if (auto const name = context.environment("SCRIBE_AUTHOR")) return *name;
    if (auto const name = project_config(context).value({"author"})) return *name;
    if (auto const *entry = getpwuid(getuid())) return entry->pw_name;
    return "unknown";
}

} // namespace scribe::cli
