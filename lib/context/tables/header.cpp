// SPDX-License-Identifier: MIT
#include "context/tables/header.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "context/headings.hpp"
#include "context/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::context {

namespace {

using Type = ColumnRole::Type;

struct Word {
    std::string_view key; ///< as heading_key gives it
    Type type;
};

constexpr auto k_words = std::to_array<Word>({
    {"ref", Type::ref},
    {"reference", Type::ref},
    {"object", Type::ref},
    {"object ref", Type::ref},
    {"object name", Type::ref},
    {"full name", Type::ref},
    {"qualified name", Type::ref},
    {"fully qualified name", Type::ref},
    {"source name", Type::source},
    {"database", Type::source},
    {"database name", Type::source},
    {"schema", Type::schema},
    {"schema name", Type::schema},
    {"table schema", Type::schema},
    {"table", Type::table},
    {"table name", Type::table},
    {"view", Type::table},
    {"view name", Type::table},
    {"table or view", Type::table},
    {"entity", Type::table},
    {"column", Type::column},
    {"column name", Type::column},
    {"field", Type::column}, // of the long form: which
    {"field name", Type::column},
    {"attribute", Type::column},
    {"attribute name", Type::column},
    {"name", Type::name},
    {"kind", Type::kind},
    {"level", Type::kind},
    {"object kind", Type::kind},
    {"object type", Type::kind},
    {"type", Type::data_type}, // or an object's kind
    {"text", Type::text},
    {"value", Type::text},
    {"content", Type::text},
});

/// What data dictionaries say of the structure, which the catalog knows better, and scribe's lists of who said what.
constexpr auto k_structure = std::to_array<std::string_view>({
    "data type",
    "datatype",
    "column type",
    "nullable",
    "null",
    "not null",
    "default",
    "default value",
    "column default",
    "position",
    "length",
    "max length",
    "ordinal position",
    "precision",
    "scale",
    "primary key",
    "foreign key",
    "pk",
    "fk",
    "key",
    "unique",
    "display name",
    "column display name",
    "column data type",
    "column data type display",
    "no",
    "author",
    "said at",
    "origin",
    "removed",
    "column length",
    "column array data type",
    "column data length",
    "number",
});

/// The fields of OpenMetadata's columns.
constexpr auto k_of_columns = std::to_array<std::pair<std::string_view, Field>>(
    {{"column tag", Field::tags}, {"column glossary term", Field::terms}});

std::optional<ColumnRole> role_of(std::string_view heading) {
    auto const key = heading_key(heading);
    // "Sources" are those of the data; "source" is the database, as scribe's own outputs have it.
    if (base::to_lower_ascii(base::trim(heading)) == "source") return ColumnRole{Type::source};
    if (auto const *const word = std::ranges::find(k_words, key, &Word::key); word != k_words.end())
        return ColumnRole{word->type};
    if (auto const field = field_from_heading(heading)) return ColumnRole{Type::field, *field};
    for (auto const &[name, field] : k_of_columns)
        if (name == key) return ColumnRole{Type::field, field};
    if (std::ranges::find(k_structure, key) != k_structure.end()) return ColumnRole{Type::ignored};
    return std::nullopt;
}

/// The words that --map takes.
std::vector<std::string> target_names() {
    std::vector<std::string> names{"ref", "source", "schema", "table", "column", "kind", "name", "-"};
    for (auto const field : all_fields()) names.emplace_back(field_name(field));
    return names;
}

ColumnRole mapped_role(std::string const &heading, std::string const &target) {
    if (target == "-") return {Type::ignored};
    auto const role = role_of(target);
    if (role && role->type != Type::ignored && role->type != Type::text && role->type != Type::data_type) return *role;
    auto const names = target_names();
    auto const near = base::nearest(target, names);
    throw base::Error(base::ExitCode::usage,
                      fmt::format("--map: \"{}\" is no field to which \"{}\" could belong", base::single_line(target),
                                  base::single_line(heading)),
                      (near ? "did you mean " + *near + "? it takes " : "it takes ") + base::join(names, ", "));
}

} // namespace

Roles::Roles(std::map<std::string, std::string> const &map) {
    for (auto const &[heading, target] : map) m_mapped.emplace(heading_key(heading), mapped_role(heading, target));
}

std::optional<ColumnRole> Roles::of(std::string_view heading) const {
    auto const found = m_mapped.find(heading_key(heading));
    return found == m_mapped.end() ? role_of(heading) : std::optional{found->second};
}

void fail_unknown(std::string_view heading, std::string const &place, std::string_view what) {
    auto const shown = base::single_line(base::utf8_head(heading, 100));
    std::vector<std::string> known;
    for (auto const &word : k_words) known.emplace_back(word.key);
    for (auto const field : all_fields()) known.emplace_back(field_name(field));
    auto const near = base::nearest(heading_key(heading), known);
    fail_at(place, fmt::format("the {} \"{}\" is not known", what, shown),
            fmt::format("{}--map \"{}=description\" says what it means, --map \"{}=-\" leaves it out",
                        near ? "did you mean " + *near + "? " : "", shown, shown));
}

Header::Header(std::vector<std::string> const &headings, std::map<std::string, std::string> const &map) {
    Roles const roles{map};
    for (auto const &heading : headings) {
        m_headings.emplace_back(base::trim(heading));
        if (m_headings.back().empty()) m_roles.emplace_back();
        else m_roles.push_back(roles.of(heading));
    }
    // The long form: object, field, text. A lone text is the description.
    bool const text = has(Type::text);
    bool const is_long = text && (has(Type::ref) || has(Type::table)) &&
                         std::ranges::any_of(m_headings, [](auto const &one) { return heading_key(one) == "field"; });
    for (std::size_t i = 0; i < m_roles.size(); ++i) {
        if (!m_roles[i]) continue;
        if (is_long && heading_key(m_headings[i]) == "field" && m_roles[i]->type == Type::column)
            m_roles[i]->type = Type::which;
        if (!is_long && m_roles[i]->type == Type::text) *m_roles[i] = {Type::field, Field::description};
    }
}

bool Header::has(Type type) const {
    return std::ranges::any_of(m_roles, [&](auto const &role) { return role && role->type == type; });
}

bool Header::fits() const {
    // A lone name may be that of anything.
    bool const names = has(Type::ref) || has(Type::schema) || has(Type::table) || has(Type::column) ||
                       (has(Type::name) && has(Type::kind));
    return names && (has(Type::field) || has(Type::text));
}

void Header::check(std::function<std::string(std::size_t column)> const &place) const {
    for (std::size_t i = 0; i < m_roles.size(); ++i) {
        if (m_headings[i].empty()) continue;
        if (!m_roles[i]) fail_unknown(m_headings[i], place(i), "heading");
        auto const shown = base::single_line(base::utf8_head(m_headings[i], 100));
        if (m_roles[i]->type == Type::ignored || m_roles[i]->type == Type::data_type) continue;
        auto const first = static_cast<std::size_t>(std::ranges::find(m_roles, m_roles[i]) - m_roles.begin());
        if (first < i)
            fail_at(place(i),
                    fmt::format("\"{}\" says the same as \"{}\"", shown, base::single_line(m_headings[first])),
                    fmt::format("--map \"{}=-\" leaves one out", shown));
    }
}

} // namespace scribe::context
