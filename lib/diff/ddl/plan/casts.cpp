// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/casts.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace scribe::diff::ddl {

namespace {

/// Types between which all casts are there, and single casts besides. Every type has one to and from text.
constexpr std::array<std::string_view, 6> k_numbers{"smallint", "integer", "bigint",
                                                    "numeric",  "real",    "double precision"};
constexpr std::array<std::string_view, 5> k_texts{"text", "character varying", "character", "name", "\"char\""};
constexpr std::array<std::string_view, 5> k_times{"date", "timestamp without time zone", "timestamp with time zone",
                                                  "time without time zone", "time with time zone"};
constexpr std::array<std::string_view, 22> k_others{
    "boolean",   "uuid",      "json",     "jsonb",     "xml",     "bytea",       "inet",     "cidr",
    "macaddr",   "macaddr8",  "interval", "money",     "bit",     "bit varying", "tsvector", "tsquery",
    "int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange"};

using Pair = std::pair<std::string_view, std::string_view>;
constexpr std::array k_casts{Pair{"integer", "boolean"},
                             Pair{"boolean", "integer"},
                             Pair{"json", "jsonb"},
                             Pair{"jsonb", "json"},
                             Pair{"jsonb", "boolean"},
                             Pair{"inet", "cidr"},
                             Pair{"cidr", "inet"},
                             Pair{"macaddr", "macaddr8"},
                             Pair{"macaddr8", "macaddr"},
                             Pair{"integer", "money"},
                             Pair{"bigint", "money"},
                             Pair{"numeric", "money"},
                             Pair{"money", "numeric"},
                             Pair{"integer", "bit"},
                             Pair{"bigint", "bit"},
                             Pair{"bit", "integer"},
                             Pair{"bit", "bigint"},
                             Pair{"bit", "bit varying"},
                             Pair{"bit varying", "bit"},
                             Pair{"interval", "time without time zone"},
                             Pair{"time without time zone", "interval"},
                             Pair{"date", "timestamp without time zone"},
                             Pair{"date", "timestamp with time zone"},
                             Pair{"timestamp without time zone", "date"},
                             Pair{"timestamp without time zone", "timestamp with time zone"},
                             Pair{"timestamp without time zone", "time without time zone"},
                             Pair{"timestamp with time zone", "date"},
                             Pair{"timestamp with time zone", "timestamp without time zone"},
                             Pair{"timestamp with time zone", "time without time zone"},
                             Pair{"timestamp with time zone", "time with time zone"},
                             Pair{"time without time zone", "time with time zone"},
                             Pair{"time with time zone", "time without time zone"},
                             Pair{"integer", "bytea"},
                             Pair{"smallint", "bytea"},
                             Pair{"bigint", "bytea"},
                             Pair{"bytea", "integer"},
                             Pair{"bytea", "smallint"},
                             Pair{"bytea", "bigint"},
                             Pair{"uuid", "bytea"},
                             Pair{"bytea", "uuid"}};

template <typename List> bool has(List const &list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_known(std::string_view name) {
    return has(k_numbers, name) || has(k_texts, name) || has(k_times, name) || has(k_others, name);
}

/// "timestamp(3) with time zone" -> "timestamp with time zone"
std::string without_modifiers(std::string_view type) {
    auto const open = type.find('(');
    std::string name{type.substr(0, open)};
    auto const close = type.find(')');
    if (open != std::string_view::npos && close != std::string_view::npos) name += type.substr(close + 1);
    return name;
}

/// Takes "[]" off: an array.
bool take_array(std::string &name) {
    if (!name.ends_with("[]")) return false;
    while (name.ends_with("[]")) name.resize(name.size() - 2);
    return true;
}

} // namespace

bool may_cast(model::Column const &before, model::Column const &after) {
    auto from = without_modifiers(before.type);
    auto to = without_modifiers(after.type);
    bool const from_array = take_array(from);
    bool const to_array = take_array(to);
    if (from == to && from_array == to_array) return true;
    if ((!from_array && has(k_texts, from)) || (!to_array && has(k_texts, to))) return true;
    if (from_array != to_array) return before.user_type_kind == "domain" || after.user_type_kind == "domain";
    if (has(k_texts, from) || has(k_texts, to)) return true; // item by item
    auto const is_plain = [](std::string_view name, std::string_view kind) {
        return is_known(name) || kind == "enum" || kind == "composite" || kind == "range";
    };
    if (!is_plain(from, before.user_type_kind) || !is_plain(to, after.user_type_kind)) return true;
    if (has(k_numbers, from) && has(k_numbers, to)) return true;
    if (from == "jsonb" && has(k_numbers, to)) return true;
    return std::find(k_casts.begin(), k_casts.end(), Pair{from, to}) != k_casts.end();
}

bool cuts_values(model::Column const &before, model::Column const &after) {
    auto from = without_modifiers(before.type);
    auto to = without_modifiers(after.type);
    if (take_array(from) != take_array(to)) return false;
    // Of the other texts, name and "char", not every type is assigned without USING.
    constexpr std::array<std::string_view, 3> k_assigned{"text", "character varying", "character"};
    constexpr std::array<std::string_view, 2> k_bits{"bit", "bit varying"};
    return has(k_assigned, to) || (has(k_bits, from) && has(k_bits, to));
}

} // namespace scribe::diff::ddl
