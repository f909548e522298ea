// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/relations/relations.hpp"
#include "options/cli_fwd.hpp"
#include "output/output.hpp"
#include "relating/people/choice.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

// What people do about relationships: the subcommands of `scribe relate`, one function each.
namespace scribe::cli {

struct RelateListOptions {
    RefOptions refs;
    FilterOptions filter;
    catalog::RelationshipQuery query;
    bool near_misses = false, many_to_many = false;
    std::string sort = "name";
    OutputOptions output;
};

struct RelateShowOptions {
    RelationChoice choice;
    OutputOptions output;
};

struct RelateDecideOptions {
    RelationChoice choice;
    bool dry_run = false;
};

/// What a person says of a relationship; nothing: not said.
struct RelationWords {
    std::optional<std::string> cardinality, condition, rule, name;
};

struct RelateAddOptions {
    std::string from, to, source;
    RelationWords words;
};

struct RelateEditOptions {
    RelationChoice choice;
    RelationWords words;
};

struct RelateImportOptions {
    std::string file, format, source;
    bool dry_run = false;
};

struct RelateExportOptions {
    RelationChoice choice;
    OutputOptions output;
    std::function<bool()> format_given; ///< else the file's ending tells
};

struct RelateDdlOptions {
    RelationChoice choice;
    bool rollback = false;
    std::string file; ///< empty: standard output
};

void run_relate_list(RelateListOptions &options, GlobalOptions const &global, Context &context);
void run_relate_show(RelateShowOptions const &options, GlobalOptions const &global, Context &context);
/// `decision` is what becomes of them: accepted | rejected | open.
void run_relate_decide(RelateDecideOptions const &options, std::string const &decision, GlobalOptions const &global,
                       Context &context);
void run_relate_add(RelateAddOptions const &options, GlobalOptions const &global, Context &context);
void run_relate_edit(RelateEditOptions const &options, GlobalOptions const &global, Context &context);
void run_relate_remove(RelateDecideOptions const &options, GlobalOptions const &global, Context &context);
void run_relate_import(RelateImportOptions const &options, GlobalOptions const &global, Context &context);
void run_relate_export(RelateExportOptions const &options, GlobalOptions const &global, Context &context);
void run_relate_ddl(RelateDdlOptions const &options, GlobalOptions const &global, Context &context);

/// Declares the subcommands and runs the one that was chosen.
class RelateActions {
public:
    void bind(CLI::App &app);
    /// False when no subcommand was named: the search runs.
    bool chosen() const { return static_cast<bool>(m_run); }
    /// `source` is what the words before the subcommand say.
    void run(std::string const &source, GlobalOptions const &global, Context &context);

private:
    using Run = std::function<void(GlobalOptions const &, Context &)>;
    CLI::App *action(CLI::App &app, char const *verb, char const *text, Run run);
    void bind_list(CLI::App &app);
    void bind_decisions(CLI::App &app);
    void bind_words(CLI::App &app);
    void bind_files(CLI::App &app);

    Run m_run;
    RelateListOptions m_list;
    RelateShowOptions m_show;
    RelateDecideOptions m_decide, m_remove;
    RelateAddOptions m_add;
    RelateEditOptions m_edit;
    RelateImportOptions m_import;
    RelateExportOptions m_export;
    RelateDdlOptions m_ddl;
};

} // namespace scribe::cli
