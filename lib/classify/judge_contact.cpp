// SPDX-License-Identifier: MIT
#include "classify/judges.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::classify {

namespace {

void phone(TableView const &table, ColumnView &column) {
    int const rule = table.rule("PHONE");
    double const strong = column.share("phone"), grouped = strong + column.share("grouped"),
                 any = std::max(grouped + column.share("bare"),
                                column.row_share("phone") + column.row_share("grouped") + column.row_share("bare"));
    auto const sentence = [&](double share) {
        return fmt::format("{} are written as telephone numbers", share_text(share, column));
    };
    if (column.named(rule) == 2 && any >= 0.4 && !column.sequential())
        column.propose({rule, 0.88 + 0.1 * any, {column.name_sentence(rule), sentence(any)}});
    else if (column.named(rule) == 1 && grouped >= 0.5)
        column.propose({rule, 0.8 + 0.1 * grouped, {column.name_sentence(rule), sentence(grouped)}});
    else if (strong >= (column.tested() < 5 ? 1 : 0.7) && grouped >= 0.95 && column.tested() >= 2 &&
             !column.named_otherwise(rule))
        column.propose({rule, 0.7 + 0.15 * grouped, {sentence(grouped)}});
}

void address(TableView const &table, ColumnView &column) {
    int const rule = table.rule("ADDRESS");
    double const street = column.share("street"), words = street + column.share("street word"),
                 numbered = std::max(street, column.either("address")), any = std::max(words, numbered);
    auto const sentence = [&](double share) {
        return fmt::format("{} are written as street addresses", share_text(share, column));
    };
    // The name of a street alone is an address only where people live; where something happened is one when nearly all
    // of it is house numbers and streets.
    if (column.named(rule) == 2 && any >= 0.25)
        column.propose({rule, 0.85 + 0.12 * any, {column.name_sentence(rule), sentence(any)}, numbered < 0.2 ? 2 : 0});
    else if (column.named(rule) == 1 && words >= 0.4 && street >= 0.5)
        column.propose({rule,
                        0.8 + 0.12 * words,
                        {column.name_sentence(rule), sentence(words)},
                        street >= 0.8 ? std::optional{0} : std::nullopt});
    else if (street >= (column.opaque() ? 0.6 : 0.9) && column.tested() >= 10 && !column.named_otherwise(rule))
        column.propose({rule, 0.65 + 0.2 * street, {sentence(street)}});
}

void place(TableView const &table, ColumnView &column) {
    int const rule = table.rule("LOCATION");
    double const plain = column.either("plain");
    if (column.named(rule) < 2 || plain < 0.5) return;
    column.propose(
        {rule, 0.85, {column.name_sentence(rule), fmt::format("{} are words of letters", share_text(plain, column))}});
}

void position(TableView const &table, ColumnView &column) {
    int const rule = table.rule("GEO");
    if (column.named(rule) < 2 || column.either("longitude") < 0.6) return;
    column.propose({rule,
                    0.9,
                    {column.name_sentence(rule),
                     fmt::format("{} are degrees with decimals", share_text(column.share("longitude"), column))}});
}

} // namespace

void judge_contact(TableView const &table, ColumnView &column) {
    if (column.boolean()) return;
    phone(table, column);
    address(table, column);
    place(table, column);
    position(table, column);
}

} // namespace scribe::classify
