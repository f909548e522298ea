// SPDX-License-Identifier: MIT
#include "classify/values/people.hpp"

#include "classify_data.hpp"

#include <xxhash.h>

#include <algorithm>

namespace scribe::classify {

namespace {

/// True for Chinese characters, kana and Hangul: three bytes from U+3040 to U+D7FF.
bool begins_east_asian(std::string_view word) {
    auto const lead = static_cast<unsigned char>(word.front());
    return lead >= 0xE3 && lead <= 0xED;
}

} // namespace

std::uint64_t word_hash(std::string_view word) {
    return XXH3_64bits(word.data(), word.size()) | std::uint64_t{1} << 63;
}

WordSet::WordSet(std::string_view lines) {
    while (!lines.empty()) {
        auto const end = lines.find('\n');
        if (std::string_view const word = lines.substr(0, end); !word.empty()) insert(word);
        lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
    }
}

void WordSet::insert(std::string_view word) {
    std::uint64_t const hash = word_hash(word);
    if (contains(hash)) return;
    if ((m_size + 1) * 2 > m_slots.size()) {
        std::vector<std::uint64_t> old(std::max<std::size_t>(16, m_slots.size() * 2));
        old.swap(m_slots);
        for (std::uint64_t const known : old)
            if (known != 0) place(known);
    }
    place(hash);
    ++m_size;
}

void WordSet::place(std::uint64_t hash) {
    std::size_t at = hash & (m_slots.size() - 1);
    while (m_slots[at] != 0) at = (at + 1) & (m_slots.size() - 1);
    m_slots[at] = hash;
}

People::People(RuleBook const &book) : m_given(data::k_given), m_surnames(data::k_surnames) {
    if (auto const particles = book.words.find("particles"); particles != book.words.end())
        for (auto const &word : particles->second) m_particles.insert(word);
}

bool People::east_asian(std::string const &word) const {
    std::size_t const characters = word.size() / 3;
    if (word.size() % 3 != 0 || characters < 2 || characters > 4 || !begins_east_asian(word)) return false;
    for (std::string_view const place : {"市", "区", "區", "县", "縣", "郡", "町", "村", "省", "府", "시", "군", "구"})
        if (word.ends_with(place)) return false;
    for (std::size_t surname = 1; surname <= 2 && surname < characters; ++surname)
        if (m_surnames.contains(word_hash(std::string_view{word}.substr(0, surname * 3)))) return true;
    return false;
}

NameLook People::look(std::vector<ValueWord> const &words) const {
    NameLook look;
    if (words.empty() || words.size() > 7) return look;
    look.plain = true;
    std::size_t given = 0, surnames = 0, known_words = 0, long_words = 0;
    for (auto const &word : words) {
        if (word.text.size() < 2 || m_particles.contains(word.hash)) continue;
        ++long_words;
        bool const is_given_name = m_given.contains(word.hash);
        bool const is_surname = m_surnames.contains(word.hash);
        given += is_given_name;
        surnames += is_surname;
        known_words += is_given_name || is_surname;
    }
    look.initial = words.size() == 1 && long_words == 0;
    if (long_words == 0) return look;
    look.given = given == long_words;
    look.surname = surnames == long_words;
    look.full = words.size() >= 2 && long_words >= 2 && given >= 1 && known_words * 5 >= long_words * 3;
    if (words.size() == 1 && !look.given && !look.surname) look.full = east_asian(words.front().text);
    return look;
}

} // namespace scribe::classify
