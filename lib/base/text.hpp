// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::base {

/// True when all of `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool is_valid_utf8(std::string_view text);

/// A copy with each byte that is not part of a well-formed sequence replaced by U+FFFD.
std::string sanitize_utf8(std::string_view text);
/// At most `bytes` bytes from the beginning of UTF-8 text, cut where a character begins.
std::string_view utf8_head(std::string_view text, std::size_t bytes);

/// Columns that the text takes on a terminal: wide characters count 2, combining ones 0.
std::size_t display_width(std::string_view text);

/// The longest beginning that fits in `width` columns; when something was cut, it ends in "…".
std::string fit_width(std::string_view text, std::size_t width);

/// One line for a table cell: control characters and line breaks become visible escapes or spaces,
/// and characters that reorder text (bidi controls) are dropped.
std::string single_line(std::string_view text);

/// True when the text holds what single_line would not leave as it is: control characters, line breaks, bidi controls.
bool has_controls(std::string_view text);

/// Matches `*` (any run of characters) and `?` (one); every other character is itself. Case counts.
bool glob_match(std::string_view pattern, std::string_view text);

/// True when `text` holds `part`, upper or lower case of any script being the same.
bool contains_any_case(std::string_view text, std::string_view part);

/// True when the pattern has a glob character.
bool has_glob(std::string_view pattern);

/// Levenshtein distance in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, when it is near enough to be a slip of the keyboard.
std::optional<std::string> nearest(std::string_view word, std::vector<std::string> const &candidates);

std::string join(std::vector<std::string> const &parts, std::string_view separator);
std::vector<std::string> split(std::string_view text, char separator);
std::string to_lower_ascii(std::string_view text);
/// The text as file systems that ignore case and composition compare it (Unicode case folding, NFC); malformed
/// UTF-8 is only lowered in ASCII.
std::string fold_case(std::string_view text);
std::string_view trim(std::string_view text);

/// An SQL identifier as PostgreSQL's quote_ident writes it: bare when it is lower case, plain and no
/// reserved word, else in double quotes.
std::string quote_ident(std::string_view name);
/// As quote_ident, appended to `out`.
void append_ident(std::string &out, std::string_view name);

/// The identifier in double quotes whatever it is, appended to `out`.
void append_quoted_ident(std::string &out, std::string_view name);
/// The identifier with SQL's escapes for all that has_controls() finds, U&"a\000ab", appended to `out`.
void append_escaped_ident(std::string &out, std::string_view name);
/// Reads what stands between the quotes of U&"...", doubled quotes already made one. Nothing when an escape is wrong.
std::optional<std::string> unescape_ident(std::string_view text);
/// True when only a keyword could make the name need quotes: [a-z_][a-z0-9_]*.
bool is_plain_ident(std::string_view name);

/// An SQL string literal in single quotes (standard_conforming_strings; E'' when it holds a backslash).
std::string quote_literal(std::string_view text);

/// The number, or nothing when the whole text is not one.
std::optional<std::int64_t> parse_int(std::string_view text);

/// 1234567 as "1,234,567".
std::string group_digits(std::int64_t number);

/// "1 table", "1,234 tables": the noun by number; its plural is `one` with an s unless given.
std::string counted(std::int64_t number, std::string_view one, std::string_view many = {});

/// Bytes as "12 kB", "3.4 MB": binary steps, the units as PostgreSQL's pg_size_pretty names them.
std::string human_bytes(std::int64_t bytes);

/// A time in whole units: "42 s", "5 min", "3 h 07 min".
std::string human_seconds(double seconds);

/// "2026-01-31 12:00:05": a time in ISO 8601 as a person reads it.
std::string human_time(std::string_view iso);

} // namespace scribe::base
