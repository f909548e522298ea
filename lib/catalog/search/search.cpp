// SPDX-License-Identifier: MIT
#include "catalog/search/search.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "catalog/objects.hpp"
#include "catalog/search/index.hpp"
#include "catalog/search/terms.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace scribe::catalog {

namespace {

using model::Kind;

/// Objects that are read beyond the page asked for: equally good ones that came into the index later lie behind.
constexpr std::int64_t k_candidates = 150;

// ---- filters

/// All objects of the schemas that the globs choose.
OrdinalSet in_schemas(Store &store, PostingReader &postings, std::vector<std::string> const &globs) {
    model::ObjectFilter filter;
    filter.schemas = globs;
    auto chosen = postings.none();
    sqlite::Stmt select{store.db(),
                        "SELECT name FROM object WHERE source_id = ? AND kind = 'schema' AND removed_scan IS NULL"};
    for (auto const &source : store.sources()) {
        auto const own = filter.for_source(source.name);
        auto schemas = postings.none();
        select.bind(1, source.id);
        while (select.step()) {
            auto const name = select.get_text(0);
            if (own.matches_schema(name)) postings.add_word(schemas, Field::fact, schema_fact(name));
        }
        select.reset();
        chosen |= schemas &= postings.word(Field::fact, source_fact(source.id));
    }
    return chosen;
}

/// The objects of one kind that the query asks for.
struct Region {
    Kind kind;
    OrdinalSet objects;
};

/// All objects of the sources and schemas asked for.
OrdinalSet in_place(Store &store, PostingReader &postings, SearchQuery const &query) {
    auto objects = postings.all();
    if (!query.source.empty()) {
        auto const source = store.find_source(query.source);
        if (!source) return postings.none();
        objects = postings.word(Field::fact, source_fact(source->id));
    }
    if (!query.schemas.empty()) objects &= in_schemas(store, postings, query.schemas);
    objects -= postings.word(Field::fact, k_dead);
    if (!query.extension_objects) objects -= postings.word(Field::fact, k_extension_fact);
    return objects;
}

std::vector<Region> regions(Store &store, PostingReader &postings, SearchQuery const &query) {
    auto const place = in_place(store, postings, query);
    std::vector<Kind> kinds{query.kinds};
    if (kinds.empty()) kinds.assign(model::k_all_kinds.begin(), model::k_all_kinds.end());
    std::vector<Region> list;
    for (auto const kind : kinds) {
        auto objects = postings.word(Field::fact, kind_fact(kind));
        auto narrowed = postings.none();
        bool narrow = false;
        for (auto const *subkind : query.subkinds) {
            if (subkind->kind != kind) continue;
            postings.add_word(narrowed, Field::fact, subkind_fact(*subkind));
            narrow = true;
        }
        if (narrow) objects &= narrowed;
        list.push_back({kind, objects &= place});
    }
    return list;
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

/// What a person means is told by the name, first of all of a table, then by the comment.
class Ranking {
public:
    struct Found {
        double score;
        Ordinal at;
    };

    Ranking(PostingReader &postings, std::vector<Term> const &terms, std::string const &whole_query)
        : m_whole(find_whole_name(postings, whole_query)), m_lengths(postings.end(), 1),
          m_query_length(static_cast<double>(whole_query.size())) {
        for (auto const &term : terms) m_terms.push_back(find_term(postings, term));
        postings.for_each(Field::fact, k_length_fact, [this](auto word, auto const &objects) {
            auto const length = base::parse_int(word.substr(k_length_fact.size())).value_or(1);
            for (auto const at : objects) m_lengths[at] = static_cast<std::uint8_t>(std::max<std::int64_t>(length, 1));
        });
    }

    /// The objects that have all terms, or any of them.
    OrdinalSet matching(bool any_word) const {
        auto all = m_terms.front().anywhere;
        for (std::size_t i = 1; i < m_terms.size(); ++i) {
            if (any_word) all |= m_terms[i].anywhere;
            else all &= m_terms[i].anywhere;
        }
        return all;
    }

    double score(Ordinal at, Kind kind) const {
        double in_name = 0;
        double in_comment = 0;
        for (auto const &term : m_terms) {
            if (term.name.has(at)) ++in_name;
            if (term.comment.has(at)) ++in_comment;
        }
        auto const all = static_cast<double>(m_terms.size());
        auto points = 8 * in_name / all + 3 * in_comment / all + kind_weight(kind);
        // The less else there is in a name, the better.
        if (in_name == all) points += 6 + 4 * m_query_length / static_cast<double>(m_lengths[at]);
        return m_whole.has(at) ? points + 20 : points;
    }

private:
    std::vector<TermHits> m_terms;
    OrdinalSet m_whole;
    std::vector<std::uint8_t> m_lengths;
    double m_query_length;
};

/// What was found: how many in all, and the best of them.
struct Findings {
    std::int64_t total = 0;
    std::vector<Ranking::Found> best;
};

/// The `most` (0: all) best objects of the regions, best first; of equally good ones those that stand first in the
/// index.
Findings gather(Ranking const &ranking, std::vector<Region> const &where, bool any_word, std::int64_t most) {
    Findings found;
    auto const matching = ranking.matching(any_word);
    for (auto const &[kind, objects] : where) {
        auto in_region = matching;
        (in_region &= objects).for_each([&](Ordinal at) { found.best.push_back({ranking.score(at, kind), at}); });
    }
    found.total = static_cast<std::int64_t>(found.best.size());
    auto const order = [](auto const &a, auto const &b) {
        return a.score != b.score ? a.score > b.score : a.at < b.at;
    };
    if (most > 0 && found.total > most) {
        std::ranges::nth_element(found.best, found.best.begin() + most, order);
        found.best.resize(static_cast<std::size_t>(most));
    }
    std::ranges::sort(found.best, order);
    return found;
}

// ---- matches

std::vector<Span> find_matches(std::string_view text, std::vector<Term> const &terms) {
    std::vector<Span> spans;
    for (auto const &word : base::split_words(text)) {
        for (std::size_t i = 0; i < terms.size(); ++i) {
            if (!terms[i].matches(word.folded)) continue;
            if (spans.empty() || spans.back().offset != word.offset) spans.push_back({word.offset, word.length});
        }
    }
    return spans;
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
    auto const spans = find_matches(text, terms);
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
    bool const in_comment = !find_matches(comment, terms).empty();
    bool const in_definition = !find_matches(definition, terms).empty();
    if (!in_comment && !in_definition) return;
    // A comment explains; a definition is shown when only it, and not the name, tells why this was found.
    if (!in_comment && !hit.name_matches.empty()) return;
    hit.field = in_comment ? "comment" : "definition";
    cut_snippet(hit, in_comment ? comment : definition, terms);
}

// ---- hits

/// The objects that stand behind ordinals.
class HitReader {
public:
    explicit HitReader(Store &store)
        : m_select(store.db(), "SELECT " + std::string{k_bare_columns} +
                                   ", src.name FROM search_object f CROSS JOIN object o ON o.id = f.object_id "
                                   "CROSS JOIN source src ON src.id = o.source_id WHERE f.ordinal = ?") {}

    SearchHit operator()(Ranking::Found const &found) {
        SearchHit hit;
        hit.score = found.score;
        m_select.bind(1, std::int64_t{found.at});
        if (m_select.step()) {
            read_record(m_select, hit.record, 0);
            hit.source = m_select.get_text(9);
        }
        m_select.reset();
        return hit;
    }

private:
    sqlite::Stmt m_select;
};

bool better(SearchHit const &a, SearchHit const &b) {
    auto const key = [](SearchHit const &hit) {
        auto const &r = hit.record;
        return std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, int,
                          std::string_view>{hit.source, r.schema, r.table, model::kind_name(r.kind),
                                            r.position, r.name};
    };
    return a.score != b.score ? a.score > b.score : key(a) < key(b);
}

} // namespace

bool search_is_stale(Store &store) { return search_index_is_stale(store.db()); }

void refresh_search(Store &store) { update_search_index(store.db()); }

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
    PostingReader postings{store.db()};
    auto const terms = make_terms(store.db(), postings, query.words);
    if (terms.empty()) return result;
    for (auto const &term : terms) {
        if (term.corrected) result.corrections.emplace_back(term.word, term.alternatives);
    }
    auto const where = regions(store, postings, query);
    auto const whole_query = whole_word(query.words);
    Ranking const ranking{postings, terms, whole_query};
    auto const most = query.limit == 0 ? 0 : query.offset + query.limit + k_candidates;
    auto found = gather(ranking, where, false, most);
    if (found.total == 0 && terms.size() > 1) {
        found = gather(ranking, where, true, most);
        result.any_word = found.total > 0;
    }
    result.total = found.total;
    HitReader read{store};
    auto &hits = result.hits;
    for (auto const &one : found.best) hits.push_back(read(one));
    std::ranges::sort(hits, better);
    hits.erase(hits.begin(), hits.begin() + std::min(query.offset, static_cast<std::int64_t>(hits.size())));
    auto const limit = static_cast<std::size_t>(query.limit);
    if (limit > 0 && hits.size() > limit) hits.resize(limit);
    for (auto &hit : hits) {
        hit.name_matches = find_matches(hit.record.name, terms);
        if (hit.name_matches.empty() && whole_word(hit.record.name).starts_with(whole_query))
            hit.name_matches = {{0, hit.record.name.size()}};
        add_snippet(hit, terms);
    }
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
