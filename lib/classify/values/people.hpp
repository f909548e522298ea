// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::classify {

/// A set of words, kept as hashes: 8 bytes a word.
class WordSet {
public:
    /// One word a line, folded; sorted or not.
    explicit WordSet(std::string_view lines);
    bool contains(std::string_view word) const;
    std::size_t size() const { return m_hashes.size(); }

private:
    std::vector<std::uint64_t> m_hashes; ///< sorted
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
    People();
    /// `words` as value_words() gives them.
    NameLook look(std::vector<std::string> const &words) const;
    /// True when a word is a given name or surname.
    bool known(std::string const &word) const { return m_given.contains(word) || m_surnames.contains(word); }
    bool is_given(std::string const &word) const { return m_given.contains(word); }

private:
    bool east_asian(std::string const &word) const;

    WordSet m_given;
    WordSet m_surnames;
};

} // namespace scribe::classify
