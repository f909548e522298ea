// SPDX-License-Identifier: MIT
#include "catalog/search/index_writer.hpp"

#include "catalog/search/index.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

/// The key of an identifier of several words that is typed as one.
std::string joined_key(std::vector<base::Word> const &words, std::size_t from, std::size_t to) {
    std::string key;
    for (auto i = from; i < to; ++i) {
        for (auto const &plain : base::plain_words(words[i].folded)) key += plain;
        if (i == from) key.push_back(' ');
    }
    return key;
}

} // namespace

IndexWriter::IndexWriter(sqlite::Db &db)
    : m_next(PostingReader{db}.end()), m_postings(db), m_said(db),
      m_insert(db, "INSERT INTO search_object (ordinal, object_id, term_key) VALUES (?, ?, ?)"),
      m_add_word(db, "INSERT INTO search_word (word) VALUES (?)") {
    sqlite::Stmt select{db, "SELECT word FROM search_word"};
    while (select.step()) m_known.emplace(select.get_text(0));
}

Ordinal IndexWriter::next(std::int64_t id, std::string_view term_key) {
    m_insert.bind(1, std::int64_t{m_next});
    m_insert.bind(2, id);
    m_insert.bind(3, term_key);
    m_insert.run();
    return m_next++;
}

void IndexWriter::add(std::int64_t id, std::int64_t source_id, model::Record const &record) {
    auto const at = next(id, "");
    auto const name = base::split_words(record.name);
    add_name(name, at);
    // Typed as one, the words of a table's name may have slips, too.
    bool const relation = record.kind == model::Kind::table || record.kind == model::Kind::view;
    if (relation && name.size() > 1) collect(whole_word(record.name));
    if (!record.table.empty()) {
        auto const place = base::split_words(record.table);
        add_words(place, record.kind == model::Kind::column ? Field::owner : Field::text, at);
        if (place.size() > 1) m_postings.add(Field::joined_text, joined_key(place, 0, place.size()), at);
    }
    auto const comment = record.comment.value_or("");
    add_text(comment, Field::comment, at);
    add_said(id, !comment.empty(), at);
    add_text(definition_text(record), Field::text, at);
    add_facts(source_id, record, at);
}

void IndexWriter::add(SaidDatabase const &database) {
    auto const at = next(database.object_id, "");
    add_name(base::split_words(database.name), at);
    add_text(database.comment, Field::comment, at);
    add_said(database.object_id, !database.comment.empty(), at);
    add_fact(type_fact(k_database_type), at);
    add_fact(source_fact(database.source_id), at);
    add_fact(length_fact(database.name), at);
}

void IndexWriter::add(model::Term const &term) {
    auto const at = next(0, model::term_key(term.name));
    add_name(base::split_words(term.name), at);
    for (auto const &synonym : term.synonyms) add_name(base::split_words(synonym), at);
    add_text(term.definition, Field::comment, at);
    add_fact(type_fact(k_term_type), at);
    add_fact(length_fact(term.name), at);
}

void IndexWriter::save() {
    m_postings.save();
    for (auto const &word : m_fresh) {
        m_add_word.bind_view(1, word);
        m_add_word.run();
    }
    m_fresh.clear();
}

void IndexWriter::add_name(Words const &words, Ordinal at) {
    add_words(words, Field::name, at);
    m_postings.add(Field::joined_name, joined_key(words, 0, words.size()), at);
    collect(words);
}

void IndexWriter::add_words(Words const &words, Field field, Ordinal at) {
    for (auto const &word : words) {
        for (auto const &plain : base::plain_words(word.folded)) m_postings.add(field, plain, at);
    }
}

/// The identifiers of a text that are several words and nothing between them, as customerAddress.
void IndexWriter::add_identifiers(Words const &words, Ordinal at) {
    for (std::size_t from = 0; from < words.size();) {
        auto to = from + 1;
        while (to < words.size() && words[to - 1].offset + words[to - 1].length == words[to].offset) ++to;
        if (to - from > 1) m_postings.add(Field::joined_text, joined_key(words, from, to), at);
        from = to;
    }
}

void IndexWriter::add_text(std::string_view text, Field field, Ordinal at) {
    auto const words = base::split_words(text);
    add_words(words, field, at);
    add_identifiers(words, at);
    collect(words);
}

void IndexWriter::add_said(std::int64_t id, bool has_comment, Ordinal at) {
    for (auto const &said : m_said.of(id, has_comment))
        add_text(said.text, said.is_draft() ? Field::draft : Field::comment, at);
}

void IndexWriter::add_facts(std::int64_t source_id, model::Record const &record, Ordinal at) {
    add_fact(type_fact(model::kind_name(record.kind)), at);
    add_fact(source_fact(source_id), at);
    add_fact(schema_fact(record.schema), at);
    for (auto const &subkind : model::all_subkinds()) {
        if (subkind.kind == record.kind && record.body.find(subkind.body_part) != std::string::npos)
            add_fact(subkind_fact(subkind), at);
    }
    if (!record.extension.empty()) add_fact(k_extension_fact, at);
    add_fact(length_fact(record.name), at);
}

void IndexWriter::collect(Words const &words) {
    for (auto const &word : words) collect(word.folded);
}

/// Keeps the words that a person may mistype: no numbers, nothing shorter than a trigram.
void IndexWriter::collect(std::string const &word) {
    if (word.size() < 3 || word[0] <= '9') return;
    if (m_known.insert(word).second) m_fresh.push_back(word);
}

} // namespace scribe::catalog
