// SPDX-License-Identifier: MIT
#include "describe/columns.hpp"

#include "base/text.hpp"
#include "describe/clauses.hpp"
#include "describe/names.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace scribe::describe {

namespace {

/// More than this nobody reads in a list.
constexpr std::size_t k_most_clauses = 4;
constexpr std::size_t k_most_tables = 4;

/// What a label of personal data means, in words; the entity itself where it has none.
std::string entity_text(std::string const &entity) {
    static std::map<std::string, std::string, std::less<>> const k_texts = {
        {"PERSON", "a person's name"},
        {"EMAIL", "an e-mail address"},
        {"PHONE", "a telephone number"},
        {"ADDRESS", "a postal address"},
        {"LOCATION", "a place"},
        {"POSTCODE", "a postal code"},
        {"GEO", "a geographic position"},
        {"BIRTHDATE", "a date of birth"},
        {"AGE", "an age"},
        {"GENDER", "a gender"},
        {"ETHNICITY", "an ethnicity"},
        {"IBAN", "an IBAN"},
        {"CREDIT_CARD", "a card number"},
        {"IP_ADDRESS", "an IP address"},
        {"MAC_ADDRESS", "a MAC address"},
        {"USERNAME", "a user name"},
        {"CREDENTIAL", "a secret or its hash"},
        {"FREE_TEXT_PII", "free text that names persons"}};
    auto const found = k_texts.find(entity);
    if (found != k_texts.end()) return found->second;
    // US_SSN, NATIONAL_ID, MARITAL_STATUS: what is short is an abbreviation.
    constexpr std::size_t k_abbreviation = 3;
    std::vector<std::string> words;
    for (auto const &word : base::split(entity, '_'))
        words.push_back(word.size() <= k_abbreviation ? word : base::to_lower_ascii(word));
    return with_article(base::join(words, " "));
}

class ColumnWriter {
public:
    ColumnWriter(TableEvidence const &table, ColumnEvidence const &column, Templates const &templates)
        : m_table(table), m_evidence(column), m_templates(templates), m_column(column.column),
          m_phrase(phrase_of(m_column.name, table.words.get())), m_entity(entity_of(owner().name, table.words.get())) {}

    Said run() {
        if (m_column.name.empty() || m_phrase.words.empty()) return nothing("its name has no word");
        links();
        if (m_table.partition_of) {
            add({fmt::format("as {}.{}", name_of(*m_table.partition_of), model::format_ref("", m_column.name)),
                 "its table is a partition", 0.9, true});
            return finish();
        }
        convention();
        glossary();
        if (m_lead.empty()) key();
        if (!m_alone)
            for (auto &clause : definition_clauses(m_evidence, m_table.ref.schema)) add(std::move(clause));
        personal();
        if (!m_linked && !m_alone) {
            for (auto &clause : value_clauses(m_evidence, lists_values(m_evidence))) add(std::move(clause));
        }
        m_said = people_say(m_evidence.known);
        if (!m_said.empty()) add({"", "what people say of it", 0.9, true});
        // To spell an abbreviation of the trade out says no more than the name; what people or keys tell of it does.
        if (!m_tells && !m_phrase.learned.empty()) add({"", "words of its name are spelled out", 0.55, true});
        if (!m_tells) return nothing(why_not());
        return finish();
    }

private:
    /// The table that the column is an attribute of: that of which its own is a part, or that a view shows it from.
    model::Ref const &owner() const {
        if (m_table.partition_of) return *m_table.partition_of;
        return m_evidence.source && m_evidence.computed.empty() ? *m_evidence.source : m_table.ref;
    }

    void add(Clause clause) {
        bool const full = std::ranges::count_if(m_clauses, [](auto const &one) { return !one.text.empty(); }) >=
                          static_cast<std::ptrdiff_t>(k_most_clauses);
        if (full) return;
        m_tells = m_tells || clause.tells;
        m_clauses.push_back(std::move(clause));
    }

    std::string name_of(model::Ref const &table) const { return table_name(table, m_table.ref.schema); }

