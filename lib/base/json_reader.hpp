// SPDX-License-Identifier: MIT
#pragma once

#include <simdjson.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reads JSON into structs whose members a function `fields(visit, object)` lists, found beside the struct.
/// Only for the few .cpp files that parse JSON: the header behind it is heavy.
namespace scribe::base::json {

namespace ondemand = simdjson::ondemand;

/// Thrown for a value that is not what its member needs. Malformed JSON is a simdjson::simdjson_error.
struct Misfit {
    char const *at; ///< where the value begins, in the text that is read
    char const *expected;
};

/// The result of asking `value` for something, or Misfit.
template <typename T> T need(ondemand::value &value, simdjson::simdjson_result<T> &&result, char const *expected) {
    auto const error = result.error();
    if (error == simdjson::INCORRECT_TYPE || error == simdjson::NUMBER_ERROR || error == simdjson::NUMBER_OUT_OF_RANGE)
        throw Misfit{value.raw_json_token().data(), expected};
    return std::move(result).value();
}

inline ondemand::array need_array(ondemand::value &value) { return need(value, value.get_array(), "an array"); }
inline ondemand::object need_object(ondemand::value &value) { return need(value, value.get_object(), "an object"); }

inline void read_value(ondemand::value from, std::string &to) {
    to = need<std::string_view>(from, from.get_string(), "a string");
}
inline void read_value(ondemand::value from, bool &to) { to = need<bool>(from, from.get_bool(), "true or false"); }
inline void read_value(ondemand::value from, std::int64_t &to) {
    to = need<std::int64_t>(from, from.get_int64(), "a whole number");
}
inline void read_value(ondemand::value from, std::uint64_t &to) {
    to = need<std::uint64_t>(from, from.get_uint64(), "a whole number that is not negative");
}
inline void read_value(ondemand::value from, double &to) { to = need<double>(from, from.get_double(), "a number"); }

template <typename T> void read_value(ondemand::value from, T &to);

template <typename T> void read_value(ondemand::value from, std::optional<T> &to) {
    if (from.is_null()) to.reset();
    else read_value(from, to.emplace());
}

template <typename T> void read_value(ondemand::value from, std::vector<T> &to) {
    to.clear();
    if (from.is_null()) return; // as Go writes an empty list
    for (auto item : need_array(from)) read_value(item.value(), to.emplace_back());
}

/// Reads the members that `walk(visit, object)` visits, in any order. The others go to `other(key, value)`. Members
/// that stand in the order of the walk, as those that scribe wrote, are found in one walk.
template <typename T, typename Walk, typename Other>
void read_members(ondemand::object from, T &to, Walk const &walk, Other const &other) {
    auto at = from.begin().value();
    auto const end = from.end().value();
    std::string_view key;
    ondemand::value value;
    bool more = true;
    auto const next = [&] {
        more = at != end;
        if (!more) return;
        ondemand::field field = *at;
        key = field.unescaped_key();
        value = field.value();
    };
    next();
    while (more) { // NOLINT(bugprone-infinite-loop): next() changes it
        bool known = false;
        walk(
            [&](std::string_view name, auto &member) {
                if (!more || name != key) return;
                known = true;
                read_value(value, member);
                ++at;
                next();
            },
            to);
        if (known) continue;
        other(key, value);
        ++at;
        next();
    }
}

template <typename T> void read_value(ondemand::value from, T &to) {
    read_members(
        need_object(from), to, [](auto &&visit, T &object) { fields(visit, object); },
        [](std::string_view, ondemand::value) {});
}

} // namespace scribe::base::json
