// SPDX-License-Identifier: MIT
#pragma once

#include "classify/rule_book.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::classify {

/// By which all sets of words know a word; never 0.
std::uint64_t word_hash(std::string_view word);

/// A word of a value.
struct ValueWord {
    explicit ValueWord(std::string word) : text(std::move(word)), hash(word_hash(text)) {}
    std::string text;
    std::uint64_t hash;
};

/// A set of words, kept as hashes.
class WordSet {
public:
    WordSet() = default;
    /// One word a line, folded.
    explicit WordSet(std::string_view lines);
    void insert(std::string_view word);
    bool contains(std::uint64_t hash) const {
        if (m_slots.empty()) return false;
        std::size_t at = hash & (m_slots.size() - 1);
        while (m_slots[at] != 0 && m_slots[at] != hash) at = (at + 1) & (m_slots.size() - 1);
        return m_slots[at] == hash;
    }

private:
    void place(std::uint64_t hash);

    std::vector<std::uint64_t> m_slots; ///< open addressing, a power of two; 0 is free
    std::size_t m_size = 0;
};

/// What the lists of given names and surnames make of a value.
struct NameLook {
    bool given = false;   ///< all of it is given names (an initial may follow)
    bool surname = false; ///< all of it is surnames
    bool full = false;    ///< two to five words, most of them known names and one a given name; or a Chinese or Korean
                          ///< name in one word
    bool initial = false; ///< one letter
    bool plain = false;   ///< one to five words of letters: may be a name
};

/// The lists of names (names/README.md).
class People {
public:
    explicit People(RuleBook const &book);
    /// `words` as value_words() gives them.
    NameLook look(std::vector<ValueWord> const &words) const;
    /// True when a word is a given name or surname.
    bool known(std::string_view word) const {
        std::uint64_t const hash = word_hash(word);
        return m_given.contains(hash) || m_surnames.contains(hash);
    }

private:
    bool east_asian(std::string const &word) const;

    WordSet m_particles;
    WordSet m_given;
    WordSet m_surnames;
};

} // namespace scribe::classify
