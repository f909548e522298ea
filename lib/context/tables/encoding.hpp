// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace scribe::context {

/// The text of a file in UTF-8, without a byte order mark. UTF-16 of either byte order is told by its mark or by the
/// zero bytes of its Latin letters. Throws base::Error(config): "FILE:LINE: ..." for what is neither.
std::string text_of_bytes(std::string_view bytes, std::string const &file);

/// The character of that code, which is no surrogate, appended to `text`.
void append_utf8(std::string &text, std::uint32_t code);

} // namespace scribe::context
