// SPDX-License-Identifier: MIT
#include "classify/judges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace scribe::classify {

namespace {

/// Enough for a table to be about people.
constexpr int k_enough_signals = 2;

/// Dates without a time that are spread as the births of living people are: over decades, none of them recent only.
bool spread_as_births(ColumnView const &column) {
    auto const &decades = column.evidence().decades;
    if (decades.size() < 15 || column.share("day") < 0.95 || column.tested() < 20) return false;
    auto const dates = std::accumulate(decades.begin(), decades.end(), std::int64_t{0});
    auto const filled =
        std::count_if(decades.begin(), decades.end(), [&](std::int64_t count) { return count * 20 >= dates; });
    std::int64_t const odd = decades[0] + decades[13] + decades[14]; // before 1900 or from 2020 on
    return filled >= 4 && odd * 50 <= dates;
}

} // namespace

void judge_by_context(TableView const &table, std::size_t index, ColumnView &column) {
    if (table.person_signals < k_enough_signals || column.boolean() || table.about_things) return;
    auto const because = [&](std::string sentence) {
        return std::vector<std::string>{std::move(sentence),
                                        fmt::format("{} other columns hold data of people", table.person_signals)};
    };
    static_cast<void>(index);
    if (spread_as_births(column) && !column.named_otherwise(table.rule("BIRTHDATE")))
        column.propose({table.rule("BIRTHDATE"), 0.7, because("the dates are spread as births are")});
}

void judge_text(TableView const &table, ColumnView &column) {
    int const rule = table.rule("FREE_TEXT_PII");
    auto const emails = column.hit("text email").values, numbers = column.hit("text number").values;
    if (column.share("sentence") < 0.3 || emails + numbers < 2) return;
    double const rate = column.share("text email") + column.share("text number");
    column.propose({rule, 0.8, {fmt::format("{} are text that holds personal data", share_text(rate, column))}});
}

} // namespace scribe::classify
