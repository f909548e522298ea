// SPDX-License-Identifier: MIT
#pragma once

#include "llm/message.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// Requests and answers as lines of a file.
namespace scribe::llm {

/// {"id","system","prompt","schema"} with its line break.
std::string request_line(Request const &request);

/// An answer that somebody else got.
struct AnswerLine {
    std::string id;
    std::string answer; ///< JSON
    std::string model;  ///< may be empty
};

/// Reads {"id","answer"}; the answer is JSON, or a text that holds it. Nothing for other lines.
std::optional<AnswerLine> read_answer_line(std::string_view line);

/// Reads {"ref","hint"}, both with some text. Nothing for other lines.
std::optional<std::pair<std::string, std::string>> read_hint_line(std::string_view line);

/// Of {"pairs":[{"id","verdict"}]} the verdicts by id; of an id that is there twice the first.
std::map<std::string, std::string> read_verdicts(std::string const &json);

/// The member "text" of an object.
std::string text_member(std::string const &json);

} // namespace scribe::llm
