// SPDX-License-Identifier: MIT
#include "catalog/search/search.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "catalog/objects.hpp"
#include "catalog/search/index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scribe::catalog {

namespace {

using model::Kind;

/// More words that hold a part, or are near a slip, than these are not looked for.
constexpr std::size_t k_most_alternatives = 12;
/// Candidates that are looked at in full, beyond the page asked for.
constexpr std::int64_t k_candidates = 150;
constexpr std::size_t k_most_words = 16;

constexpr std::string_view k_everywhere = "{name place comment definition} : ", k_in_name = "name : ";

/// A word of the query and what stands for it.
struct Term {
    std::string word;
    std::vector<std::string> alternatives; ///< parts of words, corrections
    bool corrected = false;

    bool matches(std::string const &folded) const {
        if (!corrected && folded.starts_with(word)) return true;
        return std::ranges::find(alternatives, folded) != alternatives.end();
    }
};

/// An FTS5 string: what is in it is no operator.
std::string fts_string(std::string_view word) {
    std::string out = "\"";
    for (auto const c : word) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
}

std::int64_t count(sqlite::Db &db, std::string const &match, RowidRange range) {
    sqlite::Stmt select{db, "SELECT count(*) FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"};
    select.bind(1, match);
    select.bind(2, range.first);
    select.bind(3, range.last);
    return select.step() ? select.get_int(0) : 0;
}

bool is_there(sqlite::Db &db, std::string const &match) {
    sqlite::Stmt select{db, "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"};
    select.bind(1, match);
    return select.step();
}

/// Cuts into characters, three at a time, as the trigram tokenizer does.
std::vector<std::string> trigrams(std::string const &word) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if ((static_cast<unsigned char>(word[i]) & 0xc0) != 0x80) starts.push_back(i);
    }
    starts.push_back(word.size());
    std::vector<std::string> parts;
    for (std::size_t i = 0; i + 3 < starts.size(); ++i)
        parts.push_back(word.substr(starts[i], starts[i + 3] - starts[i]));
    return parts;
}

std::string join_trigrams(std::string const &word, std::string_view joint) {
    std::vector<std::string> parts;
    for (auto const &part : trigrams(word)) parts.push_back(fts_string(part));
    return base::join(parts, joint);
}

/// Known words that hold `word` in their middle or at their end.
std::vector<std::string> words_around(sqlite::Db &db, std::string const &word) {
    std::vector<std::string> found;
    auto const match = join_trigrams(word, " AND ");
    if (match.empty()) return found;
    sqlite::Stmt select{db, "SELECT word FROM search_word WHERE search_word MATCH ? ORDER BY length(word), word"};
    select.bind(1, match);
    while (found.size() < k_most_alternatives && select.step()) {
        std::string other{select.get_text(0)};
        if (!other.starts_with(word) && other.find(word) != std::string::npos) found.push_back(std::move(other));
    }
    return found;
}

/// Known words that a slip of the keyboard makes `word` of, the nearest ones.
std::vector<std::string> words_near(sqlite::Db &db, std::string const &word) {
    auto best = std::size_t{word.size() < 4 ? 0U : word.size() < 7 ? 1U : 2U};
    std::vector<std::string> found;
    auto const match = join_trigrams(word, " OR ");
    if (best == 0 || match.empty()) return found;
    // Of a short word a slip may leave no three letters as they were: all words of about its length, too.
    sqlite::Stmt select{db, "SELECT word FROM (SELECT word FROM search_word WHERE search_word MATCH ?1 ORDER BY rank "
                            "LIMIT 300) UNION SELECT word FROM (SELECT word FROM search_word WHERE length(word) "
                            "BETWEEN ?2 AND ?3 LIMIT 50000)"};
    select.bind(1, match);
    select.bind(2, static_cast<std::int64_t>(word.size() - best));
    select.bind(3, static_cast<std::int64_t>(word.size() + best));
    while (select.step()) {
        std::string other{select.get_text(0)};
        auto const distance = base::typing_distance(word, other);
        if (distance > best) continue;
        if (distance < best) found.clear();
        best = distance;
        found.push_back(std::move(other));
    }
    std::ranges::sort(found);
    if (found.size() > k_most_alternatives) found.resize(k_most_alternatives);
    return found;
}

std::string term_match(Term const &term) {
    std::vector<std::string> parts;
    if (!term.corrected) parts.push_back(fts_string(term.word) + " *");
    for (auto const &word : term.alternatives) parts.push_back(fts_string(word));
    return "(" + base::join(parts, " OR ") + ")";
}

