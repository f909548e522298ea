// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/said/context.hpp"
#include "command.hpp"
#include "erd/erd_options.hpp"
#include "export/compare_file.hpp"
#include "export/compare_sink.hpp"
#include "export/directory_sink.hpp"
#include "export/exporter.hpp"
#include "export/without_figures.hpp"
#include "exporting/choose_source.hpp"
#include "exporting/comments.hpp"
#include "exporting/queries.hpp"
#include "help/help_text.hpp"
#include "options/options_common.hpp"
#include "output/output.hpp"
#include "settings/project.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <ostream>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

std::vector<std::string> format_list() {
    std::vector<std::string> names;
    for (auto const &format : exporter::formats()) names.emplace_back(format.name);
    return names;
}

std::string format_names() { return base::join(format_list(), ", "); }

exporter::Format const &find_format(std::string const &name) {
    auto const &formats = exporter::formats();
    auto const found =
        std::find_if(formats.begin(), formats.end(), [&](auto const &format) { return format.name == name; });
    if (found != formats.end()) return *found;
    auto const near = base::nearest(name, format_list());
    throw Error(ExitCode::usage, fmt::format("unknown export format \"{}\"", name),
                near ? fmt::format("did you mean {}?", *near) : "formats: " + format_names());
}

/// One export: what is written where.
struct ExportJob {
    exporter::Format const *format = nullptr;
    std::filesystem::path path; ///< empty: standard output
    std::string shown;          ///< the path as the user wrote it or would write it
    std::string source;
    model::ObjectFilter filter;
    bool extension_objects = false, figures = true;
    std::optional<exporter::erd::Options> diagram;     ///< for a format that is one
    std::optional<exporter::queries::Form> chart_form; ///< for that of queries

    bool is_file() const { return diagram ? !is_picture_folder(diagram->form, path) : format->is_file(); }
    /// For one file.
    void write(model::ModelReader &reader, exporter::TextSink const &out) const {
        if (!diagram) return format->write(reader, out);
        auto const tables = exporter::erd::write_one(reader, *diagram, out);
        if (diagram->form.picture && tables > exporter::erd::k_split_tables) {
            base::log::info("{} in one picture; -o FOLDER makes an overview and pages that can be read",
                            base::counted(static_cast<std::int64_t>(tables), "table"));
        }
    }
    /// For a folder.
    std::unique_ptr<exporter::Exporter> make() const {
        return diagram ? exporter::erd::make_pages(*diagram) : format->make();
    }
};

/// Throws base::Error(usage) when the filter names what the source does not have: a slip would take all pages away.
void check_selection(model::ModelReader &reader, model::ObjectFilter const &filter, std::string const &source) {
    if (filter.empty() || selects_anything(reader, filter)) return;
    auto const problem = fmt::format("nothing in {} matches --schema, --include and --exclude", source);
    if (!filter.schemas.empty() || !filter.include.empty())
        throw Error(ExitCode::usage, problem, "scribe list shows what there is");
    base::log::warn("{}", problem);
}

/// Notes how much of what people said is about objects that are gone, which no file has.
void tell_what_is_left(catalog::Store &store, std::string const &source) {
    catalog::ContextQuery query;
    query.source = source;
    query.limit = 1;
    auto const count = [&] { return catalog::list_context(store, query, [](auto &&) {}); };
    auto const present = count();
    query.removed = true;
    auto const gone = count() - present;
    if (gone == 0) return;
    base::log::info("{} about objects that are gone {} not in it: scribe context list --removed",
                    base::counted(gone, "text"), gone == 1 ? "is" : "are");
}

/// What diagrams and queries are written as.
std::vector<std::string> form_list() {
    auto names = erd_form_names();
    for (auto const &form : exporter::queries::forms())
        if (std::ranges::find(names, form.name) == names.end()) names.emplace_back(form.name);
    return names;
}

class ExportCommand final : public Command {
public:
    std::string_view name() const override { return "export"; }
    std::string_view summary() const override { return "Writes documentation from the catalog"; }

