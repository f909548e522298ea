// SPDX-License-Identifier: MIT
#pragma once

#include "base/json.hpp"
#include "base/json_reader.hpp"

/// Writes and reads structs whose members a function `fields(visit, object)` lists, as JSON objects. Only for the few
/// .cpp files that do so: the header behind it is heavy.
namespace scribe::model {

// ---- writing: empty, false and absent members are left out, so no struct may default a flag to true

template <typename T> bool is_default(T const &value) { return value == T{}; }
template <typename T> bool is_default(std::vector<T> const &list) { return list.empty(); }

template <typename T> void write_value(base::JsonWriter &out, T const &value) {
    if constexpr (requires { out.value(value); }) out.value(value);
    else {
        out.begin_object();
        fields(
            [&out](char const *name, auto const &member) {
                if (is_default(member)) return;
                out.key(name);
                write_value(out, member);
            },
            value);
        out.end_object();
    }
}

// clang-format off
template <typename T>
    requires(!requires(base::JsonWriter out, T value) { out.value(value); })
void write_value(base::JsonWriter &out, std::vector<T> const &list) {
    out.begin_array();
    for (T const &item : list) write_value(out, item);
    out.end_array();
}
// clang-format on

// ---- reading

/// Reads `text`, one object. Throws simdjson::simdjson_error or base::json::Misfit.
template <typename T> void read_text(std::string_view text, T &to) {
    // Both keep their memory from one object to the next.
    thread_local simdjson::ondemand::parser parser;
    thread_local std::string padded;
    padded = text;
    padded.append(simdjson::SIMDJSON_PADDING, '\0');
    simdjson::ondemand::document document = parser.iterate(padded.data(), text.size(), padded.size());
    base::json::read_members(
        document.get_object(), to, [](auto &&visit, T &object) { fields(visit, object); },
        [](std::string_view, simdjson::ondemand::value) {});
}

/// The same; `fail` is called with the reason, in words, and throws.
template <typename T, typename Fail> void read_text(std::string_view text, T &to, Fail const &fail) {
    try {
        read_text(text, to);
        return;
    } catch (simdjson::simdjson_error const &error) {
        fail(std::string{error.what()});
    } catch (base::json::Misfit const &misfit) {
        fail("expected " + std::string{misfit.expected} + " where it has another value");
    }
}

} // namespace scribe::model
