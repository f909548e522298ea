// SPDX-License-Identifier: MIT
#include "exporting/choose_source.hpp"

#include "base/text.hpp"
#include "options/source_option.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

using base::Error;
using base::ExitCode;

catalog::SourceRow choose_source(catalog::Store &store, std::string const &name, model::ObjectFilter const &filter) {
    auto names = source_names(store, "");
    if (names.empty()) throw Error(ExitCode::usage, "the catalog has no source yet", "scribe scan URL");
    if (!name.empty() && std::ranges::find(names, name) == names.end())
        throw Error(ExitCode::usage, fmt::format("no source \"{}\" in the catalog", name),
                    "sources: " + base::join(names, ", "));
    auto const named = filter.sources(false);
    if (!name.empty()) names = {name};
    check_sources_named(filter.sources(true), names);
    if (!named.empty()) {
        std::erase_if(names, [&](std::string const &source) {
            return std::ranges::none_of(named, [&](auto const &glob) { return base::glob_match(glob, source); });
        });
    }
    if (names.size() > 1) {
        throw Error(ExitCode::usage,
                    named.empty() ? "the catalog has several sources; name one"
                                  : "the selection names several sources; an export has one",
                    fmt::format("--source NAME with one of: {}", base::join(names, ", ")));
    }
    return need_source(store, names.front());
}

} // namespace scribe::cli
