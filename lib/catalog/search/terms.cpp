// SPDX-License-Identifier: MIT
#include "catalog/search/terms.hpp"

#include "base/text.hpp"
#include "base/words.hpp"

namespace scribe::catalog {

namespace {

/// More words that hold a part, or are near a slip, than these are not looked for.
constexpr std::size_t k_most_alternatives = 12;
constexpr std::size_t k_most_words = 16;

/// An FTS5 string: what is in it is no operator.
std::string fts_string(std::string_view word) {
    std::string out = "\"";
    for (auto const c : word) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
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

/// The places where `word` may be parted into the first word of an identifier and the rest: the keys of joined words.
template <typename Visit> void for_each_parting(std::string_view word, std::size_t most, Visit const &visit) {
    for (std::size_t at = 1; at <= most; ++at)
        visit(std::string{word.substr(0, at)} + " " + std::string{word.substr(at)});
}

/// The objects that have a word that is `plain` or, unless `whole`, begins so.
TermHits find_plain(PostingReader &postings, std::string const &plain, bool whole) {
    TermHits hits{postings.none(), postings.none(), postings.none()};
    auto const add = [&](OrdinalSet &to, Field field, std::string_view word) {
        if (whole) postings.add_word(to, field, word);
        else postings.add_beginning(to, field, word);
    };
    add(hits.name, Field::name, plain);
    add(hits.comment, Field::comment, plain);
    add(hits.anywhere, Field::text, plain);
    if (!whole) {
        for_each_parting(plain, plain.size() - 1, [&](std::string const &key) {
            add(hits.anywhere, Field::joined_name, key);
            add(hits.anywhere, Field::joined_text, key);
        });
    }
    (hits.anywhere |= hits.name) |= hits.comment;
    return hits;
}

/// The same for a word that accents or signs may stand in.
TermHits find_word(PostingReader &postings, std::string const &word, bool whole) {
    auto const plain = base::plain_words(word);
    if (plain.empty()) return {postings.none(), postings.none(), postings.none()};
    auto hits = find_plain(postings, plain[0], whole);
    for (std::size_t i = 1; i < plain.size(); ++i) {
        auto const more = find_plain(postings, plain[i], whole);
        hits.name &= more.name;
        hits.comment &= more.comment;
        hits.anywhere &= more.anywhere;
    }
    return hits;
}

} // namespace

std::vector<Term> make_terms(sqlite::Db &db, PostingReader &postings, std::string const &text) {
    std::vector<Term> terms;
    for (auto &word : base::split_words(text)) {
        bool const known = std::ranges::any_of(terms, [&](auto const &term) { return term.word == word.folded; });
        if (known || terms.size() == k_most_words) continue;
        Term term{std::move(word.folded), {}, false};
        auto beginning = find_term(postings, term).anywhere;
        bool const begins_a_word = !(beginning -= postings.word(Field::fact, k_dead)).empty();
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

TermHits find_term(PostingReader &postings, Term const &term) {
    TermHits hits{postings.none(), postings.none(), postings.none()};
    auto const add = [&hits](TermHits const &more) {
        hits.name |= more.name;
        hits.comment |= more.comment;
        hits.anywhere |= more.anywhere;
    };
    if (!term.corrected) add(find_word(postings, term.word, false));
    for (auto const &word : term.alternatives) add(find_word(postings, word, true));
    return hits;
}

OrdinalSet find_whole_name(PostingReader &postings, std::string const &whole_word) {
    auto const plain = base::join(base::plain_words(whole_word), "");
    auto hits = postings.none();
    for_each_parting(plain, plain.size(),
                     [&](std::string const &key) { postings.add_word(hits, Field::joined_name, key); });
    return hits;
}

} // namespace scribe::catalog
