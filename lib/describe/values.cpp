// SPDX-License-Identifier: MIT
#include "describe/clauses.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace scribe::describe {

namespace {

using model::ColumnProfile;

/// Lists of values are written out up to this length.
constexpr std::size_t k_most_values = 12;
constexpr std::size_t k_most_keys = 8;
constexpr std::size_t k_most_examples = 3;
/// A column with so many rows has its say on what is unique or always the same.
constexpr std::int64_t k_telling_rows = 20;
constexpr double k_free_text = 40; ///< characters on average

std::string percent(double share) {
    auto const value = share * 100;
    if (value < 1) return "less than 1 %";
    if (value > 99 && value < 100) return "more than 99 %";
    return fmt::format("{:.0f} %", value);
}

/// A number as people write it: not more digits than tell something.
std::string short_number(double value) {
    return std::abs(value) >= 100 || value == std::floor(value) ? fmt::format("{:.0f}", value)
                                                                : fmt::format("{:.2f}", value);
}

bool is_number(ColumnProfile const &profile) {
    return profile.value_class == "integer" || profile.value_class == "decimal" || profile.value_class == "real";
}
bool is_date(ColumnProfile const &profile) { return profile.axis == "seconds"; }
bool is_whole(ColumnProfile const &profile) { return profile.method == "full"; }

/// Where only some rows were read what is said holds for those.
std::string where(ColumnProfile const &profile) { return is_whole(profile) ? "" : " in the rows looked at"; }

/// Numbers as they are, other values between quotes.
std::string shown(ColumnProfile const &profile, std::string const &value) {
    return is_number(profile) ? value : quoted_value(value);
}

std::optional<Clause> flag(ColumnProfile const &profile) {
    if (profile.role != "flag" || profile.top.empty()) return std::nullopt;
    auto const *const rows = profile.null_share.value > 0 ? "the rows that say" : "the rows";
    bool const truth = profile.value_class == "boolean";
    for (auto const &one : profile.top) {
        auto const value = base::fold_case(one.value);
        if (value != "t" && value != "true" && value != "1" && value != "y" && value != "yes") continue;
        auto const text = truth ? "true" : shown(profile, one.value);
        if (one.share >= 1)
            return Clause{fmt::format("always {}{}", text, where(profile)), "the values of the profile", 0.75, true};
        return Clause{fmt::format("{} in {} of {}", text, percent(one.share), rows), "the values of the profile", 0.85,
                      true};
    }
    if (profile.top.size() > 1) return std::nullopt;
    auto const text = truth ? "false" : shown(profile, profile.top[0].value);
    return Clause{fmt::format("always {}{}", text, where(profile)), "the values of the profile", 0.75, true};
}

std::optional<Clause> values(ColumnProfile const &profile) {
    auto const rows = static_cast<double>(profile.sampled) * (1 - profile.null_share.value);
    if (profile.top.empty() || profile.role == "key" || profile.role == "foreign_key" || is_date(profile))
        return std::nullopt;
    if (is_number(profile) && profile.number.scale > 0) return std::nullopt;
    if (profile.top.size() == 1 && profile.top_complete && rows >= static_cast<double>(k_telling_rows))
        return Clause{fmt::format("always {}{}", shown(profile, profile.top[0].value), where(profile)),
                      "the only value of the profile", 0.75, true};
    // Values that hardly ever come twice are no list to choose from.
    bool const repeats = profile.top_complete && profile.top.size() > 1 && profile.top.size() <= k_most_values &&
                         rows >= 3 * static_cast<double>(profile.top.size());
    if (!repeats || profile.text.mean_length.value > k_free_text) return std::nullopt;
    auto top = profile.top;
    if (is_number(profile))
        std::ranges::sort(top, [](auto const &a, auto const &b) {
            return std::strtod(a.value.c_str(), nullptr) < std::strtod(b.value.c_str(), nullptr);
        });
    std::vector<std::string> list;
    for (auto const &one : top) list.push_back(shown(profile, one.value));
    auto text = list.size() == 2     ? fmt::format("either {} or {}", list[0], list[1])
                : is_number(profile) ? "takes only the values " + list_of(list, k_most_values)
                                     : "one of " + list_of(list, k_most_values);
    return Clause{text + where(profile), "the values of the profile", 0.9, true};
}

/// The most frequent values of text that has many.
std::optional<Clause> examples(ColumnProfile const &profile) {
    bool const text = profile.value_class == "text" && profile.text.mean_length.value <= k_free_text;
    if (!text || profile.top.empty() || profile.distinct_seen < 3) return std::nullopt;
    std::vector<std::string> list;
    for (auto const &one : profile.top) {
        if (base::trim(one.value).empty()) continue;
        list.push_back(quoted_value(one.value));
        if (list.size() == k_most_examples) break;
    }
    if (list.size() < 2) return std::nullopt;
    return Clause{"for example " + list_of(list, k_most_examples), "the values of the profile", 0.7, true};
}

std::optional<Clause> range(ColumnProfile const &profile) {
    if (profile.min.empty() || profile.max.empty() || profile.min == profile.max) return std::nullopt;
    bool const exact = is_whole(profile) || (profile.min_exact && profile.max_exact);
    auto const *const about = exact ? "" : " in the rows looked at";
    if (is_date(profile)) {
        auto const day = [](std::string const &text) { return text.substr(0, 10); };
        auto const &from = profile.date.oldest.empty() ? profile.min : profile.date.oldest;
        auto const &to = profile.date.newest.empty() ? profile.max : profile.date.newest;
        return Clause{fmt::format("between {} and {}{}", day(from), day(to), about), "the range of the profile", 0.8,
                      true};
    }
    if (!is_number(profile) || profile.role == "key" || profile.role == "foreign_key") return std::nullopt;
    auto text = fmt::format("between {} and {}{}", profile.min, profile.max, about);
    if (profile.role == "measure" && profile.number.mean.value != 0)
        text += fmt::format(", {} on average", short_number(profile.number.mean.value));
    if (!profile.unit.empty()) text += " (" + profile.unit + ")";
    return Clause{std::move(text), "the range of the profile", 0.8, true};
}

std::optional<Clause> shape(ColumnProfile const &profile) {
    auto const &text = profile.text;
    if (text.mean_length.value >= k_free_text && text.words >= 4)
        return Clause{fmt::format("free text of some {:.0f} characters", text.mean_length.value),
                      "the lengths of the profile", 0.75, true};
    if (text.masks.empty() || text.masks.size() > 2 || text.mask_share < 0.95) return std::nullopt;
    auto const &mask = text.masks[0].value;
    bool const has_form = mask.find_first_of("0123456789") != std::string::npos && mask.size() > 2 && mask.size() <= 24;
    if (!has_form || profile.distinct_seen < 8) return std::nullopt;
    if (mask.find_first_not_of('9') == std::string::npos)
        return Clause{fmt::format("{} digits", mask.size()), "the shapes of the profile", 0.75, true};
    return Clause{fmt::format("written as {} (A a letter, 9 a digit)", mask), "the shapes of the profile", 0.75, true};
}

std::optional<Clause> uniqueness(ColumnProfile const &profile) {
    bool const unique = is_whole(profile) && profile.uniqueness >= 1 && profile.sampled >= k_telling_rows;
    // That two documents differ tells nothing of them.
    bool const is_short = profile.value_class == "integer" ||
                          (profile.value_class == "text" && profile.text.mean_length.value <= k_free_text);
    if (!unique || !is_short || profile.role == "key") return std::nullopt;
    return Clause{"different in each row", "the profile counted distinct values", 0.75, true};
}

std::optional<Clause> keys_of_json(ColumnProfile const &profile) {
    std::vector<std::string> keys;
    for (auto const &path : profile.json.paths) {
        auto const &text = path.path;
        if (text.starts_with("$.") && text.find_first_of(".[", 2) == std::string::npos) keys.push_back(text.substr(2));
    }
    if (keys.empty()) return std::nullopt;
    return Clause{"JSON with the keys " + list_of(keys, k_most_keys), "the paths of the profile", 0.85, true};
}

std::optional<Clause> nulls(ColumnProfile const &profile) {
    double const share = profile.null_share.value;
    if (profile.sampled > 0 && share >= 1)
        return Clause{"empty in all rows" + where(profile), "the profile counted no value", 0.6, true};
    if (share < 0.05) return std::nullopt;
    return Clause{fmt::format("empty in {} of the rows", percent(share)), "the profile counted nulls", 0.8, false};
}

} // namespace

