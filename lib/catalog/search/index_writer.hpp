// SPDX-License-Identifier: MIT
#pragma once

#include "base/words.hpp"
#include "catalog/search/postings.hpp"
#include "catalog/search/said_texts.hpp"
#include "model/said/term.hpp"

#include <string>
#include <unordered_set>
#include <vector>

namespace scribe::catalog {

/// Adds to the index what it does not have yet: shared by the files of this module, not part of its surface.
class IndexWriter {
public:
    explicit IndexWriter(sqlite::Db &db);

    void add(std::int64_t id, std::int64_t source_id, model::Record const &record);
    void add(SaidDatabase const &database);
    void add(model::Term const &term);
    /// Writes what was gathered.
    void save();

private:
    using Words = std::vector<base::Word>;

    Ordinal next(std::int64_t id, std::string_view term_key);
    void add_name(Words const &words, Ordinal at);
    void add_words(Words const &words, Field field, Ordinal at);
    void add_identifiers(Words const &words, Ordinal at);
    void add_text(std::string_view text, Field field, Ordinal at);
    void add_said(std::int64_t id, bool has_comment, Ordinal at);
    void add_facts(std::int64_t source_id, model::Record const &record, Ordinal at);
    void add_fact(std::string_view word, Ordinal at) { m_postings.add(Field::fact, word, at); }
    void collect(Words const &words);
    void collect(std::string const &word);

    Ordinal m_next;
    PostingWriter m_postings;
    SaidTextReader m_said;
    sqlite::Stmt m_insert, m_add_word;
    std::unordered_set<std::string> m_known;
    std::vector<std::string> m_fresh;
};

} // namespace scribe::catalog
