// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::base {

/// Appends `text` to `out` as a JSON string, quotes included. Bytes that are not valid UTF-8
/// become U+FFFD, so that the result is always valid JSON.
void append_json_string(std::string &out, std::string_view text);

/// Writes JSON into a string, value by value; the caller keeps begin and end balanced.
/// With indent > 0 each member and element stands on a line of its own.
class JsonWriter {
public:
    explicit JsonWriter(int indent = 0) : m_indent(indent) {}

    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }
    void key(std::string_view name);

    void value(std::string_view text);
    void value(char const *text) { value(std::string_view{text}); }
    void value(bool flag);
    void value(double number); ///< not a number and infinities become null
    template <std::integral T>
    requires(!std::same_as<T, bool>) void value(T number) { number_text(std::to_string(number)); }
    void null();
    /// A value that is JSON already.
    void raw(std::string_view json);

    template <typename T> void value(std::optional<T> const &maybe) {
        if (maybe) value(*maybe);
        else null();
    }
    template <typename T> void value(std::vector<T> const &list) {
        begin_array();
        for (T const &item : list) value(item);
        end_array();
    }
    template <typename T> void member(std::string_view name, T const &what) {
        key(name);
        value(what);
    }

    std::string const &text() const { return m_out; }
    std::string take() { return std::move(m_out); }
    void clear() {
        m_out.clear();
        m_first = true;
        m_after_key = false;
        m_depth = 0;
    }

private:
    void open(char bracket);
    void close(char bracket);
    void before_value();
    void new_line();
    void number_text(std::string_view text);

    std::string m_out;
    int m_indent;
    int m_depth = 0;
    bool m_first = true;
    bool m_after_key = false;
};

} // namespace scribe::base
