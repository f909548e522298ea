// SPDX-License-Identifier: MIT
#include "profile/parse/shape.hpp"

#include <algorithm>

namespace scribe::profile {

namespace {

constexpr std::size_t k_looked_at = 1000, k_longest_mask = 64, k_block = 255;

/// What a byte adds to eight counters of a byte each, from the lowest: upper, lower, digit, space, punctuation,
/// control, first byte of a longer character, hexadecimal digit.
struct ByteTable {
    std::array<std::uint64_t, 256> adds{};
    std::array<char, 256> mask{};

    constexpr ByteTable() {
        auto const one = [](unsigned lane) { return std::uint64_t{1} << (8 * lane); };
        for (unsigned c = 0; c < 256; ++c) {
            bool const upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
            bool const space = c == ' ' || (c >= '\t' && c <= '\r');
            if (upper) adds[c] = one(0);
            else if (lower) adds[c] = one(1);
            else if (digit) adds[c] = one(2);
            else if (space) adds[c] = one(3);
            else if (c < 0x20 || c == 0x7f) adds[c] = one(5);
            else if (c < 0x80) adds[c] = one(4);
            else if (c >= 0xc0) adds[c] = one(6);
            if (digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) adds[c] += one(7);
            mask[c] = upper ? 'A' : lower || c >= 0x80 ? 'a' : digit ? '9' : static_cast<char>(c);
        }
    }
};

constexpr ByteTable k_bytes;

/// Counters of at most 255 characters, as ByteTable adds them.
void take_counts(std::uint64_t sum, Shape &shape) {
    auto const lane = [sum](unsigned i) { return static_cast<std::uint32_t>(sum >> (8 * i) & 0xffU); };
    shape.upper += lane(0);
    shape.lower += lane(1);
    shape.digits += lane(2);
    shape.spaces += lane(3);
    shape.punctuation += lane(4);
    shape.controls += lane(5);
    shape.non_ascii += lane(6);
    shape.hex += lane(7);
}

/// Without branches that depend on the characters: where runs end cannot be foreseen.
void look_at_short(std::string_view text, Shape &shape) {
    std::array<char, k_longest_mask + 1> run{};
    std::array<std::uint8_t, k_longest_mask + 1> length{};
    std::uint64_t sum = 0;
    std::size_t at = 0; // place 0 is before the first run
    char last = 0;
    std::uint8_t count = 0;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        sum += k_bytes.adds[byte];
        auto const mask = k_bytes.mask[byte];
        auto const same = static_cast<std::uint8_t>(mask == last);
        at += 1U - same;
        // All but the first byte of a character are part of it.
        count = static_cast<std::uint8_t>(count * same + ((byte & 0xc0U) != 0x80));
        run[at] = last = mask;
        length[at] = count;
    }
    take_counts(sum, shape);
    if (at > Shape::k_most_runs) return;
    shape.runs = at;
    std::copy_n(run.begin() + 1, Shape::k_most_runs, shape.run.begin());
    std::copy_n(length.begin() + 1, Shape::k_most_runs, shape.length.begin());
}

void look_at_long(std::string_view text, Shape &shape) {
    while (!text.empty()) {
        auto const block = text.substr(0, k_block);
        text.remove_prefix(block.size());
        std::uint64_t sum = 0;
        for (char const c : block) sum += k_bytes.adds[static_cast<unsigned char>(c)];
        take_counts(sum, shape);
    }
}

} // namespace

Shape shape_of(std::string_view text) {
    Shape shape;
    if (text.size() <= k_longest_mask) look_at_short(text, shape);
    else look_at_long(text.substr(0, k_looked_at), shape);
    shape.characters = shape.looked_at();
    if (text.size() > k_looked_at)
        shape.characters += std::count_if(text.begin() + k_looked_at, text.end(),
                                          [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; });
    return shape;
}

} // namespace scribe::profile
