// SPDX-License-Identifier: MIT
#include "describe/clauses.hpp"

#include "base/text.hpp"
#include "describe/names.hpp"
#include "model/filter.hpp"
#include "model/said/context_entry.hpp"
#include "sql/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::describe {

namespace {

constexpr std::size_t k_most_labels = 12;
/// Conditions and expressions are quoted up to this width.
constexpr std::size_t k_most_code = 90;
/// What people say is told up to this width.
constexpr std::size_t k_most_said = 240;

std::string code(std::string const &text) {
    return base::fit_width(base::single_line(without_parentheses(sql::tidy_code(text))), k_most_code);
}

/// A literal without its cast: 'new'::order_state is "new", 0 is 0. Nothing for anything else.
std::optional<std::string> literal(std::string const &expression) {
    auto const cast = expression.rfind("::");
    auto text = expression.substr(0, cast != std::string::npos && expression.back() != '\'' ? cast : std::string::npos);
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') {
        text = text.substr(1, text.size() - 2);
        bool const number = !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos;
        bool const plain = text.find('\'') == std::string::npos && !text.empty();
        return plain ? std::optional{number ? text : quoted_value(text)} : std::nullopt;
    }
    auto const number = text.find_first_not_of("0123456789.-") == std::string::npos;
    bool const word = text == "true" || text == "false";
    return !text.empty() && (number || word) ? std::optional{text} : std::nullopt;
}

bool is_now(std::string const &expression) {
    auto const text = base::fold_case(expression);
    constexpr std::array<std::string_view, 9> k_now = {
        "now()",          "current_timestamp",   "current_date",   "clock_timestamp()",
        "getdate()",      "('now'::text)::date", "localtimestamp", "statement_timestamp()",
        "datetime('now')"};
    return std::ranges::any_of(k_now, [&](auto word) { return text.find(word) != std::string::npos; });
}

using sql::Demand;

std::string shown_value(std::string const &value) {
    bool const number = !value.empty() && value.find_first_not_of("0123456789.-") == std::string::npos;
    return number || value == "true" || value == "false" ? value : quoted_value(value);
}

std::string shown_values(Demand const &demand) {
    std::vector<std::string> list;
    for (auto const &value : demand.values) list.push_back(shown_value(value));
    return list_of(list, k_most_labels);
}

/// What one demand says.
std::string demand_text(Demand const &demand) {
    using enum Demand::Kind;
    auto const value = demand.values.empty() ? std::string{} : shown_value(demand.values[0]);
    switch (demand.kind) {
    case one_of:
        return (demand.values.size() == 1 ? "always " : "one of ") + shown_values(demand) +
               (demand.any_case ? " in any case" : "");
    case none_of: return "never " + shown_values(demand);
    case least: return value == "0" ? "not negative" : "at least " + value;
    case above: return value == "0" ? "positive" : "more than " + value;
    case most: return "at most " + value;
    case below: return "less than " + value;
    case shortest: return fmt::format("at least {} characters", value);
    case longest: return fmt::format("at most {} characters", value);
    case not_null: return "never empty";
    case not_empty: return "never an empty text";
    case not_blank: return "never blank";
    case upper_case: return "in upper case";
    case lower_case: return "in lower case";
    case accepted: return fmt::format("accepted by {}()", demand.values[0]);
    }
    return {};
}

} // namespace

std::string check_in_words(std::string const &check, std::string const &column, bool guarded) {
    using enum Demand::Kind;
    auto demands = sql::read_check(check, column);
    // What a function of theirs accepts says little beside the rest.
    auto const is_accepted = [](Demand const &one) { return one.kind == accepted; };
    if (!std::ranges::all_of(demands, is_accepted)) std::erase_if(demands, is_accepted);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < demands.size(); ++i) {
        auto const &one = demands[i];
        bool const quotes =
            std::ranges::any_of(one.values, [](auto const &v) { return shown_value(v).starts_with('"'); });
        if (guarded && quotes) return {};
        auto const *const next = i + 1 < demands.size() ? &demands[i + 1] : nullptr;
        bool const range = next != nullptr && one.kind == least && next->kind == most;
        bool const exact = next != nullptr && one.kind == shortest && next->kind == longest;
        if (range)
            texts.push_back(
                fmt::format("allowed from {} to {}", shown_value(one.values[0]), shown_value(next->values[0])));
        else if (exact && one.values == next->values) texts.push_back(fmt::format("{} characters", one.values[0]));
        else if (exact) texts.push_back(fmt::format("{} to {} characters", one.values[0], next->values[0]));
        else texts.push_back(demand_text(one));
        if (range || exact) ++i;
    }
    return base::join(texts, ", ");
}