std::vector<Term> make_terms(sqlite::Db &db, std::string const &text) {
    std::vector<Term> terms;
    for (auto &word : base::split_words(text)) {
        bool const known = std::ranges::any_of(terms, [&](auto const &term) { return term.word == word.folded; });
        if (known || terms.size() == k_most_words) continue;
        Term term{std::move(word.folded), {}, false};
        bool const begins_a_word = is_there(db, std::string{k_everywhere} + term_match(term));
        term.alternatives = words_around(db, term.word);
        auto const ends_a_word = [&](auto const &other) { return other.ends_with(term.word); };
        if (!begins_a_word && std::ranges::none_of(term.alternatives, ends_a_word)) {
            auto near = words_near(db, term.word);
            term.corrected = term.alternatives.empty() && !near.empty();
            std::erase_if(near, [&](auto const &w) {
                return std::ranges::find(term.alternatives, w) != term.alternatives.end();
            });
            term.alternatives.insert(term.alternatives.begin(), near.begin(), near.end());
        }
        terms.push_back(std::move(term));
    }
    return terms;
}

// ---- filters

/// What stands in the labels of the objects in these schemas, one of it in each.
std::set<std::string> schema_labels(Store &store, std::vector<std::string> const &globs) {
    model::ObjectFilter filter;
    filter.schemas = globs;
    bool const by_source = !filter.sources(true).empty();
    std::set<std::string> words;
    for (auto const &source : store.sources()) {
        auto const own = filter.for_source(source.name);
        sqlite::Stmt select{store.db(),
                            "SELECT name FROM object WHERE source_id = ? AND kind = 'schema' AND removed_scan IS NULL"};
        select.bind(1, source.id);
        while (select.step()) {
            auto const name = select.get_text(0);
            if (!own.matches_schema(name)) continue;
            auto word = schema_label_word(name);
            words.insert(by_source ? fmt::format("({} AND {})", source_label_word(source.id), word) : std::move(word));
        }
    }
    return words;
}

/// What has to stand in `labels`, as an FTS5 expression; empty for everything. Nothing when no object can match.
std::optional<std::string> labels_match(Store &store, SearchQuery const &query) {
    std::string match;
    auto const any_of = [&match](std::vector<std::string> const &words) {
        match += " AND labels : (" + base::join(words, " OR ") + ")";
    };
    if (!query.schemas.empty()) {
        auto const words = schema_labels(store, query.schemas);
        if (words.empty()) return std::nullopt;
        any_of({words.begin(), words.end()});
    }
    if (!query.source.empty()) {
        auto const source = store.find_source(query.source);
        if (!source) return std::nullopt;
        any_of({source_label_word(source->id)});
    }
    return match;
}

/// A part of the index to look in, and what has to stand in the labels there.
struct Region {
    RowidRange rowids;
    std::string labels;
};

std::vector<Region> regions(SearchQuery const &query, std::string const &labels) {
    std::vector<Region> list;
    // Apart, so that thousands of columns do not hide the tables.
    if (query.kinds.empty()) list = {{rowids_of_wholes(), labels}, {rowids_of_parts(), labels}};
    for (auto const kind : query.kinds) {
        std::vector<std::string> words;
        for (auto const *subkind : query.subkinds) {
            if (subkind->kind == kind) words.push_back(subkind_label_word(*subkind));
        }
        auto const narrowed = words.empty() ? labels : labels + " AND labels : (" + base::join(words, " OR ") + ")";
        list.push_back({rowids_of(kind), narrowed});
    }
    return list;
}

/// Objects with the terms in the columns named, as an FTS5 expression; `joint` is AND or OR.
std::string whole_match(std::vector<Term> const &terms, std::string_view where, std::string_view joint,
                        std::string const &labels, bool extension_objects) {
    std::vector<std::string> parts;
    for (auto const &term : terms) parts.push_back(term_match(term));
    auto match = fmt::format("({}({}){})", where, base::join(parts, joint), labels);
    return extension_objects ? match : fmt::format("{} NOT labels : {}", match, k_extension_label);
}

// ---- ranking

double kind_weight(Kind kind) {
    switch (kind) {
    case Kind::table: return 3;
    case Kind::view: return 2.5;
    case Kind::schema:
    case Kind::type:
    case Kind::routine: return 2;
    case Kind::column: return 1;
    default: return 0;
    }
}

std::vector<Span> find_matches(std::string_view text, std::vector<Term> const &terms, std::set<std::size_t> *which) {
    std::vector<Span> spans;
    for (auto const &word : base::split_words(text)) {
        for (std::size_t i = 0; i < terms.size(); ++i) {
            if (!terms[i].matches(word.folded)) continue;
            if (spans.empty() || spans.back().offset != word.offset) spans.push_back({word.offset, word.length});
            if (which) which->insert(i);
        }
    }
    return spans;
}

