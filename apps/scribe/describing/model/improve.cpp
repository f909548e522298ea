// SPDX-License-Identifier: MIT
#include "describing/model/improve.hpp"

#include "base/files.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/tables/csv_rows.hpp"
#include "describing/model/improver.hpp"
#include "llm/lines.hpp"
#include "model/filter.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

/// What a person says of an object.
struct Hint {
    std::string ref, text;
};

[[noreturn]] void refuse_line(std::string const &file, std::size_t line, std::string const &expected) {
    throw Error(ExitCode::config, fmt::format("{}:{}: expected {}", base::single_line(file), line, expected));
}

std::vector<Hint> read_json_lines(std::string const &text, std::string const &file) {
    std::vector<Hint> hints;
    std::size_t number = 0;
    for (auto const &line : base::split(text, '\n')) {
        ++number;
        if (base::trim(line).empty()) continue;
        auto hint = llm::read_hint_line(line);
        if (!hint) refuse_line(file, number, R"({"ref":...,"hint":...})");
        hints.push_back({std::move(hint->first), std::move(hint->second)});
    }
    return hints;
}

/// CSV with the columns ref and hint; others are left alone, so that listings can be filled in.
std::vector<Hint> read_csv_lines(std::string const &text, std::string const &file) {
    std::vector<Hint> hints;
    std::optional<std::pair<std::size_t, std::size_t>> places;
    context::read_csv_rows(text, base::single_line(file), [&](std::vector<std::string> &&cells, std::size_t line) {
        if (!places) {
            auto const find = [&](std::string_view name) {
                auto const is_it = [&](auto const &cell) { return base::to_lower_ascii(base::trim(cell)) == name; };
                auto const found = std::ranges::find_if(cells, is_it);
                if (found == cells.end()) refuse_line(file, line, "a header with the columns ref and hint");
                return static_cast<std::size_t>(found - cells.begin());
            };
            places = {find("ref"), find("hint")};
            return;
        }
        auto const cell = [&](std::size_t place) {
            return place < cells.size() ? std::string{base::trim(cells[place])} : std::string{};
        };
        Hint hint{cell(places->first), cell(places->second)};
        // A row of a listing that nobody filled in.
        if (hint.text.empty()) return;
        if (hint.ref.empty()) refuse_line(file, line, "the object that the hint is for, in the column ref");
        hints.push_back(std::move(hint));
    });
    return hints;
}

std::vector<Hint> read_hints(ImproveOptions const &options, Context const &context) {
    if (options.file.empty()) return {{options.ref, options.hint}};
    auto const text = base::read_file(context.working_folder / options.file);
    if (!text) throw Error(ExitCode::config, fmt::format("{}: cannot be read", base::single_line(options.file)));
    auto const first = text->find_first_not_of(" \t\r\n");
    bool const json = first == std::string::npos || (*text)[first] == '{';
    return json ? read_json_lines(*text, options.file) : read_csv_lines(*text, options.file);
}

/// The one object that the reference names. Throws base::Error(usage).
catalog::TextRow find_object(catalog::Store &store, std::string const &ref, std::string const &source) {
    catalog::TextQuery query;
    query.source = source;
    query.patterns = {model::parse_ref(ref)};
    query.limit = 0;
    std::vector<catalog::TextRow> found;
    catalog::list_texts(store, query, [&](catalog::TextRow &&row) {
        // Of a table the listing has the columns, too.
        if (model::selects(query.patterns, row.source, row.record())) found.push_back(std::move(row));
    });
    if (found.size() == 1) return std::move(found.front());
    auto const shown = base::single_line(ref);
    if (found.empty())
        throw Error(ExitCode::usage, fmt::format("no object that can be described is called {}", shown),
                    "scribe search finds objects by parts of their names");
    throw Error(ExitCode::usage, fmt::format("{} names {} objects", shown, found.size()),
                "write schema.table or schema.table.column");
}

class ImproveCommand {
public:
    ImproveCommand(DescribeByModel const &options, GlobalOptions const &global, Context &context)
        : m_options(options), m_global(global), m_context(context),
          m_store(open_catalog(global, context, catalog::Access::write)),
          m_improver(options.model, options.batch.jobs, global, context, m_store) {}

