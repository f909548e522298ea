// SPDX-License-Identifier: MIT
#include "help/help_text.hpp"
#include "options/options_common.hpp"
#include "settings/project.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using config::Config;
using config::Path;
using config::Setting;

/// The parser of the nested command that the words reached.
CLI::App &innermost(CLI::App &app) {
    auto const nested = app.get_subcommands();
    return nested.empty() ? app : innermost(*nested.front());
}

/// The option of the parser or of one above it, when it stands on no command line.
CLI::Option *open_option(CLI::App &app, std::string const &name) {
    for (auto *level = &app; level; level = level->get_parent()) {
        if (auto *option = level->get_option_no_throw(name)) return option->count() == 0 ? option : nullptr;
    }
    return nullptr;
}

void give(CLI::Option &option, Setting const &setting) {
    try {
        for (auto const &value : setting.values) option.add_result(value);
        if (!setting.values.empty()) option.run_callback();
    } catch (CLI::ParseError const &error) {
        throw base::Error(base::ExitCode::config, fmt::format("{}: {}", setting.origin.text(), error.what()));
    }
}

/// The settings that are options of every command; author() looks for the author, which only commands that write need.
void apply_global(CLI::App &app, Config const &config, Context const &context) {
    for (auto const *name : {"catalog", "log-format", "progress", "key-file"}) {
        Path const path{name};
        auto const *key = config::find_key(path);
        auto *const option = open_option(app, fmt::format("--{}", name));
        if (!option || (!key->variable.empty() && context.environment(std::string{key->variable}.c_str()))) continue;
        // The key itself in the environment beats the name of a file that holds one.
        if (path.front() == "key-file" && context.environment("SCRIBE_KEY")) continue;
        if (auto const *setting = config.find(path)) give(*option, *setting);
    }
}

/// The format of listings: where a command lists, and knows it.
void apply_format(CLI::App &app, Command const &command, Config const &config) {
    auto *const option = open_option(app, "--format");
    auto const *setting = config.find({"output", "format"});
    if (!option || !setting || command.name() == "scan") return;
    auto const allowed = allowed_values(*option);
    auto const takes = [&](std::string const &word) { return std::ranges::find(allowed, word) != allowed.end(); };
    if (takes("csv") && takes(setting->values.front())) give(*option, *setting);
}

} // namespace

std::set<std::string> apply_section(CLI::App &app, Config const &config, Path const &section) {
    std::set<std::string> given;
    for (auto const &[path, setting] : config.settings()) {
        if (path.size() != section.size() + 1 || !std::equal(section.begin(), section.end(), path.begin())) continue;
        auto const name = path.back() == "schemas" ? "--schema" : "--" + path.back();
        if (auto *const option = open_option(app, name)) {
            give(*option, *config.find(path));
            given.insert(name);
        }
    }
    return given;
}

void apply_project(Command &command, CLI::App &app, Project project, Context &context) {
    auto const &config = *(context.config = std::make_shared<Config>(std::move(project.config)));
    auto &parser = innermost(app);
    apply_global(parser, config, context);
    if (!config.file.empty() && command.global.catalog.empty() && !context.environment("SCRIBE_CATALOG"))
        command.global.catalog = (config.file.parent_path() / ".scribe" / "catalog.db").string();
    apply_format(parser, command, config);
    context.from_project = apply_section(parser, config, {std::string{command.name()}});
    context.color = config.value({"output", "color"}).value_or("auto");
}

Config const &project_config(Context const &context) {
    static Config const k_none;
    return context.config ? *context.config : k_none;
}

model::ObjectFilter section_filter(Config const &config, Path section) {
    model::ObjectFilter filter;
    auto const values = [&](char const *name) {
        section.emplace_back(name);
        auto const *setting = config.find(section);
        section.pop_back();
        return setting ? setting->values : std::vector<std::string>{};
    };
    FilterOptions const options{values("schemas"), values("include"), values("exclude")};
    return options.filter();
}

} // namespace scribe::cli
