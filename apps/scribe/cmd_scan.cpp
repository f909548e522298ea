// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/known.hpp"
#include "catalog/scan_writer.hpp"
#include "command.hpp"
#include "describe/templates.hpp"
#include "model/object_text.hpp"
#include "options/described_source.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"
#include "output/progress.hpp"
#include "scans/filter_check.hpp"
#include "scans/history.hpp"
#include "scans/renames.hpp"
#include "scans/unless_changed.hpp"
#include "settings/project.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

namespace scribe::cli {

namespace {

/// More notes than this are counted, not shown.
constexpr std::size_t k_most_notes = 20;

/// What a scan did, for the person who ran it.
struct ScanResult {
    catalog::SourceRow source;
    catalog::ScanSummary summary;
    std::vector<std::string> notes;
    RenameReport renames;
    catalog::TakenOver taken; ///< of what the file says besides objects
    std::vector<std::pair<model::Kind, std::int64_t>> counts;
    std::map<model::Kind, std::int64_t> of_extensions; ///< how many of those extensions own
    std::int64_t partial = 0;                          ///< objects that others kept locked
    std::int64_t statements = 0;
    double seconds = 0;
    bool first = false; ///< the catalog did not know the source, or not from a scan
    bool dry_run = false;
};

std::string as_json(ScanResult const &result, std::string const &catalog) {
    base::JsonWriter json{2};
    json.begin_object();
    json.member("format_version", 1);
    json.member("source", result.source.name);
    json.member("url", result.source.url);
    json.member("product", result.source.product);
    json.member("version", result.source.version);
    json.member("database", result.source.database);
    json.member("catalog", catalog);
    json.member("dry_run", result.dry_run);
    json.member("first", result.first);
    json.member("objects", result.summary.objects);
    json.member("added", result.summary.added);
    json.member("changed", result.summary.changed);
    json.member("removed", result.summary.removed);
    json.key("kinds");
    json.begin_object();
    for (auto const &[kind, count] : result.counts) json.member(model::kind_name(kind), count);
    json.end_object();
    json.key("of_extensions");
    json.begin_object();
    for (auto const &[kind, count] : result.of_extensions) json.member(model::kind_name(kind), count);
    json.end_object();
    json.key("renames");
    json.begin_array();
    for (auto const &[kind, from, to] : result.renames.renames) {
        json.begin_object();
        json.member("kind", model::kind_name(kind));
        json.member("from", from);
        json.member("to", to);
        json.member("accepted", result.renames.accepted);
        json.end_object();
    }
    json.end_array();
    json.member("relationships", result.taken.relationships);
    json.member("labels", result.taken.labels);
    json.member("texts", result.taken.texts);
    json.member("kept", result.taken.kept);
    json.member("notes", result.notes);
    json.member("partial", result.partial);
    json.member("statements", result.statements);
    json.member("seconds", result.seconds);
    json.end_object();
    return json.take() + "\n";
}

/// Renames that look so, or that were accepted.
void tell_renames(RenameReport const &report) {
    constexpr std::size_t k_most = 20;
    for (std::size_t i = 0; i < std::min(report.renames.size(), k_most); ++i) {
        auto const &[kind, from, to] = report.renames[i];
        base::log::info("  {}  {} {} is now {}", report.accepted ? "renamed" : "renamed?", model::kind_name(kind),
                        base::single_line(from), base::single_line(to));
    }
    if (report.renames.size() > k_most)
        base::log::info("  and {} more; -t json has all", report.renames.size() - k_most);
    if (!report.renames.empty() && !report.accepted)
        base::log::info(
            "  scribe scan --accept-renames takes them as the same objects: what was said about them follows");
}

/// "13 tables (13 more are shadow tables)": SQLite's, which belong to the module of their virtual table.
std::string count_text_of_sqlite(model::Kind kind, std::int64_t count, std::int64_t of_shadows) {
    bool const tables = kind == model::Kind::table;
    if (of_shadows == count)
        return tables ? base::counted(count, "shadow table") : model::counted(count, kind) + " of shadow tables";
    auto const *const are = !tables ? "of" : of_shadows == 1 ? "is a" : "are";
    return fmt::format("{} ({} more {} shadow table{})", model::counted(count - of_shadows, kind),
                       base::group_digits(of_shadows), are, tables && of_shadows == 1 ? "" : "s");
}

/// What was taken over that people decided elsewhere.
void tell_taken(ScanResult const &result) {
    auto const &[relationships, labels, texts, kept] = result.taken;
    if (relationships + labels + texts > 0)
        base::log::info("  decided  {}, {}, {} taken over{}", base::counted(relationships, "relationship"),
                        base::counted(labels, "label"), base::counted(texts, "text"),
                        result.dry_run ? "" : "; scribe undo takes that back");
    if (kept > 0)
        base::log::info("  kept     {} that {} decided otherwise in this catalog", base::group_digits(kept),
                        kept == 1 ? "is" : "are");
}

/// "78 routines (219 more belong to extensions)": listings and exports leave those of extensions out.
std::string count_text(model::Kind kind, std::int64_t count, std::int64_t of_extensions, bool sqlite) {
    if (of_extensions == 0) return model::counted(count, kind);
    if (sqlite) return count_text_of_sqlite(kind, count, of_extensions);
    if (of_extensions == count) return model::counted(count, kind) + " of extensions";
    return model::counted(count - of_extensions, kind) + model::more_of_extensions(of_extensions);
}

void tell(ScanResult const &result, std::string const &catalog) {
    std::vector<std::string> kinds;
    for (auto const &[kind, count] : result.counts) {
        auto const found = result.of_extensions.find(kind);
        kinds.push_back(count_text(kind, count, found == result.of_extensions.end() ? 0 : found->second,
                                   result.source.product == "SQLite"));
    }
    auto const &summary = result.summary;
    auto const server = fmt::format("{} {}", result.source.product, result.source.version);
    base::log::info("{} {} ({}) in {:.1f} s", result.dry_run ? "Read" : "Scanned", result.source.name,
                    base::trim(server), result.seconds);
    base::log::info("  objects  {}", kinds.empty() ? "none" : base::join(kinds, ", "));
    base::log::info("  changes  {} added, {} changed, {} removed{}", base::group_digits(summary.added),
                    base::group_digits(summary.changed), base::group_digits(summary.removed),
                    result.dry_run ? " (dry run: nothing was written)" : "");
    tell_renames(result.renames);
    tell_taken(result);
    for (std::size_t i = 0; i < std::min(result.notes.size(), k_most_notes); ++i) {
        base::log::info("  note     {}", base::single_line(result.notes[i]));
    }
    if (result.notes.size() > k_most_notes)
        base::log::info("  note     and {} more; -t json has all", result.notes.size() - k_most_notes);
    if (result.dry_run || !result.first) return;
    base::log::info("  catalog  {}", catalog);
    base::log::info("Next: scribe list, scribe show NAME, or scribe export markdown -o DIR");
}

class ScanCommand final : public Command {
public:
    std::string_view name() const override { return "scan"; }
    std::string_view summary() const override { return "Reads the structure of a database into the catalog"; }

