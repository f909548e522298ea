// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "changes/commands.hpp"
#include "changes/listing.hpp"
#include "options/options_common.hpp"
#include "output/output.hpp"
#include "show/show_page.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

/// True for a word that can be an id or a good part of one: ten characters are the time of it.
bool is_id(std::string_view word) {
    return word.size() >= 10 && word.size() <= 26 && word.front() >= '0' && word.front() <= '7' &&
           word.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string_view::npos;
}

std::vector<std::string> subject_names() {
    std::vector<std::string> names;
    for (auto const *const subject : catalog::subjects()) names.emplace_back(subject->name());
    return names;
}

class AuditCommand final : public Command {
public:
    std::string_view name() const override { return "audit"; }
    std::string_view summary() const override { return "Lists what people and models changed, when and by whom"; }

    void bind(CLI::App &app) override {
        add_ref_options(app, m_refs,
                        "The id of a change set, or only what was changed of these: [source:]schema.table.column, * "
                        "and ? match, !REF leaves out");
        auto const *const group = "Selection";
        app.add_flag("--events", m_events, "Each changed thing, with what was before and after")->group(group);
        app.add_option("--since", m_since, "Only the changes of this time: 12h, 7d, 12w, 6mo, 2y")
            ->type_name("AGE")
            ->group(group);
        app.add_option("--subject", m_query.subjects,
                       "Only changes of these things: " + base::join(subject_names(), ", "))
            ->type_name("SUBJECT")
            ->delimiter(',')
            ->check(CLI::IsMember(subject_names()))
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
            ->group(group);
        add_page_options(app, m_query.limit, m_query.offset);
        add_output_options(app, m_output, {"table", "json", "jsonl", "csv"});
        app.footer("scribe audit --since 7d\nscribe audit --author ann --events\nscribe audit --subject label "
                   "shop.customer\nscribe audit 01KA5XH2V8");
        // What the command line says; scribe.yml's author is not asked for.
        app.parse_complete_callback([this] { m_query.author = global.author; });
    }

    void check() const override {
        if (!m_since.empty() && !parse_age(m_since))
            throw Error(ExitCode::usage, fmt::format("--since {}: no age", base::single_line(m_since)),
                        "--since 7d shows the last seven days; units: h, d, w, mo, y");
    }

    ExitCode run(Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::read);
        if (!m_since.empty()) m_query.since = catalog::utc_before(*parse_age(m_since));
        if (m_refs.refs.size() == 1 && is_id(m_refs.refs.front())) {
            m_query.change_set = catalog::find_change_set(store, m_refs.refs.front()).id;
            show(store, context);
            return ExitCode::ok;
        }
        m_query.patterns = m_refs.patterns(context);
        if (m_events) list_events(store, m_query, m_output, context);
        else list_change_sets(store, m_query, m_output, context);
        return ExitCode::ok;
    }

private:
    void show(catalog::Store &store, Context &context) {
        if (m_output.format == "table" && (m_output.file.empty() || m_output.file == "-")) {
            Output output{context, m_output.file};
            auto const set = catalog::find_change_set(store, m_query.change_set);
            ShowPage page{output.width(), output.styled()};
            page.title(set.command);
            page.fact("change set", set.id);
            page.fact("author", set.author);
            page.fact("time", base::human_time(set.changed_at));
            page.fact("reverts", set.reverts);
            page.fact("undone by", set.undone_by);
            output.write(page.take() + "\n");
            output.finish();
        }
        list_events(store, m_query, m_output, context);
    }

    RefOptions m_refs;
    OutputOptions m_output;
    catalog::AuditQuery m_query;
    std::string m_since;
    bool m_events = false;
};

} // namespace

std::unique_ptr<Command> make_audit_command() { return std::make_unique<AuditCommand>(); }

} // namespace scribe::cli
