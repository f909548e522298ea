// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "classify/judges.hpp"
#include "model/sample.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::classify {

namespace {

/// What belongs to a card stands among so many columns on either side of its number.
constexpr std::size_t k_card_reach = 4;

/// True when one of the `reach` columns on either side has this label.
bool is_beside(TableView const &table, std::size_t index, std::string_view entity, std::size_t reach) {
    int const wanted = table.rule(entity);
    for (std::size_t i = index - std::min(index, reach); i <= index + reach && i < table.columns.size(); ++i)
        if (i != index && table.columns[i].best().rule == wanted) return true;
    return false;
}

bool is_degrees(ColumnView const &column) {
    return column.tested() >= 10 && column.share("precise") >= 0.85 && column.share("decimal") >= 0.95 &&
           column.evidence().minimum >= -180 && column.evidence().maximum <= 180;
}

/// Two columns side by side that may be latitude and longitude: decimals of degrees, some of them negative or large.
bool is_position(TableView const &table, std::size_t index) {
    ColumnView const &column = table.columns[index];
    if (!is_degrees(column)) return false;
    auto const pairs_with = [&](std::size_t other) {
        return other < table.columns.size() && is_degrees(table.columns[other]) &&
               (column.evidence().maximum <= 90 || table.columns[other].evidence().maximum <= 90);
    };
    return pairs_with(index + 1) || (index > 0 && pairs_with(index - 1));
}

bool is_gender(ColumnView const &column) {
    return column.tested() >= 2 && column.tested() <= 6 && column.row_share("GENDER=") >= 0.9 &&
           column.share("GENDER=") >= 0.6;
}

bool is_postcode(TableView const &table, std::size_t index, ColumnView const &column) {
    auto const &evidence = column.evidence();
    double const share = column.share("POSTCODE") + column.share("POSTCODE?");
    if (evidence.min_length >= 9 && column.share("number") >= 0.9) return false;
    bool const beside = is_beside(table, index, "ADDRESS", 2) || is_beside(table, index, "LOCATION", 1);
    return beside && share >= 0.9 && evidence.min_length >= 3 && evidence.max_length <= 11 &&
           evidence.max_length - evidence.min_length <= 5 && !column.sequential() && column.tested() >= 10;
}

bool is_place(TableView const &table, std::size_t index, ColumnView const &column) {
    return is_beside(table, index, "ADDRESS", 2) && column.share("plain") >= 0.85 && column.tested() >= 5 &&
           column.share("company") < 0.2 && column.share("GENDER=") < 0.1 && column.share_within("sentence") < 0.5;
}

bool is_phone(ColumnView const &column) {
    double const grouped = column.share("phone") + column.share("grouped");
    double const any = grouped + column.share("bare");
    return column.tested() >= 10 && column.share("freephone") < 0.5 &&
           ((grouped >= 0.25 && any >= 0.95) || (column.share("phone") >= 0.4 && any >= 0.75));
}

/// Names of places are often names of people, so beside an address it takes more.
bool is_name(TableView const &table, std::size_t index, ColumnView const &column) {
    double const known = std::max({column.share("full"), column.share("given"), column.share("surname")});
    bool const after_address = index > 0 && table.columns[index - 1].best().rule == table.rule("ADDRESS");
    return column.tested() >= 10 && known >= (after_address ? 0.9 : 0.5) && column.share("plain") >= 0.8 &&
           column.share("company") <= 0.1;
}

bool is_address(ColumnView const &column) {
    double const street = column.share("street") + column.share("street word");
    return column.tested() >= 10 && std::max(street, column.share("address")) >= 0.6;
}

bool is_username(TableView const &table, ColumnView const &column) {
    auto const &evidence = column.evidence();
    for (auto const *other : {"number", "version", "hash", "uuid", "date", "phone", "CREDIT_CARD", "low quad"})
        if (column.share(other) >= 0.1) return false;
    return table.has("EMAIL") && column.tested() >= 10 && column.mostly_distinct() &&
           column.share("USERNAME?") >= 0.95 && column.share("plain") < 0.9 && evidence.min_length >= 3 &&
           evidence.max_length <= 40 && evidence.max_length - evidence.min_length >= 3;
}

/// Digests of 256 bits or more, one a row, where people log in.
bool is_password_hash(TableView const &table, ColumnView const &column) {
    bool const accounts = table.has("USERNAME") || table.person_signals >= 4;
    return accounts && table.has("EMAIL") && column.share("hash") >= 0.98 && column.evidence().min_length >= 64 &&
           column.mostly_distinct();
}

/// Three or four digits a row, near a card. Bounds are round numbers: codes lie at least 400 apart.
bool is_card_code(TableView const &table, std::size_t index, ColumnView const &column) {
    return is_beside(table, index, "CREDIT_CARD", k_card_reach) && column.tested() >= 20 &&
           column.share("CARD_CVV?") >= 0.98 && column.evidence().maximum - column.evidence().minimum >= 600 &&
           !column.sequential() && !column.context().key && !column.context().foreign_key;
}

bool is_card_expiry(TableView const &table, std::size_t index, ColumnView const &column) {
    return is_beside(table, index, "CREDIT_CARD", k_card_reach) && column.share("CARD_EXPIRY?") >= 0.95 &&
           column.share("date") < 0.05;
}

} // namespace