    ExitCode run(std::vector<Hint> const &hints) {
        // All are looked up before anything is asked or written. Of a file one that is not there stops no other.
        std::vector<std::pair<catalog::TextRow, Hint>> work;
        for (auto const &hint : hints) {
            try {
                work.emplace_back(find_object(m_store, hint.ref, m_options.source), hint);
            } catch (Error const &error) {
                if (hints.size() == 1 || error.code() != ExitCode::usage) throw;
                base::log::warn("{}", error.what());
            }
        }
        std::int64_t written = 0;
        bool service_failed = false;
        for (auto const &[row, hint] : work) {
            base::check_interrupt();
            auto const improved = m_improver.improve(row, hint.text);
            service_failed = service_failed || improved.service_failed;
            if (improved.text.text.empty()) {
                base::log::warn("{}: {}", base::single_line(row.ref()), improved.why);
                continue;
            }
            save(row, improved);
            ++written;
        }
        auto const failed = static_cast<std::int64_t>(hints.size()) - written;
        base::log::info("{} better{}; scribe describe list shows them", base::counted(written, "text"),
                        failed > 0 ? fmt::format(", {} not written", base::counted(failed, "other")) : "");
        return failed == 0 ? ExitCode::ok : written == 0 && service_failed ? ExitCode::service : ExitCode::partial;
    }

private:
    void save(catalog::TextRow const &row, Improved const &improved) {
        sqlite::Txn txn{m_store.db()};
        writer_of(row.source).save(row.object_id, row.ref(), improved.text, improved.basis);
        txn.commit();
        m_context.out << row.ref() << ": " << base::single_line(improved.text.text) << '\n';
    }

    /// One change set a source.
    catalog::DescriptionWriter &writer_of(std::string const &name) {
        auto &writer = m_writers[name];
        if (!writer)
            writer = std::make_unique<catalog::DescriptionWriter>(m_store, *m_store.find_source(name),
                                                                  author(m_global, m_context), "describe --improve");
        return *writer;
    }

    DescribeByModel const &m_options;
    GlobalOptions const &m_global;
    Context &m_context;
    catalog::Store m_store;
    Improver m_improver;
    std::map<std::string, std::unique_ptr<catalog::DescriptionWriter>> m_writers;
};

} // namespace

void add_improve_options(CLI::App &app, ImproveOptions &options) {
    auto const *const group = "Improving a text";
    app.add_option("--improve", options.ref, "Have the model write a better text of this object, see --hint")
        ->type_name("REF")
        ->group(group);
    app.add_option("--hint", options.hint, "What a person knows of it")->type_name("TEXT")->group(group);
    app.add_option("--improve-from", options.file,
                   "The same for many: CSV with the columns ref and hint, or lines {\"ref\",\"hint\"}")
        ->type_name("FILE")
        ->group(group);
}

void check_improve(ImproveOptions const &options, DescribeByModel const &model) {
    if (!options.wanted()) {
        if (!options.hint.empty())
            throw Error(ExitCode::usage, "--hint is for --improve", "scribe describe --improve REF --hint \"...\"");
        return;
    }
    if (!options.ref.empty() && !options.file.empty())
        throw Error(ExitCode::usage, "--improve and --improve-from exclude each other", "give one of them");
    if (!options.ref.empty() && base::trim(options.hint).empty())
        throw Error(ExitCode::usage, "--improve needs --hint", "scribe describe --improve REF --hint \"...\"");
    if (!model.model.asks_a_model())
        throw Error(ExitCode::usage, "the rules write what the evidence proves: a hint is no evidence for them",
                    "give --writer openai, anthropic, gemini, ollama or exec:CMD");
    if (model.dry_run || model.show_prompt || model.batch.resume || !model.prompts_out.empty() ||
        !model.answers_in.empty())
        throw Error(ExitCode::usage, "--improve asks the model at once",
                    "leave out --dry-run, --show-prompt, --prompts-out, --answers-in and --resume");
}

base::ExitCode improve_texts(ImproveOptions const &improve, DescribeByModel const &options, GlobalOptions const &global,
                             Context &context) {
    check_improve(improve, options);
    auto const hints = read_hints(improve, context);
    return ImproveCommand{options, global, context}.run(hints);
}

} // namespace scribe::cli
