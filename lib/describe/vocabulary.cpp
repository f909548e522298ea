// SPDX-License-Identifier: MIT
#include "describe/vocabulary.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "describe/names.hpp"
#include "describe_data.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::describe {

namespace {

/// A database with more abbreviations than this has no convention that could be learned.
constexpr std::size_t k_most_entries = 10'000;

/// Shorter names of tables may well be one word.
constexpr std::size_t k_long_name = 12;

using Words = std::vector<std::string>;

Words folded_words(std::string_view name) {
    Words words;
    for (auto &word : base::split_words(name)) words.push_back(std::move(word.folded));
    return words;
}

using WordSet = std::set<std::string, std::less<>>;

WordSet read_words(std::string_view text) {
    WordSet words;
    for (auto const &line : base::split(text, '\n')) {
        if (line.starts_with('#')) continue;
        for (auto const &one : base::split(line, ' '))
            if (!one.empty()) words.insert(one);
    }
    return words;
}

/// Words of the language that are the beginning of longer ones: "ship" is no short "shipper".
bool is_plain_word(std::string const &word) {
    static WordSet const k_words = read_words(data::k_plain_words);
    return k_words.contains(word);
}

/// A part of a name without separators. Short words are in too many others; those that end names are not.
bool is_part(std::string const &word) {
    static WordSet const k_words = read_words(data::k_words);
    static WordSet const k_short{"id",  "no",  "by",  "of",  "to",  "key", "qty", "nbr", "num", "tax", "url", "uri",
                                 "end", "due", "tag", "ytd", "max", "min", "avg", "pay", "job", "day", "web"};
    if (word.size() < 4) return k_short.contains(word);
    auto const one = base::singular(word);
    return k_words.contains(word) || k_words.contains(one) || is_plain_word(word) || is_plain_word(one);
}

/// Words that only begin names: "isactive", "onorderqty", and the v of views.
bool is_beginning(std::string_view word) { return word == "is" || word == "on" || word == "has" || word == "v"; }

bool is_letters(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Longer ones are words themselves, of longer ones still.
constexpr std::size_t k_most_short = 6, k_most_full = 18;

/// True when the letters of the first are letters of the second, in their order and from its first one.
bool shortens(std::string const &word, std::string const &full) {
    bool const fits = word.size() >= 2 && full.size() >= word.size() + 2 && word[0] == full[0];
    if (!fits || word.size() > k_most_short || full.size() > k_most_full) return false;
    if (!is_letters(word) || !is_letters(full)) return false;
    // What the dictionary spells out is none, whatever else it is.
    if (is_plain_word(word) && expansion_of(word).empty()) return false;
    std::size_t at = 0;
    for (char const c : full)
        if (at < word.size() && word[at] == c) ++at;
    return at == word.size();
}

std::string initials(Words const &words) {
    std::string text;
    for (auto const &word : words) text += word.substr(0, 1);
    return text;
}

/// Without what only says that the column is a key.
Words without_key_words(Words words) {
    static std::set<std::string, std::less<>> const k_key_words{"id",  "ids",  "key", "fk",  "no",   "nr",
                                                                "num", "code", "cd",  "ref", "uuid", "guid"};
    while (words.size() > 1 && k_key_words.contains(words.back())) words.pop_back();
    return words;
}

Words entity_words(std::string const &table) {
    auto words = without_layers(folded_words(table));
    if (!words.empty()) words.back() = base::singular(words.back());
    return words;
}

std::string place_of(model::Ref const &table, std::string const &column) {
    return model::format_ref(table.schema, table.name) + "." + model::format_ref("", column);
}

} // namespace

void Vocabulary::learn(std::string const &word, std::string const &text, std::string const &place) {
    if (expansion_of(word) == text || m_entries.size() >= k_most_entries) return;
    auto const [entry, added] = m_entries.try_emplace(word);
    auto &one = entry->second;
    if (added) one.meaning = {text, fmt::format("{} is {}: {}", word, text, place)};
    else if (!one.said && one.meaning.text != text) one.torn = true;
}

/// Learns from words of which each stands for the one at its place; false when they do not fit.
bool Vocabulary::align(Words const &shorts, Words const &words, std::string const &place) {
    if (shorts.empty() || shorts.size() != words.size()) return false;
    for (std::size_t i = 0; i < shorts.size(); ++i)
        if (shorts[i] != words[i] && base::singular(shorts[i]) != words[i] && !shortens(shorts[i], words[i]))
            return false;
    for (std::size_t i = 0; i < shorts.size(); ++i)
        if (shortens(shorts[i], words[i])) learn(shorts[i], words[i], place);
    return true;
}

void Vocabulary::see_reference(model::Ref const &table, std::string const &column, model::Ref const &target,
                               std::string const &target_column) {
    auto const words = folded_words(column);
    auto const place = fmt::format("{} refers to {}", place_of(table, column), place_of(target, target_column));
    auto const entity = entity_words(target.name);
    auto plain = without_key_words(words);
    // "billing_cust_id": the words in front say which of them it is.
    if (!entity.empty() && plain.size() > entity.size())
        plain.erase(plain.begin(), plain.end() - static_cast<std::ptrdiff_t>(entity.size()));
    if (align(plain, entity, place) || align(words, folded_words(target_column), place)) return;
    bool const is_initials = plain.size() == 1 && words.size() > 1 && entity.size() > 1 && plain[0] == initials(entity);
    if (is_initials && !is_plain_word(plain[0])) learn(plain[0], base::join(entity, " "), place);
}

void Vocabulary::see_table(model::Ref const &table, std::vector<std::string> const &columns) {
    auto const entity = entity_words(table.name);
    if (entity.empty()) return;
    if (entity.size() == 1) m_tables.insert(entity[0]);
    if (table.name.size() >= k_long_name) ++(entity.size() == 1 ? m_glued : m_parted);
    for (auto &word : folded_words(table.name)) m_seen.insert(std::move(word));
    std::map<std::string, std::size_t> first;
    for (auto const &column : columns) {
        auto const words = folded_words(column);
        if (words.size() > 1) ++first[words[0]];
        m_seen.insert(words.begin(), words.end());
    }
    for (auto const &[word, times] : first) {
        // One column may be called so for another reason.
        if (times < 3 || 2 * times < columns.size()) continue;
        if (entity.size() == 1 && shortens(word, entity[0]))
            learn(word, entity[0],
                  fmt::format("columns of {} begin with it", model::format_ref(table.schema, table.name)));
        else if (entity.size() > 1 && word == initials(entity) && !is_plain_word(word))
            learn(word, base::join(entity, " "),
                  fmt::format("columns of {} begin with it", model::format_ref(table.schema, table.name)));
    }
}

void Vocabulary::say(std::string_view word, std::string_view term) {
    auto const words = folded_words(word);
    if (words.size() != 1 || m_entries.size() >= k_most_entries) return;
    auto text = base::join(folded_words(term), " ");
    if (text.empty() || text == words[0]) return;
    auto &one = m_entries[words[0]];
    one.torn = one.said && one.meaning.text != text;
    one.said = true;
    one.meaning = {text, fmt::format("{} is {}: the glossary", words[0], text)};
}

void Vocabulary::settle() {
    if (m_glued > m_parted)
        for (auto const &word : m_seen)
            if (auto parts = part(word); parts.size() > 1) m_parts.emplace(word, std::move(parts));
    m_seen.clear();
    m_settled = true;
}

std::vector<std::string> Vocabulary::parts_of(std::string const &word) const {
    if (!m_settled) return part(word);
    auto const found = m_parts.find(word);
    return found == m_parts.end() ? std::vector{word} : found->second;
}

std::vector<std::string> Vocabulary::part(std::string const &word) const {
    constexpr std::size_t k_least = 6, k_most = 80, k_longest_part = 20;
    if (m_glued <= m_parted || word.size() < k_least || word.size() > k_most || !is_letters(word) || is_part(word))
        return {word};
    // The fewest words that are all of it; of as many those whose last is the longest.
    std::vector<std::size_t> count(word.size() + 1, 0), from(word.size() + 1, 0);
    for (std::size_t end = 1; end <= word.size(); ++end)
        for (auto begin = end > k_longest_part ? end - k_longest_part : 0; begin < end; ++begin) {
            bool const reached = begin == 0 || count[begin] > 0;
            if (!reached || (count[end] > 0 && count[begin] + 1 >= count[end])) continue;
            auto const one = word.substr(begin, end - begin);
            if (!is_part(one) && (begin != 0 || !is_beginning(one))) continue;
            count[end] = count[begin] + 1;
            from[end] = begin;
        }
    if (count[word.size()] == 0) return {word};
    Words parts;
    for (auto end = word.size(); end > 0; end = from[end]) parts.push_back(word.substr(from[end], end - from[end]));
    std::ranges::reverse(parts);
    return parts;
}

Vocabulary::Meaning const *Vocabulary::find(std::string_view word) const {
    auto const found = m_entries.find(word);
    if (found == m_entries.end() || found->second.torn) return nullptr;
    // What is the name of a table of its own is a word here.
    if (!found->second.said && m_tables.contains(word)) return nullptr;
    return &found->second.meaning;
}

} // namespace scribe::describe
