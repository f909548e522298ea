// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "config/config.hpp"

#include <functional>
#include <string>
#include <vector>

namespace scribe::cli {

/// What the files of the project say that a command works in, and what is wrong with them.
struct Project {
    config::Config config;
    std::vector<config::Problem> problems;
};

/// Reads scribe.yml: --config, else SCRIBE_CONFIG, else the one beside an explicit catalog, else that of the nearest
/// folder upwards that has a scribe.yml, a .tbls.yml or a catalog; .tbls.yml where there is no scribe.yml.
/// Throws base::Error(config) when a file that was named is missing.
Project read_project(GlobalOptions const &global, Context const &context);

/// Adds what only the commands know: names of sources and formats, URLs, passwords that must not stand there.
void check_project(Project &project);

/// Adds exports that name a source which neither the files nor the catalog has. `saved` gives those of the catalog; it
/// is asked only for names that the files do not have.
void check_export_sources(Project &project, std::function<std::vector<std::string>()> const &saved);

/// True for what only diagrams have (export.erd.focus; the format of queries too), at another format.
bool is_misplaced(config::Path const &path);

/// Throws the first problem, if there is one.
void require_sound(Project const &project);

/// Gives the command the settings that its command line and the environment leave open, and the context the project.
/// `app` is the parser after parsing.
void apply_project(Command &command, CLI::App &app, Project project, Context &context);

/// Gives the options of `app` that stand on no command line the values of a section ({"sources", "shop"}): a setting
/// is called as its option is. Returns those options, as "--limit". Throws base::Error(config).
std::set<std::string> apply_section(CLI::App &app, config::Config const &config, config::Path const &section);

/// The project's settings; empty ones where a command works without.
config::Config const &project_config(Context const &context);

/// The include, exclude and schema settings of a section.
model::ObjectFilter section_filter(config::Config const &config, config::Path section);

} // namespace scribe::cli
