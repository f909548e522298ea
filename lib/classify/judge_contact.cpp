// SPDX-License-Identifier: MIT
#include "classify/judges.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::classify {

namespace {

/// True when the column's name says that values of the rule's form are something else.
bool says_otherwise(TableView const &table, ColumnView const &column, int rule, std::string_view words) {
    auto const &book = table.book;
    return column.named_otherwise(rule) || column.says_one_of(book.rules[static_cast<std::size_t>(rule)].vetoes) ||
           std::any_of(column.words().begin(), column.words().end(),
                       [&](std::string const &word) { return book.has_word(words, word); });
}

/// Digits alone that can all be called: beside some that are written as telephone numbers, or so many that it is no
/// chance.
bool is_bare_phone(ColumnView const &column, double strong) {
    double const bare = column.share("north american");
    if (column.sequential() || column.context().key || column.context().foreign_key) return false;
    if (column.share("freephone") >= 0.5) return false;
    return strong >= 0.3 ? column.tested() >= 5 && strong + bare >= 0.95 : column.tested() >= 30 && bare >= 0.98;
}

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
             column.share("freephone") < 0.5 && !says_otherwise(table, column, rule, "public numbers"))
        column.propose({rule, 0.7 + 0.15 * grouped, {sentence(grouped)}});
    else if (column.opaque() && is_bare_phone(column, strong))
        column.propose({rule, 0.6, {sentence(strong + column.share("north american"))}});
}

/// What is streets to this share is addresses, whatever the name of the column is, when some have a number.
constexpr double k_all_streets = 0.9, k_numbered_streets = 0.25;
constexpr std::int64_t k_enough_streets = 10;

void address(TableView const &table, ColumnView &column) {
    int const rule = table.rule("ADDRESS");
    double const street = column.share("street"), words = street + column.share("street word"),
                 numbered = std::max(street, column.either("address")), any = std::max(words, numbered);
    auto const sentence = [&](double share) {
        return fmt::format("{} are written as street addresses", share_text(share, column));
    };
    // The names of streets alone are an address only where people live; where something happened is one when nearly all
    // of it is streets and some of them have numbers.
    bool const streets = words >= k_all_streets && street >= k_numbered_streets && column.tested() >= k_enough_streets;
    if (column.named(rule) == 2 && any >= 0.25)
        return column.propose(
            {rule, 0.85 + 0.12 * any, {column.name_sentence(rule), sentence(any)}, numbered < 0.2 ? 2 : 0});
    if (says_otherwise(table, column, rule, "stops")) return;
    if (column.named(rule) == 1 && words >= 0.4 && street >= 0.5)
        column.propose({rule,
                        0.8 + 0.12 * words,
                        {column.name_sentence(rule), sentence(words)},
                        street >= 0.8 || streets ? std::optional{0} : std::nullopt});
    else if (streets) column.propose({rule, 0.65 + 0.2 * street, {sentence(words)}, 0});
    else if (street >= 0.6 && column.opaque() && column.tested() >= k_enough_streets)
        column.propose({rule, 0.65 + 0.2 * street, {sentence(street)}});
}

void place(TableView const &table, ColumnView &column) {
    int const rule = table.rule("LOCATION");
    double const plain = column.either("plain");
    // "Town of ..." and "County of ..." are bodies, not where somebody lives.
    if (column.named(rule) < 2 || plain < 0.5 || column.share("company") >= 0.5) return;
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
