// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Texts taken apart, to check what they say. Not part of this module's surface.
namespace scribe::describe {

/// The words of a text or name in lower case and in the singular.
std::vector<std::string> plain_words_of(std::string_view text);

/// The sentences of a text, each with its end.
std::vector<std::string> sentences_of(std::string_view text);

/// What stands between quotation marks or backticks; an apostrophe is none.
std::vector<std::string> quoted_in(std::string_view text);

/// Words that only names have: with an underscore in them.
std::vector<std::string> names_in(std::string_view text);

/// The numbers, without commas between digits; those behind a standard's name (ISO 4217, UTF-8) are left out.
std::vector<std::string> numbers_in(std::string_view text);

/// True when the text holds the phrase as whole words, in any case; `after` is the rest behind it.
bool has_phrase(std::string_view text, std::string_view phrase, std::string_view *after = nullptr);

} // namespace scribe::describe
