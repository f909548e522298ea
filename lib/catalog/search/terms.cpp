// SPDX-License-Identifier: MIT
#include "catalog/search/terms.hpp"

#include "base/text.hpp"
#include "base/words.hpp"

#include <functional>

namespace scribe::catalog {

namespace {

/// More words that hold a part than these are not looked for.
constexpr std::size_t k_most_around = 200;
/// More words that are near a slip than these are not looked for.
constexpr std::size_t k_most_near = 12;
constexpr std::size_t k_most_words = 16;
/// Two slips leave some three letters of such a word as they were: each takes four of these at most.
constexpr std::size_t k_long_word = 11;

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
    while (found.size() < k_most_around && select.step()) {
        std::string other{select.get_text(0)};
        if (!other.starts_with(word) && other.find(word) != std::string::npos) found.push_back(std::move(other));
    }
    return found;
}

/// How many slips of the keyboard a word may have.
std::size_t most_slips(std::string const &word) { return word.size() < 4 ? 0 : word.size() < 7 ? 1 : 2; }

/// True where an object has the word: the index keeps the words of what is gone.
using IsAlive = std::function<bool(std::string const &word)>;

/// Those of the known words that `select` gives for trigrams of `word` whose distance is the least, `most` at most.
template <typename Distance> std::vector<std::string> nearest_of(sqlite::Stmt &select, std::size_t most,
                                                                 IsAlive const &is_alive, Distance const &distance_of) {
    std::vector<std::string> found;
    while (select.step()) {
        auto const other = select.get_text(0);
        auto const distance = distance_of(other, most);
        if (distance > most || !is_alive(std::string{other})) continue;
        if (distance < most) found.clear();
        most = distance;
        found.emplace_back(other);
    }
    std::ranges::sort(found);
    if (found.size() > k_most_near) found.resize(k_most_near);
    return found;
}

/// Known words that a slip of the keyboard makes `word` of, the nearest ones.
std::vector<std::string> words_near(sqlite::Db &db, std::string const &word, IsAlive const &is_alive) {
    auto const most = most_slips(word);
    auto const match = join_trigrams(word, " OR ");
    if (most == 0 || match.empty()) return {};
    std::string sql =
        "SELECT word FROM (SELECT word FROM search_word WHERE search_word MATCH ?1 ORDER BY rank LIMIT 300)";
    // Of a short word a slip may leave no three letters as they were: all words of about its length, too.
    if (word.size() < k_long_word)
        sql +=
            " UNION SELECT word FROM (SELECT word FROM search_word WHERE length(word) BETWEEN ?2 AND ?3 LIMIT 50000)";
    sqlite::Stmt select{db, sql};
    select.bind(1, match);
    if (word.size() < k_long_word) {
        select.bind(2, static_cast<std::int64_t>(word.size() - most));
        select.bind(3, static_cast<std::int64_t>(word.size() + most));
    }
    return nearest_of(select, most, is_alive,
                      [&](auto other, auto bound) { return base::typing_distance(word, other, bound); });
}

/// The same for words that hold what is near: salesorderheader for "headr".
std::vector<std::string> words_near_inside(sqlite::Db &db, std::string const &word, IsAlive const &is_alive) {
    auto const match = join_trigrams(word, " OR ");
    if (word.size() < 5 || match.empty()) return {};
    sqlite::Stmt select{db, "SELECT word FROM search_word WHERE search_word MATCH ?1 ORDER BY rank LIMIT 300"};
    select.bind(1, match);
    return nearest_of(select, most_slips(word), is_alive,
                      [&](auto other, std::size_t) { return base::typing_distance_inside(word, other); });
}

/// The places where `word` may be parted into the first word of an identifier and the rest: the keys of joined words.
template <typename Visit> void for_each_parting(std::string_view word, std::size_t most, Visit const &visit) {
    for (std::size_t at = 1; at <= most; ++at)
        visit(std::string{word.substr(0, at)} + " " + std::string{word.substr(at)});
}

/// The objects that have a word that is `plain` or, unless `whole`, begins so.
TermHits find_plain(PostingReader &postings, std::string const &plain, bool whole) {
    TermHits hits{postings.none(), postings.none(), postings.none(), postings.none(), postings.none()};
    auto const add = [&](OrdinalSet &to, Field field, std::string_view word) {
        if (whole) postings.add_word(to, field, word);
        else postings.add_beginning(to, field, word);
    };
    add(hits.name, Field::name, plain);
    add(hits.comment, Field::comment, plain);
    add(hits.draft, Field::draft, plain);
    add(hits.owner, Field::owner, plain);
    add(hits.anywhere, Field::text, plain);
    if (!whole) {
        for_each_parting(plain, plain.size() - 1, [&](std::string const &key) {
            add(hits.name, Field::joined_name, key);
            add(hits.anywhere, Field::joined_text, key);
        });
    }
    (((hits.anywhere |= hits.name) |= hits.comment) |= hits.draft) |= hits.owner;
    return hits;
}

/// The same for a word that accents or signs may stand in.
TermHits find_word(PostingReader &postings, std::string const &word, bool whole) {
    auto const plain = base::plain_words(word);
    if (plain.empty()) return {postings.none(), postings.none(), postings.none(), postings.none(), postings.none()};
    auto hits = find_plain(postings, plain[0], whole);
    for (std::size_t i = 1; i < plain.size(); ++i) {
        auto const more = find_plain(postings, plain[i], whole);
        hits.name &= more.name;
        hits.comment &= more.comment;
        hits.draft &= more.draft;
        hits.owner &= more.owner;
        hits.anywhere &= more.anywhere;
    }
    return hits;
}

void add_new(std::vector<std::string> &words, std::vector<std::string> const &more) {
    for (auto const &word : more) {
        if (words.size() < k_most_around && std::ranges::find(words, word) == words.end()) words.push_back(word);
    }
}

/// Takes the near words for the word, as if they had been typed.
void correct(sqlite::Db &db, Term &term, std::vector<std::string> near) {
    term.corrected = true;
    term.starts = std::move(near);
    for (auto const &word : term.starts) add_new(term.parts, words_around(db, word));
}

/// A name, a comment or a description has the word.
bool is_said(PostingReader &postings, std::string const &word) {
    auto const hits = find_word(postings, word, true);
    auto said = hits.name;
    return !((said |= hits.comment) |= hits.draft).empty();
}

IsAlive alive_in(PostingReader &postings) {
    return [&postings, dead = postings.word(Field::fact, k_dead)](std::string const &word) {
        auto hits = find_word(postings, word, true).anywhere;
        // Names of tables are known as one word, too.
        return !(hits -= dead).empty() || !((hits = find_whole_name(postings, word)) -= dead).empty();
    };
}

Term make_term(sqlite::Db &db, PostingReader &postings, std::string const &word) {
    auto const is_alive = alive_in(postings);
    Term term{.word = word, .starts = {word}};
    auto beginning = find_term(postings, term).anywhere;
    bool const begins_a_word = !(beginning -= postings.word(Field::fact, k_dead)).empty();
    auto around = words_around(db, word);
    std::erase_if(around, [&](auto const &other) { return !is_alive(other); });
    // In a name or a comment: "acter" ends the "character" of types, and is a slip for all that.
    bool const ends_a_word = std::ranges::any_of(
        around, [&](auto const &other) { return other.ends_with(word) && is_said(postings, other); });
    if (begins_a_word || ends_a_word) {
        term.parts = around;
        return term;
    }
    auto near = words_near(db, word, is_alive);
    if (!around.empty()) {
        // It is a part of words, or a slip of others.
        term.parts = near;
        add_new(term.parts, around);
        return term;
    }
    if (near.empty()) near = words_near_inside(db, word, is_alive);
    term.unknown = near.empty();
    if (!near.empty()) correct(db, term, std::move(near));
    return term;
}

} // namespace

