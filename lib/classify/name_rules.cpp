// SPDX-License-Identifier: MIT
#include "classify/name_rules.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "classify/fold.hpp"

#include <algorithm>
#include <optional>

namespace scribe::classify {

namespace {

bool is_number(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Short words are parts of too many others to part a word by them.
constexpr std::size_t k_least_part = 3;

/// Without what Salesforce puts behind the names of fields that its users added: name__c, name__pc.
std::string_view without_mark(std::string_view name) {
    for (std::string_view const mark : {"__c", "__C", "__pc"})
        if (name.size() > mark.size() && name.ends_with(mark)) return name.substr(0, name.size() - mark.size());
    return name;
}

bool covers(NameHit const &outer, NameHit const &inner) {
    return outer.first <= inner.first && outer.first + outer.length >= inner.first + inner.length &&
           outer.length > inner.length;
}

} // namespace

NameRules::NameRules(RuleBook const &book) : m_book(book) {
    if (auto const found = book.words.find("short"); found != book.words.end()) read_short(found->second);
    for (std::size_t i = 0; i < book.rules.size(); ++i) {
        for (auto const &name : book.rules[i].names) add(name, static_cast<int>(i), false);
        for (auto const &name : book.rules[i].hints) add(name, static_cast<int>(i), true);
    }
    for (auto const *set : {"facets", "people", "neutral", "opaque", "vocabulary"})
        if (auto const found = book.words.find(set); found != book.words.end())
            m_vocabulary.insert(found->second.begin(), found->second.end());
}

void NameRules::read_short(std::set<std::string> const &entries) {
    for (auto const &entry : entries) {
        auto const at = entry.find(" = ");
        if (at == std::string::npos)
            throw base::Error(base::ExitCode::internal, "rules.txt: expected SHORT = LONG, not " + entry);
        m_short.emplace(entry.substr(0, at), entry.substr(at + 3));
        m_vocabulary.insert(entry.substr(0, at));
    }
}

/// Two letters are an abbreviation only where another word stands before them.
void NameRules::write_out(std::vector<std::string> &words) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const known = m_short.find(words[i]);
        if (known != m_short.end() && (i > 0 || words[i].size() > 2)) words[i] = known->second;
    }
}

void NameRules::add(std::string const &name, int rule, bool hint) {
    Phrase phrase{{}, rule, hint};
    for (auto const &word : base::split(name, ' '))
        if (!word.empty()) phrase.words.push_back(word);
    m_vocabulary.insert(phrase.words.begin(), phrase.words.end());
    write_out(phrase.words);
    std::string const first = phrase.words.front();
    m_phrases[first].push_back(std::move(phrase));
}

std::vector<std::string> NameRules::words(std::string_view name) const {
    std::vector<std::string> result;
    for (auto const &word : base::split_words(without_mark(name))) {
        std::string const folded = fold(word.folded);
        if (is_number(folded)) {
            if (!result.empty() && m_book.has_word("extended", result.back() + folded)) result.back() += folded;
            continue;
        }
        for (auto &piece : part(folded)) result.push_back(std::move(piece));
    }
    write_out(result);
    return result;
}

std::vector<std::string> NameRules::part(std::string const &word) const {
    if (m_vocabulary.contains(word) || word.size() < 2 * k_least_part - 1 || word.size() > 63) return {word};
    // best[i]: the fewest known words that make up the first i bytes, and where the last of them begins.
    struct Step {
        std::size_t words = 0, from = 0;
    };
    std::vector<std::optional<Step>> best(word.size() + 1);
    best[0] = Step{};
    for (std::size_t end = 1; end <= word.size(); ++end)
        for (std::size_t from = 0; from < end; ++from) {
            if (!best[from] || (best[end] && best[end]->words <= best[from]->words + 1)) continue;
            std::string const piece = word.substr(from, end - from);
            bool const long_enough = piece.size() >= k_least_part || (end == word.size() && piece == "id");
            if (long_enough && m_vocabulary.contains(piece) && !m_book.has_word("whole", piece))
                best[end] = Step{best[from]->words + 1, from};
        }
    if (!best[word.size()]) return {word};
    std::vector<std::string> parts;
    for (std::size_t end = word.size(); end > 0; end = best[end]->from)
        parts.push_back(word.substr(best[end]->from, end - best[end]->from));
    std::reverse(parts.begin(), parts.end());
    return parts;
}

