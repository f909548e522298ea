// SPDX-License-Identifier: MIT
#pragma once

namespace scribe::model {

/// What a name of code without quotes begins with; every byte of other scripts is one.
inline bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

} // namespace scribe::model
