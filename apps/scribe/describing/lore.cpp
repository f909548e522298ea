// SPDX-License-Identifier: MIT
#include "describing/lore.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "describe/names.hpp"

#include <algorithm>

namespace scribe::cli {

namespace {

std::string words_key(std::vector<std::string> const &words) {
    std::vector<std::string> singular;
    for (auto const &word : words) singular.push_back(base::singular(base::fold_case(word)));
    return base::join(singular, " ");
}

std::string words_key(std::string_view text) {
    std::vector<std::string> words;
    for (auto &word : base::split_words(text)) words.push_back(std::move(word.folded));
    return words_key(words);
}

} // namespace

Lore::Lore(catalog::Store &store, catalog::SourceRow const &source, model::ModelReader &reader,
           exporter::markdown::Survey const &survey)
    : m_survey(survey), m_context(store) {
    auto words = std::make_shared<describe::Vocabulary>();
    learn_terms(*words);
    learn_references(*words);
    learn_tables(reader, *words);
    words->settle();
    m_words = std::move(words);
    catalog::ContextQuery anything;
    anything.source = source.name;
    anything.limit = 1;
    m_anything_said = catalog::list_context(store, anything, [](catalog::ContextRow &&) {}) > 0;
}

void Lore::learn_tables(model::ModelReader &reader, describe::Vocabulary &words) {
    auto const cursor = reader.read(model::Kind::column);
    model::Ref table;
    std::vector<std::string> columns;
    auto const flush = [&] {
        if (!columns.empty()) words.see_table(table, columns);
        columns.clear();
    };
    for (model::Record column; cursor->next(column);) {
        if (column.schema != table.schema || column.table != table.name) flush();
        table = {column.schema, column.table};
        columns.push_back(column.name);
    }
    flush();
}

void Lore::learn_references(describe::Vocabulary &words) const {
    for (auto const &[target, keys] : m_survey.incoming)
        for (auto const &in : keys)
            for (std::size_t i = 0; i < std::min(in.key.columns.size(), in.key.referenced_columns.size()); ++i)
                words.see_reference(in.from, in.key.columns[i], target, in.key.referenced_columns[i]);
    for (auto const &[table, list] : m_survey.relationships)
        for (auto const &one : list) {
            model::Ref const from{one->from.schema, one->from.table};
            if (from != table || !is_sure(*one) || !one->type_column.empty() || !one->condition.empty()) continue;
            for (std::size_t i = 0; i < std::min(one->from.columns.size(), one->to.columns.size()); ++i)
                words.see_reference(from, one->from.columns[i], {one->to.schema, one->to.table}, one->to.columns[i]);
        }
}

namespace {

/// False for a definition that only says which word is to be used for another.
bool tells_meaning(model::Term const &term) {
    auto const definition = " " + words_key(term.definition) + " ";
    return !term.definition.empty() && std::ranges::none_of(term.synonyms, [&](std::string const &synonym) {
        return definition.find(" " + words_key(synonym) + " ") != std::string::npos;
    });
}

} // namespace

void Lore::learn_terms(describe::Vocabulary &words) {
    for (auto const &term : m_survey.glossary.terms) {
        bool const tells = tells_meaning(term);
        if (tells) m_terms.emplace(words_key(term.name), &term);
        for (auto const &synonym : term.synonyms) {
            words.say(synonym, term.name);
            if (tells) m_terms.emplace(words_key(synonym), &term);
        }
    }
    m_terms.erase("");
}

model::Term const *Lore::term_of(std::string const &name) const {
    if (m_terms.empty()) return nullptr;
    auto found = m_terms.find(words_key(name));
    if (found == m_terms.end()) found = m_terms.find(words_key(describe::phrase_of(name, m_words.get()).words));
    return found == m_terms.end() ? nullptr : found->second;
}

describe::Known Lore::of(std::int64_t object_id, std::string const &name) {
    describe::Known known;
    if (auto const *const term = term_of(name)) {
        known.term = term->name;
        known.definition = term->definition;
    }
    if (!m_anything_said) return known;
    for (auto &entry : m_context.entries(object_id))
        if (entry.field != "description") known.said.emplace_back(std::move(entry.field), std::move(entry.text));
    return known;
}

} // namespace scribe::cli
