// SPDX-License-Identifier: MIT
#include "base/json.hpp"

#include "base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace scribe::base {

void append_json_string(std::string &out, std::string_view text) {
    if (!is_valid_utf8(text)) return append_json_string(out, sanitize_utf8(text));
    static constexpr char k_hex[] = "0123456789abcdef";
    out.push_back('"');
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
        out.append(text, from, i - from);
        from = i + 1;
        switch (c) {
        case '"': out.append("\\\""); break;
        case '\\': out.append("\\\\"); break;
        case '\n': out.append("\\n"); break;
        case '\r': out.append("\\r"); break;
        case '\t': out.append("\\t"); break;
        default:
            out.append("\\u00");
            out.push_back(k_hex[c >> 4]);
            out.push_back(k_hex[c & 15]);
        }
    }
    out.append(text, from, text.size() - from);
    out.push_back('"');
}

void JsonWriter::new_line() {
    if (m_indent == 0) return;
    m_out.push_back('\n');
    m_out.append(static_cast<std::size_t>(m_depth) * static_cast<std::size_t>(m_indent), ' ');
}

void JsonWriter::before_value() {
    if (m_after_key) {
        m_after_key = false;
        return;
    }
    if (m_depth == 0) return;
    if (!m_first) m_out.push_back(',');
    m_first = false;
    new_line();
}

void JsonWriter::open(char bracket) {
    before_value();
    m_out.push_back(bracket);
    ++m_depth;
    m_first = true;
}

void JsonWriter::close(char bracket) {
    --m_depth;
    if (!m_first) new_line();
    m_out.push_back(bracket);
    m_first = false;
}

void JsonWriter::key(std::string_view name) {
    before_value();
    append_json_string(m_out, name);
    m_out.append(m_indent == 0 ? ":" : ": ");
    m_after_key = true;
}

void JsonWriter::value(std::string_view text) {
    before_value();
    append_json_string(m_out, text);
}

void JsonWriter::value(bool flag) { number_text(flag ? "true" : "false"); }

void JsonWriter::value(double number) {
    if (!std::isfinite(number)) return null();
    std::array<char, 32> buffer{};
    auto const *const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    number_text({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

void JsonWriter::null() { number_text("null"); }

void JsonWriter::raw(std::string_view json) { number_text(json); }

void JsonWriter::number_text(std::string_view text) {
    before_value();
    m_out.append(text);
}

} // namespace scribe::base
