// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "classify/judges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace scribe::classify {

namespace {

/// Rules that have a judge of their own; here they count only by the formats that say them without a name.
bool has_own_judge(Rule const &rule) {
    return !rule.alone && rule.formats.empty() && rule.loose.empty() && rule.list.empty();
}

/// How the hits of a rule's formats and their checksums look in a column.
struct Support {
    double format = 0; ///< share of distinct values with a format that may stand alone
    double sure = 0;   ///< the same of values or of rows, or in its list
    double any = 0;    ///< with any format of the rule, or in its list
    std::int64_t checked = 0;
    std::int64_t valid = 0;

    double valid_share() const {
        return static_cast<double>(valid) / static_cast<double>(std::max<std::int64_t>(checked, 1));
    }
    /// ln of the likelihood ratio: so many checksums right at the rate seen, against at the rate of `chance`.
    double likelihood(double chance) const {
        double const rate = std::min(valid_share(), 0.98);
        if (rate <= chance) return 0;
        auto const right = static_cast<double>(valid), wrong = static_cast<double>(checked - valid);
        return right * std::log(rate / chance) + wrong * std::log((1 - rate) / (1 - chance));
    }
};

Support support_of(Rule const &rule, ColumnView const &column) {
    auto const &format = column.hit(rule.name), &loose = column.hit(rule.name + "?");
    Support support;
    support.format = column.share(rule.name);
    support.sure =
        std::min(1.0, std::max(support.format, column.row_share(rule.name)) + column.row_share(rule.name + "="));
    support.any = std::min(1.0, support.sure + column.either(rule.name + "?"));
    support.checked = format.values + loose.values;
    support.valid = format.valid + loose.valid;
    return support;
}

std::string checksum_sentence(Rule const &rule, Support const &support) {
    return fmt::format("{} of {} have the right check digits, by chance it would be {:.0f} %", support.valid,
                       support.checked, rule.chance * 100);
}

/// ln(1e5): less than once in the columns of the largest databases.
constexpr double k_sure = 11.5;

void by_name(int index, Rule const &rule, Support const &support, ColumnView &column) {
    // Words and numbers are different things: a number of a person has a format of its own.
    if (rule.formats.empty() && !rule.numeric && column.either("number") > 0.5) return;
    bool const clear = column.named(index) == 2;
    // What proves itself has loose formats that nearly everything has: a hint is not enough for them.
    double const any = !clear && rule.alone ? support.sure : support.any;
    if (any < (clear ? rule.named : std::max(rule.named, 0.7))) return;
    if (!rule.check.empty() && support.checked > 0 && support.valid_share() < 0.5) return;
    Candidate found{index, 0.9 + 0.09 * any, {column.name_sentence(index)}};
    found.evidence.push_back(fmt::format("{} have the format", share_text(any, column)));
    if (!rule.check.empty() && support.checked > 0) found.evidence.push_back(checksum_sentence(rule, support));
    column.propose(std::move(found));
}

void by_values(int index, Rule const &rule, Support const &support, ColumnView &column) {
    if (!rule.alone || support.format < rule.share || column.tested() < rule.least) return;
    if (!rule.unless.empty() && column.share(rule.unless) >= rule.unless_share) return;
    Candidate found{index, 0.8 + 0.1 * support.format, {}};
    found.evidence.push_back(fmt::format("{} have the format", share_text(support.format, column)));
    if (!rule.check.empty()) {
        bool const digits_count_up = column.sequential() || column.context().key;
        double const likelihood = support.likelihood(rule.chance);
        // Some wrong ones are dirt, where few would be right by chance.
        double const least = rule.chance > 0.3 ? 0.9 : 0.7;
        if (likelihood < k_sure || support.valid_share() < least || digits_count_up) return;
        found.evidence.push_back(checksum_sentence(rule, support));
        // Of several that fit, the one that random values fit least often is the most likely.
        found.confidence += 0.08 * (1 - std::exp(-likelihood / 1000)) + 0.01;
    }
    column.propose(std::move(found));
}

/// What the type of the column says already need not be proved: dates, times, documents.
bool is_declared(ColumnView const &column) {
    auto const type = base::to_lower_ascii(column.context().type);
    constexpr std::array<std::string_view, 5> k_known = {"date", "time", "interval", "json", "bool"};
    return std::ranges::any_of(k_known, [&](auto known) { return type.starts_with(known); });
}

/// Beside a name so many of the values must be of the type: among codes there are some of one's own.
constexpr double k_named_share = 0.8;

/// The share of the distinct values that are of the type. Those that might be something else as well count beside a
/// name, beside enough of those that cannot, and where there are plenty of them.
double type_share(Rule const &rule, ColumnView const &column, bool named) {
    double const sure = column.share(rule.name) + column.share(rule.name + "=");
    if (!rule.list.empty() && sure <= 0) return 0;
    bool const plenty = rule.plenty > 0 && column.tested() >= rule.plenty;
    return std::min(1.0, sure + (named || sure >= 0.3 || plenty ? column.share(rule.name + "?") : 0));
}

} // namespace

