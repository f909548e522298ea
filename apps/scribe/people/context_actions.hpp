// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/context.hpp"
#include "command.hpp"
#include "options/options_common.hpp"
#include "output/output.hpp"
#include "people/object_choice.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What people do with what they know: the subcommands of `scribe context`, one function each.
namespace scribe::cli {

struct ContextSetOptions {
    ObjectChoice choice;
    std::string field, text;
    bool dry_run = false;
};

struct ContextShowOptions {
    ObjectChoice choice;
    OutputOptions output;
};

struct ContextListOptions {
    RefOptions refs;
    FilterOptions filter;
    catalog::ContextQuery query;
    std::vector<std::string> fields;
    OutputOptions output;
};

struct ContextExportOptions {
    RefOptions refs;
    FilterOptions filter;
    std::string source;
    OutputOptions output;
    std::function<bool()> format_given; ///< else the file's ending tells
};

struct ContextImportOptions {
    std::vector<std::string> files, maps;
    std::string format, source, on_conflict = "keep";
    std::string template_file; ///< write this one instead
    FilterOptions filter;      ///< of the template
    bool dry_run = false, strict = false;
    OutputOptions output;
};

base::ExitCode run_context_set(ContextSetOptions const &options, GlobalOptions const &global, Context &context);
/// Without a field all that is said of the objects.
base::ExitCode run_context_remove(ContextSetOptions const &options, GlobalOptions const &global, Context &context);
base::ExitCode run_context_show(ContextShowOptions const &options, GlobalOptions const &global, Context &context);
base::ExitCode run_context_list(ContextListOptions &options, GlobalOptions const &global, Context &context);
base::ExitCode run_context_export(ContextExportOptions const &options, GlobalOptions const &global, Context &context);
base::ExitCode run_context_import(ContextImportOptions const &options, GlobalOptions const &global, Context &context);
base::ExitCode run_context_template(ContextImportOptions const &options, GlobalOptions const &global, Context &context);

/// The field that a word names; its common headings do, too. Throws base::Error(usage) with the nearest one.
std::string field_of(std::string const &word);
/// What --map says, heading to field. Throws base::Error(usage).
std::map<std::string, std::string> heading_map(std::vector<std::string> const &maps, std::string_view example);
/// The text of an argument: "-" is standard input. Throws base::Error(usage) for more than a field may have.
std::string text_of(std::string const &argument, Context &context);

} // namespace scribe::cli
