// SPDX-License-Identifier: MIT
#include "context/tables/encoding.hpp"

#include "base/text.hpp"
#include "context/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace scribe::context {

namespace {

constexpr char const *k_hint = "save it as UTF-8; spreadsheets call that \"CSV UTF-8\"";

std::size_t lines(std::string_view text) { return 1 + static_cast<std::size_t>(std::ranges::count(text, '\n')); }

std::string from_utf16(std::string_view bytes, bool big, std::string const &file) {
    auto const unit = [&](std::size_t at) {
        auto const first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<std::uint32_t>(big ? first << 8 | second : second << 8 | first);
    };
    std::string text;
    text.reserve(bytes.size());
    auto const fail = [&](std::string_view what) {
        fail_at(fmt::format("{}:{}", file, lines(text)), fmt::format("this is no valid UTF-16: {}", what), k_hint);
    };
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        if (at + 1 == bytes.size()) fail("the file ends within a character");
        auto code = unit(at);
        if (code >= 0xD800 && code < 0xE000) {
            bool const pair = code < 0xDC00 && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000;
            if (!pair) fail("half of a character");
            at += 2;
            code = 0x10000 + ((code - 0xD800) << 10) + (unit(at) - 0xDC00);
        }
        append_utf8(text, code);
    }
    return text;
}

/// Text in Latin letters has a zero in every other byte of UTF-16.
bool has_zeros(std::string_view bytes, std::size_t from) {
    auto const head = bytes.substr(0, 256);
    if (head.size() < 4) return false;
    std::size_t zeros = 0, all = 0;
    for (auto at = from; at < head.size(); at += 2, ++all) zeros += head[at] == '\0' ? 1U : 0U;
    return zeros * 10 >= all * 9;
}

} // namespace

void append_utf8(std::string &text, std::uint32_t code) {
    auto const byte = [&](std::uint32_t bits) { text.push_back(static_cast<char>(bits)); };
    if (code < 0x80) byte(code);
    else if (code < 0x800) {
        byte(0xC0 | code >> 6);
        byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | code >> 12);
        byte(0x80 | (code >> 6 & 0x3F));
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | code >> 18);
        byte(0x80 | (code >> 12 & 0x3F));
        byte(0x80 | (code >> 6 & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
}

std::string text_of_bytes(std::string_view bytes, std::string const &file) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    else if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), false, file);
    else if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), true, file);
    else if (has_zeros(bytes, 1)) return from_utf16(bytes, false, file);
    else if (has_zeros(bytes, 0)) return from_utf16(bytes, true, file);
    std::size_t line = 1;
    bool const valid = base::is_valid_utf8(bytes);
    for (auto rest = bytes; !valid; ++line) {
        auto const end = std::min(rest.find('\n'), rest.size());
        if (!base::is_valid_utf8(rest.substr(0, end)))
            fail_at(fmt::format("{}:{}", file, line), "this is no valid UTF-8", k_hint);
        if (end == rest.size()) break;
        rest.remove_prefix(end + 1);
    }
    if (auto const zero = bytes.find('\0'); zero != std::string_view::npos)
        fail_at(fmt::format("{}:{}", file, lines(bytes.substr(0, zero))), "a NUL byte: this is no text", k_hint);
    return std::string{bytes};
}

} // namespace scribe::context
