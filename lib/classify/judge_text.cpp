// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "classify/fold.hpp"
#include "classify/judges.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::classify {

namespace {

/// What most of the values hold, or are, tells of the column.
constexpr double k_most = 0.5;

/// Columns whose values are made of others; documents in text are, too.
bool is_compound(ColumnView const &column) {
    if (column.either("json") >= k_most) return true;
    switch (column.context().value_class) {
    case model::ValueClass::json:
    case model::ValueClass::array:
    case model::ValueClass::other: return true;
    default: return false;
    }
}

/// Columns of which so many values are of four words or more are running text.
constexpr double k_running_text = 0.3;

/// In running text so many values name the column after what they hold, and telephone numbers so large a share.
constexpr std::int64_t k_text_values = 2;
constexpr double k_text_phones = 0.05;

/// Elsewhere so large a share does.
constexpr double k_held_share = 0.1;

/// As many telephone numbers within values guard them: other figures look like them.
constexpr std::int64_t k_guarding_phones = 3;

/// What values hold, whatever else they are.
struct Held {
    std::int64_t any = 0;     ///< what must not be stored
    std::int64_t named = 0;   ///< what the column may be named after
    std::int64_t secrets = 0; ///< of what must not be stored
};

/// Of forms with a checksum most must be right: else they are other numbers.
std::int64_t valid_numbers(ColumnView const &column) {
    auto const &number = column.hit("held number");
    return number.valid * 2 > number.values ? number.valid : 0;
}

/// As many card numbers with right check digits are none by chance.
constexpr std::int64_t k_guarding_cards = 3;

/// Values that have a format of the rule, those that were glanced at among them.
model::ClassHit all_of(ColumnView const &column, std::string const &rule) {
    model::ClassHit sum = column.hit(rule);
    auto const &glanced = column.hit("glanced " + rule);
    sum.values += glanced.values;
    sum.valid += glanced.valid;
    return sum;
}

/// Whole values that are accounts or cards among others that are something else, as attributes are that rows of one
/// column name and tell.
std::int64_t count_whole(ColumnView const &column) {
    auto const iban = all_of(column, "IBAN"), card = all_of(column, "CREDIT_CARD");
    std::int64_t const cards = card.valid >= k_guarding_cards && card.valid * 2 > card.values ? card.valid : 0;
    return std::max(iban.valid, cards);
}

Held count_held(TableView const &table, ColumnView const &column) {
    auto const numbers = valid_numbers(column);
    // Texts about things hold telephone numbers of offices, and a name can say that the number is something else.
    bool const phones =
        column.share_within("sentence") < k_running_text && !column.named_otherwise(table.rule("PHONE"));
    auto const held_phones = phones ? column.hit("held phone").values : 0;
    Held held;
    held.named = std::max({column.hit("private email").values, numbers, held_phones});
    held.secrets =
        std::max(column.hit("held secret").values + column.hit("held key").values, all_of(column, "CREDENTIAL").values);
    held.any = std::max({column.hit("held email").values, numbers, count_whole(column), held.secrets});
    if (held_phones >= k_guarding_phones) held.any = std::max(held.any, held_phones);
    return held;
}

/// True where people are more than those whom one asks for something: it is theirs what the table tells.
bool is_about_private_people(TableView const &table) {
    auto const is_sign = [&table](ColumnView const &column) {
        if (column.refers_to_people()) return true;
        if (!column.labelled()) return false;
        auto const &rule = table.book.rules[static_cast<std::size_t>(column.best().rule)];
        return table.book.has_word("private signals", fold(rule.name));
    };
    return table.about_people || std::any_of(table.columns.begin(), table.columns.end(), is_sign);
}

/// Of running text: values that hold something, as far as they name the column.
std::int64_t count_text(TableView const &table, ColumnView const &column) {
    if (column.share_within("sentence") < k_running_text) return 0;
    auto hits = std::max(column.hit("text email").values, column.hit("text number").values);
    // Texts about things, and of offices, hold telephone numbers of offices; beside people they are those of people.
    bool const people = table.person_signals >= k_enough_signals && is_about_private_people(table);
    if (people && column.share_within("text phone") >= k_text_phones)
        hits = std::max(hits, column.hit("text phone").values);
    return hits >= k_text_values ? hits : 0;
}

} // namespace

void judge_text(TableView const &table, ColumnView &column) {
    auto const share = [&](std::int64_t values) {
        return static_cast<double>(values) / static_cast<double>(std::max<std::int64_t>(column.looked_into(), 1));
    };
    Held const held = count_held(table, column);
    bool const named = held.named > 0 && (is_compound(column) || share(held.named) >= k_held_share);
    if (auto const hits = std::max(named ? held.named : 0, count_text(table, column)); hits > 0)
        column.propose(
            {table.rule("FREE_TEXT_PII"),
             0.8,
             {fmt::format("{} are text that holds personal data", share_text(share(hits), column.looked_into()))}});
    else if (held.any > 0)
        column.guard(fmt::format("{} of {} hold {}: {} to name the column after it, but its values are not kept",
                                 base::group_digits(held.any), base::counted(column.looked_into(), "distinct value"),
                                 held.secrets == held.any ? "credentials" : "personal data",
                                 share(held.any) < k_most ? "too few" : "not sure enough"));
}

} // namespace scribe::classify
