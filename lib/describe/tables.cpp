// SPDX-License-Identifier: MIT
#include "describe/clauses.hpp"
#include "describe/columns.hpp"
#include "describe/names.hpp"

#include "base/text.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scribe::describe {

namespace {

constexpr std::size_t k_most_tables = 5;
constexpr std::size_t k_most_columns = 5;
constexpr std::ptrdiff_t k_most_grouped = 3;
/// Conditions are quoted up to this width.
constexpr std::size_t k_most_code = 120;

/// A value that is a date or a short number is nobody's name or account.
bool is_plain_value(std::string_view value) {
    constexpr std::size_t k_most_digits = 6;
    bool const is_date = value.size() >= 10 && value[4] == '-' && value[7] == '-' &&
                         value.find_first_not_of("0123456789-:.+ ") == std::string_view::npos;
    return is_date ||
           (value.size() <= k_most_digits && value.find_first_not_of("0123456789") == std::string_view::npos);
}

/// The bounds of a partition of a table with personal data may be values of it.
bool may_tell_bound(TableEvidence const &table) {
    bool const personal =
        std::ranges::any_of(table.columns, [](ColumnEvidence const &one) { return !one.entity.empty(); });
    if (!personal) return true;
    if (std::ranges::find(table.columns, "BIRTHDATE", &ColumnEvidence::entity) != table.columns.end()) return false;
    std::string_view const bound = table.partition_bound;
    for (std::size_t at = 0; at < bound.size(); ++at) {
        bool const quoted = bound[at] == '\'';
        if (!quoted && (bound[at] < '0' || bound[at] > '9')) continue;
        auto const begin = quoted ? at + 1 : at;
        auto const end = quoted ? bound.find('\'', begin) : bound.find_first_not_of("0123456789", begin);
        if (!is_plain_value(bound.substr(begin, std::min(end, bound.size()) - begin))) return false;
        at = std::min(end, bound.size());
    }
    return true;
}

class TableWriter {
public:
    TableWriter(TableEvidence const &table, Templates const &templates)
        : m_table(table), m_templates(templates), m_entity(entity_of(table.ref.name, table.words.get())) {}

    Said run() {
        if (m_entity.empty()) m_entity = "row";
        if (m_table.partition_of) {
            tell(0.95, "the partition's bounds");
            auto const bound =
                may_tell_bound(m_table) ? ": " + base::single_line(m_table.partition_bound) : std::string{};
            return {fmt::format("Partition of {}{}.", name_of(*m_table.partition_of), bound), m_confidence, m_reasons};
        }
        if (m_table.view) view();
        else if (!junction() && !extension() && !part()) m_first = "One row for each " + m_entity;
        attributes();
        glossary();
        neighbours();
        partitions();
        people();
        if (!m_tells) return {{}, 0, {"neither columns nor keys nor relationships tell more than its name"}};
        Said said;
        said.text = m_first;
        if (!m_attributes.empty()) said.text += ": " + m_attributes;
        said.text += '.';
        for (auto const &text : m_sentences) said.text += " " + text + ".";
        said.confidence = m_confidence;
        said.reasons = m_reasons;
        return said;
    }

private:
    Vocabulary const *words() const { return m_table.words.get(); }

    std::string name_of(model::Ref const &table) const { return table_name(table, m_table.ref.schema); }

    void tell(double confidence, std::string const &reason) {
        m_tells = true;
        m_confidence = std::max(m_confidence, confidence);
        m_reasons.push_back(reason);
    }

    void view() {
        std::vector<std::string> names;
        for (auto const &read : m_table.reads) names.push_back(name_of(read));
        if (names.empty()) {
            m_first = "View of " + m_entity;
            return;
        }
        m_first = fmt::format("Reads {}", list_of(names, k_most_tables));
        tell(0.8, "what the view reads");
        auto const add = [&](char const *what, std::string const &code) {
            if (code.empty() || code.size() > k_most_code) return;
            m_sentences.push_back(what + code);
            tell(0.85, "the view's definition");
        };
        // A long list only repeats the columns.
        auto const more = std::ranges::count(m_table.group_by, ',');
        if (more < k_most_grouped)
            add(more > 0 ? "One row for each combination of " : "One row for each ", m_table.group_by);
        add("Only rows where ", m_table.where);
    }

    bool in_primary(std::vector<std::string> const &columns) const {
        return !columns.empty() && std::ranges::all_of(columns, [&](auto const &column) {
            return std::ranges::find(m_table.primary_key, column) != m_table.primary_key.end();
        });
    }

    /// The parents whose keys the primary key is made of.
    std::vector<Link const *> key_parents() const {
        std::vector<Link const *> list;
        std::set<std::string> taken;
        for (auto const &link : m_table.parents) {
            bool const fresh = std::ranges::none_of(link.columns, [&](auto const &c) { return taken.contains(c); });
            if (!in_primary(link.columns) || !fresh || link.other == m_table.ref) continue;
            taken.insert(link.columns.begin(), link.columns.end());
            list.push_back(&link);
        }
        return list;
    }

    static std::size_t columns_of(std::vector<Link const *> const &links) {
        std::size_t count = 0;
        for (auto const *link : links) count += link->columns.size();
        return count;
    }

    static double surety(std::vector<Link const *> const &links) {
        double least = 1;
        for (auto const *link : links) least = std::min(least, link->declared ? 1 : link->confidence);
        return least;
    }

