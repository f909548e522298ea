// SPDX-License-Identifier: MIT
#include "workload/log/message.hpp"

#include "base/error.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "workload/explain/tokens.hpp"
#include "workload/log/text_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace scribe::workload {

namespace {

/// The string of JSON behind `key`, which is a member's name with its colon; nothing when there is none.
std::optional<std::string> json_string(std::string_view text, std::string_view key) {
    auto const at = text.find(key);
    if (at == std::string_view::npos) return std::nullopt;
    auto const from = at + key.size();
    auto end = from + 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2U : 1U;
    if (end >= text.size()) return std::nullopt;
    thread_local simdjson::ondemand::parser parser;
    simdjson::padded_string const json{text.substr(from, end + 1 - from)};
    simdjson::ondemand::document document;
    std::string_view value;
    if (parser.iterate(json).get(document) != simdjson::SUCCESS ||
        document.get_string().get(value) != simdjson::SUCCESS)
        return std::nullopt;
    return std::string{value};
}

/// Takes the statement, its parameters and the plan out of what auto_explain wrote.
void read_explained(std::string_view written, LogStatement &statement) {
    statement.from_plan = true;
    if (auto text = json_string(written, "\"Query Text\": ")) {
        statement.text = std::move(*text);
        statement.parameters = json_string(written, "\"Query Parameters\": ").value_or("");
        statement.plan = base::trim(written);
        return;
    }
    constexpr std::string_view k_text = "Query Text: ", k_parameters = "\nQuery Parameters: ";
    auto const at = written.find(k_text);
    if (at == std::string_view::npos) return;
    auto const rest = written.substr(at + k_text.size());
    // The tree begins with a line that has a cost.
    auto const cost = rest.find("  (cost=");
    if (cost == std::string_view::npos) return;
    auto const tree = rest.rfind('\n', cost);
    if (tree == std::string_view::npos) return;
    auto text = rest.substr(0, tree);
    if (auto const list = text.rfind(k_parameters); list != std::string_view::npos) {
        statement.parameters = text.substr(list + k_parameters.size());
        text = text.substr(0, list);
    }
    statement.text = text;
    statement.plan = rest.substr(tree + 1);
}

bool take(std::string_view &text, std::string_view start) {
    if (!text.starts_with(start)) return false;
    text.remove_prefix(start.size());
    return true;
}

/// What stands between the quotes that the text begins with; nothing when they are not closed.
std::optional<std::string> take_quoted(std::string_view &text) {
    if (!take(text, "'")) return std::nullopt;
    std::string value;
    while (!text.empty()) {
        if (take(text, "''")) {
            value += '\'';
            continue;
        }
        if (take(text, "'")) return value;
        value += text.front();
        text.remove_prefix(1);
    }
    return std::nullopt;
}

/// PREPARE name AS ...: what it prepares did not run yet.
bool is_prepare(std::string_view text) {
    auto const tokens = tokens_of(text.substr(0, 200));
    return tokens.size() > 2 && tokens[0].is("prepare") && !tokens[1].is("transaction");
}

/// A literal as the server lists it; empty for what is none.
std::string literal_of(Token const &token, bool is_negative) {
    if (token.kind == Token::Kind::number) return fmt::format("'{}{}'", is_negative ? "-" : "", token.text);
    if (token.kind == Token::Kind::string && token.text.starts_with('\'')) return std::string{token.text};
    return token.is("null") ? "NULL" : "";
}

/// The arguments of EXECUTE as the server lists parameters; empty where one is more than a literal.
std::string parameters_of_call(std::vector<Token> const &tokens) {
    std::string list;
    std::size_t number = 0;
    for (std::size_t k = 3; k < tokens.size(); k += 2) {
        bool const is_negative = tokens[k].kind == Token::Kind::op && tokens[k].text == "-";
        if (is_negative && ++k == tokens.size()) return {};
        auto const &token = tokens[k];
        auto const value = literal_of(token, is_negative);
        bool const goes_on = k + 1 < tokens.size() && tokens[k + 1].is_mark(",");
        bool const ends = k + 1 < tokens.size() && tokens[k + 1].is_mark(")");
        if (value.empty() || (!goes_on && !ends)) return {};
        list += fmt::format("{}${} = {}", number > 0 ? ", " : "", number + 1, value);
        ++number;
        if (ends) return list;
    }
    return {};
}

} // namespace

bool read_duration(std::string_view message, LogStatement &statement) {
    constexpr std::string_view k_duration = "duration: ";
    if (!message.starts_with(k_duration)) return false;
    message.remove_prefix(k_duration.size());
    auto const read = std::from_chars(message.data(), message.data() + message.size(), statement.ms);
    if (read.ec != std::errc{}) return false;
    message.remove_prefix(static_cast<std::size_t>(read.ptr - message.data()));
    constexpr std::string_view k_unit = " ms  ";
    if (!message.starts_with(k_unit)) return false; // log_duration alone
    message.remove_prefix(k_unit.size());
    constexpr std::string_view k_statement = "statement: ", k_execute = "execute ", k_plan = "plan:";
    if (message.starts_with(k_statement)) {
        statement.text = message.substr(k_statement.size());
        if (is_prepare(statement.text)) return false;
    } else if (message.starts_with(k_execute)) {
        auto const colon = message.find(": ");
        if (colon == std::string_view::npos) return false;
        statement.text = message.substr(colon + 2);
    } else if (message.starts_with(k_plan)) {
        read_explained(message.substr(k_plan.size()), statement);
    }
    return !statement.text.empty(); // parse and bind come before execute, which has the time that counts
}

std::string_view parameters_of_detail(std::string_view detail) {
    for (std::string_view const word : {"parameters: ", "Parameters: "}) // since 16 with a capital
        if (detail.starts_with(word)) return detail.substr(word.size());
    return {};
}

void take_prepared(std::string_view detail, LogStatement &statement) {
    constexpr std::string_view k_prepare = "prepare: ";
    if (!detail.starts_with(k_prepare) || statement.from_plan) return;
    auto const tokens = tokens_of(statement.text);
    if (tokens.size() < 2 || !tokens[0].is("execute")) return;
    if (tokens.size() > 3 && tokens[2].is_mark("(")) statement.parameters = parameters_of_call(tokens);
    statement.text = detail.substr(k_prepare.size());
}

std::optional<Plan> read_logged_plan(LogStatement const &statement) {
    if (statement.plan.empty()) return std::nullopt;
    try {
        auto plan = statement.plan.starts_with('{') ? read_plan(statement.plan) : read_text_plan(statement.plan);
        if (plan.root.actual) plan.execution_ms = statement.ms;
        return plan;
    } catch (base::Error const &) {
        return std::nullopt; // cut off, or no plan at all: the statement counts all the same
    }
}

std::vector<std::optional<std::string>> read_parameters(std::string_view list) {
    std::vector<std::optional<std::string>> values;
    while (!list.empty()) {
        if (!take(list, "$" + std::to_string(values.size() + 1) + " = ")) return {};
        if (take(list, "NULL")) {
            values.emplace_back();
        } else {
            auto value = take_quoted(list);
            if (!value || value->ends_with("...")) return {};
            values.push_back(std::move(value));
        }
        if (!list.empty() && !take(list, ", ")) return {};
    }
    return values;
}

} // namespace scribe::workload
