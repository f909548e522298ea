// SPDX-License-Identifier: MIT
#include "classify/judges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace scribe::classify {

namespace {

/// How much of the column the lists of names know, whichever way.
double known_names(ColumnView const &column) {
    return std::max({column.share("full"), column.share("given"), column.share("surname")});
}

/// A column called "name" in a table that is not about people: single words must be given names, and many. Languages
/// and colours are surnames as well. Of a handful of values one or two look like names by chance.
bool may_name_things(TableView const &table, ColumnView const &column) {
    bool const bare = std::all_of(column.words().begin(), column.words().end(), [&](std::string const &word) {
        return table.book.has_word("nouns for names", word);
    });
    double const full = column.share("full");
    bool const few = column.tested() < 5 || (column.tested() < 10 && full < 0.7);
    return bare && !table.about_people &&
           (few || (full < 0.4 && (column.tested() < 20 || column.share("given") < 0.5)));
}

void person(TableView const &table, ColumnView &column) {
    int const rule = table.rule("PERSON");
    int const named = column.named(rule);
    double const known = known_names(column), plain = column.either("plain"), company = column.share("company");
    auto const propose = [&](double confidence, std::vector<std::string> evidence) {
        evidence.push_back(fmt::format("{} are in the lists of names", share_text(known, column)));
        column.propose({rule, confidence, std::move(evidence)});
    };
    // In any language the lists know some of the names; of other things they know next to none.
    bool const unknown = column.tested() >= 8 && known < 0.12 && column.share("initial") < 0.3;
    if (named == 2 && plain >= 0.4 && company < 0.5 && !unknown)
        propose(0.85 + 0.12 * known,
                {column.name_sentence(rule), fmt::format("{} are words of letters", share_text(plain, column))});
    double const called = column.either("named phone");
    if (called >= (named == 2 ? 0.4 : 0.75) && (named == 2 || column.tested() >= 10) && !column.named_otherwise(rule))
        column.propose(
            {rule,
             0.85,
             {fmt::format("{} are names and telephone numbers", share_text(column.share("named phone"), column))}});
    if (named == 1 && known >= 0.5 && company < 0.2 && !may_name_things(table, column))
        propose(0.75 + 0.2 * known, {column.name_sentence(rule)});
    if (column.named_otherwise(rule) || company > 0.1 || column.tested() < 10) return;
    if (column.share("full") >= 0.75 || column.share("given") >= 0.85) propose(0.6 + 0.3 * known, {});
}

void age(TableView const &table, ColumnView &column) {
    int const rule = table.rule("AGE");
    // Years of people are whole ones.
    bool const whole = column.share("decimal") < 0.2;
    if (column.named(rule) < 2 || column.either("age") < 0.8 || !whole || table.about_things) return;
    column.propose({rule,
                    0.9,
                    {column.name_sentence(rule),
                     fmt::format("{} are whole numbers from 0 to 120", share_text(column.share("age"), column))}});
}

void birth_date(TableView const &table, ColumnView &column) {
    int const rule = table.rule("BIRTHDATE");
    double const dates = column.either("date");
    bool const years =
        column.evidence().minimum >= 1850 && column.evidence().maximum <= 2100 && column.either("number") > 0.8;
    // Who are all of one year are counted by it.
    if (years && column.tested() == 1 && column.evidence().rows >= 20) return;
    // "bdate" is the date on which many a thing begins.
    bool const named = column.named(rule) == 2 || (column.named(rule) == 1 && column.spread_as_births());
    if (!named || table.about_things || (dates < 0.5 && !years)) return;
    column.propose(
        {rule,
         0.95,
         {column.name_sentence(rule), fmt::format("{} are dates or years", share_text(years ? 1 : dates, column))}});
}

} // namespace

void judge_people(TableView const &table, ColumnView &column) {
    if (column.boolean()) return;
    person(table, column);
    age(table, column);
    birth_date(table, column);
}

} // namespace scribe::classify
