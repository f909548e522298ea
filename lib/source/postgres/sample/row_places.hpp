// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace scribe::source::postgres {

/// A table, or a partition, whose rows lie in pages.
struct Heap {
    std::string ref; ///< as SQL has it
    std::int64_t blocks = 0;
    std::int64_t most_slots = 0;   ///< row places that a page can have
    std::optional<double> counted; ///< its rows, where the server counted them not long ago
};

/// Draws rows of one or more heaps, all rows with the same chance however many of them a page holds.
///
/// Random places of random pages are looked up, and those without a row give nothing: acceptance/rejection sampling
/// (Olken and Rotem, "Random sampling from databases: a survey", Statistics and Computing 5, 1995). It is uniform as
/// long as no page has a row behind the places that are drawn, so that all that a page can have must be, although most
/// pages have far fewer. Looking up one more place of a page that is read anyway costs little, another page much:
/// of each page drawn one place of each stratum is looked up, the strata being equal parts of all its places. Every
/// place has the same chance, whatever a stratum's width; that only decides how many pages are read (few when it is
/// small) and how rarely two rows come from one page (the rarer, the larger it is). A page with the usual number of
/// rows has them all in its first stratum, one with many more gives several.
class RowPlaces {
public:
    /// `check` is called before each statement and may throw.
    RowPlaces(pg::Connection &connection, std::vector<Heap> heaps, std::uint64_t seed, std::function<void()> check);

    /// Looks at some pages: how many rows do they hold? Decides what is drawn, never which rows can be.
    void probe();
    /// Rows in all heaps: a guess.
    double rows() const { return m_rows; }
    /// There are so few rows that too many places would have to be looked up for each.
    bool are_sparse() const;
    /// Gives about `rows` rows: calls `read` with "ONLY s.t WHERE ...", one after the other; no row is in two of them.
    void draw(double rows, std::function<void(std::string const &)> const &read);
    /// That a row had to be drawn.
    double chance() const { return m_chance; }

private:
    struct Part {
        Heap heap;
        double pages = 0, rows = 0, squares = 0; ///< pages probed, rows in them, sum of the squares of rows a page
        double most = 0;                         ///< rows on one of them
        double density = 0;                      ///< rows a page: a guess
    };
    void probe(Part &part, std::int64_t pages);
    void estimate();
    static std::int64_t width_of(Part const &part);
    void draw_from(Part const &part, double rate, std::function<void(std::string const &)> const &read);
    double uniform() { return static_cast<double>(m_random() >> 11) * 0x1.0p-53; }

    pg::Connection &m_connection;
    std::vector<Part> m_parts; ///< the largest first
    std::function<void()> m_check;
    std::mt19937_64 m_random;
    double m_blocks = 0, m_places = 0;
    double m_rows = 0, m_chance = 0;
};

} // namespace scribe::source::postgres