    /// What the column refers to, alone or together with others.
    void links() {
        for (auto const &link : m_table.parents) {
            auto const at = std::ranges::find(link.columns, m_column.name);
            if (at == link.columns.end()) continue;
            auto const place = static_cast<std::size_t>(at - link.columns.begin());
            auto const target = name_of(link.other) + "." + model::format_ref("", link.other_columns[place]);
            auto const parent = entity_of(link.other.name, m_table.words.get());
            auto const *const reason =
                link.declared ? "a foreign key" : "a relationship that relate found or a person stated";
            std::string text;
            if (link.array) text = fmt::format("lists the keys of {} ({})", name_of(link.other), target);
            else if (link.other == m_table.ref) text = fmt::format("refers to another {} ({})", parent, target);
            else if (link.columns.size() > 1)
                text = fmt::format("refers to {} ({}), together with {}", with_article(parent), target, rest(link));
            else text = fmt::format("refers to {} ({})", with_article(parent), target);
            if (!link.declared && !link.array) text += ", which no foreign key declares";
            add({std::move(text), reason, link.declared ? 0.95 : 0.9 * link.confidence, true});
            m_linked = true;
            if (++m_links == 2) return;
        }
    }

    std::string rest(Link const &link) const {
        std::vector<std::string> others;
        for (auto const &column : link.columns)
            if (column != m_column.name) others.push_back(model::format_ref("", column));
        return list_of(others, k_most_tables);
    }

    void convention() {
        auto use = m_templates.match(m_table, m_evidence);
        if (!use) return;
        auto const &one = *use->used;
        m_own = !one.shipped;
        m_lead = std::move(use->text);
        while (!m_lead.empty() && m_lead.back() == '.') m_lead.pop_back();
        if (one.alone) m_separator = "; ";
        m_alone = one.alone || one.text.find("{values}") != std::string::npos;
        add({"", fmt::format("the template {}", one.name), one.shipped ? 0.85 : 0.95, one.tells});
    }

    /// A definition of people says more than a shipped template, and less than one of theirs.
    void glossary() {
        auto const &[term, definition, said] = m_evidence.known;
        if (term.empty() || m_own || m_linked) return;
        m_lead = sentence(plain_end(definition));
        m_separator = ". ";
        add({"", "the glossary", 0.9, true});
    }

    void key() {
        auto const &primary = m_table.primary_key;
        if (std::ranges::find(primary, m_column.name) == primary.end()) return;
        if (primary.size() > 1) {
            if (m_linked) return;
            std::vector<std::string> others;
            for (auto const &column : primary)
                if (column != m_column.name) others.push_back(model::format_ref("", column));
            add({fmt::format("together with {} tells one {} from another", list_of(others, k_most_tables), m_entity),
                 "the primary key", 0.85, true});
            return;
        }
        if (m_linked) return;
        m_lead = "Identifies " + with_article(m_entity);
        m_separator = "; ";
        add({"", "the primary key", 0.9, false});
        auto const value = m_column.default_value.value_or("");
        bool const numbered = !m_column.identity.empty() || value.find("nextval(") != std::string::npos;
        if (numbered) add({"numbered by the database", "its default", 0.9, true});
        else if (value.find("uuid") != std::string::npos)
            add({"a UUID made by the database", "its default", 0.9, true});
        users(true);
        users(false);
    }

    /// Who refers to the key, as foreign keys declare it or not.
    void users(bool declared) {
        std::vector<std::string> names;
        double least = 1;
        for (auto const &link : m_table.children) {
            if (link.declared != declared || link.other == m_table.ref) continue;
            if (std::ranges::find(link.columns, m_column.name) == link.columns.end()) continue;
            least = std::min(least, link.confidence);
            auto name = name_of(link.other);
            if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
        }
        if (names.empty()) return;
        add({fmt::format("{} {} to it{}", list_of(names, k_most_tables), names.size() == 1 ? "refers" : "refer",
                         declared ? "" : ", which no foreign key declares"),
             declared ? "foreign keys" : "relationships that relate found or a person stated",
             declared ? 0.9 : 0.9 * least, true});
    }

