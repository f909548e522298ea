// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/db.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// Which objects have which words: the inverted index behind the search, shared by the files of this module. Each object
// of the index has an ordinal; a set of ordinals is a bit for each, so that words are joined, and what has them is
// counted, 64 objects at a time.
namespace scribe::catalog {

using Ordinal = std::uint32_t;

/// Objects of the index. All sets of one reader have the same size.
class OrdinalSet {
public:
    explicit OrdinalSet(std::size_t size) : m_bits((size + 63) / 64) {}

    void add(Ordinal at) { m_bits[at / 64] |= std::uint64_t{1} << at % 64; }
    bool has(Ordinal at) const { return (m_bits[at / 64] >> at % 64 & 1U) != 0; }
    OrdinalSet &operator|=(OrdinalSet const &other) {
        for (std::size_t i = 0; i < m_bits.size(); ++i) m_bits[i] |= other.m_bits[i];
        return *this;
    }
    OrdinalSet &operator&=(OrdinalSet const &other) {
        for (std::size_t i = 0; i < m_bits.size(); ++i) m_bits[i] &= other.m_bits[i];
        return *this;
    }
    OrdinalSet &operator-=(OrdinalSet const &other) {
        for (std::size_t i = 0; i < m_bits.size(); ++i) m_bits[i] &= ~other.m_bits[i];
        return *this;
    }
    bool empty() const {
        return std::ranges::all_of(m_bits, [](auto bits) { return bits == 0; });
    }
    std::int64_t count() const {
        std::int64_t n = 0;
        for (auto const bits : m_bits) n += std::popcount(bits);
        return n;
    }
    /// Calls `visit` with each, ascending.
    template <typename Visit> void for_each(Visit const &visit) const {
        for (std::size_t i = 0; i < m_bits.size(); ++i) {
            for (auto bits = m_bits[i]; bits != 0; bits &= bits - 1)
                visit(static_cast<Ordinal>(i * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
        }
    }

private:
    std::vector<std::uint64_t> m_bits;
};

/// Where a word stands. A joined word is an identifier of several words, typed as one ("customerAddress" as
/// "customeraddress"): its key has a blank behind the first of them, which keeps it apart from what the first alone
/// finds.
/// What people say, and drafts that they approved, stands with the comment; other drafts stand apart. The owner of a
/// column is its table: here are the words of that name.
enum class Field { name, joined_name, comment, text, joined_text, fact, draft, owner };
inline constexpr std::size_t k_field_count = 8;

/// The word that marks the objects that are no longer there; their ordinals are never given again.
inline constexpr std::string_view k_dead = "dead";

/// Gathers words and adds them to the index.
class PostingWriter {
public:
    explicit PostingWriter(sqlite::Db &db);
    /// For each field and word the ordinals ascend from call to call, and from one writer to the next.
    void add(Field field, std::string_view word, Ordinal ordinal);
    /// Writes what was gathered; also done by add() whenever it has become much.
    void save();

private:
    struct Pending {
        Ordinal first, last;
        std::string rest; ///< the ordinals behind the first
    };
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Words = std::unordered_map<std::string, Pending, Hash, std::equal_to<>>;
    void save(Field field, std::string_view word, Pending const &pending);

    sqlite::Stmt m_find, m_insert, m_update;
    std::array<Words, k_field_count> m_words;
    std::size_t m_gathered = 0;
    bool m_was_empty;
};

/// Looks words up.
class PostingReader {
public:
    explicit PostingReader(sqlite::Db &db);
    OrdinalSet none() const { return OrdinalSet{m_size}; }
    /// All that were given, the dead included.
    OrdinalSet all() const;
    /// The first ordinal that no object has or had.
    Ordinal end() const { return static_cast<Ordinal>(m_size); }
    /// Adds the objects that have `word` in the field.
    void add_word(OrdinalSet &to, Field field, std::string_view word);
    /// Adds the objects that have a word with this beginning in the field.
    void add_beginning(OrdinalSet &to, Field field, std::string_view beginning);
    OrdinalSet word(Field field, std::string_view word);
    /// Calls `visit` with each word of the field that begins so, and the objects that have it, ascending.
    void for_each(Field field, std::string_view beginning,
                  std::function<void(std::string_view word, std::vector<Ordinal> const &)> const &visit);

private:
    sqlite::Stmt m_find, m_range;
    std::size_t m_size;
};

/// Takes rows of search_object out of the index: those that the condition chooses. Nothing of them is found any more.
void bury(sqlite::Db &db, std::string_view where);

} // namespace scribe::catalog
