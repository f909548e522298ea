// SPDX-License-Identifier: MIT
#include "diff/widening.hpp"

#include "base/text.hpp"
#include "model/code/signature.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace scribe::diff {

namespace {

/// "numeric(12,2)[]" in its parts.
struct TypeText {
    std::string name;
    std::string_view array;
    std::vector<std::int64_t> modifiers;
    bool odd = false; ///< its modifiers are no numbers
};

TypeText parse(std::string_view text) {
    TypeText type;
    while (text.ends_with("[]")) {
        text.remove_suffix(2);
        type.array = "[]";
    }
    auto const open = text.find('(');
    type.name = text.substr(0, open);
    if (open == std::string_view::npos) return type;
    auto const close = text.find(')', open);
    // "timestamp(3) with time zone" has them in the middle.
    type.odd = close == std::string_view::npos;
    if (!type.odd) type.name += text.substr(close + 1);
    for (auto const &part : base::split(text.substr(open + 1, close - open - 1), ',')) {
        auto const number = base::parse_int(part);
        type.odd = type.odd || !number;
        type.modifiers.push_back(number.value_or(0));
    }
    return type;
}

bool holds_more_digits(std::vector<std::int64_t> const &before, std::vector<std::int64_t> const &after) {
    if (after.empty()) return true;
    if (before.empty()) return false;
    auto const scale = [](auto const &list) { return list.size() > 1 ? list[1] : 0; };
    return scale(after) >= scale(before) && after[0] - scale(after) >= before[0] - scale(before);
}

bool holds_more_text(std::vector<std::int64_t> const &before, std::vector<std::int64_t> const &after) {
    return after.empty() || (!before.empty() && after[0] >= before[0]);
}

/// Digits of seconds: as many as there can be unless it says fewer.
bool holds_more_time(std::vector<std::int64_t> const &before, std::vector<std::int64_t> const &after) {
    constexpr std::int64_t k_most = 6;
    auto const digits = [](auto const &list) { return list.empty() ? k_most : list[0]; };
    return digits(after) >= digits(before);
}

bool is_time(std::string_view name) {
    return name.starts_with("timestamp ") || name.starts_with("time ") || name == "interval";
}

} // namespace

bool is_widening(std::string_view before, std::string_view after) {
    auto const from = parse(before);
    auto const to = parse(after);
    if (from.odd || to.odd || from.array != to.array) return false;
    if (from.name == to.name) {
        if (from.name == "numeric") return holds_more_digits(from.modifiers, to.modifiers);
        if (is_time(from.name)) return holds_more_time(from.modifiers, to.modifiers);
        return (from.name == "character varying" || from.name == "bit varying") &&
               holds_more_text(from.modifiers, to.modifiers);
    }
    if (from.name == "character varying" && to.name == "text") return true;
    if (from.name == "text" && to.name == "character varying") return to.modifiers.empty();
    // "bit" alone is one of them.
    if (from.name == "bit" && to.name == "bit varying")
        return holds_more_text(from.modifiers.empty() ? std::vector<std::int64_t>{1} : from.modifiers, to.modifiers);
    constexpr std::array<std::string_view, 4> k_integers{"smallint", "integer", "bigint", "numeric"};
    auto const from_at = std::find(k_integers.begin(), k_integers.end(), from.name);
    auto const to_at = std::find(k_integers.begin(), k_integers.end(), to.name);
    if (from_at != k_integers.end() && to_at != k_integers.end()) return from_at < to_at && to.modifiers.empty();
    return from.name == "real" && to.name == "double precision";
}

bool keeps_storage(std::string_view before, std::string_view after) {
    auto const from = parse(before);
    auto const to = parse(after);
    if (from.odd || to.odd || !from.array.empty() || !to.array.empty()) return false;
    auto const is_text = [](std::string_view name) { return name == "text" || name == "character varying"; };
    if (is_text(from.name) && is_text(to.name)) return holds_more_text(from.modifiers, to.modifiers);
    if (from.name != to.name) return false;
    if (from.name == "bit varying") return holds_more_text(from.modifiers, to.modifiers);
    if (is_time(from.name)) return holds_more_time(from.modifiers, to.modifiers);
    if (from.name != "numeric" || from.modifiers.empty()) return false;
    auto const scale = [](auto const &list) { return list.size() > 1 ? list[1] : 0; };
    return to.modifiers.empty() ||
           (to.modifiers[0] >= from.modifiers[0] && scale(from.modifiers) == scale(to.modifiers));
}

bool compares_alike(std::string_view before, std::string_view after) {
    auto const from = parse(before);
    auto const to = parse(after);
    if (from.odd || to.odd || !from.array.empty() || !to.array.empty()) return false;
    constexpr std::array<std::string_view, 3> k_integers{"smallint", "integer", "bigint"};
    constexpr std::array<std::string_view, 2> k_texts{"text", "character varying"};
    auto const both = [&](auto const &list) {
        return std::ranges::find(list, from.name) != list.end() && std::ranges::find(list, to.name) != list.end();
    };
    return from.name == to.name || both(k_integers) || both(k_texts);
}

bool only_adds_defaults(std::string_view before, std::string_view after) {
    auto const old_arguments = model::split_list(before);
    auto const new_arguments = model::split_list(after);
    bool added = false;
    if (old_arguments.size() != new_arguments.size()) return false;
    for (std::size_t i = 0; i < old_arguments.size(); ++i) {
        if (old_arguments[i] == new_arguments[i]) continue;
        if (!new_arguments[i].starts_with(std::string{old_arguments[i]} + " DEFAULT ")) return false;
        added = true;
    }
    return added;
}

} // namespace scribe::diff
