// SPDX-License-Identifier: MIT
#include "catalog/search/search.hpp"

#include "base/text.hpp"
#include "catalog/search/hits.hpp"
#include "catalog/search/index.hpp"
#include "catalog/search/terms.hpp"

#include <algorithm>
#include <tuple>

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

/// What the query asks for of one type: a kind of objects, databases, terms.
struct Region {
    double weight; ///< between equally good ones
    bool is_relation;
    OrdinalSet objects;
};

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
constexpr double k_other_weight = 2;

/// All of the sources and schemas asked for. Databases are of no schema, and terms of no source.
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
    std::vector<Region> list;
    for (auto const kind : query.kinds) {
        auto objects = postings.word(Field::fact, type_fact(model::kind_name(kind)));
        auto narrowed = postings.none();
        bool narrow = false;
        for (auto const *subkind : query.subkinds) {
            if (subkind->kind != kind) continue;
            postings.add_word(narrowed, Field::fact, subkind_fact(*subkind));
            narrow = true;
        }
        if (narrow) objects &= narrowed;
        list.push_back({kind_weight(kind), kind == Kind::table || kind == Kind::view, objects &= place});
    }
    auto const add_other = [&](std::string_view type) {
        auto found = postings.word(Field::fact, type_fact(type));
        list.push_back({k_other_weight, false, found &= place});
    };
    if (query.databases) add_other(k_database_type);
    if (query.terms) add_other(k_term_type);
    return list;
}

// ---- ranking

/// Where the words are counts before all else: an object of a lower rank never stands before one of a higher.
/// Columns go by their table's name and their own, before what tables are made of besides: keys and indexes are called
/// after them.
enum class Rank { definition, draft, comment, part_of_name, name_of_part, name, name_of_table, whole_name };

/// What a person means is told by the name, first of all of a table, then by the comment and what else people say, then
/// by what writers say.
class Ranking {
public:
    struct Found {
        double score;
        Ordinal at;
    };

    Ranking(PostingReader &postings, std::vector<Term> const &terms, Term const &glued)
        : m_whole(find_whole_name(postings, glued.word)),
          m_glued(terms.size() > 1 ? find_term(postings, glued).name : postings.none()), m_lengths(postings.end(), 1),
          m_query_length(static_cast<double>(glued.word.size())) {
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
        return all |= m_glued;
    }

    double score(Ordinal at, Region const &region) const {
        Counts in;
        for (auto const &term : m_terms) {
            if (term.name.has(at)) ++in.name;
            if (term.name.has(at) || term.owner.has(at)) ++in.path;
            if (term.comment.has(at)) ++in.comment;
            if (term.draft.has(at)) ++in.draft;
        }
        auto const all = static_cast<double>(m_terms.size());
        if (m_glued.has(at) || (in.name > 0 && in.path == all)) in.name = all;
        auto points = 8 * in.name / all + 3 * in.comment / all + in.draft / all + region.weight;
        // The less else there is in a name, the better.
        if (in.name == all) points += 4 * std::min(1.0, m_query_length / static_cast<double>(m_lengths[at]));
        return k_rank_points * static_cast<double>(rank(at, region, in)) + points;
    }

private:
    /// More than the points within a rank can be.
    static constexpr double k_rank_points = 20;

    /// How many of the terms are there.
    struct Counts {
        double name = 0, path = 0, comment = 0, draft = 0;
    };

    Rank rank(Ordinal at, Region const &region, Counts const &in) const {
        if (m_whole.has(at)) return region.weight > 0 ? Rank::whole_name : Rank::name;
        if (in.name == static_cast<double>(m_terms.size()))
            return region.is_relation ? Rank::name_of_table : region.weight == 0 ? Rank::name_of_part : Rank::name;
        if (in.name > 0) return Rank::part_of_name;
        return in.comment > 0 ? Rank::comment : in.draft > 0 ? Rank::draft : Rank::definition;
    }

    std::vector<TermHits> m_terms;
    OrdinalSet m_whole, m_glued;
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
    for (auto const &region : where) {
        auto in_region = matching;
        (in_region &= region.objects).for_each([&](Ordinal at) {
            found.best.push_back({ranking.score(at, region), at});
        });
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

// ---- hits

bool better(SearchHit const &a, SearchHit const &b) {
    auto const key = [](SearchHit const &hit) {
        auto const &r = hit.record;
        return std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, int,
                          std::string_view>{hit.source, r.schema, r.table, hit.type, r.position, r.name};
    };
    return a.score != b.score ? a.score > b.score : key(a) < key(b);
}

} // namespace

bool search_is_stale(Store &store) { return search_index_is_stale(store.db()); }

bool can_search(Store &store) { return search_index_is_usable(store.db()); }

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

/// Reads what was found, in the order of the pages, and leaves the one asked for. What is gone, of an index that is out
/// of step, does not count.
std::vector<SearchHit> read_page(HitReader &reader, Findings &found, SearchQuery const &query) {
    std::vector<SearchHit> hits;
    for (auto const &one : found.best) {
        auto hit = reader.read(one.at);
        hit.score = one.score;
        if (hit.type.empty()) --found.total;
        else hits.push_back(std::move(hit));
    }
    std::ranges::sort(hits, better);
    hits.erase(hits.begin(), hits.begin() + std::min(query.offset, static_cast<std::int64_t>(hits.size())));
    auto const limit = static_cast<std::size_t>(query.limit);
    if (limit > 0 && hits.size() > limit) hits.resize(limit);
    return hits;
}

SearchResult search_words(Store &store, SearchQuery const &query) {
    SearchResult result;
    PostingReader postings{store.db()};
    auto const terms = make_terms(store.db(), postings, query.words);
    if (terms.empty()) return result;
    auto const correct = [&](Term const &term) {
        if (term.corrected) result.corrections.emplace_back(term.word, term.starts);
    };
    std::ranges::for_each(terms, correct);
    bool const unknown = std::ranges::any_of(terms, [](auto const &term) { return term.corrected || term.unknown; });
    auto const glued = make_glued(store.db(), postings, whole_word(query.words), terms.size() > 1 && unknown);
    correct(glued);
    auto const where = regions(store, postings, query);
    Ranking const ranking{postings, terms, glued};
    auto const most = query.limit == 0 ? 0 : query.offset + query.limit + k_candidates;
    auto found = gather(ranking, where, false, most);
    if (found.total == 0 && terms.size() > 1) {
        found = gather(ranking, where, true, most);
        result.any_word = found.total > 0;
    }
    HitReader reader{store};
    result.hits = read_page(reader, found, query);
    result.total = found.total;
    for (auto &hit : result.hits) reader.explain(hit, terms, glued);
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