    void bind(CLI::App &app) override {
        add_source_options(app, m_source);
        app.add_option("--as", m_as, "Name of the source in the catalog; else that of its database")->type_name("NAME");
        app.add_flag("--dry-run", m_dry_run, "Read and tell what would change; write nothing");
        add_filter_options(app, m_filter);
        add_timeout_options(app, m_timeouts);
        app.add_flag("--shadow-tables", m_request.shadow_tables,
                     "SQLite: also the tables that virtual tables keep their data in; listings hide them unless asked");
        app.add_flag("--exact-sizes", m_request.exact_sizes,
                     "Measure sizes instead of trusting the last VACUUM or ANALYZE");
        app.add_flag("--count-rows", m_request.count_rows, "SQLite: count all rows whatever it costs");
        app.add_flag("--accept-renames", m_accept_renames,
                     "Take tables and columns that look renamed as the same objects, so that what was said follows");
        app.add_flag("--history", m_show_history, "Scan nothing; list the scans that the catalog knows, newest first");
        app.add_option("--limit", m_history.limit, "--history: at most so many (50 unless told; 0 = all)")
            ->type_name("N")
            ->check(check_count);
        app.add_option("--offset", m_history.offset, "--history: leave out so many first")
            ->type_name("N")
            ->check(check_count);
        add_output_options(app, m_output, {"text", "json", "jsonl", "csv"});
        app.footer("scribe scan postgresql://user@host/database\nscribe scan sqlite:shop.db --as shop\n"
                   "scribe scan --schema sales --exclude 'sales.tmp_*' postgresql:///erp\nscribe scan shop "
                   "--dry-run\nscribe scan --history shop\nscribe scan json:model.json --as shop-in-git\nscribe scan "
                   "tbls:doc/schema.json");
    }