    void bind(CLI::App &app) override {
        auto *const format =
            app.add_option("format", m_format,
                           "What to write: " + format_names() + "; without it all that scribe.yml has under export")
                ->type_name("FORMAT");
        offer_values(*format, format_list());
        app.add_option(
               "-o,--output", m_output,
               "The folder that the pages go to; for a format that is one file, the file (else standard output); else "
               "export.FORMAT.output of scribe.yml")
            ->type_name("PATH");
        app.add_option("--source", m_source, "Which source; needed when the catalog has several and no REF names one")
            ->type_name("NAME");
        app.add_flag("--extension-objects", m_extension_objects,
                     "Also what extensions own, and SQLite's shadow tables");
        app.add_flag(
            "--no-figures", m_no_figures,
            "Leave out rows, sizes and activity: what is written changes only where the structure does, or what is "
            "said of it");
        app.add_flag("--check", m_check,
                     "Write nothing; list what is stale, missing or no longer needed, and exit 1 if anything is");
        app.add_flag("--dry-run", m_dry_run, "Write nothing; list what would be written and removed");
        app.add_flag("--force", m_force, "Replace also files that scribe did not write or that were changed since");
        app.add_option("-t,--format", m_form,
                       "erd, queries: what to write it as: " + base::join(form_list(), ", ") +
                           "; else the file's extension says, else svg")
            ->type_name("FORMAT")
            ->check(CLI::IsMember(form_list()))
            ->group("Diagrams and queries");
        add_erd_options(app, m_erd);
        add_queries_export_options(app, m_queries);
        add_filter_options(app, m_filter);
        app.footer(
            "scribe export\nscribe export markdown -o docs/database\nscribe export markdown -o docs/database --check\n"
            "scribe export json -o model.json\nscribe export tbls -o schema.json\nscribe export json | jq "
            "'.tables[].name'\nscribe export erd -o erd.svg\nscribe export erd -t png -o docs/erd\n"
            "scribe export comments | psql\nscribe export comments --check\n"
            "scribe export erd -t mermaid --focus public.orders --distance 2\n"
            "scribe export queries -o queries.html --since 7d");
    }

    void check() const override {
        if (!m_format.empty()) find_format(m_format);
        else if (!m_output.empty())
            throw Error(ExitCode::usage, "scribe export -o PATH needs FORMAT", "formats: " + format_names());
        if (!m_form.empty() && m_format != "erd" && m_format != "queries")
            throw Error(ExitCode::usage, "--format is for scribe export erd and scribe export queries",
                        "scribe export erd -t svg");
        if (m_erd.given() && m_format != "erd")
            throw Error(
                ExitCode::usage,
                "--focus, --distance, --columns, --group-by, --show and --links are options of scribe export erd",
                "scribe export erd --focus TABLE");
        check_queries_export(m_queries, m_format == "queries", m_filter.filter());
        if (m_check && m_dry_run) {
            throw Error(ExitCode::usage, "--check and --dry-run exclude each other",
                        "--check exits 1 when anything is stale; --dry-run only lists what would be written");
        }
    }

    ExitCode run(Context &context) override {
        auto const jobs = this->jobs(context);
        auto store = open_catalog(global, context, catalog::Access::read);
        auto worst = ExitCode::ok;
        for (auto const &job : jobs) {
            auto const source = choose_source(store, job.source, job.filter);
            if (job.format->statements) {
                if (auto const code = write_comments(job, store, source, context); code != ExitCode::ok) worst = code;
                continue;
            }
            if (job.chart_form) {
                if (auto const code = write_queries(job, store, source, context); code != ExitCode::ok) worst = code;
                continue;
            }
            // Pages go through objects by name, where a scan wrote them as they came: without a cache of most of them
            // each page of the catalog would be read many times.
            if (!job.is_file()) store.expect_all_to_be_read();
            auto const reader = store.reader(source, job.filter, job.extension_objects || job.format->whole);
            check_selection(*reader, job.filter, source.name);
            auto const bare = job.figures ? nullptr : exporter::without_figures(*reader);
            auto &read = bare ? *bare : *reader;
            auto const write = [&](exporter::TextSink const &out) { job.write(read, out); };
            auto const code = job.is_file() ? write_file(job, write, context) : write_folder(job, read, context);
            if (code != ExitCode::ok) worst = code;
            bool const is_whole = job.format->whole && job.filter.empty();
            if (is_whole && !m_check && !m_dry_run) tell_what_is_left(store, source.name);
        }
        return worst;
    }

private:
    /// What there is to do: the format asked for, or all that the project names.
    std::vector<ExportJob> jobs(Context const &context) const {
        auto const &config = project_config(context);
        auto const names = m_format.empty() ? config.names({"export"}) : std::vector{m_format};
        if (names.empty())
            throw Error(ExitCode::usage, "scribe export needs FORMAT",
                        fmt::format("formats: {}; or name them under export in scribe.yml", format_names()));
        std::vector<ExportJob> jobs;
        for (auto const &name : names) jobs.push_back(job(name, config, context));
        return jobs;
    }

