// SPDX-License-Identifier: MIT
#include "scans/filter_check.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

constexpr std::size_t k_most_named = 10;

/// The schema of a pattern that names one without a glob; else empty.
std::string schema_of(model::ObjectFilter const &filter) {
    std::string name;
    if (!filter.schemas.empty()) name = filter.schemas.front();
    else if (auto const &pattern = filter.include.front(); pattern.parts.size() > 1) name = pattern.parts.front();
    return base::has_glob(name) ? std::string{} : name;
}

/// What the user may have meant: the nearest schema, or which ones there are. Empty where the schema is not at fault.
std::string advice(model::ObjectFilter const &filter, std::vector<std::string> const &schemas) {
    if (filter.schemas.empty() && filter.include.front().parts.size() == 1) {
        auto const &name = filter.include.front().parts.front();
        return std::ranges::find(schemas, name) == schemas.end()
                   ? std::string{}
                   : fmt::format("to take the schema: --schema {}", base::single_line(name));
    }
    auto const name = schema_of(filter);
    if (std::ranges::find(schemas, name) != schemas.end()) return {};
    if (auto const near = name.empty() ? std::nullopt : base::nearest(name, schemas))
        return fmt::format("did you mean {}?", base::single_line(*near));
    if (name.empty() && filter.schemas.empty()) return {};
    auto shown = schemas;
    if (shown.size() > k_most_named) shown.resize(k_most_named);
    return shown.empty() ? "there is no schema"
                         : fmt::format("schemas: {}{}", base::single_line(base::join(shown, ", ")),
                                       schemas.size() > shown.size() ? ", ..." : "");
}

} // namespace

FilterCheck::FilterCheck(FilterOptions const &options, std::string source)
    : m_source(std::move(source)), m_filtered(!options.filter().empty()), m_excludes(!options.exclude.empty()) {
    for (auto const &text : options.schemas) {
        if (text.starts_with('!')) continue;
        model::ObjectFilter filter;
        filter.schemas.push_back(text);
        m_wanted.push_back({"--schema", text, filter.for_source(m_source)});
    }
    for (auto const &text : options.include) {
        model::ObjectFilter filter;
        filter.include.push_back(model::parse_ref(text));
        if (!filter.include.front().exclude) m_wanted.push_back({"--include", text, filter.for_source(m_source)});
    }
}

void FilterCheck::see(model::Record const &record) {
    if (!m_filtered || model::is_table_part(record.kind) || model::is_database_wide(record.kind)) return;
    if (record.kind == model::Kind::schema) return;
    m_found = true;
    for (auto &wanted : m_wanted) wanted.found = wanted.found || wanted.filter.matches(record);
}

void FilterCheck::finish(std::set<std::string> const &schemas, bool first) {
    if (!m_filtered) return;
    std::vector<std::string> const names{schemas.begin(), schemas.end()};
    std::vector<std::string> missed, hints;
    for (auto const &wanted : m_wanted) {
        bool const is_schema = !wanted.filter.schemas.empty();
        if (wanted.found || (is_schema && std::ranges::any_of(names, [&](auto const &name) {
                                 return wanted.filter.matches_schema(name);
                             })))
            continue;
        missed.push_back(fmt::format("{} {}", wanted.option, base::single_line(wanted.text)));
        hints.push_back(advice(wanted.filter, names));
        if (hints.back().empty() && m_excludes) hints.back() = "what --exclude leaves out does not count";
    }
    if (!m_found && !missed.empty() && first) {
        auto const hint = std::ranges::find_if(hints, [](auto const &text) { return !text.empty(); });
        throw base::Error(base::ExitCode::usage,
                          fmt::format("nothing in {} matches {}", m_source, base::join(missed, ", ")),
                          hint == hints.end() ? "scribe scan without it reads all there is" : *hint);
    }
    for (std::size_t i = 0; i < missed.size(); ++i) {
        base::log::warn("nothing in {} matches {}{}", m_source, missed[i],
                        hints[i].empty() ? "" : fmt::format(" ({})", hints[i]));
    }
    if (!m_found && missed.empty())
        base::log::warn("nothing in {} matches --schema, --include and --exclude", m_source);
}

} // namespace scribe::cli