std::string quoted_value(std::string const &value) {
    constexpr std::size_t k_most_width = 40;
    return "\"" + base::fit_width(base::single_line(base::sanitize_utf8(value)), k_most_width) + "\"";
}

std::vector<Clause> value_clauses(ColumnEvidence const &column, bool listed) {
    std::vector<Clause> clauses;
    if (!column.profile) return clauses;
    auto const &profile = *column.profile;
    auto const add = [&](std::optional<Clause> clause) {
        if (clause) clauses.push_back(std::move(*clause));
    };
    // What may be personal is not told by its values.
    bool const shown = column.entity.empty() && profile.hidden.empty();
    auto const before = clauses.size();
    listed = listed || !column.labels.empty();
    if (shown && !listed) add(flag(profile));
    if (shown && !listed && clauses.size() == before) add(values(profile));
    if (shown && clauses.size() == before) add(range(profile));
    if (shown) add(keys_of_json(profile));
    // The lexemes of a tsvector are no text that somebody reads.
    bool const is_text = column.column.type != "tsvector";
    if (is_text && column.entity.empty() && clauses.size() == before) add(shape(profile));
    if (shown && !listed && clauses.size() == before) add(examples(profile));
    if (column.entity.empty() && clauses.size() == before) add(uniqueness(profile));
    add(nulls(profile));
    return clauses;
}

} // namespace scribe::describe
