// SPDX-License-Identifier: MIT
#include "options_common.hpp"

namespace scribe::cli {

model::ObjectFilter FilterOptions::filter() const {
    model::ObjectFilter filter;
    filter.schemas = schemas;
    for (auto const &text : include) {
        auto pattern = model::parse_ref(text);
        (pattern.exclude ? filter.exclude : filter.include).push_back(std::move(pattern));
    }
    for (auto const &text : exclude) filter.exclude.push_back(model::parse_ref(text));
    return filter;
}

void add_filter_options(CLI::App &app, FilterOptions &options) {
    auto *const group = "Selection";
    // One value an occurrence: "--schema a SOURCE" must not swallow the source.
    auto const add = [&app, group](char const *flag, std::vector<std::string> &values, char const *type, char const *text) {
        app.add_option(flag, values, text)->type_name(type)->group(group)->allow_extra_args(false)->take_all();
    };
    add("--schema", options.schemas, "GLOB", "Only these schemas (globs; !GLOB leaves out)");
    add("--include", options.include, "REF", "Only these objects: schema.name or name (globs)");
    add("--exclude", options.exclude, "REF", "Leave these objects out; the most specific pattern wins");
}

} // namespace scribe::cli
