// SPDX-License-Identifier: MIT
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "compare/common_state.hpp"
#include "compare/side.hpp"
#include "compare/unread.hpp"
#include "diff/compare.hpp"
#include "diff/ddl/ddl.hpp"
#include "diff/render.hpp"
#include "help/help_text.hpp"
#include "options/options_common.hpp"
#include "output/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using diff::Severity;

class DiffCommand final : public Command {
public:
    std::string_view name() const override { return "diff"; }
    std::string_view summary() const override { return "Compares two states of a database, or two databases"; }

    void bind(CLI::App &app) override {
        app.add_option(
               "old", m_old,
               "The old state: NAME (what the catalog knows of a source), NAME@SCAN or @SCAN (an earlier scan), "
               "catalog:FILE, live:NAME, or a URL; without it the only source")
            ->type_name("OLD");
        app.add_option(
               "new", m_new,
               "The new state, likewise; without it the live database of OLD, or the newest scan when OLD is an "
               "earlier one")
            ->type_name("NEW");
        offer_values(
            *app.add_option("--severity", m_severity, "Show only what is safe (all), moderate or breaking, or worse")
                 ->type_name("LEVEL"),
            level_names("--severity"));
        offer_values(*app.add_option("--fail-on", m_fail_on,
                                     "Exit 1 when something of this severity or worse differs: safe (default), "
                                     "moderate, breaking, never")
                          ->type_name("LEVEL"),
                     level_names("--fail-on"));
        app.add_flag("--no-renames", m_no_renames, "Show what looks renamed as removed and added");
        app.add_flag("--no-owner", m_kept.owners, "Leave out who owns what: OLD's owners stay");
        app.add_flag("--no-privileges", m_kept.privileges, "Leave out grants: OLD's stay");
        app.add_flag("--sql", m_sql, "Print the DDL that turns OLD into NEW (PostgreSQL only)");
        app.add_option("--max-length", m_max_length,
                       "Markdown: at most so many bytes, the worst first (65536 unless told, as GitHub takes in a "
                       "comment; 0 = any number)")
            ->type_name("BYTES")
            ->check(check_count);
        add_filter_options(app, m_filter);
        add_key_file_option(app, m_key_file);
        add_timeout_options(app, m_timeouts);
        add_output_options(app, m_output, {"text", "markdown", "json"});
        app.footer("scribe diff\nscribe diff shop@3 shop@5\nscribe diff staging production --schema sales\n"
                   "scribe diff catalog:release/catalog.db live:shop -t markdown -o changes.md\n"
                   "scribe diff --severity moderate --fail-on breaking\nscribe diff tbls:doc/schema.json live:shop");
    }

    void check() const override {
        level("--severity", m_severity);
        if (m_sql && (m_output.format != "text" || m_severity != "safe"))
            throw Error(ExitCode::usage, "--sql is a format of its own and takes every difference",
                        "leave --format and --severity out");
        if (m_fail_on != "never") level("--fail-on", m_fail_on);
        if (auto const named = m_filter.filter().sources(true); !named.empty())
            throw Error(ExitCode::usage, fmt::format("the selection names the source \"{}\"", named.front()),
                        "what is compared are OLD and NEW; leave the source out of --schema, --include and --exclude");
        auto const before = parse_side(m_old);
        if (m_new.empty()) other_side(before);
        else parse_side(m_new);
    }

