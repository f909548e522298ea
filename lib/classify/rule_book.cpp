// SPDX-License-Identifier: MIT
#include "classify/rule_book.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "classify/fold.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace scribe::classify {

namespace {

struct Line {
    std::string_view text;
    int number;
};

[[noreturn]] void fail(Line const &line, std::string_view why) {
    throw base::Error(base::ExitCode::internal, fmt::format("rules.txt:{}: {}", line.number, why));
}

/// The first word of `text`, which is left with what follows.
std::string_view take_word(std::string_view &text) {
    auto const end = text.find(' ');
    std::string_view const word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : base::trim(text.substr(end));
    return word;
}

template <typename Add> void each_item(std::string_view text, Add const &add) {
    for (std::string const &item : base::split(text, ','))
        if (auto const trimmed = base::trim(item); !trimmed.empty()) add(fold(trimmed));
}

double number(std::string_view text, Line const &line) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) fail(line, "expected a number");
    return value;
}

/// The list of a rule that a word of the file adds to, or nothing.
std::vector<std::string> *list_of(Rule &rule, std::string_view key) {
    constexpr std::pair<std::string_view, std::vector<std::string> Rule::*> k_lists[] = {
        {"names", &Rule::names}, {"hints", &Rule::hints}, {"list", &Rule::list},
        {"holds", &Rule::holds}, {"among", &Rule::among}, {"codes", &Rule::codes}};
    for (auto const &[name, member] : k_lists)
        if (name == key) return &(rule.*member);
    return nullptr;
}

void read_member(Rule &rule, std::string_view key, std::string_view rest, Line const &line) {
    if (auto *list = list_of(rule, key)) each_item(rest, [&](std::string item) { list->push_back(std::move(item)); });
    else if (key == "sensitivity") rule.sensitivity = rest;
    else if (key == "format") rule.formats.emplace_back(rest);
    else if (key == "loose") rule.loose.emplace_back(rest);
    else if (key == "beside") rule.beside = rest;
    else if (key == "check") {
        rule.check = take_word(rest);
        rule.chance = number(rest, line);
    } else if (key == "share") rule.share = number(rest, line);
    else if (key == "named") rule.named = number(rest, line);
    else if (key == "least") rule.least = static_cast<std::int64_t>(number(rest, line));
    else if (key == "plenty") rule.plenty = static_cast<std::int64_t>(number(rest, line));
    else if (key == "unless") {
        rule.unless_share = number(take_word(rest), line);
        rule.unless = rest;
    } else if (key == "people") {
        rule.people = static_cast<int>(number(take_word(rest), line));
        rule.people_named = rest.empty() ? 0 : static_cast<int>(number(rest, line));
    } else if (key == "alone") rule.alone = true;
    else if (key == "flag") rule.flag = true;
    else if (key == "numeric") rule.numeric = true;
    else if (key == "someone") rule.someone = true;
    else if (key == "towns") rule.towns = true;
    else if (key == "veto") each_item(rest, [&](std::string item) { rule.vetoes.insert(std::move(item)); });
    else fail(line, fmt::format("'{}' is no word of a rule", key));
}

} // namespace

int RuleBook::find(std::string_view name) const {
    for (std::size_t i = 0; i < rules.size(); ++i)
        if (rules[i].name == name) return static_cast<int>(i);
    return -1;
}

bool RuleBook::has_word(std::string_view set, std::string const &word) const {
    auto const found = words.find(set);
    return found != words.end() && found->second.contains(word);
}

RuleBook parse_rules(std::string_view text) {
    RuleBook book;
    std::set<std::string> *words = nullptr;
    Rule *rule = nullptr;
    Line line{{}, 0};
    while (!text.empty()) {
        auto const end = text.find('\n');
        line = {base::trim(text.substr(0, end)), line.number + 1};
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.text.empty() || line.text.front() == '#') continue;
        std::string_view rest = line.text;
        std::string_view const key = take_word(rest);
        if (key == "entity" || key == "type") {
            rule = &book.rules.emplace_back();
            words = nullptr;
            rule->name = rest;
            rule->type = key == "type";
            if (rule->type) rule->sensitivity = "none";
        } else if (key == "words") {
            words = &book.words[std::string{rest}];
            rule = nullptr;
        } else if (words) each_item(line.text, [&](std::string item) { words->insert(std::move(item)); });
        else if (rule) read_member(*rule, key, rest, line);
        else fail(line, "expected 'entity', 'type' or 'words'");
    }
    return book;
}

} // namespace scribe::classify
