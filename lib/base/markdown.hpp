// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// Text of a user's database as GitHub Flavored Markdown: one function a context. Whatever the text holds (markup,
/// HTML, line breaks, invalid UTF-8, characters that reorder others), it comes out as text and stays in its place.
namespace scribe::base::markdown {

/// Running text on one line: headings, list items, link texts. Line breaks become spaces; http and https addresses
/// become links.
std::string text(std::string_view raw);

/// A table cell: as text(), with each line break as <br>. Very long text is cut with a note.
std::string cell(std::string_view raw);

/// Paragraphs of their own: line breaks and blank lines stay.
std::string paragraphs(std::string_view raw);

/// A code span, whatever backticks it holds. Not for tables.
std::string code(std::string_view raw);

/// A code span within a table. What is SQL keeps its values: line breaks within quotes are written as escapes
/// (base::code_line).
std::string cell_code(std::string_view raw);

/// A fenced code block, its newline included; the fence is longer than any run of backticks inside. Very long code is
/// cut with a note.
std::string fence(std::string_view raw, std::string_view language);

/// The percent-encoded form of a relative path.
std::string link_target(std::string_view path);

/// A label for a double-quoted string of Mermaid: characters that mean something there appear as their full-width
/// twins.
std::string mermaid_label(std::string_view raw);

/// A type or attribute name as Mermaid takes it: other characters become '_'.
std::string mermaid_word(std::string_view raw);

/// A type of SQL as one word of Mermaid, without its modifiers: numeric[] for numeric(10,2)[]; "unknown" for none.
std::string mermaid_type(std::string_view raw);

} // namespace scribe::base::markdown