    ExportJob job(std::string const &name, config::Config const &config, Context const &context) const {
        ExportJob job;
        job.format = &find_format(name);
        auto const told = [&](char const *key) { return config.value({"export", name, key}).value_or(""); };
        set_path(job, m_output.empty() ? told("output") : m_output, context);
        if (job.format->is_diagram()) set_diagram(job, config, context);
        if (job.format->queries) job.chart_form = queries_form(m_form.empty() ? told("format") : m_form, job.path);
        job.source = m_source.empty() ? told("source") : m_source;
        // Each of the three is the command line's, where it says one, else the project's.
        auto const from = section_filter(config, {"export", name});
        job.filter = m_filter.filter();
        if (m_filter.schemas.empty()) job.filter.schemas = from.schemas;
        if (m_filter.include.empty()) job.filter.include = from.include;
        if (m_filter.exclude.empty()) job.filter.exclude = from.exclude;
        job.extension_objects = m_extension_objects || told("extension-objects") == "true";
        job.figures = !m_no_figures && told("no-figures") != "true";
        return job;
    }

    void set_path(ExportJob &job, std::string const &path, Context const &context) const {
        bool const is_folder = !job.format->is_file() && !job.format->is_diagram();
        bool const to_stdout = !is_folder && (path.empty() || path == "-");
        if (path.empty() && !to_stdout)
            throw Error(ExitCode::usage, fmt::format("scribe export {} needs -o DIR", job.format->name),
                        "scribe help export tells what it takes");
        if (to_stdout && (m_dry_run || (m_check && !job.format->statements)))
            throw Error(ExitCode::usage, fmt::format("{} needs the file to look at", m_check ? "--check" : "--dry-run"),
                        fmt::format("scribe export {} -o FILE", job.format->name));
        if (to_stdout) return;
        job.path = context.working_folder / path;
        // A path of the project is absolute: shown from where the user is.
        job.shown = m_output.empty() ? job.path.lexically_proximate(context.working_folder).string() : m_output;
    }

    void set_diagram(ExportJob &job, config::Config const &config, Context const &context) const {
        auto given = m_erd;
        given.format = m_form;
        given.fill([&config](char const *key) { return config.value({"export", "erd", key}); });
        std::optional<std::filesystem::path> pages;
        if (auto const folder = config.value({"export", "markdown", "output"})) pages = *folder;
        job.diagram = erd_options(given, job.path, pages);
        bool const bytes = job.diagram->form.picture && job.diagram->form.name != "svg";
        if (bytes && job.path.empty() && context.out_is_terminal)
            throw Error(ExitCode::usage, fmt::format("{} is not for a terminal", job.diagram->form.name),
                        fmt::format("-o erd{}", job.diagram->form.extension));
    }

    ExitCode write_comments(ExportJob const &job, catalog::Store &store, catalog::SourceRow const &source,
                            Context &context) const {
        // They are compared with the database, and not with a file of statements.
        if (m_check || m_dry_run) {
            auto const code = check_comments(store, source, job.filter, context);
            return m_dry_run ? ExitCode::ok : code;
        }
        if (job.path.has_parent_path()) base::make_folder(job.path.parent_path());
        export_comments(store, source, job.filter, job.path, context);
        return ExitCode::ok;
    }