    ExitCode run(Context &context) override {
        SideOptions const options{global, m_key_file, m_timeouts, m_filter.filter()};
        auto const before_word = parse_side(m_old);
        auto after_word = m_new.empty() ? other_side(before_word) : parse_side(m_new);
        Side before{before_word, options, context};
        if (m_new.empty()) after_word.source = before.source().name;
        Side after{after_word, options, context};
        if (m_sql) need_postgres(before, after);
        check_filter(before, after);
        std::optional<std::pair<CommonState, CommonState>> common; // which must outlive its readers
        auto const readers = open_readers(before, after, compared_part(before, after), common);
        Unread unread;
        auto changes = compare(before, after, readers, unread);
        drop_unscanned(changes, before, after);
        diff::Sides const sides{before.label(), after.label(), before.source().name, after.source().name,
                                unread.note()};
        if (m_sql)
            write_sql(sides,
                      unread.empty() ? diff::ddl::make_script(changes, *readers.before, *readers.after, m_kept)
                                     : unread.script(),
                      context);
        // A script has to know of the parts of what is removed; people do.
        std::erase_if(changes, [](diff::Change const &change) { return change.is_implied(); });
        if (!m_sql) write(sides, changes, context);
        if (!unread.empty()) base::log::warn("{}", sides.note);
        tell(changes);
        if (m_fail_on == "never") return ExitCode::ok;
        auto const least = level("--fail-on", m_fail_on);
        bool const differs = std::any_of(changes.begin(), changes.end(),
                                         [&](diff::Change const &change) { return change.severity() >= least; });
        return differs ? ExitCode::differs : ExitCode::ok;
    }

private:
    static std::vector<std::string> level_names(std::string_view option) {
        std::vector<std::string> names{"safe", "moderate", "breaking"};
        if (option == "--fail-on") names.emplace_back("never");
        return names;
    }

    static Severity level(std::string_view option, std::string const &word) {
        if (auto const severity = diff::severity_from_name(word)) return *severity;
        auto const names = level_names(option);
        auto const near = base::nearest(word, names);
        throw Error(ExitCode::usage, fmt::format("{}: unknown level \"{}\"", option, base::single_line(word)),
                    near ? fmt::format("did you mean {}?", *near) : "levels: " + base::join(names, ", "));
    }

    /// What the user asks for; else, where one side was only scanned in part, that part: what a scan was not asked for
    /// is no addition of the other side.
    model::ObjectFilter compared_part(Side &before, Side &after) const {
        if (!m_filter.filter().empty()) return m_filter.filter();
        auto const old_filter = before.scanned_filter();
        auto const new_filter = after.scanned_filter();
        if (old_filter == new_filter) return {};
        auto old_part = before.scanned_for();
        auto new_part = after.scanned_for();
        if (old_part && new_part && (old_part->empty() || new_part->empty())) {
            if (old_part->empty() && new_part->empty()) return {};
            auto const &[side, filter] =
                old_part->empty() ? std::pair{&after, new_filter} : std::pair{&before, old_filter};
            base::log::info("compared is what {} was scanned for: {}", side->label(), filter);
            return old_part->empty() ? std::move(*new_part) : std::move(*old_part);
        }
        if (old_part && new_part) {
            base::log::info("compared is what both were scanned for: {} and {}", old_filter, new_filter);
            return {};
        }
        base::log::warn("{} was scanned with a filter: {}; give the same to diff, or what it left out differs",
                        old_filter == "{}" ? after.label() : before.label(),
                        old_filter == "{}" ? new_filter : old_filter);
        return {};
    }

    /// Nothing is new or gone that one side was not scanned for.
    static void drop_unscanned(std::vector<diff::Change> &changes, Side &before, Side &after) {
        auto const old_part = before.scanned_for(), new_part = after.scanned_for();
        std::erase_if(changes, [&](diff::Change const &change) {
            if (change.action == diff::Action::added) return old_part && !old_part->matches(change.after);
            return change.action == diff::Action::removed && new_part && !new_part->matches(change.before);
        });
    }

    static void need_postgres(Side const &before, Side const &after) {
        for (auto const *side : {&before, &after}) {
            if (side->is_from_tbls()) {
                throw Error(ExitCode::usage,
                            fmt::format("--sql needs all that {} was made of; tbls does not tell it", side->label()),
                            "without --sql the differences are shown; json:FILE has everything");
            }
            if (side->source().product == "PostgreSQL") continue;
            throw Error(
                ExitCode::usage,
                fmt::format("--sql writes for PostgreSQL only; {} is {}", side->label(), side->source().product),
                "without --sql the differences are shown");
        }
    }

    /// Two sides of which nothing is compared are not the same: the selection is a slip.
    void check_filter(Side &before, Side &after) const {
        auto const filter = m_filter.filter();
        if (filter.schemas.empty() && filter.include.empty()) return;
        for (auto *side : {&before, &after}) {
            auto const reader = side->reader(filter);
            if (selects_anything(*reader, filter)) return;
        }
        throw Error(
            ExitCode::usage,
            fmt::format("nothing in {} or {} matches --schema, --include and --exclude", before.label(), after.label()),
            "scribe diff without them compares all there is");
    }