void judge_by_context(TableView const &table, std::size_t index, ColumnView &column) {
    if (table.person_signals < k_enough_signals || table.about_things || column.boolean() || !column.opaque()) return;
    auto const propose = [&](std::string_view entity, double confidence, std::string sentence) {
        column.propose({table.rule(entity),
                        confidence,
                        {std::move(sentence),
                         fmt::format("{} other kinds of data of people are in the table", table.person_signals)}});
    };
    if (column.spread_as_births()) propose("BIRTHDATE", 0.7, "the dates are spread as births are");
    if (is_gender(column)) propose("GENDER", 0.75, "the values are words for sexes");
    if (is_position(table, index)) propose("GEO", 0.6, "it stands beside another column of degrees with decimals");
    if (column.share("GEO") >= 0.9) propose("GEO", 0.7, "the values are positions");
    if (is_phone(column)) propose("PHONE", 0.65, "the values are written as telephone numbers");
    if (is_name(table, index, column)) propose("PERSON", 0.66, "the values are in the lists of names");
    if (is_address(column)) propose("ADDRESS", 0.64, "the values are written as street addresses");
    if (is_postcode(table, index, column))
        propose("POSTCODE", 0.68, "it stands beside an address and has the length of postcodes");
    if (is_place(table, index, column))
        propose("LOCATION", 0.55, "it stands beside an address and holds words of letters");
    if (is_username(table, column)) propose("USERNAME", 0.55, "each row has a word of its own, as login names are");
    if (is_card_code(table, index, column))
        propose("CARD_CVV", 0.6, "it stands beside card numbers and holds three digits");
    if (is_card_expiry(table, index, column))
        propose("CARD_EXPIRY", 0.62, "it stands beside card numbers and holds months of years");
    if (is_password_hash(table, column)) propose("CREDENTIAL", 0.6, "each row has a digest, where people log in");
}

namespace {

/// The words of the name without those that say "is it so": is_union_member, disability_flag.
std::vector<std::string> bare_words(TableView const &table, ColumnView const &column) {
    auto words = column.words();
    if (words.size() > 1 && table.book.has_word("asking", words.front())) words.erase(words.begin());
    if (words.size() > 1 && table.book.has_word("flag marks", words.back())) words.pop_back();
    return words;
}

bool is_one_of(std::vector<std::string> const &names, std::vector<std::string> const &words) {
    return std::find(names.begin(), names.end(), base::join(words, " ")) != names.end();
}

/// As many codes a list has at most.
constexpr std::int64_t k_most_codes = 6;

/// What the values say to a name that is the whole name of the rule, nothing when they do not agree.
std::string agreement(Rule const &rule, ColumnView const &column, bool among, bool named) {
    if (among && rule.flag && column.boolean()) return "its values are yes and no";
    if ((among || named) && column.tested() <= k_most_codes && column.share(rule.name + "#") >= 1)
        return "its values are codes for it";
    if (!among || column.boolean() || column.either("number") > 0.5) return {};
    double const any = column.either(rule.name) + column.either(rule.name + "?") + column.row_share(rule.name + "=");
    return any >= std::max(rule.named, 0.7) ? "its values have the format" : "";
}

} // namespace

void judge_among_people(TableView const &table, ColumnView &column) {
    bool const someone = table.about_people || table.has("PERSON");
    if (table.person_signals < k_enough_signals || !someone || table.about_things) return;
    auto const words = bare_words(table, column);
    for (std::size_t i = 0; i < table.book.rules.size(); ++i) {
        Rule const &rule = table.book.rules[i];
        if (rule.among.empty() && rule.codes.empty()) continue;
        auto const why = agreement(rule, column, is_one_of(rule.among, words), is_one_of(rule.names, column.words()));
        if (why.empty()) continue;
        column.propose({static_cast<int>(i),
                        0.75,
                        {fmt::format("the name says \"{}\", {}", base::join(words, " "), why),
                         fmt::format("{} other kinds of data of people are in the table", table.person_signals)},
                        0});
    }
}

} // namespace scribe::classify
