// SPDX-License-Identifier: MIT
#include "compare/side.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/scan_writer.hpp"
#include "catalog/scans.hpp"
#include "output/progress.hpp"
#include "scans/unless_changed.hpp"
#include "settings/project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::string_view k_catalog = "catalog:";
constexpr std::string_view k_live = "live:";
constexpr std::string_view k_forms = "write NAME, NAME@SCAN, @SCAN, catalog:FILE#NAME, live:NAME or a URL";

/// Takes `@SCAN` off the end of `text`; an '@' that no number follows belongs to the name.
std::optional<std::int64_t> take_scan(std::string &text) {
    auto const at = text.rfind('@');
    if (at == std::string::npos) return std::nullopt;
    auto const number = base::parse_int(text.substr(at + 1));
    if (!number || *number < 1) return std::nullopt;
    text.erase(at);
    return number;
}

/// The source that a scan is of.
catalog::SourceRow source_of_scan(catalog::Store &store, std::int64_t scan) {
    std::string name;
    catalog::list_scans(store, "", 0, 0, [&](catalog::ScanRow &&row) {
        if (row.id == scan) name = row.source;
    });
    if (name.empty())
        throw Error(ExitCode::usage, fmt::format("there is no scan {}", scan), "scribe scan --history lists them");
    return need_source(store, name);
}

catalog::SourceRow only_source(catalog::Store &store) {
    auto const sources = store.sources();
    if (sources.size() == 1) return sources.front();
    if (sources.empty()) throw Error(ExitCode::usage, "the catalog has no source yet", "scribe scan URL");
    std::vector<std::string> names;
    for (auto const &row : sources) names.push_back(row.name);
    throw Error(ExitCode::usage, "the catalog has several sources; name one", "one of: " + base::join(names, ", "));
}

} // namespace

SideWord parse_side(std::string const &word) {
    SideWord side;
    side.text = word;
    if (word == "live" || word.starts_with(k_live)) {
        side.kind = SideWord::Kind::live;
        if (word != "live") side.source = word.substr(k_live.size());
        return side;
    }
    if (source::is_source_url(word)) {
        source::public_url(word); // a malformed one is the command line's fault
        side.kind = SideWord::Kind::live;
        side.source = word;
        return side;
    }
    auto rest = word;
    side.scan = take_scan(rest);
    if (rest.starts_with(k_catalog)) {
        rest.erase(0, k_catalog.size());
        auto const hash = rest.rfind('#');
        side.catalog = rest.substr(0, hash);
        if (hash != std::string::npos) side.source = rest.substr(hash + 1);
        if (side.catalog.empty())
            throw Error(ExitCode::usage, fmt::format("\"{}\" names no catalog file", word), std::string{k_forms});
        return side;
    }
    side.source = rest;
    if (!rest.empty()) {
        try {
            check_source_name(rest);
        } catch (Error const &) {
            throw Error(ExitCode::usage, fmt::format("\"{}\" names nothing to compare", base::single_line(word)),
                        std::string{k_forms});
        }
    }
    return side;
}

SideWord other_side(SideWord const &before) {
    SideWord side;
    if (before.kind == SideWord::Kind::live || !before.catalog.empty()) {
        throw Error(ExitCode::usage,
                    fmt::format("compare {} with what?",
                                before.kind == SideWord::Kind::live ? source::public_url(before.source) : before.text),
                    "name a second state: scribe diff OLD NEW");
    }
    side.source = before.source;
    if (before.scan) {
        // The newest of the same source; @SCAN alone is resolved with the first side.
        side.text = before.source;
    } else {
        side.kind = SideWord::Kind::live;
        side.text = "live";
    }
    return side;
}

Side::Side(SideWord word, SideOptions const &options, Context &context) : m_word(std::move(word)) {
    if (m_word.kind == SideWord::Kind::live) scan(options, context);
    else find(options, context);
}

void Side::find(SideOptions const &options, Context &context) {
    // Somebody else's file, maybe one that is kept in git.
    if (!m_word.catalog.empty()) m_store = catalog::Store::open_unchanged(context.working_folder / m_word.catalog);
    else m_store = open_catalog(options.global, context, catalog::Access::read);
    if (m_word.source.empty() && m_word.scan) m_source = source_of_scan(*m_store, *m_word.scan);
    else if (m_word.source.empty()) m_source = only_source(*m_store);
    else m_source = need_source(*m_store, m_word.source);
}

