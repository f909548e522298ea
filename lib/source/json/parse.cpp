// SPDX-License-Identifier: MIT
#include "source/json/parse.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace scribe::source::json {

namespace {

/// Where the first byte stands that is not part of well-formed UTF-8.
std::size_t malformed_byte(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        auto const lead = static_cast<unsigned char>(text[i]);
        std::size_t const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (!base::is_valid_utf8(text.substr(i, length))) return i;
        i += length;
    }
    return text.size();
}

std::string_view expected(simdjson::error_code code) {
    switch (code) {
    case simdjson::UTF8_ERROR: return "UTF-8";
    case simdjson::UNESCAPED_CHARS: return "control characters in strings to be escaped";
    case simdjson::DEPTH_ERROR: return "less nested JSON";
    case simdjson::CAPACITY: return "objects below 4 GB";
    case simdjson::STRING_ERROR: return "a string with valid escapes";
    default: return "valid JSON";
    }
}

} // namespace

void fail_malformed(base::JsonStream const &stream, base::JsonStream::Piece const &piece, char const *at,
                    simdjson::error_code code) {
    auto const size = static_cast<std::ptrdiff_t>(piece.text.size());
    std::ptrdiff_t offset = at ? std::clamp<std::ptrdiff_t>(at - piece.text.data(), 0, size) : 0;
    if (code == simdjson::UTF8_ERROR) offset = static_cast<std::ptrdiff_t>(malformed_byte(piece.text));
    stream.fail(piece.offset + offset, expected(code), {},
                code == simdjson::UTF8_ERROR ? "convert the file with iconv" : "");
}

} // namespace scribe::source::json