    ExitCode write_queries(ExportJob const &job, catalog::Store &store, catalog::SourceRow const &source,
                           Context &context) const {
        auto options = m_queries;
        options.choice.source = source.name;
        auto const chart = query_chart(store, options);
        return write_file(
            job, [&](exporter::TextSink const &out) { job.chart_form->write(chart, out); }, context);
    }

    ExitCode write_file(ExportJob const &job, std::function<void(exporter::TextSink const &)> const &write,
                        Context &context) const {
        if (m_check || m_dry_run) {
            exporter::CompareFile file{job.path};
            write([&file](std::string_view text) { file.write(text); });
            std::vector<exporter::Difference> differences;
            if (auto const kind = file.finish()) differences.push_back({*kind, job.shown});
            return report(job, differences, context);
        }
        if (job.path.has_parent_path()) base::make_folder(job.path.parent_path());
        Output output{context, job.path.string()};
        write([&output](std::string_view text) { output.write(text); });
        output.finish();
        return ExitCode::ok;
    }

    ExitCode write_folder(ExportJob const &job, model::ModelReader &reader, Context &context) const {
        auto const exporter = job.make();
        if (m_check || m_dry_run) {
            exporter::CompareSink sink{job.path};
            exporter->write(reader, sink);
            return report(job, sink.finish(), context);
        }
        exporter::DirectorySink sink{job.path, m_force};
        exporter->write(reader, sink);
        auto const summary = sink.finish();
        base::log::info("{}: {}, {} written, {} unchanged, {} removed", job.shown,
                        base::counted(summary.files(), "file"), base::group_digits(summary.written),
                        base::group_digits(summary.unchanged), base::group_digits(summary.removed));
        return ExitCode::ok;
    }

    /// What the export would do with each file that differs: what is somebody else's it touches by force only.
    void tell_plan(ExportJob const &job, std::vector<exporter::Difference> const &differences, Context &context) const {
        std::int64_t kept = 0;
        for (auto const &difference : differences) {
            if (difference.is_in_the_way() && !m_force) {
                bool const is_foreign = difference.found == exporter::FileState::foreign;
                context.out << "keep " << difference.path
                            << (is_foreign ? " (scribe did not write it)" : " (changed since scribe wrote it)") << '\n';
                ++kept;
                continue;
            }
            bool const is_surplus = difference.kind == exporter::Difference::Kind::surplus;
            context.out << (is_surplus ? "remove " : "write ") << difference.path << '\n';
        }
        base::log::info("{}: {} would change{}", job.shown,
                        base::counted(static_cast<std::int64_t>(differences.size()) - kept, "file"),
                        kept == 0 ? ""
                                  : fmt::format("; {} would be in the way: --force replaces and removes them",
                                                base::counted(kept, "file")));
    }

    ExitCode report(ExportJob const &job, std::vector<exporter::Difference> const &differences,
                    Context &context) const {
        using Kind = exporter::Difference::Kind;
        if (m_dry_run) {
            tell_plan(job, differences, context);
            return ExitCode::ok;
        }
        for (auto const &difference : differences) {
            context.out << (difference.kind == Kind::surplus ? "surplus: "
                            : difference.kind == Kind::stale ? "stale: "
                                                             : "missing: ")
                        << difference.path << '\n';
        }
        if (differences.empty()) base::log::info("{}: up to date", job.shown);
        return differences.empty() ? ExitCode::ok : ExitCode::differs;
    }

    std::string m_format, m_output, m_source, m_form;
    bool m_extension_objects = false, m_no_figures = false, m_check = false, m_dry_run = false, m_force = false;
    FilterOptions m_filter;
    ErdOptions m_erd;
    QueriesExportOptions m_queries;
};

} // namespace

std::unique_ptr<Command> make_export_command() { return std::make_unique<ExportCommand>(); }

} // namespace scribe::cli
