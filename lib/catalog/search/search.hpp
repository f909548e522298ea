// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <functional>
#include <string>
#include <vector>

namespace scribe::catalog {

/// What to look for.
struct SearchQuery {
    std::string words;
    std::string source{}; ///< name; empty: all
    std::vector<model::Kind> kinds{model::k_all_kinds.begin(), model::k_all_kinds.end()};
    std::vector<model::Subkind const *> subkinds{}; ///< of their kinds only these
    bool databases = true, terms = true;            ///< also databases that something is said of; the glossary
    std::vector<std::string> schemas{};             ///< globs, "source:GLOB" in one source, "!GLOB" leaves out
    bool extension_objects = false;
    std::int64_t limit = 20; ///< 0 = all
    std::int64_t offset = 0;
};

/// A part of a text, in bytes.
struct Span {
    std::size_t offset, length;
};

/// One object, database or term that was found.
struct SearchHit {
    std::string type;               ///< the name of its kind; database; term
    std::string source;             ///< empty for a term
    model::Record record;           ///< of a database its name and comment, of a term its name
    double score = 0;               ///< higher is better; compares hits of one search only
    std::vector<Span> name_matches; ///< in record.name
    /// Where the snippet is from: comment, description, draft, rules, owner ..., definition, synonyms; empty: nothing
    /// but names match.
    std::string field;
    std::string snippet; ///< one line around the first match
    std::vector<Span> snippet_matches;
};

struct SearchResult {
    std::vector<SearchHit> hits; ///< the page asked for, best first
    std::int64_t total = 0;
    /// Words that nothing has, with those that were looked for instead.
    std::vector<std::pair<std::string, std::vector<std::string>>> corrections;
    bool any_word = false; ///< nothing has all words: these have some
};

/// True when the next search has to bring the index in step first, which writes: with scans and with what was said.
bool search_is_stale(Store &store);
/// False when there is no index yet, or only one of another version of this program.
bool can_search(Store &store);
/// Brings it in step: some seconds after the first scan of 10,000 tables, next to nothing after a small change.
void refresh_search(Store &store);

/// Finds objects whose name, comment, description, context or definition has all the words, databases and terms of the
/// glossary, as whole words, beginnings or parts of words, in any order, upper and lower case, camelCase and snake_case
/// being the same; a word that nothing has is taken for a slip of the keyboard. An index that is out of step finds what
/// was there before; of that, what is gone is left out. Throws where can_search() is false.
SearchResult search(Store &store, SearchQuery const &query);

} // namespace scribe::catalog