void judge_formats(TableView const &table, ColumnView &column) {
    if (column.boolean()) return;
    for (std::size_t i = 0; i < table.book.rules.size(); ++i) {
        Rule const &rule = table.book.rules[i];
        if (rule.type || has_own_judge(rule)) continue;
        int const index = static_cast<int>(i);
        if (!column.answers(index)) continue;
        Support const support = support_of(rule, column);
        if (support.any <= 0) continue;
        if (column.named(index) > 0) by_name(index, rule, support, column);
        by_values(index, rule, support, column);
    }
}

namespace {

/// Whether values of the column's type could be of the rule: of numbers, dates and the types of the server itself.
bool type_allows(Rule const &rule, ColumnContext const &column) {
    auto const type = base::to_lower_ascii(column.type);
    for (auto const *known : {"regclass", "regproc", "regoper", "regtype", "regrole", "regnamespace", "regconfig",
                              "regdictionary", "regcollation", "oid", "interval", "time", "uuid", "xid", "pg_lsn"})
        if (type.starts_with(known) && !type.starts_with("timestamp")) return false;
    if (type.starts_with("inet") || type.starts_with("cidr")) return rule.name == "IP_ADDRESS";
    if (type.starts_with("macaddr")) return rule.name == "MAC_ADDRESS";
    auto const one_of = [&rule](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), rule.name) != names.end();
    };
    bool const patterns = !rule.formats.empty() || !rule.loose.empty();
    bool fits = false;
    switch (column.value_class) {
    case model::ValueClass::date:
    case model::ValueClass::timestamp:
        if (one_of({"BIRTHDATE", "CARD_EXPIRY"})) return true;
        fits = rule.dates;
        break;
    case model::ValueClass::integer:
    case model::ValueClass::decimal:
    case model::ValueClass::real:
        if (one_of({"BIRTHDATE", "AGE", "PHONE", "GEO", "GENDER"})) return true;
        fits = rule.numbers;
        break;
    default: return true;
    }
    return patterns ? fits
                    : rule.numeric || !one_of({"PERSON", "EMAIL", "ADDRESS", "LOCATION", "USERNAME", "CREDENTIAL",
                                               "ETHNICITY", "FREE_TEXT_PII", "IP_ADDRESS", "MAC_ADDRESS"});
}

} // namespace

void judge_by_name(TableView const &table, ColumnView &column) {
    if (column.boolean()) return;
    for (std::size_t i = 0; i < table.book.rules.size(); ++i) {
        Rule const &rule = table.book.rules[i];
        int const index = static_cast<int>(i);
        if (rule.type || column.named(index) < 2 || !type_allows(rule, column.context())) continue;
        column.propose({index, 0.5, {column.name_sentence(index), "by name only: there are no values"}});
    }
}

namespace {

/// How sure it is that the column's values are of the rule's type; nothing when that does not apply.
std::optional<double> type_confidence(Rule const &rule, int index, ColumnView const &column) {
    if (!column.answers(index)) return {};
    bool const named = column.named(index) > 0;
    if (!rule.alone && rule.plenty == 0 && !named) return {};
    if (!rule.unless.empty() && column.share(rule.unless) >= rule.unless_share) return {};
    if (column.says_one_of(rule.vetoes)) return {};
    double const share = type_share(rule, column, named);
    double const needed = named ? std::min(rule.share, k_named_share) : rule.share;
    if (share < needed || column.tested() < (named ? 1 : rule.least)) return {};
    Support const support = support_of(rule, column);
    if (!rule.check.empty() && (support.likelihood(rule.chance) < k_sure || support.valid_share() < 0.9)) return {};
    return share * (named ? 0.99 : 0.95);
}

/// 0 and 1 are yes and no where the name asks, or where many rows hold nothing else; else they may be a place in a
/// list, a count that is still low, or the key of one of two rows.
bool may_be_digits(TableView const &table, ColumnView const &column) {
    constexpr std::int64_t k_many_rows = 30;
    auto const &words = column.words();
    bool const asks = words.size() > 1 &&
                      (table.book.has_word("asking", words.front()) || table.book.has_word("flag marks", words.back()));
    bool const key = column.context().key || column.context().foreign_key;
    return column.share("number") > 0.5 && !asks && (key || column.evidence().rows < k_many_rows);
}

} // namespace

std::pair<std::string, double> judge_type(TableView const &table, ColumnView const &column) {
    std::pair<std::string, double> best;
    bool const address = column.labelled() && column.best().rule == table.rule("IP_ADDRESS");
    if (column.tested() == 0 || address || is_declared(column)) return best;
    for (std::size_t i = 0; i < table.book.rules.size(); ++i) {
        Rule const &rule = table.book.rules[i];
        if (!rule.type || (rule.name == "boolean" && may_be_digits(table, column))) continue;
        auto const confidence = type_confidence(rule, static_cast<int>(i), column);
        if (confidence && *confidence > best.second) best = {rule.name, *confidence};
    }
    return best;
}

} // namespace scribe::classify
