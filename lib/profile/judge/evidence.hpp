// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "model/sample.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::profile {

/// What a column is judged by.
struct Evidence {
    model::SampleColumn const &column;
    model::ColumnProfile const &profile;
    std::vector<std::string> words;       ///< of the column's name, folded
    std::vector<std::string> table_words; ///< of the table's
    std::int64_t values = 0;              ///< looked at, that are not null
    std::int64_t misfits = 0;             ///< values that are none of the column's class
    double opaque_share = 0;              ///< of the values: letters and digits mixed, 16 characters or more, no spaces
    bool hex_digests = false;             ///< all values are as many hexadecimal digits
    double main_mask_share = 0;           ///< of the values: shape of most, its lengths not regarded
    double document_share = 0;            ///< of the values: JSON objects and lists
    std::string date_reading{};           ///< of dates that can be read in two ways: "day first"

    using Words = std::span<std::string_view const>;
    bool last_word_in(Words list) const;
    bool first_word_in(Words list) const;
    bool any_word_in(Words list) const;
    bool last_word_in(std::initializer_list<std::string_view> list) const {
        return last_word_in({list.begin(), list.size()});
    }
    bool number() const; ///< the column's class
    bool date() const;
    /// At least `least` values were seen, so that shares tell something.
    bool enough(std::int64_t least) const { return values >= least; }
    /// No value looked at occurs twice.
    bool all_unique() const { return values > 0 && profile.distinct_seen == values; }
};

/// The words of a name, folded and without accents: "lastLoginIP" is last, login, ip.
std::vector<std::string> name_words(std::string_view name);

struct Role {
    std::string role, reason;
};

/// The role of a column, empty when none stands out.
Role judge_role(Evidence const &evidence);

/// The unit of a number by its name and type: "kg", "ms", "percent"; empty when nothing tells.
std::string judge_unit(Evidence const &evidence);

/// Judges completeness to timeliness of the profile, and their mean.
/// `date_style_share` is the share of the dates in text that are written in the same way.
void judge_quality(Evidence const &evidence, model::ColumnProfile &profile, double date_style_share, std::int64_t today,
                   bool knows_today);

} // namespace scribe::profile
