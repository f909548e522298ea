// SPDX-License-Identifier: MIT
#include "options/options_common.hpp"

#include "base/text.hpp"
#include "help/help_text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <istream>
#include <limits>

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
    char const *const group = "Selection";
    // One value an occurrence: "--schema a SOURCE" must not swallow the source.
    auto const add = [&app, group](char const *flag, std::vector<std::string> &values, char const *type,
                                   char const *text) {
        app.add_option(flag, values, text)->type_name(type)->group(group)->allow_extra_args(false)->take_all();
    };
    add("--schema", options.schemas, "GLOB", "Only these schemas: [source:]schema (globs; !GLOB leaves out)");
    add("--include", options.include, "REF", "Only these objects: [source:]schema.name or name (globs)");
    add("--exclude", options.exclude, "REF", "Leave these objects out; the most specific pattern wins");
}

void add_page_options(CLI::App &app, std::int64_t &limit, std::int64_t &offset) {
    app.add_option("--limit", limit, fmt::format("At most so many ({} unless told; 0 = all)", limit))
        ->type_name("N")
        ->check(check_count)
        ->group("Output");
    app.add_option("--offset", offset, "Leave out so many first")->type_name("N")->check(check_count)->group("Output");
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
        // A quoted name may hold line breaks: it goes on until its quote is closed.
        int const first = number;
        for (std::string more; std::ranges::count(line, '"') % 2 == 1 && std::getline(in, more); ++number)
            line += "\n" + more;
        auto const text = base::trim(line);
        if (text.empty()) continue;
        try {
            patterns.push_back(model::parse_ref(text));
        } catch (base::Error const &error) {
            throw base::Error(base::ExitCode::config, fmt::format("{}:{}: {}", file, first, error.what()),
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

namespace {

/// "Foreign keys" as "foreign-keys".
std::string type_word(std::string_view text) {
    auto word = base::to_lower_ascii(base::trim(text));
    std::ranges::replace(word, ' ', '-');
    std::ranges::replace(word, '_', '-');
    return word;
}

bool means(std::string_view word, model::Kind kind) {
    return word == "all" || word == model::kind_name(kind) || word == type_word(model::kind_plural(kind));
}

std::vector<std::string> type_names() {
    std::vector<std::string> names{"all"};
    for (auto const kind : model::k_all_kinds) names.emplace_back(model::kind_name(kind));
    for (auto const &subkind : model::all_subkinds()) names.emplace_back(subkind.name);
    return names;
}

[[noreturn]] void unknown_type(std::string const &word) {
    auto const names = type_names();
    auto const near = base::nearest(word, names);
    throw base::Error(base::ExitCode::usage, fmt::format("unknown type of objects \"{}\"", base::single_line(word)),
                      near ? fmt::format("did you mean {}?", *near) : "types: " + base::join(names, ", "));
}

} // namespace

catalog::ObjectQuery in_any_case(catalog::ObjectQuery query) {
    query.any_case = true;
    for (auto &pattern : query.patterns) {
        for (auto &part : pattern.parts) part = base::to_lower_ascii(part);
    }
    return query;
}

bool selects_anything(model::ModelReader &reader, model::ObjectFilter const &filter) {
    bool const schemas = !filter.schemas.empty() && filter.include.empty();
    return std::ranges::any_of(model::k_all_kinds, [&](model::Kind kind) {
        if (model::is_database_wide(kind) || (kind == model::Kind::schema && !schemas)) return false;
        model::Record record;
        return reader.read(kind)->next(record);
    });
}

TypeSelection parse_types(std::vector<std::string> const &words) {
    TypeSelection selection;
    auto &kinds = selection.kinds;
    auto const add = [&kinds](model::Kind kind) {
        if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
    };
    for (auto const &text : words) {
        auto const word = type_word(text);
        for (auto const kind : model::k_all_kinds) {
            if (means(word, kind)) add(kind);
        }
        if (std::ranges::none_of(kinds, [&](auto kind) { return means(word, kind); })) {
            auto const *subkind = model::subkind_from_word(word);
            if (!subkind) unknown_type(text);
            selection.subkinds.push_back(subkind);
        }
    }
    // A kind that is asked for as a whole is not narrowed.
    std::erase_if(selection.subkinds,
                  [&](auto const *subkind) { return std::ranges::find(kinds, subkind->kind) != kinds.end(); });
    for (auto const *subkind : selection.subkinds) add(subkind->kind);
    return selection;
}

void add_type_option(CLI::App &app, std::vector<std::string> &words, std::string const &about) {
    auto *const option = app.add_option("--type", words, about)
                             ->type_name("TYPE")
                             ->delimiter(',')
                             ->allow_extra_args(false)
                             ->group("Selection");
    offer_values(*option, type_names());
}

std::optional<std::chrono::hours> parse_age(std::string const &word) {
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> k_units = {
        {{"h", 1}, {"d", 24}, {"w", 24 * 7}, {"mo", 24 * 30}, {"y", 24 * 365}}};
    constexpr std::int64_t k_most_hours = 24LL * 365 * 1000;
    auto const digits = word.find_first_not_of("0123456789");
    auto const number = base::parse_int(word.substr(0, digits));
    if (!number || *number < 1 || digits == std::string::npos) return std::nullopt;
    for (auto const &[unit, hours] : k_units) {
        if (word.substr(digits) == unit && *number <= k_most_hours / hours) return std::chrono::hours{*number * hours};
    }
    return std::nullopt;
}

std::string check_count(std::string const &text) {
    auto const number = base::parse_int(text);
    return number && *number >= 0 ? std::string{}
                                  : fmt::format("\"{}\" is no whole number of 0 or more", base::single_line(text));
}

std::string check_positive(std::string const &text) {
    auto const number = base::parse_int(text);
    return number && *number > 0 ? std::string{}
                                 : fmt::format("\"{}\" is no whole number of 1 or more", base::single_line(text));
}

std::string check_seconds(std::string const &text) {
    constexpr int k_most = std::numeric_limits<int>::max() / 1000;
    auto const number = base::parse_int(text);
    return number && *number >= 0 && *number <= k_most
               ? std::string{}
               : fmt::format("\"{}\" is no whole number of seconds from 0 to {}", base::single_line(text), k_most);
}

} // namespace scribe::cli