double share(std::set<std::size_t> const &found, std::vector<Term> const &terms) {
    return static_cast<double>(found.size()) / static_cast<double>(terms.size());
}

/// What a person means is told by the name, first of all of a table, then by the comment.
double score(SearchHit &hit, std::vector<Term> const &terms, std::string const &whole_query) {
    std::set<std::size_t> in_name, in_comment;
    auto const &name = hit.record.name;
    auto const whole_name = whole_word(name);
    hit.name_matches = find_matches(name, terms, &in_name);
    if (hit.name_matches.empty() && whole_name.starts_with(whole_query)) hit.name_matches = {{0, name.size()}};
    if (hit.record.comment) find_matches(*hit.record.comment, terms, &in_comment);
    auto points = 8 * share(in_name, terms) + 3 * share(in_comment, terms) + kind_weight(hit.record.kind);
    // The less else there is in a name, the better.
    auto const length = static_cast<double>(std::max<std::size_t>(whole_name.size(), 1));
    if (in_name.size() == terms.size()) points += 6 + 4 * static_cast<double>(whole_query.size()) / length;
    return whole_name == whole_query ? points + 20 : points;
}

// ---- snippets

/// Where a window of `width` bytes around `at` begins, at a character and, where there is one near, at a word.
std::size_t window_start(std::string const &text, std::size_t at, std::size_t width) {
    if (at <= width / 3) return 0;
    auto from = at - width / 3;
    auto const blank = text.find(' ', from);
    if (blank != std::string::npos && blank < at) return blank + 1;
    while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xc0) == 0x80) --from;
    return from;
}

void cut_snippet(SearchHit &hit, std::string const &raw, std::vector<Term> const &terms) {
    constexpr std::size_t k_width = 160;
    auto const text = base::single_line(raw);
    auto const spans = find_matches(text, terms, nullptr);
    auto const from = window_start(text, spans.empty() ? 0 : spans.front().offset, k_width);
    auto to = std::min(text.size(), from + k_width);
    while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xc0) == 0x80) --to;
    std::string const lead = from > 0 ? "…" : "";
    hit.snippet = lead + text.substr(from, to - from) + (to < text.size() ? "…" : "");
    for (auto const &span : spans) {
        if (span.offset >= from && span.offset + span.length <= to)
            hit.snippet_matches.push_back({span.offset - from + lead.size(), span.length});
    }
}

void add_snippet(SearchHit &hit, std::vector<Term> const &terms) {
    auto const definition = definition_text(hit.record);
    auto const comment = hit.record.comment.value_or("");
    bool const in_comment = !find_matches(comment, terms, nullptr).empty();
    bool const in_definition = !find_matches(definition, terms, nullptr).empty();
    if (!in_comment && !in_definition) return;
    // A comment explains; a definition is shown when only it, and not the name, tells why this was found.
    if (!in_comment && !hit.name_matches.empty()) return;
    hit.field = in_comment ? "comment" : "definition";
    cut_snippet(hit, in_comment ? comment : definition, terms);
}

// ---- candidates

class Candidates {
public:
    Candidates(Store &store, std::vector<Term> const &terms, std::string whole_query)
        : m_db(&store.db()), m_terms(&terms), m_whole_query(std::move(whole_query)) {}

    /// Takes up to `most` (-1: all) objects of the region that were not taken yet.
    void take(std::string const &match, RowidRange range, std::int64_t most, bool by_rarity = false) {
        std::string const inner = "SELECT object_id FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 " +
                                  std::string{by_rarity ? "ORDER BY rank, rowid LIMIT ?4" : "LIMIT ?4"};
        sqlite::Stmt select{*m_db, "SELECT " + std::string{k_bare_columns} + ", o.id, src.name FROM (" + inner +
                                       ") f CROSS JOIN object o ON o.id = f.object_id "
                                       "CROSS JOIN source src ON src.id = o.source_id"};
        select.bind(1, match);
        select.bind(2, range.first);
        select.bind(3, range.last);
        select.bind(4, most);
        while (select.step()) {
            if (!m_taken.insert(select.get_int(9)).second) continue;
            SearchHit hit;
            read_record(select, hit.record, 0);
            hit.source = select.get_text(10);
            hit.score = score(hit, *m_terms, m_whole_query);
            m_hits.push_back(std::move(hit));
        }
    }

    std::int64_t size() const { return static_cast<std::int64_t>(m_hits.size()); }
    std::string const &whole_query() const { return m_whole_query; }
    std::vector<SearchHit> &hits() { return m_hits; }

private:
    sqlite::Db *m_db;
    std::vector<Term> const *m_terms;
    std::string m_whole_query;
    std::set<std::int64_t> m_taken;
    std::vector<SearchHit> m_hits;
};

