// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"
#include "catalog/store.hpp"
#include "config/config.hpp"
#include "options/cli_fwd.hpp"
#include "source/source.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::cli {

/// What a command may touch. Tests fill it with string streams.
struct Context {
    std::ostream &out; ///< data only
    std::ostream &err; ///< everything for people that is no log message
    std::istream &in;
    bool in_is_terminal = false; ///< a person can be asked
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    int terminal_width = 80;
    /// The value of an environment variable, or nothing.
    std::function<std::optional<std::string>(char const *)> environment;
    std::filesystem::path working_folder;
    std::shared_ptr<config::Config const> config{}; ///< what the project's files say; see project_config()
    std::string color = "auto";                     ///< output.color of the project
    std::set<std::string> from_project{};           ///< options that its files gave, as "--limit"
};

/// Options that every command has.
struct GlobalOptions {
    std::string config;  ///< --config; empty: SCRIBE_CONFIG, else see read_project()
    std::string catalog; ///< --catalog; empty: SCRIBE_CATALOG, else scribe.yml, else .scribe/catalog.db upwards
    std::string author;  ///< --author; empty: SCRIBE_AUTHOR, else scribe.yml, else the OS user
    bool quiet = false;
    bool verbose = false;
    bool log_sql = false;
    std::string log_format = "text";
    std::string progress = "auto";
};

/// One subcommand. `bind` declares options and `check` applies the rules across them; neither opens anything.
class Command {
public:
    virtual ~Command() = default;
    virtual std::string_view name() const = 0;
    virtual std::string_view summary() const = 0;
    virtual void bind(CLI::App &app) = 0;
    /// Throws base::Error(usage).
    virtual void check() const {}
    virtual base::ExitCode run(Context &context) = 0;
    /// False for commands that work without the project's files, whatever is wrong with them.
    virtual bool needs_project() const { return true; }

    GlobalOptions global;
    CLI::App *parsed = nullptr; ///< while it runs: the parser that read its command line
};

using CommandList = std::vector<std::unique_ptr<Command>>;

/// All commands, in the order that help shows them: the only list of commands in C++.
CommandList all_commands();

/// The parser of a command: its own options and the common ones. It refers to the command, which must outlive it.
std::unique_ptr<CLI::App> make_parser(Command &command);

/// Parses and runs a command line (without the program's name); catches every exception and returns the exit code.
base::ExitCode run_command_line(std::vector<std::string> const &arguments, Context &context);

/// The catalog's path by the rules of the command line contract; it need not exist.
std::filesystem::path catalog_path(GlobalOptions const &options, Context const &context);
catalog::Store open_catalog(GlobalOptions const &options, Context const &context, catalog::Access access);
/// Who makes a change, for commands that write. Throws base::Error(config) when scribe.yml names a variable that is not
/// set.
std::string author(GlobalOptions const &options, Context const &context);

// The factories, one a command.
std::unique_ptr<Command> make_scan_command();
std::unique_ptr<Command> make_profile_command();
std::unique_ptr<Command> make_classify_command();
std::unique_ptr<Command> make_relate_command();
std::unique_ptr<Command> make_describe_command();
std::unique_ptr<Command> make_source_command();
std::unique_ptr<Command> make_list_command();
std::unique_ptr<Command> make_search_command();
std::unique_ptr<Command> make_show_command();
std::unique_ptr<Command> make_status_command();
std::unique_ptr<Command> make_export_command();
std::unique_ptr<Command> make_sql_command();
std::unique_ptr<Command> make_diff_command();
std::unique_ptr<Command> make_jobs_command();
std::unique_ptr<Command> make_prune_command();
std::unique_ptr<Command> make_config_command();
std::unique_ptr<Command> make_completion_command();
std::unique_ptr<Command> make_help_command();

} // namespace scribe::cli