bool lists_values(ColumnEvidence const &evidence) {
    return std::ranges::any_of(evidence.checks, [&](std::string const &check) {
        auto const demands = sql::read_check(check, evidence.column.name);
        return std::ranges::any_of(
            demands, [](Demand const &one) { return one.kind == Demand::Kind::one_of && one.values.size() > 1; });
    });
}

std::string list_of(std::vector<std::string> const &items, std::size_t most) {
    std::string text;
    auto const shown = items.size() > most ? most - 1 : items.size();
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
        text += items[i];
    }
    if (shown < items.size()) text += fmt::format(" and {} more", items.size() - shown);
    return text;
}

std::string table_name(model::Ref const &table, std::string const &schema) {
    return table.schema == schema ? model::format_ref("", table.name) : model::format_ref(table.schema, table.name);
}

std::string_view without_parentheses(std::string_view code) {
    for (;;) {
        code = base::trim(code);
        if (code.size() < 2 || code.front() != '(') return code;
        int depth = 0;
        char quote = 0;
        for (std::size_t i = 0; i < code.size(); ++i) {
            char const c = code[i];
            if (quote != 0) quote = c == quote ? '\0' : quote;
            else if (c == '\'' || c == '"') quote = c;
            else if (c == '(') ++depth;
            else if (c == ')' && --depth == 0 && i + 1 < code.size()) return code; // it ends before
        }
        if (depth != 0 || quote != 0) return code;
        code = code.substr(1, code.size() - 2);
    }
}

std::string plain_end(std::string_view text) {
    auto line = base::fit_width(base::single_line(base::sanitize_utf8(text)), k_most_said);
    while (line.ends_with('.') || line.ends_with(' ')) line.pop_back();
    return line;
}

std::vector<std::string> people_say(Known const &known) {
    std::vector<std::string> texts;
    for (auto const &[field, text] : known.said) {
        if (field != "rules" && field != "usage") continue;
        texts.push_back(fmt::format("{}: {}", sentence(std::string{model::context_title(field)}), plain_end(text)));
    }
    return texts;
}

std::vector<Clause> definition_clauses(ColumnEvidence const &evidence, std::string const &schema) {
    auto const &column = evidence.column;
    // Texts in code about personal data and secrets are values of them, as likely as not.
    bool const guarded = !evidence.entity.empty() || (evidence.profile && !evidence.profile->hidden.empty());
    auto const may_tell = [guarded](std::string const &code) {
        return code.size() <= k_most_code && (!guarded || code.find('\'') == std::string::npos);
    };
    std::vector<Clause> clauses;
    if (!evidence.labels.empty()) {
        std::vector<std::string> labels;
        for (auto const &label : evidence.labels) labels.push_back(quoted_value(label));
        clauses.push_back(
            {"one of the labels " + list_of(labels, k_most_labels), "the labels of its type", 0.95, true});
    }
    if (!column.generated.empty() && !column.expression.empty() && (!guarded || may_tell(column.expression)))
        clauses.push_back({"computed as " + code(column.expression), "its expression", 0.9, true});
    if (!evidence.computed.empty() && may_tell(evidence.computed))
        clauses.push_back({"computed as " + code(evidence.computed), "the view's definition", 0.85, true});
    else if (evidence.source)
        clauses.push_back(
            {fmt::format("read from {}.{}", table_name(*evidence.source, schema), model::format_ref("", column.name)),
             "the view reads that column", 0.8, true});
    for (auto const &check : evidence.checks)
        if (auto words = check_in_words(check, column.name, guarded); !words.empty())
            clauses.push_back({std::move(words), "a check", 0.9, true});
        else if (may_tell(check)) clauses.push_back({"must satisfy " + code(check), "a check", 0.9, true});
    if (column.default_value && column.generated.empty()) {
        if (is_now(*column.default_value))
            clauses.push_back({"the current time unless given", "its default", 0.85, true});
        else if (auto const value = literal(*column.default_value); value && !guarded)
            // A number that stands for "nothing yet" tells nothing of what the column is.
            clauses.push_back({*value + " unless given", "its default", 0.8, value->starts_with('"')});
    }
    return clauses;
}

} // namespace scribe::describe
