// SPDX-License-Identifier: MIT
#pragma once

#include "describe/model/evidence_json.hpp"
#include "llm/message.hpp"

#include <cstddef>
#include <string>
#include <string_view>

// What all requests have. Not part of this module's surface.
namespace scribe::describe {

/// An object of the text, how sure and the claims of a text.
std::string text_schema();
/// The same of several columns.
std::string columns_schema();
/// A text alone.
inline constexpr std::string_view k_summary_schema =
    R"({"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false})";

/// What is asked where a person gives a hint.
inline constexpr std::string_view k_improve_task =
    "Write the description anew, better: a person who knows the database gives the hint; what it states is true.";

/// `texts`: how many the answer has.
llm::Request make_request(std::string id, std::string_view task, std::string const &evidence, std::string schema,
                          std::size_t texts);

/// The name and summary of the database.
void write_database(base::JsonWriter &json, ModelContext const &context);

} // namespace scribe::describe
