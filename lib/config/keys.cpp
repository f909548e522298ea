// SPDX-License-Identifier: MIT
#include "config/keys.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/version.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace scribe::config {

namespace {

constexpr std::array k_keys = {
    Key{"required-version", Type::version, "", "", ""},
    Key{"include", Type::paths, "", "", ""},
    Key{"catalog", Type::path, ".scribe/catalog.db", "", "SCRIBE_CATALOG"},
    Key{"author", Type::text, "", "", "SCRIBE_AUTHOR"},
    Key{"key-file", Type::path, "", "", ""},
    Key{"log-format", Type::word, "text", "text|json", ""},
    Key{"progress", Type::word, "auto", "auto|always|never|json", ""},
    Key{"output.format", Type::word, "", "table|text|markdown|json|jsonl|csv", ""},
    Key{"output.color", Type::word, "auto", "auto|always|never", "NO_COLOR"},
    Key{"sources.*.url", Type::url, "", "", ""},
    Key{"sources.*.schemas", Type::globs, "", "", ""},
    Key{"sources.*.include", Type::refs, "", "", ""},
    Key{"sources.*.exclude", Type::refs, "", "", ""},
    Key{"sources.*.statement-timeout", Type::seconds, "60", "", ""},
    Key{"sources.*.lock-timeout", Type::seconds, "5", "", ""},
    Key{"sources.*.shadow-tables", Type::flag, "false", "", ""},
    Key{"sources.*.exact-sizes", Type::flag, "false", "", ""},
    Key{"sources.*.count-rows", Type::flag, "false", "", ""},
    Key{"export.*.output", Type::path, "", "", ""},
    Key{"export.*.source", Type::text, "", "", ""},
    Key{"export.*.schemas", Type::globs, "", "", ""},
    Key{"export.*.include", Type::refs, "", "", ""},
    Key{"export.*.exclude", Type::refs, "", "", ""},
    Key{"export.*.extension-objects", Type::flag, "false", "", ""},
    Key{"export.*.no-figures", Type::flag, "false", "", ""},
    Key{"export.*.format", Type::word, "", "svg|png|pdf|dot|mermaid|plantuml|dbml|d2|html|csv|json|markdown", ""},
    Key{"export.*.focus", Type::refs, "", "", ""},
    Key{"export.*.distance", Type::count, "", "", ""},
    Key{"export.*.columns", Type::word, "", "all|keys|none", ""},
    Key{"export.*.group-by", Type::word, "", "schema|prefix|community", ""},
    Key{"export.*.show", Type::word, "", "all|declared|inferred", ""},
    Key{"export.*.links", Type::text, "", "", ""},
    Key{"goals.described", Type::percent, "", "", ""},
    Key{"goals.commented", Type::percent, "", "", ""},
    Key{"goals.approved", Type::percent, "", "", ""},
    Key{"goals.profiled", Type::percent, "", "", ""},
    Key{"goals.schemas.*.described", Type::percent, "", "", ""},
    Key{"goals.schemas.*.commented", Type::percent, "", "", ""},
    Key{"goals.schemas.*.approved", Type::percent, "", "", ""},
    Key{"goals.schemas.*.profiled", Type::percent, "", "", ""},
    Key{"diff.severity", Type::word, "safe", "safe|moderate|breaking", ""},
    Key{"diff.fail-on", Type::word, "safe", "safe|moderate|breaking|never", ""},
    Key{"diff.no-renames", Type::flag, "false", "", ""},
    Key{"diff.max-length", Type::count, "65536", "", ""},
    Key{"diff.no-owner", Type::flag, "false", "", ""},
    Key{"diff.no-privileges", Type::flag, "false", "", ""},
    Key{"diff.schemas", Type::globs, "", "", ""},
    Key{"diff.include", Type::refs, "", "", ""},
    Key{"diff.exclude", Type::refs, "", "", ""},
    Key{"list.type", Type::words, "", "", ""},
    Key{"list.sort", Type::word, "name", "name|rows|size|columns", ""},
    Key{"list.limit", Type::count, "50", "", ""},
    Key{"search.limit", Type::count, "20", "", ""},
    Key{"show.limit", Type::count, "50", "", ""},
    Key{"profile.full-threshold", Type::count, "100000", "", ""},
    Key{"profile.sample-size", Type::positive, "10000", "", ""},
    Key{"profile.seed", Type::count, "1", "", ""},
    Key{"profile.store-values", Type::word, "masked", "none|masked|all", ""},
    Key{"profile.nice", Type::count, "0", "", ""},
    Key{"profile.jobs", Type::count, "4", "", ""},
    Key{"profile.stats-only", Type::flag, "false", "", ""},
    Key{"profile.views", Type::flag, "false", "", ""},
    Key{"profile.partitions", Type::flag, "false", "", ""},
    Key{"profile.schemas", Type::globs, "", "", ""},
    Key{"profile.include", Type::refs, "", "", ""},
    Key{"profile.exclude", Type::refs, "", "", ""},
    Key{"profile.notify", Type::text, "", "", ""},
    Key{"profile.on-finish", Type::text, "", "", ""},
    Key{"profile.tables.*.full-threshold", Type::count, "", "", ""},
    Key{"profile.tables.*.sample-size", Type::positive, "", "", ""},
    Key{"profile.tables.*.skip", Type::flag, "false", "", ""},
    Key{"classify.entities.*.sensitivity", Type::word, "personal", "personal|special category|financial|credential",
        ""},
    Key{"classify.entities.*.names", Type::texts, "", "", ""},
    Key{"classify.entities.*.regex", Type::text, "", "", ""},
    Key{"classify.entities.*.checksum", Type::text, "", "", ""},
    Key{"classify.entities.*.vetoes", Type::texts, "", "", ""},
    Key{"describe.writer", Type::text, "rules", "", ""},
    Key{"describe.model", Type::text, "", "", ""},
    Key{"describe.api-key-file", Type::path, "", "", ""},
    Key{"describe.structure-only", Type::flag, "false", "", ""},
    Key{"describe.fallback", Type::word, "", "rules", ""},
    Key{"describe.max-tokens", Type::count, "", "", ""},
    Key{"describe.max-cost", Type::amount, "", "", ""},
    Key{"describe.max-time", Type::seconds, "", "", ""},
    Key{"describe.price-in", Type::amount, "", "", ""},
    Key{"describe.price-out", Type::amount, "", "", ""},
    Key{"prune.keep", Type::age, "", "", ""},
};

std::string_view first_word(std::string_view path) { return path.substr(0, path.find('.')); }
std::string_view rest_after(std::string_view path) {
    auto const dot = path.find('.');
    return dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
}

/// What follows after `path` in the key's path, or nothing when it begins otherwise.
std::optional<std::string_view> follow(Key const &key, Path const &path) {
    auto rest = key.path;
    for (auto const &word : path) {
        if (rest.empty() || (first_word(rest) != "*" && first_word(rest) != word)) return std::nullopt;
        rest = rest_after(rest);
    }
    return rest;
}

std::optional<std::string> misfit_number(std::string const &value, std::int64_t most, std::string_view what) {
    auto const number = base::parse_int(value);
    if (number && *number >= 0 && *number <= most) return std::nullopt;
    return fmt::format("expected a whole number of {}, 0 or more", what);
}

/// "12", "0.5": digits, and a point between them.
bool is_decimal(std::string const &value) {
    auto const digits = [](std::string_view text) {
        return !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    auto const dot = value.find('.');
    return digits(value.substr(0, dot)) && (dot == std::string::npos || digits(value.substr(dot + 1)));
}

std::optional<std::string> misfit_percent(std::string const &value) {
    if (is_decimal(value) && std::stod(value) <= 100) return std::nullopt;
    return "expected a percentage from 0 to 100";
}

std::optional<std::string> misfit_age(std::string const &value) {
    auto const end = value.find_first_not_of("0123456789");
    auto const number = base::parse_int(value.substr(0, end));
    auto const unit = end == std::string::npos ? std::string{} : value.substr(end);
    constexpr std::array<std::string_view, 6> k_units = {"", "h", "d", "w", "mo", "y"};
    if (number && *number > 0 && *number <= 10'000 && std::ranges::find(k_units, unit) != k_units.end())
        return std::nullopt;
    return "expected a number of scans (10) or an age (90d, 12w, 6mo)";
}

std::optional<std::string> misfit_ref(std::string const &value) {
    try {
        model::parse_ref(value);
        return std::nullopt;
    } catch (base::Error const &error) {
        return fmt::format("expected schema.name or name: {}", error.what());
    }
}

std::optional<std::string> misfit_word(Key const &key, std::string const &value) {
    auto const words = base::split(key.words, '|');
    if (std::ranges::find(words, value) != words.end()) return std::nullopt;
    auto const near = base::nearest(value, words);
    return near ? fmt::format("did you mean {}?", *near) : "expected " + base::join(words, ", ");
}

} // namespace

std::span<Key const> keys() { return k_keys; }

Key const *find_key(Path const &path) {
    auto const *const found = std::ranges::find_if(k_keys, [&](Key const &key) {
        auto const rest = follow(key, path);
        return rest && rest->empty();
    });
    return found == k_keys.end() ? nullptr : found;
}

std::vector<std::string> words_after(Path const &path) {
    std::vector<std::string> words;
    for (auto const &key : k_keys) {
        auto const rest = follow(key, path);
        if (!rest || rest->empty()) continue;
        std::string word{first_word(*rest)};
        if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
    }
    return words;
}

std::optional<std::string> misfit(Key const &key, std::string const &value) {
    switch (key.type) {
    case Type::flag:
        if (value == "true" || value == "false") return std::nullopt;
        return "expected true or false";
    case Type::word: return misfit_word(key, value);
    case Type::count: return misfit_number(value, std::numeric_limits<std::int64_t>::max(), "objects");
    case Type::positive:
        return base::parse_int(value).value_or(0) > 0
                   ? std::nullopt
                   : std::optional{std::string{"expected a whole number of 1 or more"}};
    case Type::seconds: return misfit_number(value, std::numeric_limits<int>::max() / 1000, "seconds");
    case Type::percent: return misfit_percent(value);
    case Type::amount:
        if (is_decimal(value)) return std::nullopt;
        return "expected a number, 0 or more";
    case Type::age: return misfit_age(value);
    case Type::refs: return misfit_ref(value);
    case Type::version: return misfit_version(value);
    case Type::text:
    case Type::texts:
    case Type::path:
    case Type::url:
    case Type::paths:
    case Type::globs:
    case Type::words: break;
    }
    if (value.empty()) return "expected some text";
    return std::nullopt;
}

std::string format_path(Path const &path) {
    std::string out;
    for (auto const &word : path) {
        if (!out.empty()) out.push_back('.');
        bool const plain = !word.empty() && std::ranges::all_of(word, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        });
        if (plain) out += word;
        else base::append_quoted_ident(out, base::single_line(word));
    }
    return out;
}

} // namespace scribe::config
