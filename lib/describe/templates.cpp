// SPDX-License-Identifier: MIT
#include "describe/templates.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "describe/clauses.hpp"
#include "describe/names.hpp"
#include "describe/patterns.hpp"
#include "describe_data.hpp"
#include "model/filter.hpp"
#include "yaml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace scribe::describe {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::size_t k_most_values = 12;
constexpr std::array<std::string_view, 7> k_placeholders{"entity", "table",  "column", "type",
                                                         "parent", "values", "unit"};

/// The words of a name, as patterns see them.
std::string plain_name(std::string_view name, Vocabulary const *vocabulary) {
    std::vector<std::string> words;
    for (auto &word : base::split_words(name)) {
        auto parts = vocabulary ? vocabulary->parts_of(word.folded) : std::vector{std::move(word.folded)};
        words.insert(words.end(), parts.begin(), parts.end());
    }
    return base::join(words, "_");
}

bool is_one_of(std::string const &list, std::string const &word) {
    auto const words = base::split(list, '|');
    return std::ranges::find(words, word) != words.end();
}

std::vector<Template> read_shipped() {
    std::vector<Template> list;
    yaml::Document const document{data::k_templates, "templates.yml"};
    auto const &root = document.root();
    for (std::size_t i = 0; i < root.keys.size(); ++i) {
        Template one;
        one.name = root.keys[i]->text;
        one.shipped = true;
        auto const &fields = *root.items[i];
        for (std::size_t k = 0; k < fields.keys.size(); ++k) {
            auto const &key = fields.keys[k]->text;
            auto const &text = fields.items[k]->text;
            if (key == "column") one.column = text;
            else if (key == "table") one.table = text;
            else if (key == "type") one.type = text;
            else if (key == "role") one.role = text;
            else if (key == "semantic-type") one.semantic_type = text;
            else if (key == "text") one.text = text;
            else if (key == "priority") one.priority = base::parse_int(text).value_or(0);
            else if (key == "alone") one.alone = text == "true";
            else if (key == "tells") one.tells = text == "true";
            else throw Error(ExitCode::internal, fmt::format("templates.yml: {}: unknown key {}", one.name, key));
        }
        list.push_back(std::move(one));
    }
    return list;
}

void check_placeholders(Template const &one, int groups) {
    for (std::size_t at = 0; (at = one.text.find('{', at)) != std::string::npos; ++at) {
        auto const end = one.text.find('}', at);
        auto const name = one.text.substr(at + 1, end == std::string::npos ? end : end - at - 1);
        auto const number = base::parse_int(name);
        bool const known = std::ranges::find(k_placeholders, name) != k_placeholders.end();
        if (end != std::string::npos && (known || (number && *number >= 0 && *number <= groups))) continue;
        throw Error(ExitCode::usage,
                    fmt::format("template {}: there is no placeholder \"{}\"", one.name,
                                base::single_line(one.text.substr(at, 40))),
                    "placeholders: {entity} {table} {column} {type} {parent} {values} {unit}, and {1} ... for the "
                    "groups of --column");
    }
}

/// What stands for the placeholders of one column.
class Filler {
public:
    Filler(TableEvidence const &table, ColumnEvidence const &column, std::vector<std::string> const &groups)
        : m_table(table), m_column(column), m_groups(groups) {}

    /// Nothing when a placeholder has nothing to say.
    std::optional<std::string> fill(std::string const &text) const {
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            auto const open = text.find('{', at);
            auto const close = open == std::string::npos ? open : text.find('}', open);
            if (close == std::string::npos) return out + text.substr(at);
            auto const value = this->value(text.substr(open + 1, close - open - 1));
            if (value.empty()) return std::nullopt;
            out += text.substr(at, open - at) + value;
            at = close + 1;
        }
        return out;
    }

private:
    Vocabulary const *words() const { return m_table.words.get(); }

    std::string value(std::string const &name) const {
        if (name == "entity") return entity_of(m_table.ref.name, words());
        if (name == "table") return model::format_ref("", m_table.ref.name);
        if (name == "column") return phrase_of(m_column.column.name, words()).text();
        if (name == "type") return m_column.column.type;
        if (name == "parent") return parent();
        if (name == "values") return values();
        if (name == "unit") return m_column.profile ? m_column.profile->unit : std::string{};
        auto const group = static_cast<std::size_t>(base::parse_int(name).value_or(0));
        return group < m_groups.size() ? phrase_of(m_groups[group], words()).text() : std::string{};
    }

    std::string parent() const {
        for (auto const &link : m_table.parents)
            if (link.columns.size() == 1 && link.columns[0] == m_column.column.name)
                return link.other == m_table.ref ? "parent " + entity_of(link.other.name, words())
                                                 : entity_of(link.other.name, words());
        return {};
    }

    /// All values, where these are few and may be shown.
    std::string values() const {
        std::vector<std::string> list;
        for (auto const &label : m_column.labels) list.push_back(quoted_value(label));
        if (list.empty() && m_column.profile && m_column.entity.empty() && m_column.profile->hidden.empty() &&
            m_column.profile->top_complete && m_column.profile->method == "full" &&
            m_column.profile->top.size() <= k_most_values)
            for (auto const &one : m_column.profile->top) list.push_back(quoted_value(one.value));
        return list_of(list, k_most_values);
    }

    TableEvidence const &m_table;
    ColumnEvidence const &m_column;
    std::vector<std::string> const &m_groups;
};

} // namespace

