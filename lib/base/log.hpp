// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <string_view>

/// The log goes to stderr, never to stdout. It is the program's only global besides the
/// interruption flag.
namespace scribe::base::log {

enum class Level { error, warn, info, debug };
enum class Format { text, json };

/// How the log is written; set once by main.
struct Options {
    Level level = Level::info;    ///< what is less important than this is dropped
    Format format = Format::text; ///< text: `scribe: warning: ...`; json: one object a line
    bool sql = false;             ///< log every statement sent to a database, without its values
    bool color = false;           ///< colour the level word
};

void configure(Options const &options);
Options const &options();

/// Writes one message. An open progress line is cleared first.
void write(Level level, std::string_view message);

/// Writes a statement when `--log-sql` is on; `where` names the connection.
void sql(std::string_view where, std::string_view statement);

/// Writes an error and its hint as the command line contract has it.
void failure(std::string_view message, std::string_view hint, std::string_view code_name);

/// Tells the log that a live line without newline is on the terminal (or no longer).
void set_live_line(bool open);

template <typename... Args> void warn(fmt::format_string<Args...> f, Args &&...args) {
    write(Level::warn, fmt::format(f, std::forward<Args>(args)...));
}
template <typename... Args> void info(fmt::format_string<Args...> f, Args &&...args) {
    if (options().level >= Level::info) write(Level::info, fmt::format(f, std::forward<Args>(args)...));
}
template <typename... Args> void debug(fmt::format_string<Args...> f, Args &&...args) {
    if (options().level >= Level::debug) write(Level::debug, fmt::format(f, std::forward<Args>(args)...));
}

} // namespace scribe::base::log
