// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::model {

/// A version of what is said of an object.
struct Description {
    std::string text;   ///< empty: nothing could be said, and `reasons` tell why
    std::string origin; ///< human | rules | model
    std::string writer; ///< the model's name; empty for rules and people
    std::string status; ///< draft | approved | rejected
    double confidence = 0;
    std::vector<std::string> reasons; ///< what the text stands on, in words; no value of a column is in it
    bool stale = false;               ///< the object or what is known of it changed since
    bool operator==(Description const &) const = default;
};

/// As compact JSON, members at their default left out.
std::string description_to_json(Description const &description);
/// The reverse. Throws base::Error(catalog) naming `owner` when the text is not what the former wrote.
Description description_from_json(std::string_view json, std::string_view owner);

} // namespace scribe::model