bool better(SearchHit const &a, SearchHit const &b) {
    auto const key = [](SearchHit const &hit) {
        auto const &r = hit.record;
        return std::tie(hit.source, r.schema, r.table, r.kind, r.position, r.name);
    };
    return a.score != b.score ? a.score > b.score : key(a) < key(b);
}

} // namespace

bool search_is_stale(Store &store) { return search_index_is_stale(store.db()); }

void refresh_search(Store &store) { update_search_index(store.db()); }

namespace {

/// Counts what matches and takes the most promising of it: objects of that very name, those with all words in their
/// names, then all others.
std::int64_t gather(Store &store, SearchQuery const &query, std::vector<Region> const &where,
                    std::vector<Term> const &terms, bool any_word, Candidates &candidates) {
    auto const joint = any_word ? " OR " : " AND ";
    auto const most = query.limit == 0 ? -1 : query.offset + query.limit + k_candidates;
    std::int64_t total = 0;
    for (auto const &[rowids, labels] : where) {
        auto const everywhere = whole_match(terms, k_everywhere, joint, labels, query.extension_objects);
        auto const found = count(store.db(), everywhere, rowids);
        total += found;
        if (found == 0) continue;
        auto const before = candidates.size();
        if (!any_word && found > most && most > 0) {
            auto const exact = fmt::format("exact : {}{}", fts_string(candidates.whole_query()), labels);
            candidates.take(query.extension_objects ? exact
                                                    : fmt::format("{} NOT labels : {}", exact, k_extension_label),
                            rowids, most);
            candidates.take(whole_match(terms, k_in_name, joint, labels, query.extension_objects), rowids, most);
        }
        if (most < 0 || candidates.size() - before < most) candidates.take(everywhere, rowids, most, any_word);
    }
    return total;
}

} // namespace

namespace {

bool is_schema(sqlite::Db &db, std::string const &name) {
    sqlite::Stmt select{db, "SELECT 1 FROM object WHERE kind = 'schema' AND name = ? AND removed_scan IS NULL"};
    select.bind(1, name);
    return select.step();
}

/// A reference as other commands print it, `source:schema.table.column`: its source and schema tell where to look, the
/// rest are the words. Anything else stays as it is.
SearchQuery without_place(Store &store, SearchQuery query) {
    std::string words{base::trim(query.words)};
    if (words.find_first_of(" \t\n") != std::string::npos) return query;
    auto const colon = words.find(':');
    if (colon != std::string::npos && query.source.empty() && store.find_source(words.substr(0, colon))) {
        query.source = words.substr(0, colon);
        words = words.substr(colon + 1);
    }
    auto const dot = words.find('.');
    if (dot != std::string::npos && dot + 1 < words.size() && query.schemas.empty()) {
        auto const schema = words.substr(0, dot);
        bool const plain = schema.find_first_of("*?[!\"") == std::string::npos;
        if (plain && is_schema(store.db(), schema)) {
            query.schemas = {schema};
            words = words.substr(dot + 1);
        }
    }
    query.words = words;
    return query;
}

SearchResult search_words(Store &store, SearchQuery const &query) {
    SearchResult result;
    auto const terms = make_terms(store.db(), query.words);
    auto const labels = labels_match(store, query);
    if (terms.empty() || !labels) return result;
    for (auto const &term : terms) {
        if (term.corrected) result.corrections.emplace_back(term.word, term.alternatives);
    }
    auto const where = regions(query, *labels);
    Candidates candidates{store, terms, whole_word(query.words)};
    result.total = gather(store, query, where, terms, false, candidates);
    if (result.total == 0 && terms.size() > 1) {
        result.total = gather(store, query, where, terms, true, candidates);
        result.any_word = result.total > 0;
    }
    auto &hits = candidates.hits();
    std::ranges::sort(hits, better);
    auto const from = std::min<std::int64_t>(query.offset, candidates.size());
    hits.erase(hits.begin(), hits.begin() + from);
    if (query.limit > 0 && candidates.size() > query.limit) hits.resize(static_cast<std::size_t>(query.limit));
    for (auto &hit : hits) add_snippet(hit, terms);
    result.hits = std::move(hits);
    return result;
}

} // namespace

SearchResult search(Store &store, SearchQuery const &query) {
    sqlite::Txn const snapshot{store.db(), sqlite::Txn::Kind::deferred};
    auto const place = without_place(store, query);
    auto result = search_words(store, place);
    if (result.total == 0 && place.words != query.words) return search_words(store, query);
    return result;
}

} // namespace scribe::catalog
