// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "options/options_common.hpp"
#include "output/output.hpp"

#include <cstdint>
#include <string>
#include <vector>

// The subcommands of `scribe glossary`, one function each.
namespace scribe::cli {

struct GlossaryAddOptions {
    std::string name, definition;
    std::vector<std::string> synonyms;
};

struct GlossaryListOptions {
    std::string search;
    std::int64_t limit = 50, offset = 0;
    OutputOptions output;
};

struct GlossaryShowOptions {
    std::string name;
    std::int64_t limit = 50;
    OutputOptions output;
};

struct GlossaryRemoveOptions {
    std::vector<std::string> names;
};

struct GlossaryImportOptions {
    std::vector<std::string> files, maps;
    std::string on_conflict = "keep";
    bool dry_run = false;
    OutputOptions output;
};

base::ExitCode run_glossary_add(GlossaryAddOptions const &options, GlobalOptions const &global, Context &context);
base::ExitCode run_glossary_list(GlossaryListOptions const &options, GlobalOptions const &global, Context &context);
base::ExitCode run_glossary_show(GlossaryShowOptions const &options, GlobalOptions const &global, Context &context);
base::ExitCode run_glossary_remove(GlossaryRemoveOptions const &options, GlobalOptions const &global, Context &context);
base::ExitCode run_glossary_import(GlossaryImportOptions const &options, GlobalOptions const &global, Context &context);

} // namespace scribe::cli
