// SPDX-License-Identifier: MIT
#include "options_common.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <istream>

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
    auto const add = [&app, group](char const *flag, std::vector<std::string> &values, char const *type,
                                   char const *text) {
        app.add_option(flag, values, text)->type_name(type)->group(group)->allow_extra_args(false)->take_all();
    };
    add("--schema", options.schemas, "GLOB", "Only these schemas (globs; !GLOB leaves out)");
    add("--include", options.include, "REF", "Only these objects: schema.name or name (globs)");
    add("--exclude", options.exclude, "REF", "Leave these objects out; the most specific pattern wins");
}

void add_ref_options(CLI::App &app, RefOptions &options, std::string const &about) {
    app.add_option("ref", options.refs, about)->type_name("REF");
    app.add_option("--from-file", options.from_file, "Read more of them from this file, one a line (-: standard input)")
        ->type_name("FILE")
        ->group("Selection");
}

namespace {

std::vector<model::RefPattern> read_patterns(std::istream &in, std::string const &file) {
    std::vector<model::RefPattern> patterns;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        auto const text = base::trim(line);
        if (text.empty()) continue;
        try {
            patterns.push_back(model::parse_ref(text));
        } catch (base::Error const &error) {
            throw base::Error(base::ExitCode::config, fmt::format("{}:{}: {}", file, number, error.what()),
                              error.hint());
        }
    }
    return patterns;
}

} // namespace

std::vector<model::RefPattern> RefOptions::patterns(Context &context) const {
    std::vector<model::RefPattern> patterns;
    for (auto const &text : refs) patterns.push_back(model::parse_ref(text));
    std::vector<model::RefPattern> more;
    if (from_file == "-") {
        more = read_patterns(context.in, "standard input");
    } else if (!from_file.empty()) {
        std::ifstream in{context.working_folder / from_file};
        if (!in)
            throw base::Error(base::ExitCode::config, fmt::format("cannot read {}", from_file),
                              "--from-file - reads standard input");
        more = read_patterns(in, from_file);
    }
    patterns.insert(patterns.end(), more.begin(), more.end());
    return patterns;
}

std::vector<model::Kind> parse_kinds(std::vector<std::string> const &words) {
    std::vector<model::Kind> kinds;
    std::vector<std::string> names{"all"};
    for (auto const kind : model::k_all_kinds) names.emplace_back(model::kind_name(kind));
    for (auto const &word : words) {
        bool known = word == "all";
        for (auto const kind : model::k_all_kinds) {
            std::string plural{model::kind_plural(kind)};
            std::ranges::replace(plural, ' ', '-');
            bool const meant = word == model::kind_name(kind) || word == plural;
            known = known || meant;
            if ((meant || word == "all") && std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
        }
        if (known) continue;
        auto const near = base::nearest(word, names);
        throw base::Error(base::ExitCode::usage, fmt::format("unknown type of objects \"{}\"", word),
                          near ? fmt::format("did you mean {}?", *near) : "types: " + base::join(names, ", "));
    }
    return kinds;
}

std::string check_count(std::string const &text) {
    auto const number = base::parse_int(text);
    return number && *number >= 0 ? std::string{} : fmt::format("\"{}\" is no number of 0 or more", text);
}

} // namespace scribe::cli