    void check() const override {
        if (!m_as.empty()) check_source_name(m_as);
        if (m_show_history) return;
        if (m_output.format == "jsonl" || m_output.format == "csv") {
            throw base::Error(base::ExitCode::usage, fmt::format("-t {} lists scans", m_output.format),
                              "add --history, or take -t json for the summary of this scan");
        }
        if (!m_output.file.empty() && m_output.format != "json") {
            throw base::Error(base::ExitCode::usage, "--output takes the JSON summary", "add -t json");
        }
    }

    base::ExitCode run(Context &context) override {
        if (m_show_history) {
            m_history.source = m_source.source;
            auto output = m_output;
            if (output.format == "text") output.format = "table";
            show_history(m_history, output, global, context);
            return base::ExitCode::ok;
        }
        auto const start = std::chrono::steady_clock::now();
        auto const resolved = resolve_source(m_source.source, global, context);
        if (!resolved.name.empty()) apply_section(*parsed, project_config(context), {"sources", resolved.name});
        auto const filter = m_filter.filter();
        // The source first: when it cannot be opened there is no new catalog left behind.
        auto const source = open_source(resolved, "scan", m_source.key_file, m_timeouts, context);
        ScanResult result;
        result.dry_run = m_dry_run;
        result.source = described_source(resolved, source->info(), m_as);
        check_sources_named(filter.sources(true), {result.source.name});
        m_request.pass_locked = true;
        m_request.filter = filter.for_source(result.source.name);
        result.notes = project_config(context).notes;
        if (m_dry_run) preview(*source, result, context);
        else scan(*source, result, context);
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        auto const catalog = catalog_path(global, context).string();
        tell(result, catalog);
        if (m_output.format == "json") {
            Output output{context, m_output.file};
            output.write(as_json(result, catalog));
            output.finish();
        }
        return result.partial > 0 ? base::ExitCode::partial : base::ExitCode::ok;
    }

private:
    static bool is_first(catalog::Store &store, catalog::SourceRow const &row) {
        auto const known = store.find_source(row.name);
        return !known || known->product.empty();
    }

    template <typename Sink>
    source::ScanReport read(source::Source &source, ScanResult &result, Context &context, Sink &&sink) {
        result.of_extensions.clear();
        ObjectProgress progress{global, context};
        FilterCheck check{m_filter, result.source.name};
        auto report = source.scan(m_request, [&](model::Record &&record) {
            progress.count(record.kind);
            check.see(record);
            if (!record.extension.empty()) ++result.of_extensions[record.kind];
            sink(std::move(record));
        });
        for (auto const kind : model::k_all_kinds) {
            if (progress.of(kind) > 0) result.counts.emplace_back(kind, progress.of(kind));
        }
        check.finish(report.schemas, result.first);
        result.notes.insert(result.notes.end(), report.notes.begin(), report.notes.end());
        result.statements = report.statements;
        result.partial = report.partial;
        return report;
    }