void Side::scan(SideOptions const &options, Context &context) {
    auto word = m_word.source;
    if (word.empty()) {
        auto store = open_catalog(options.global, context, catalog::Access::read);
        word = only_source(store).name;
    }
    auto const resolved = resolve_source(word, options.global, context);
    auto const opened = open_source(resolved, "diff", options.key_file, options.timeouts, context);
    auto const info = opened->info();
    m_source.name = !resolved.name.empty() ? resolved.name : source::default_name(info);
    m_source.url = source::public_url(resolved.url);
    m_source.product = info.product;
    m_source.version = info.version;
    m_source.database = info.database;
    m_source.identity = info.identity;
    m_store = catalog::Store::temporary();
    source::ScanRequest request;
    request.filter = options.filter;
    if (!resolved.name.empty()) {
        // Option by option, as for a scan.
        auto own = section_filter(project_config(context), {"sources", resolved.name}).for_source(resolved.name);
        auto const fill = [](auto &list, auto &from) {
            if (list.empty()) list = std::move(from);
        };
        fill(request.filter.schemas, own.schemas);
        fill(request.filter.include, own.include);
        fill(request.filter.exclude, own.exclude);
    }
    // What is locked is told once, by what is compared.
    request.pass_locked = true;
    source::ScanReport report;
    unless_changed([&] {
        catalog::ScanWriter writer{*m_store, m_source, "diff"};
        ObjectProgress progress{options.global, context};
        report = opened->scan(request, [&](model::Record &&record) {
            progress.count(record.kind);
            writer.put(std::move(record));
        });
        catalog::ScanScope scope{model::narrowed(request.filter, report.limited_to), {}, {}};
        // As scribe scan keeps it: the tables of a full-text index, which nobody asks for.
        scope.filter.exclude.insert(scope.filter.exclude.end(), report.skipped.begin(), report.skipped.end());
        writer.finish(scope);
    });
    for (auto const &note : report.notes) base::log::info("  note     {}", base::single_line(note));
    m_source = need_source(*m_store, m_source.name);
    m_unseen = std::move(report.unseen);
    m_skipped = std::move(report.skipped);
}

std::unique_ptr<model::ModelReader> Side::reader(model::ObjectFilter const &filter) {
    return m_store->version(m_source, m_word.scan, filter);
}

std::unique_ptr<model::ModelReader> Side::reader(model::ObjectFilter const &filter, Side const &other) {
    auto const of_version = SideWord::Kind::version;
    bool const one_source = m_word.kind == of_version && other.m_word.kind == of_version &&
                            m_word.catalog == other.m_word.catalog && m_source.id == other.m_source.id;
    if (!one_source) return reader(filter);
    constexpr auto k_newest = std::numeric_limits<std::int64_t>::max();
    auto const first = std::min(m_word.scan.value_or(k_newest), other.m_word.scan.value_or(k_newest));
    return m_store->version(m_source, m_word.scan, filter, first);
}

bool Side::is_from_tbls() const {
    auto const file = source::file_url(m_source.url);
    return file && file->scheme == "tbls";
}

std::string Side::label() const {
    if (m_word.kind == SideWord::Kind::live) {
        auto const file = source::file_url(m_word.source);
        bool const written = file && file->scheme != "sqlite"; // a model in a file is no live database
        return fmt::format("{} ({})", m_source.name, written ? base::single_line(m_word.source) : "live");
    }
    auto const name = m_word.scan ? fmt::format("{}@{}", m_source.name, *m_word.scan) : m_source.name;
    return m_word.catalog.empty() ? name : fmt::format("{} in {}", name, m_word.catalog);
}

std::string Side::scanned_filter() {
    std::string filter = "{}";
    catalog::list_scans(*m_store, m_source.name, m_word.scan ? 0 : 1, 0, [&](catalog::ScanRow &&row) {
        if (!m_word.scan || row.id == *m_word.scan) filter = row.filter;
    });
    return filter;
}

} // namespace scribe::cli
