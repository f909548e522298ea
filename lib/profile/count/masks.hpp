// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "profile/parse/shape.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace scribe::profile {

/// Counts the shapes of texts: runs without their lengths, and for each the shortest and the longest of each run.
class MaskCounter {
public:
    void add(Shape const &shape);

    /// The most frequent masks, written with the lengths of their runs where all have the same: "AAA-9999", "Aa+ 9+";
    /// and the share of `values` that they cover.
    void finish(model::TextFacts &facts, std::int64_t values) const;
    /// A regular expression of at most 3 masks that cover 95 % of `values`, and the share it fits; nothing when there
    /// is none.
    std::string regex(std::int64_t values, double &share) const;
    /// Share of the values of the most frequent mask, its run lengths not regarded.
    double main_share(std::int64_t values) const;

private:
    struct Mask {
        std::array<char, Shape::k_most_runs> run{};
        std::size_t runs = 0; ///< 0: empty
        std::int64_t count = 0;
        bool non_ascii = false;
        std::array<std::uint8_t, Shape::k_most_runs> least{}, most{};
    };
    std::vector<Mask const *> sorted() const;
    std::size_t place(Shape const &shape) const;
    void drop_rare();
    static std::string print(Mask const &mask);
    static std::string print_regex(Mask const &mask);

    std::vector<Mask> m_masks;
    std::size_t m_used = 0;
};

} // namespace scribe::profile