namespace {

/// True where the column refers to a table that, by its name, holds no people and nobody who acts for them.
bool refers_to_thing(TableEvidence const &table, std::string const &column) {
    static std::set<std::string, std::less<>> const k_people{
        "user",     "person",   "people",   "employee", "staff",      "member",   "customer",  "account", "editor",
        "author",   "admin",    "contact",  "owner",    "operator",   "agent",    "login",     "profile", "party",
        "worker",   "login",    "manager",  "identity", "principal",  "actor",    "provider",  "doctor",  "nurse",
        "teacher",  "student",  "reviewer", "officer",  "technician", "supplier", "moderator", "role",    "caregiver",
        "operator", "reporter", "creator",  "subject",  "client",     "seller",   "buyer",     "driver",  "patient"};
    return std::ranges::any_of(table.parents, [&](Link const &link) {
        if (link.columns != std::vector<std::string>{column}) return false;
        auto const words = base::split(entity_of(link.other.name, table.words.get()), ' ');
        return std::ranges::none_of(words, [&](std::string const &word) { return k_people.contains(word); });
    });
}

} // namespace

struct Templates::Compiled {
    struct Patterns {
        Pattern column, table, type;
    };
    std::vector<Template> list;
    std::vector<Patterns> patterns; ///< one a template
};

Templates::Templates(std::vector<Template> const &own) : m_compiled(std::make_unique<Compiled>()) {
    auto &list = m_compiled->list;
    list = read_shipped();
    for (auto const &one : own) {
        std::erase_if(list, [&](auto const &known) { return known.name == one.name; });
        if (!one.text.empty()) list.push_back(one);
    }
    std::ranges::sort(list, [](auto const &a, auto const &b) {
        return a.priority != b.priority ? a.priority > b.priority : a.name < b.name;
    });
    for (auto const &one : list) {
        auto const compile = [&](std::string const &text, char const *what) {
            return Pattern{text, fmt::format("template {}: {}", one.name, what)};
        };
        m_compiled->patterns.push_back(
            {compile(one.column, "column"), compile(one.table, "table"), compile(one.type, "type")});
        check_placeholders(one, m_compiled->patterns.back().column.groups());
    }
}

Templates::Templates(Templates &&) noexcept = default;
Templates &Templates::operator=(Templates &&) noexcept = default;
Templates::~Templates() = default;

std::vector<Template> const &Templates::all() const { return m_compiled->list; }

std::optional<TemplateUse> Templates::match(TableEvidence const &table, ColumnEvidence const &evidence) const {
    auto const &column = evidence.column;
    auto const name = plain_name(column.name, table.words.get()), owner = plain_name(table.ref.name, table.words.get());
    auto const type = base::to_lower_ascii(column.type);
    auto const &role = evidence.profile ? evidence.profile->role : std::string{};
    for (std::size_t i = 0; i < m_compiled->list.size(); ++i) {
        auto const &one = m_compiled->list[i];
        auto const &patterns = m_compiled->patterns[i];
        if (!one.role.empty() && !is_one_of(one.role, role)) continue;
        if (!one.semantic_type.empty() && !is_one_of(one.semantic_type, evidence.semantic_type)) continue;
        std::vector<std::string> groups;
        if (!patterns.column.matches(name, &groups) || !patterns.table.matches(owner) || !patterns.type.matches(type))
            continue;
        if (one.column.empty()) groups = {name};
        // "deleted_by" may be an edit, or a job.
        if (one.shipped && one.name.ends_with("-by") && refers_to_thing(table, column.name)) continue;
        // "Currency that amounts of the currency are in"
        if (one.shipped && one.text.find("{entity}") != std::string::npos &&
            base::to_lower_ascii(one.text).starts_with(entity_of(table.ref.name, table.words.get()) + " "))
            continue;
        if (auto text = Filler{table, evidence, groups}.fill(one.text))
            return TemplateUse{&one, sentence(std::move(*text))};
    }
    return std::nullopt;
}

Templates const &shipped_templates() {
    static Templates const k_templates;
    return k_templates;
}

} // namespace scribe::describe