    /// What the scan could see: only there a missing object counts as removed.
    catalog::ScanScope scope(source::ScanReport report) const {
        catalog::ScanScope scope{model::narrowed(m_request.filter, report.limited_to), std::move(report.unseen),
                                 std::move(report.notes)};
        for (auto &pattern : report.skipped) scope.filter.exclude.push_back(std::move(pattern));
        return scope;
    }

    void scan(source::Source &source, ScanResult &result, Context &context) {
        auto store = open_catalog(global, context, catalog::Access::create);
        result.first = is_first(store, result.source);
        model::Known known;
        unless_changed([&] {
            catalog::ScanWriter writer{store, result.source, author(global, context)};
            auto report =
                read(source, result, context, [&writer](model::Record &&record) { writer.put(std::move(record)); });
            known = std::move(report.known);
            check_templates(known, result.source);
            result.summary = writer.finish(scope(std::move(report)));
        });
        bool const look = m_accept_renames || (result.summary.added > 0 && result.summary.removed > 0);
        if (look)
            result.renames = look_for_renames(store, result.source.name, m_accept_renames, author(global, context));
        auto const row = store.find_source(result.source.name);
        if (!row) return;
        result.taken = catalog::take_over(store, *row, known, author(global, context), "scan " + result.source.url);
        auto const missed = result.summary.removed > 0 ? catalog::count_missed_with_words(store, row->id) : 0;
        if (missed > 0)
            result.notes.push_back(
                fmt::format("what people said of {} that {} gone stays: scribe context list --removed",
                            base::counted(missed, "object"), missed == 1 ? "is" : "are"));
    }

    void preview(source::Source &source, ScanResult &result, Context &context) {
        auto store = open_existing_catalog(global, context, catalog::Access::read);
        result.first = !store || is_first(*store, result.source);
        unless_changed([&] {
            catalog::ScanPreview preview{store ? &*store : nullptr, result.source, k_most_changes};
            auto report = read(source, result, context, [&preview](model::Record &&record) { preview.put(record); });
            check_templates(report.known, result.source);
            if (store) result.taken = catalog::preview_take_over(*store, result.source, report.known);
            else result.taken = counted_all(report.known);
            result.summary = preview.finish(scope(std::move(report)));
            if (result.summary.added > 0 && result.summary.removed > 0)
                result.renames = preview_renames(preview.changes());
        });
    }

    /// A pattern that is none would end each later `scribe describe`.
    static void check_templates(model::Known const &known, catalog::SourceRow const &source) {
        std::vector<describe::Template> list;
        for (auto const &one : known.templates) list.push_back(one.said);
        try {
            describe::Templates const checked{list};
        } catch (base::Error const &error) {
            throw base::Error(base::ExitCode::config, fmt::format("{}: {}", source.url, error.what()), error.hint());
        }
    }

    static catalog::TakenOver counted_all(model::Known const &known) {
        auto const texts =
            known.descriptions.size() + known.context.size() + known.glossary.size() + known.templates.size();
        return {static_cast<std::int64_t>(known.relationships.size()), static_cast<std::int64_t>(known.labels.size()),
                static_cast<std::int64_t>(texts), 0};
    }

    SourceOptions m_source;
    std::string m_as;
    FilterOptions m_filter;
    TimeoutOptions m_timeouts;
    OutputOptions m_output;
    source::ScanRequest m_request;
    HistoryOptions m_history;
    bool m_show_history = false, m_accept_renames = false;
    bool m_dry_run = false;
};

} // namespace

std::unique_ptr<Command> make_scan_command() { return std::make_unique<ScanCommand>(); }

} // namespace scribe::cli
