// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "classify/judges.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::classify {

namespace {

/// So large a share of values that hold a secret names a column after it, and beside a name that says so.
constexpr double k_share = 0.5, k_hinted_share = 0.1;

double needed_share(TableView const &table, ColumnView const &column) {
    return column.named(table.rule("CREDENTIAL")) > 0 ? k_hinted_share : k_share;
}

/// The column holds text that is called by a word for values: value, option_value, wert.
bool holds_settings(TableView const &table, ColumnView const &column) {
    using model::ValueClass;
    auto const type = column.context().value_class;
    bool const text = type == ValueClass::text || type == ValueClass::json || type == ValueClass::other;
    return text && !column.words().empty() && table.book.has_word("setting values", column.words().back());
}

/// So many values of a column whose name hints at secrets are digests or random bytes where they are tokens.
constexpr double k_token_share = 0.95;
constexpr std::int64_t k_enough_tokens = 10;

/// What lets in who shows it: one a row, and random. A session, when its column does not refer to one.
void judge_tokens(TableView const &table, ColumnView &column) {
    int const rule = table.rule("CREDENTIAL");
    if (column.named(rule) == 0 || column.tested() < k_enough_tokens || !column.mostly_distinct()) return;
    double const share = column.share("hash") + column.share("base64");
    if (share < k_token_share || column.context().foreign_key) return;
    column.propose(
        {rule,
         0.85,
         {column.name_sentence(rule), fmt::format("{} are as tokens are", share_text(std::min(share, 1.0), column))}});
}

} // namespace

void judge_secrets(TableView const &table, ColumnView &column) {
    judge_tokens(table, column);
    auto const held = column.hit("held secret").values;
    double const share = column.share_within("held secret");
    if (held == 0 || share < needed_share(table, column)) return;
    column.propose({table.rule("CREDENTIAL"),
                    0.9,
                    {fmt::format("{} hold a password, a token or the like", share_text(share, column.looked_into()))}});
}

void guard_settings(TableView &table) {
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
        ColumnView const &names = table.columns[at];
        auto const secrets = names.hit("secret name").values;
        if (secrets == 0) continue;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (ColumnView &column = table.columns[i]; i != at && holds_settings(table, column) && !column.labelled())
                column.guard(fmt::format("{} of column {} name passwords or other secrets: its values are not kept",
                                         base::counted(secrets, "value"), names.context().name));
    }
}

} // namespace scribe::classify
