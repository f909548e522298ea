// SPDX-License-Identifier: MIT
#include "model/filter.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/code/signature.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

namespace scribe::model {

namespace {

[[noreturn]] void bad_ref(std::string_view text, std::string_view why) {
    throw base::Error(base::ExitCode::usage, fmt::format("\"{}\" is no object reference: {}", text, why),
                      "write [source:]schema.table.column; put odd names in double quotes");
}

/// Where the bracket that opens at `at` closes, or npos; brackets in double quotes do not count.
std::size_t closing_bracket(std::string_view text, std::size_t at) {
    int depth = 0;
    bool quoted = false;
    for (; at < text.size(); ++at) {
        if (text[at] == '"') quoted = !quoted;
        if (quoted) continue;
        if (text[at] == '(') ++depth;
        if (text[at] == ')' && --depth == 0) return at;
    }
    return std::string_view::npos;
}

/// Where an unquoted part ends. The argument types of a routine belong to it: dots and quotes in them separate nothing.
std::size_t part_end(std::string_view text) {
    auto const end = std::min(text.find_first_of(".:\"("), text.size());
    if (end == text.size() || text[end] != '(') return end;
    auto const close = closing_bracket(text, end);
    if (close != std::string_view::npos) return close + 1 + part_end(text.substr(close + 1));
    return std::min(text.find_first_of(".:\"", end), text.size());
}

/// Reads one part from `rest`: a quoted name or everything up to a separator.
std::string take_part(std::string_view whole, std::string_view &rest, bool &quoted) {
    std::string part;
    bool const escaped = rest.starts_with("U&\"") || rest.starts_with("u&\"");
    if (escaped) rest.remove_prefix(2);
    quoted = rest.starts_with('"');
    if (!quoted) {
        auto const end = part_end(rest);
        part = rest.substr(0, end);
        rest.remove_prefix(end);
    } else {
        rest.remove_prefix(1);
        while (true) {
            auto const quote = rest.find('"');
            if (quote == std::string_view::npos) bad_ref(whole, "a double quote is not closed");
            part.append(rest.substr(0, quote));
            rest.remove_prefix(quote + 1);
            if (!rest.starts_with('"')) break;
            part.push_back('"');
            rest.remove_prefix(1);
        }
    }
    if (escaped) {
        auto plain = base::unescape_ident(part);
        if (!plain) bad_ref(whole, "escapes in U&\"...\" are \\XXXX, \\+XXXXXX (hexadecimal) and \\\\");
        part = std::move(*plain);
    }
    if (part.empty()) bad_ref(whole, "a part of it is empty");
    return part;
}

/// The argument types behind a quoted name, as the names of routines have them: `(integer)` for `(int)`.
std::string take_arguments(std::string_view whole, std::string_view &rest) {
    auto const close = closing_bracket(rest, 0);
    if (close == std::string_view::npos) bad_ref(whole, "a bracket is not closed");
    auto const arguments = plain_signature("f" + std::string{rest.substr(0, close + 1)}).substr(1);
    rest.remove_prefix(close + 1);
    return arguments;
}

bool part_matches(RefPattern const &pattern, std::size_t i, std::string_view text) {
    return pattern.quoted[i] ? pattern.parts[i] == text : base::glob_match(pattern.parts[i], text);
}

/// True when every glob-free and glob part matches schema and name (a table, view, routine ...).
bool matches_name(RefPattern const &pattern, std::string_view schema, std::string_view name) {
    if (pattern.parts.size() == 1) return part_matches(pattern, 0, name);
    if (pattern.parts.size() == 2) return part_matches(pattern, 0, schema) && part_matches(pattern, 1, name);
    return false;
}

/// True when the pattern names the routine without its argument types, or with other names of them.
bool matches_routine(RefPattern const &pattern, Record const &routine) {
    auto const name = std::string_view{routine.name}.substr(0, routine.name.find('('));
    if (matches_name(pattern, routine.schema, name)) return true;
    auto const &last = pattern.parts.back();
    auto const open = last.find('(');
    if (pattern.quoted.back() || open == std::string::npos || last.substr(0, open) != name) return false;
    auto plain = pattern;
    plain.parts.back() = plain_signature(last);
    return matches_name(plain, routine.schema, routine.name);
}

/// Writes one part so that parse_ref reads it back and a terminal shows all of it.
void append_part(std::string &out, std::string_view part) {
    if (base::has_controls(part)) return base::append_escaped_ident(out, part);
    bool const odd = part.empty() || part.find_first_of(".:\"*?! ") != std::string_view::npos;
    if (odd) base::append_quoted_ident(out, part);
    else out.append(part);
}

/// True for `name(types)` that parse_ref reads back without quotes.
bool is_plain_routine(std::string_view name) {
    auto const open = name.find('(');
    if (open == 0 || open == std::string_view::npos || closing_bracket(name, open) + 1 != name.size()) return false;
    return name.substr(0, open).find_first_of(".:\"! ") == std::string_view::npos &&
           name.find_first_of("*?") == std::string_view::npos && !base::has_controls(name);
}

/// A glob of schemas: "!shop:sales_*" leaves out in one source.
struct SchemaGlob {
    explicit SchemaGlob(std::string_view text) : exclude(text.starts_with('!')) {
        if (exclude) text.remove_prefix(1);
        auto const colon = text.find(':');
        if (colon != std::string_view::npos) source = text.substr(0, colon);
        schema = text.substr(colon == std::string_view::npos ? 0 : colon + 1);
    }
    bool exclude;
    std::string_view source, schema;
};

/// Weighs the include and exclude patterns against each other: the most specific match wins, a tie excludes.
template <typename Matches>
bool decide(std::vector<RefPattern> const &include, std::vector<RefPattern> const &exclude, Matches const &matches) {
    auto const best = [&](std::vector<RefPattern> const &patterns) {
        std::optional<Specificity> most;
        for (auto const &p : patterns) {
            if (p.source.empty() && matches(p)) most = std::max(most, std::optional{p.specificity()});
        }
        return most;
    };
    auto const out = best(exclude);
    return include.empty() ? !out : best(include) > out;
}

} // namespace

RefPattern parse_ref(std::string_view text) {
    RefPattern pattern;
    auto rest = text;
    if (rest.starts_with('!')) {
        pattern.exclude = true;
        rest.remove_prefix(1);
    }
    while (true) {
        bool quoted = false;
        auto part = take_part(text, rest, quoted);
        if (rest.starts_with(':') && pattern.source.empty() && pattern.parts.empty()) {
            pattern.source = std::move(part);
            rest.remove_prefix(1);
            continue;
        }
        if (quoted && rest.starts_with('(')) part += take_arguments(text, rest);
        pattern.parts.push_back(std::move(part));
        pattern.quoted.push_back(quoted);
        if (rest.empty()) break;
        if (!rest.starts_with('.')) bad_ref(text, "its parts are separated by dots");
        rest.remove_prefix(1);
    }
    if (pattern.parts.size() > 3) bad_ref(text, "it has more than three parts");
    return pattern;
}

RefPattern exact_ref(std::string_view schema, std::string_view name) {
    RefPattern pattern;
    pattern.parts = {std::string{schema}, std::string{name}};
    pattern.quoted = {true, true};
    return pattern;
}

bool RefPattern::matches(Record const &record) const {
    if (!is_table_part(record.kind)) {
        if (matches_name(*this, record.schema, record.name)) return true;
        return record.kind == Kind::routine && matches_routine(*this, record);
    }
    if (parts.size() == 1) return part_matches(*this, 0, record.name);
    if (parts.size() == 2) {
        // Indexes, constraints and triggers are also named by their schema, as in SQL.
        bool const owner = part_matches(*this, 0, record.table) ||
                           (record.kind != Kind::column && part_matches(*this, 0, record.schema));
        return owner && part_matches(*this, 1, record.name);
    }
    return part_matches(*this, 0, record.schema) && part_matches(*this, 1, record.table) &&
           part_matches(*this, 2, record.name);
}

bool selects(std::vector<RefPattern> const &patterns, std::string_view source, Record const &record) {
    std::optional<Specificity> in;
    std::optional<Specificity> out;
    bool only_excludes = true;
    for (auto const &p : patterns) {
        only_excludes = only_excludes && p.exclude;
        if ((!p.source.empty() && !base::glob_match(p.source, source)) || !p.matches(record)) continue;
        auto &best = p.exclude ? out : in;
        best = std::max(best, std::optional{p.specificity()});
    }
    return only_excludes ? !out : in > out;
}

Specificity RefPattern::specificity() const {
    Specificity all{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto const &part = parts[parts.size() - 1 - i];
        bool const exact = quoted[parts.size() - 1 - i] || !base::has_glob(part);
        auto const literal = std::ranges::count_if(part, [](char c) { return c != '*' && c != '?'; });
        all[i] = exact ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(literal);
    }
    return all;
}

ObjectFilter ObjectFilter::for_source(std::string_view source) const {
    auto const is_own = [source](std::string_view name) { return name.empty() || base::glob_match(name, source); };
    ObjectFilter own;
    for (auto const &text : schemas) {
        SchemaGlob const glob{text};
        if (is_own(glob.source)) own.schemas.push_back((glob.exclude ? "!" : "") + std::string{glob.schema});
        else if (!glob.exclude) own.schemas.push_back(text);
    }
    for (auto pattern : include) {
        if (is_own(pattern.source)) pattern.source.clear();
        own.include.push_back(std::move(pattern));
    }
    for (auto pattern : exclude) {
        if (!is_own(pattern.source)) continue;
        pattern.source.clear();
        own.exclude.push_back(std::move(pattern));
    }
    return own;
}

std::vector<std::string> ObjectFilter::sources(bool excluded) const {
    std::set<std::string> names;
    for (auto const &text : schemas) {
        SchemaGlob const glob{text};
        if (excluded || !glob.exclude) names.emplace(glob.source);
    }
    for (auto const &pattern : include) names.insert(pattern.source);
    for (auto const &pattern : exclude) {
        if (excluded) names.insert(pattern.source);
    }
    names.erase("");
    return {names.begin(), names.end()};
}

bool ObjectFilter::matches_schema(std::string_view schema) const {
    bool any_include = false;
    bool included = false;
    for (auto const &text : schemas) {
        SchemaGlob const glob{text};
        bool const found = glob.source.empty() && base::glob_match(glob.schema, schema);
        if (glob.exclude && found) return false;
        any_include = any_include || !glob.exclude;
        included = included || (!glob.exclude && found);
    }
    return included || !any_include;
}

bool ObjectFilter::matches(std::string_view schema, std::string_view name) const {
    if (!matches_schema(schema)) return false;
    if (include.empty() && exclude.empty()) return true;
    return decide(include, exclude, [&](RefPattern const &p) { return matches_name(p, schema, name); });
}

bool ObjectFilter::matches(Record const &record) const {
    if (is_database_wide(record.kind)) return true;
    if (record.kind == Kind::schema) return matches_schema(record.name);
    if (record.kind == Kind::routine) {
        return matches_schema(record.schema) &&
               decide(include, exclude, [&](RefPattern const &p) { return p.matches(record); });
    }
    return matches(record.schema, record.table.empty() ? record.name : record.table);
}

std::string format_ref(std::string_view schema, std::string_view name) {
    std::string out;
    if (!schema.empty()) {
        append_part(out, schema);
        out.push_back('.');
    }
    append_part(out, name);
    return out;
}

std::string format_ref(Record const &record) {
    if (record.kind == Kind::schema) return format_ref("", record.name);
    if (record.kind == Kind::routine && is_plain_routine(record.name)) {
        std::string out;
        append_part(out, record.schema);
        return out + "." + record.name;
    }
    if (record.table.empty()) return format_ref(record.schema, record.name);
    auto out = format_ref(record.schema, record.table);
    out.push_back('.');
    append_part(out, record.name);
    return out;
}

FilterTexts texts_of(ObjectFilter const &filter) {
    // What was not in quotes may be a glob.
    auto const texts = [](std::vector<RefPattern> const &patterns) {
        std::vector<std::string> list;
        for (auto const &pattern : patterns) {
            auto &text = list.emplace_back();
            for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
                bool const quoted = i < pattern.quoted.size() && pattern.quoted[i];
                text += (i > 0 ? "." : "") + (quoted ? format_ref("", pattern.parts[i]) : pattern.parts[i]);
            }
        }
        return list;
    };
    return {filter.schemas, texts(filter.include), texts(filter.exclude)};
}

ObjectFilter filter_of(FilterTexts const &texts) {
    ObjectFilter filter;
    filter.schemas = texts.schemas;
    for (auto const &text : texts.include) filter.include.push_back(parse_ref(text));
    for (auto const &text : texts.exclude) filter.exclude.push_back(parse_ref(text));
    return filter;
}

ObjectFilter narrowed(ObjectFilter filter, ObjectFilter const &scanned_for) {
    if (filter.schemas.empty()) filter.schemas = scanned_for.schemas;
    if (filter.include.empty()) filter.include = scanned_for.include;
    for (auto const &pattern : scanned_for.exclude) {
        bool const known = std::ranges::any_of(filter.exclude, [&](RefPattern const &one) {
            return one.source == pattern.source && one.parts == pattern.parts && one.quoted == pattern.quoted;
        });
        if (!known) filter.exclude.push_back(pattern);
    }
    return filter;
}

} // namespace scribe::model