std::vector<Term> make_terms(sqlite::Db &db, PostingReader &postings, std::string const &text) {
    std::vector<Term> terms;
    for (auto const &word : base::split_words(text)) {
        bool const known = std::ranges::any_of(terms, [&](auto const &term) { return term.word == word.folded; });
        if (!known && terms.size() < k_most_words) terms.push_back(make_term(db, postings, word.folded));
    }
    return terms;
}

Term make_glued(sqlite::Db &db, PostingReader &postings, std::string const &whole_word, bool forgiving) {
    Term term{.word = whole_word, .starts = {whole_word}, .parts = words_around(db, whole_word)};
    if (!forgiving || !term.parts.empty()) return term;
    if (auto near = words_near(db, whole_word, alive_in(postings)); !near.empty()) correct(db, term, std::move(near));
    return term;
}

TermHits find_term(PostingReader &postings, Term const &term) {
    TermHits hits{postings.none(), postings.none(), postings.none(), postings.none(), postings.none()};
    auto const add = [&hits](TermHits const &more) {
        hits.name |= more.name;
        hits.comment |= more.comment;
        hits.draft |= more.draft;
        hits.owner |= more.owner;
        hits.anywhere |= more.anywhere;
    };
    for (auto const &word : term.starts) add(find_word(postings, word, false));
    for (auto const &word : term.parts) add(find_word(postings, word, true));
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
