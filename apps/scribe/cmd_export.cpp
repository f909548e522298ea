// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "export/compare_file.hpp"
#include "export/compare_sink.hpp"
#include "export/directory_sink.hpp"
#include "export/exporter.hpp"
#include "options_common.hpp"
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

std::string format_names() {
    std::vector<std::string> names;
    for (auto const &format : exporter::formats()) names.emplace_back(format.name);
    return base::join(names, ", ");
}

exporter::Format const &find_format(std::string const &name) {
    auto const &formats = exporter::formats();
    auto const found =
        std::find_if(formats.begin(), formats.end(), [&](auto const &format) { return format.name == name; });
    if (found != formats.end()) return *found;
    throw Error(ExitCode::usage, fmt::format("unknown export format \"{}\"", name), "formats: " + format_names());
}

catalog::SourceRow choose_source(catalog::Store &store, std::string const &name) {
    auto const sources = store.sources();
    std::vector<std::string> names;
    for (auto const &source : sources) {
        if (source.name == name) return source;
        names.push_back(source.name);
    }
    if (sources.empty()) throw Error(ExitCode::usage, "the catalog has no source yet", "scribe scan URL");
    if (!name.empty())
        throw Error(ExitCode::usage, fmt::format("no source \"{}\" in the catalog", name),
                    "sources: " + base::join(names, ", "));
    if (sources.size() > 1) {
        throw Error(ExitCode::usage, "the catalog has several sources; name one",
                    fmt::format("--source NAME with one of: {}", base::join(names, ", ")));
    }
    return sources.front();
}

class ExportCommand final : public Command {
public:
    std::string_view name() const override { return "export"; }
    std::string_view summary() const override { return "Writes documentation from the catalog"; }

    void bind(CLI::App &app) override {
        app.add_option("format", m_format, "What to write: " + format_names())->type_name("FORMAT")->required();
        app.add_option(
               "-o,--output", m_output,
               "The folder that the pages go to; for a format that is one file, the file (else standard output)")
            ->type_name("PATH");
        app.add_option("--source", m_source, "Which source; needed when the catalog has several")->type_name("NAME");
        app.add_flag("--extension-objects", m_extension_objects, "Also what extensions own");
        app.add_flag("--check", m_check,
                     "Write nothing; list what is stale, missing or no longer needed, and exit 1 if anything is");
        app.add_flag("--dry-run", m_dry_run, "Write nothing; list what would be written and removed");
        app.add_flag("--force", m_force, "Replace also files that scribe did not write or that were changed since");
        add_filter_options(app, m_filter);
        app.footer("scribe export markdown -o docs/database\nscribe export markdown -o docs/database --check\n"
                   "scribe export json -o model.json\nscribe export tbls -o schema.json\nscribe export json | jq "
                   "'.tables[].name'");
    }

    void check() const override {
        auto const &format = find_format(m_format);
        if (m_output.empty() && !format.is_file()) {
            throw Error(ExitCode::usage, fmt::format("scribe export {} needs -o DIR", m_format),
                        "scribe help export tells what it takes");
        }
        if (to_stdout() && (m_check || m_dry_run)) {
            throw Error(ExitCode::usage, fmt::format("{} needs the file to look at", m_check ? "--check" : "--dry-run"),
                        fmt::format("scribe export {} -o FILE", m_format));
        }
        if (m_check && m_dry_run) {
            throw Error(ExitCode::usage, "--check and --dry-run exclude each other",
                        "--check exits 1 when anything is stale; --dry-run only lists what would be written");
        }
    }

    ExitCode run(Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::read);
        auto const source = choose_source(store, m_source);
        auto const &format = find_format(m_format);
        auto const reader = store.reader(source, m_filter.filter(), m_extension_objects || format.whole);
        return format.is_file() ? write_file(format, *reader, context) : write_folder(format, *reader, context);
    }

private:
    bool to_stdout() const { return find_format(m_format).is_file() && (m_output.empty() || m_output == "-"); }

    ExitCode write_file(exporter::Format const &format, model::ModelReader &reader, Context &context) const {
        if (m_check || m_dry_run) {
            exporter::CompareFile file{context.working_folder / m_output};
            format.write(reader, [&file](std::string_view text) { file.write(text); });
            std::vector<exporter::Difference> differences;
            if (auto const kind = file.finish()) differences.push_back({*kind, m_output});
            return report(differences, context);
        }
        Output output{context, m_output};
        format.write(reader, [&output](std::string_view text) { output.write(text); });
        output.finish();
        return ExitCode::ok;
    }

    ExitCode write_folder(exporter::Format const &format, model::ModelReader &reader, Context &context) const {
        auto const exporter = format.make();
        auto const folder = context.working_folder / m_output;
        if (m_check || m_dry_run) {
            exporter::CompareSink sink{folder};
            exporter->write(reader, sink);
            return report(sink.finish(), context);
        }
        exporter::DirectorySink sink{folder, m_force};
        exporter->write(reader, sink);
        auto const summary = sink.finish();
        base::log::info("{}: {}, {} written, {} unchanged, {} removed", m_output,
                        base::counted(summary.files(), "file"), base::group_digits(summary.written),
                        base::group_digits(summary.unchanged), base::group_digits(summary.removed));
        return ExitCode::ok;
    }

    ExitCode report(std::vector<exporter::Difference> const &differences, Context &context) const {
        using Kind = exporter::Difference::Kind;
        for (auto const &[kind, path] : differences) {
            if (m_dry_run) context.out << (kind == Kind::surplus ? "remove " : "write ") << path << '\n';
            else
                context.out << (kind == Kind::surplus ? "surplus: "
                                : kind == Kind::stale ? "stale: "
                                                      : "missing: ")
                            << path << '\n';
        }
        if (m_dry_run) {
            base::log::info("{}: {} would change", m_output,
                            base::counted(static_cast<std::int64_t>(differences.size()), "file"));
            return ExitCode::ok;
        }
        if (differences.empty()) base::log::info("{}: up to date", m_output);
        return differences.empty() ? ExitCode::ok : ExitCode::differs;
    }

    std::string m_format, m_output, m_source;
    bool m_extension_objects = false, m_check = false, m_dry_run = false, m_force = false;
    FilterOptions m_filter;
};

} // namespace

std::unique_ptr<Command> make_export_command() { return std::make_unique<ExportCommand>(); }

} // namespace scribe::cli
