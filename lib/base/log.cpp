// SPDX-License-Identifier: MIT
#include "base/log.hpp"

#include "base/json.hpp"
#include "base/parse/passwords.hpp"

#include <cstdio>
#include <mutex>
#include <string>

namespace scribe::base::log {

namespace {

// The log is the one global that base/log.hpp owns up to.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
Options g_options;
bool g_live_line = false;
std::mutex g_mutex;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

std::string_view level_name(Level level) {
    switch (level) {
    case Level::error: return "error";
    case Level::warn: return "warning";
    case Level::info: return "info";
    case Level::debug: return "debug";
    }
    return "info";
}

std::string_view level_color(Level level) {
    switch (level) {
    case Level::error: return "\x1b[1;31m";
    case Level::warn: return "\x1b[33m";
    default: return "\x1b[2m";
    }
}

/// One write(2) a message, so that lines of several processes do not mix.
void emit(std::string line) {
    std::lock_guard const lock{g_mutex};
    if (g_live_line) {
        line.insert(0, "\r\x1b[2K");
        g_live_line = false;
    }
    line.push_back('\n');
    // What stderr does not take can be reported nowhere.
    (void)std::fwrite(line.data(), 1, line.size(), stderr);
    (void)std::fflush(stderr);
}

} // namespace

void configure(Options const &options) { g_options = options; }

Options const &options() { return g_options; }

void set_live_line(bool open) {
    std::lock_guard const lock{g_mutex};
    g_live_line = open;
}

void write(Level level, std::string_view said) {
    if (level > g_options.level) return;
    auto const message = hide_passwords(said);
    if (g_options.format == Format::json) {
        JsonWriter json;
        json.begin_object();
        json.member("level", level_name(level));
        json.member("message", message);
        json.end_object();
        return emit(json.take());
    }
    if (level == Level::info) return emit(message);
    if (g_options.color) {
        return emit(fmt::format("scribe: {}{}\x1b[0m: {}", level_color(level), level_name(level), message));
    }
    emit(fmt::format("scribe: {}: {}", level_name(level), message));
}

void sql(std::string_view where, std::string_view statement) {
    if (!g_options.sql) return;
    if (g_options.format == Format::json) {
        JsonWriter json;
        json.begin_object();
        json.member("level", "sql");
        json.member("connection", where);
        json.member("statement", statement);
        json.end_object();
        return emit(json.take());
    }
    emit(fmt::format("scribe: sql: [{}] {}", where, statement));
}

void failure(std::string_view message, std::string_view said, std::string_view code_name) {
    auto const hint = hide_passwords(said);
    if (g_options.format == Format::json) {
        JsonWriter json;
        json.begin_object();
        json.member("level", "error");
        json.member("code", code_name);
        json.member("message", hide_passwords(message));
        if (!hint.empty()) json.member("hint", hint);
        json.end_object();
        return emit(json.take());
    }
    write(Level::error, message);
    if (!hint.empty()) emit(fmt::format("hint: {}", hint));
}

} // namespace scribe::base::log
