// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::llm {

/// The object in a text that may have more around it, as models write it: ```json {...} ```; the text itself when there
/// is none.
std::string_view json_part(std::string_view text);

/// What is wrong with `json` as seen by the JSON Schema, at most `most` faults, each in words; empty: it fits.
std::vector<std::string> misfits(std::string const &json, std::string const &schema, std::size_t most = 8);

/// The schema without what only JSON Schema has (additionalProperties): as OpenAPI 3.0 knows it.
std::string open_schema(std::string const &schema);

} // namespace scribe::llm