    struct Readers {
        std::unique_ptr<model::ModelReader> before, after;
    };

    /// Without what one of the sides was not asked for.
    Readers open_readers(Side &before, Side &after, model::ObjectFilter filter,
                         std::optional<std::pair<CommonState, CommonState>> &common) const {
        for (auto const *side : {&before, &after})
            filter.exclude.insert(filter.exclude.end(), side->skipped().begin(), side->skipped().end());
        if (!before.is_from_tbls() && !after.is_from_tbls()) {
            // A script looks at what the differences depend on, too.
            if (m_sql || m_kept.any()) return with_kept_rights({before.reader(filter), after.reader(filter)});
            return {before.reader(filter, after), after.reader(filter, before)};
        }
        base::log::info("compared is only what a schema.json of tbls tells; json:FILE has everything");
        common = as_tbls_tells(before, after, filter);
        return {std::move(common->first.reader), std::move(common->second.reader)};
    }

    Readers with_kept_rights(Readers readers) const {
        if (m_kept.any())
            readers.after = std::make_unique<diff::KeptRightsReader>(std::move(readers.after), *readers.before, m_kept);
        return readers;
    }

    std::vector<diff::Change> compare(Side &before, Side &after, Readers const &readers, Unread &unread) const {
        diff::CompareOptions options;
        options.renames = !m_no_renames;
        options.kept = m_kept;
        if (m_kept.privileges) options.unseen.insert(model::Kind::privileges);
        options.tick = base::check_interrupt;
        options.partial = [&unread](model::Record const &record) { unread.add(record); };
        for (auto *side : {&before, &after}) {
            options.unseen.insert(side->unseen().begin(), side->unseen().end());
            if (side->scanned_filter() == "{}") continue;
            // A scan that was asked for some of the tables does not look at what belongs to the whole database.
            for (auto const kind : model::k_all_kinds) {
                if (model::is_database_wide(kind)) options.unseen.insert(kind);
            }
        }
        return diff::compare(*readers.before, *readers.after, options);
    }

    void write_sql(diff::Sides const &sides, std::vector<diff::ddl::Statement> const &script, Context &context) const {
        Output output{context, m_output.file};
        diff::ddl::render_sql(sides, script, [&output](std::string_view text) { output.write(text); });
        output.finish();
    }

    void write(diff::Sides const &sides, std::vector<diff::Change> const &changes, Context &context) const {
        Output output{context, m_output.file};
        diff::RenderOptions const options{level("--severity", m_severity), output.styled(),
                                          static_cast<std::size_t>(m_max_length)};
        auto const sink = [&output](std::string_view text) { output.write(text); };
        if (m_output.format == "json") {
            diff::render_json(sides, changes, options, sink);
        } else if (m_output.format == "markdown") {
            diff::render_markdown(sides, changes, options, sink);
        } else {
            diff::render_text(sides, changes, options, sink);
        }
        output.finish();
    }

    static void tell(std::vector<diff::Change> const &changes) {
        if (changes.empty()) {
            base::log::info("no difference");
            return;
        }
        auto const counts = diff::count_by_severity(changes);
        auto const total = static_cast<std::int64_t>(changes.size());
        base::log::info("{}: {} breaking, {} moderate, {} safe", base::counted(total, "difference"),
                        base::group_digits(counts[2]), base::group_digits(counts[1]), base::group_digits(counts[0]));
    }

    std::string m_old, m_new, m_severity = "safe", m_fail_on = "safe", m_key_file;
    bool m_no_renames = false, m_sql = false;
    diff::KeptRights m_kept;
    std::int64_t m_max_length = 65'536;
    FilterOptions m_filter;
    TimeoutOptions m_timeouts;
    OutputOptions m_output;
};

} // namespace

std::unique_ptr<Command> make_diff_command() { return std::make_unique<DiffCommand>(); }

} // namespace scribe::cli
