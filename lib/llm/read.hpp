// SPDX-License-Identifier: MIT
#pragma once

#include "base/json_reader.hpp"

#include <string>
#include <string_view>

/// Reads what servers send into structs with a function `fields(visit, object)`. Only for the few .cpp files that do
/// so: the header behind it is heavy.
namespace scribe::llm {

/// A value as it stands in the text.
struct Raw {
    std::string text;
};

/// Found by name lookup from base/json_reader.hpp.
inline void read_value(simdjson::ondemand::value from, Raw &to) {
    to.text = std::string_view{base::json::need_object(from).raw_json()};
}

/// False when the text is no JSON object, or holds something else where a member is expected.
template <typename T> bool read_json(std::string_view text, T &to) {
    simdjson::padded_string const padded{text};
    simdjson::ondemand::parser parser;
    try {
        simdjson::ondemand::document document = parser.iterate(padded);
        base::json::read_members(
            document.get_object(), to, [](auto &&visit, T &object) { fields(visit, object); },
            [](std::string_view, simdjson::ondemand::value) {});
        return true;
    } catch (simdjson::simdjson_error const &) {
    } catch (base::json::Misfit const &) {}
    return false;
}

} // namespace scribe::llm