/// A word for a name beside one for people: cust_nm, name_of_patient.
bool NameRules::names_person(std::vector<std::string> const &words, NameHit const &hit) const {
    if (hit.length != 1 || !m_book.has_word("nouns for names", words[hit.first])) return false;
    auto const is_person = [&](std::size_t at) {
        return at < words.size() && m_book.has_word("people", words[at]) &&
               !m_book.has_word("seldom people", words[at]);
    };
    bool const of = hit.first + 2 < words.size() && m_book.has_word("of", words[hit.first + 1]);
    return (hit.first > 0 && is_person(hit.first - 1)) || is_person(hit.first + (of ? 2 : 1));
}

/// True when the words before make it a question, a kind or a count: has_phone, type_of_phone, num_emails.
bool NameRules::is_asked(std::vector<std::string> const &words, NameHit const &hit) const {
    for (std::size_t i = 0; i < hit.first; ++i)
        if (m_book.has_word("asking", words[i])) return true;
    if (hit.first == 0) return false;
    bool const of = hit.first > 1 && m_book.has_word("of", words[hit.first - 1]);
    std::string const &before = words[hit.first - (of ? 2 : 1)];
    std::string const &last = words[hit.first + hit.length - 1];
    bool const several = last.ends_with('s') || (last.ends_with('i') && before == "numero");
    return (of && m_book.has_word("facets", before)) || (several && m_book.has_word("counting", before));
}

/// Beside a hint only words may stand that tell nothing more; before a word for people all may: "compliance inspector".
bool NameRules::fits_hint(std::vector<std::string> const &words, NameHit const &hit, std::size_t other) const {
    if (m_book.has_word("people", words[other]) || m_book.has_word("neutral", words[other])) return true;
    return other < hit.first && m_book.has_word("people", words[hit.first + hit.length - 1]);
}

bool NameRules::stands(std::vector<std::string> const &words, NameHit const &hit) const {
    Rule const &rule = m_book.rules[static_cast<std::size_t>(hit.rule)];
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i >= hit.first && i < hit.first + hit.length) continue;
        if (rule.vetoes.contains(words[i])) return false;
        if (i > hit.first && m_book.has_word("facets", words[i])) return false;
        if (hit.hint && !fits_hint(words, hit, i)) return false;
    }
    bool const site = hit.first > 0 && m_book.has_word("sites", words[hit.first - 1]);
    return !is_asked(words, hit) && !(rule.towns && site);
}

std::vector<NameHit> NameRules::match(std::vector<std::string> const &words) const {
    std::vector<NameHit> all;
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const found = m_phrases.find(words[at]);
        if (found == m_phrases.end()) continue;
        for (Phrase const &phrase : found->second)
            if (at + phrase.words.size() <= words.size() &&
                std::equal(phrase.words.begin(), phrase.words.end(), words.begin() + static_cast<std::ptrdiff_t>(at)))
                all.push_back({phrase.rule, phrase.hint, at, phrase.words.size()});
    }
    std::vector<NameHit> hits;
    for (NameHit &hit : all) hit.hint = hit.hint && !names_person(words, hit);
    for (NameHit const &hit : all)
        if (stands(words, hit) &&
            std::none_of(all.begin(), all.end(), [&](NameHit const &other) { return covers(other, hit); }))
            hits.push_back(hit);
    std::stable_sort(hits.begin(), hits.end(), [](NameHit const &a, NameHit const &b) {
        return a.hint != b.hint ? b.hint : a.length > b.length;
    });
    return hits;
}

} // namespace scribe::classify