    bool junction() {
        auto const parents = key_parents();
        if (parents.size() < 2 || columns_of(parents) != m_table.primary_key.size()) return false;
        std::vector<std::string> names;
        for (auto const *link : parents) names.push_back(name_of(link->other));
        bool const declared = std::ranges::all_of(parents, [](auto const *link) { return link->declared; });
        m_first = fmt::format("Links {}: one row for each {} of them{}", list_of(names, k_most_tables),
                              names.size() == 2 ? "pair" : "combination",
                              declared ? "" : ", which foreign keys do not all declare");
        m_linked = true;
        tell(0.9 * surety(parents), "its primary key is made of the keys of other tables");
        return true;
    }

    bool extension() {
        auto const parents = key_parents();
        if (parents.size() != 1 || columns_of(parents) != m_table.primary_key.size()) return false;
        // An archive has the key of what it no longer is part of: what was only found proves no more than a reference.
        if (!parents[0]->declared) return false;
        m_first = fmt::format("Adds to {}: at most one row for each {}", name_of(parents[0]->other),
                              entity_of(parents[0]->other.name, words()));
        m_linked = true;
        tell(0.9, "its primary key is the key of another table");
        return true;
    }

    bool part() {
        auto const parents = key_parents();
        if (parents.empty()) return false;
        std::set<std::string> taken;
        std::vector<std::string> names, others;
        for (auto const *link : parents) {
            taken.insert(link->columns.begin(), link->columns.end());
            names.push_back(with_article(entity_of(link->other.name, words())));
        }
        for (auto const &column : m_table.primary_key)
            if (!taken.contains(column)) others.push_back(phrase_of(column, words()).text());
        if (others.empty()) return false;
        m_first = fmt::format("One row for each {} of {}, told apart by {}", m_entity, list_of(names, k_most_tables),
                              list_of(others, k_most_columns));
        tell(0.85, "its primary key has the keys of other tables in it");
        return true;
    }

    /// What it says of the thing that a row is: its columns but for keys.
    void attributes() {
        if (m_linked && m_table.columns.size() <= m_table.primary_key.size()) return;
        std::set<std::string> keys{m_table.primary_key.begin(), m_table.primary_key.end()};
        for (auto const &link : m_table.parents) keys.insert(link.columns.begin(), link.columns.end());
        std::vector<std::string> names;
        for (auto const &one : m_table.columns) {
            auto const phrase = phrase_of(one.column.name, words());
            if (keys.contains(one.column.name) || phrase.words.empty()) continue;
            // What says all by a convention is of the row, not of what it stands for.
            auto const use = m_templates.match(m_table, one);
            if (use && use->used->alone) continue;
            auto parts = phrase.words;
            if (parts.size() > 1 && parts.front() == "is") parts.erase(parts.begin());
            names.push_back(base::join(parts, " "));
        }
        // A country of which only the country is known.
        if (names.empty() || (names.size() == 1 && names[0] == m_entity)) return;
        auto const list = list_of(names, k_most_columns + 1);
        m_attributes = m_linked || m_table.view || m_first.find(',') != std::string::npos ? "" : "its " + list;
        if (m_attributes.empty()) m_sentences.push_back(fmt::format("{} {}", m_table.view ? "Gives" : "Has", list));
        tell(0.7, "its columns");
    }

    void glossary() {
        auto const &[term, definition, said] = m_table.known;
        if (term.empty()) return;
        m_sentences.push_back(fmt::format("{}: {}", sentence(term), plain_end(definition)));
        tell(0.9, "the glossary");
    }

    void people() {
        for (auto &text : people_say(m_table.known))
            m_sentences.push_back(std::move(text)), tell(0.9, "what people say of it");
    }

    void neighbours() {
        std::vector<std::string> parents, children;
        auto const add = [&](std::vector<std::string> &list, Link const &link) {
            auto const name = name_of(link.other);
            if (link.other != m_table.ref && std::ranges::find(list, name) == list.end()) list.push_back(name);
        };
        for (auto const &link : m_table.parents)
            if (!m_linked || !in_primary(link.columns)) add(parents, link);
        for (auto const &link : m_table.children) add(children, link);
        std::vector<std::string> texts;
        if (!parents.empty()) texts.push_back("refers to " + list_of(parents, k_most_tables));
        if (!children.empty()) texts.push_back("is referred to by " + list_of(children, k_most_tables));
        if (texts.empty()) return;
        m_sentences.push_back(sentence(base::join(texts, " and ")));
        tell(0.85, "foreign keys and relationships");
    }

    void partitions() {
        if (m_table.partition_key.empty()) return;
        m_sentences.push_back(fmt::format("Partitioned by {}", base::single_line(m_table.partition_key)));
        tell(0.9, "its partition key");
    }

    TableEvidence const &m_table;
    Templates const &m_templates;
    std::string m_entity, m_first, m_attributes;
    std::vector<std::string> m_sentences, m_reasons;
    double m_confidence = 0;
    bool m_linked = false, m_tells = false;
};

} // namespace

Said describe_table(TableEvidence const &table, Templates const &templates) {
    return TableWriter{table, templates}.run();
}

TableTexts write_by_rules(TableEvidence const &table, Templates const &templates) {
    TableTexts texts;
    for (auto const &column : table.columns) texts.columns.push_back(describe_column(table, column, templates));
    texts.table = describe_table(table, templates);
    return texts;
}

TableTexts write_by_rules(TableEvidence const &table) { return write_by_rules(table, shipped_templates()); }

} // namespace scribe::describe
