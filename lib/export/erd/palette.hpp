// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>

/// Colours of pictures. What stands on the page's own background is readable on white and on black; most colours have a
/// twin for dark pages.
namespace scribe::exporter::erd {

struct Tone {
    std::string_view light, dark;
};

/// Heads of tables, by group.
inline constexpr std::array<Tone, 10> k_heads = {{
    {"#dbe7f5", "#1f3a5f"},
    {"#dcefe0", "#1f4a33"},
    {"#f8e8cf", "#5a431d"},
    {"#ecdff5", "#432c5c"},
    {"#f9dfe0", "#5c2a30"},
    {"#d6eeee", "#1d4a4d"},
    {"#f4f0c8", "#4f4a1c"},
    {"#fbdff0", "#5a2a4a"},
    {"#e3ead0", "#3d4a22"},
    {"#e4e2f3", "#33315f"},
}};
inline constexpr Tone k_body{"#fefefe", "#161b22"};
inline constexpr Tone k_outside{"#f1f3f5", "#2a3038"}; ///< tables of another page
inline constexpr Tone k_text{"#1f2937", "#e6edf3"};
inline constexpr Tone k_muted{"#5b6472", "#a5afbc"};

/// Lines, which are readable on either background as they are.
inline constexpr Tone k_declared{"#67788f", "#93a6bf"};
inline constexpr Tone k_inferred{"#c2701c", "#e39a4e"};
inline constexpr Tone k_manual{"#1a8f86", "#4cc2b8"};

inline constexpr std::string_view k_frame = "#8593a6";
inline constexpr std::string_view k_focus = "#2f7ff0";
inline constexpr std::string_view k_caption = "#708096";

} // namespace scribe::exporter::erd
