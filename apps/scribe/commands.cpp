// SPDX-License-Identifier: MIT
#include "changes/commands.hpp"
#include "describing/commands.hpp"
#include "people/said_commands.hpp"
#include "queries/actions.hpp"

namespace scribe::cli {

CommandList all_commands() {
    CommandList list;
    list.push_back(make_scan_command());
    list.push_back(make_profile_command());
    list.push_back(make_classify_command());
    list.push_back(make_relate_command());
    list.push_back(make_describe_command());
    list.push_back(make_analyze_queries_command());
    list.push_back(make_review_command());
    list.push_back(make_template_command());
    list.push_back(make_context_command());
    list.push_back(make_glossary_command());
    list.push_back(make_source_command());
    list.push_back(make_list_command());
    list.push_back(make_search_command());
    list.push_back(make_show_command());
    list.push_back(make_status_command());
    list.push_back(make_export_command());
    list.push_back(make_diff_command());
    list.push_back(make_sql_command());
    list.push_back(make_undo_command());
    list.push_back(make_redo_command());
    list.push_back(make_audit_command());
    list.push_back(make_jobs_command());
    list.push_back(make_prune_command());
    list.push_back(make_config_command());
    list.push_back(make_completion_command());
    list.push_back(make_help_command());
    return list;
}

} // namespace scribe::cli