    void personal() {
        if (!m_evidence.entity.empty()) {
            // What the name says it says by itself.
            if (!m_evidence.entity_proven) return;
            add({fmt::format("holds {} (personal data)", entity_text(m_evidence.entity)), "the label of personal data",
                 0.8, true});
        } else if (!m_evidence.semantic_type.empty() && m_evidence.semantic_type != "boolean") {
            auto text = m_evidence.semantic_type;
            std::ranges::replace(text, '_', ' ');
            bool const named = m_phrase.text().find(text) != std::string::npos;
            bool const letters = text == "uuid" || text == "url" || text == "isbn" || text == "ean" || text == "ulid";
            if (letters)
                std::ranges::transform(text, text.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            add({fmt::format("each value is {}", with_article(text)), "the values have that format", 0.85, !named});
        }
    }

    std::string subject() const {
        auto words = m_phrase.words;
        // The end of a key's name says that it is one, which the text says by itself.
        if (m_linked && words.size() > 1 && (words.back() == "ID" || words.back() == "key")) words.pop_back();
        auto const text = base::join(words, " ");
        // "reports to", "valid from": what comes behind is what the column holds.
        constexpr std::array<std::string_view, 9> k_prepositions{"to",  "by", "of",   "from", "at",
                                                                 "for", "in", "with", "via"};
        bool const ends_open = std::ranges::find(k_prepositions, words.back()) != k_prepositions.end();
        bool const whole = words.size() > 2 || ends_open || m_entity.empty() ||
                           text.find(m_entity) != std::string::npos || m_entity.find(text) != std::string::npos;
        return sentence(whole ? text : text + " of the " + m_entity);
    }

    Said finish() const {
        Said said;
        std::vector<std::string> texts;
        for (auto const &clause : m_clauses) {
            if (!clause.text.empty()) texts.push_back(clause.text);
            // A part that only adds to the others weighs nothing.
            if (clause.tells) said.confidence = std::max(said.confidence, clause.confidence);
            if (std::ranges::find(said.reasons, clause.reason) == said.reasons.end())
                said.reasons.push_back(clause.reason);
        }
        // Before the words of people the bare name would say nothing.
        bool const words_only = m_lead.empty() && texts.empty() && !m_said.empty() && !m_phrase.expanded;
        if (!words_only) {
            said.text = m_lead.empty() ? subject() : m_lead;
            auto rest = base::join(texts, "; ");
            if (!rest.empty()) said.text += m_separator + (m_separator == ". " ? sentence(std::move(rest)) : rest);
            said.text += '.';
        }
        for (auto const &text : m_said) said.text += (said.text.empty() ? "" : " ") + text + ".";
        if (m_lead.empty()) said.reasons.insert(said.reasons.end(), m_phrase.learned.begin(), m_phrase.learned.end());
        return said;
    }

    static Said nothing(std::string reason) { return {{}, 0, {std::move(reason)}}; }

    std::string why_not() const {
        if (!m_evidence.profile) return "nothing is known beyond its name and type: it was not profiled";
        if (!m_evidence.profile->hidden.empty())
            return "its values are hidden, and nothing else tells more than its name";
        if (m_evidence.profile->sampled == 0) return "there are no rows, and nothing else tells more than its name";
        return "neither values nor keys nor its definition tell more than its name";
    }

    TableEvidence const &m_table;
    ColumnEvidence const &m_evidence;
    Templates const &m_templates;
    model::Column const &m_column;
    Phrase m_phrase;
    std::string m_entity, m_lead, m_separator = ": ";
    std::vector<Clause> m_clauses;
    std::vector<std::string> m_said; ///< sentences of people
    bool m_linked = false, m_tells = false, m_alone = false, m_own = false;
    int m_links = 0;
};

} // namespace

Said describe_column(TableEvidence const &table, ColumnEvidence const &column, Templates const &templates) {
    return ColumnWriter{table, column, templates}.run();
}

} // namespace scribe::describe
