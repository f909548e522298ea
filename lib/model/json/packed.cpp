// SPDX-License-Identifier: MIT
#include "model/json/packed.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>

namespace scribe::model {

namespace {

constexpr char k_format = 1;
constexpr std::size_t k_head = 4;
constexpr int k_dropped_bits = 24;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::uint64_t hash_at(std::string_view sketch, std::size_t place) {
    std::uint64_t hash = 0;
    for (std::size_t i = 8; i-- > 0;) hash = hash << 8 | static_cast<unsigned char>(sketch[place * 8 + i]);
    return hash;
}

void append_hash(std::string &sketch, std::uint64_t hash) {
    for (int i = 0; i < 8; ++i, hash >>= 8) sketch.push_back(static_cast<char>(hash & 0xff));
}

/// Writes bits into a string, the lowest of a byte first.
class BitWriter {
public:
    explicit BitWriter(std::string &out) : m_out(out) {}
    void put(bool bit) {
        if (m_used == 0) m_out.push_back(0);
        m_out.back() = static_cast<char>(static_cast<unsigned char>(m_out.back()) | (bit ? 1U << m_used : 0U));
        m_used = (m_used + 1) % 8;
    }
    void put(std::uint64_t value, int bits) {
        while (bits > 0) {
            if (m_used == 0) m_out.push_back(0);
            int const taken = std::min(8 - static_cast<int>(m_used), bits);
            auto const part = static_cast<unsigned>(value & ((1U << taken) - 1));
            m_out.back() = static_cast<char>(static_cast<unsigned char>(m_out.back()) | part << m_used);
            m_used = (m_used + static_cast<unsigned>(taken)) % 8;
            value >>= taken;
            bits -= taken;
        }
    }

private:
    std::string &m_out;
    unsigned m_used = 0;
};

class BitReader {
public:
    explicit BitReader(std::string_view text) : m_text(text) {}
    /// Zeros behind the end.
    bool get() {
        auto const byte = m_at / 8;
        bool const bit =
            byte < m_text.size() && (unsigned{static_cast<unsigned char>(m_text[byte])} >> m_at % 8 & 1U) != 0;
        ++m_at;
        return bit;
    }
    std::uint64_t get(int bits) {
        std::uint64_t value = 0;
        for (int i = 0; i < bits; ++i) value |= static_cast<std::uint64_t>(get()) << i;
        return value;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

std::string pack_texts(std::vector<std::string> const &texts) {
    std::string packed;
    std::string_view before;
    for (auto const &text : texts) {
        if (std::any_of(text.begin(), text.end(), is_capital)) return {};
        std::size_t shared = 0;
        while (shared < 25 && shared < before.size() && shared < text.size() && before[shared] == text[shared])
            ++shared;
        packed += static_cast<char>('A' + shared);
        packed.append(text, shared);
        before = text;
    }
    return packed;
}

std::vector<std::string> unpack_texts(std::string_view packed) {
    std::vector<std::string> texts;
    for (std::size_t at = 0; at < packed.size();) {
        auto const shared = static_cast<std::size_t>(is_capital(packed[at]) ? packed[at] - 'A' : 0);
        auto end = at + 1;
        while (end < packed.size() && !is_capital(packed[end])) ++end;
        std::string text = texts.empty() ? std::string{} : texts.back().substr(0, shared);
        text += packed.substr(at + 1, end - at - 1);
        texts.push_back(std::move(text));
        at = end;
    }
    return texts;
}

std::string pack_numbers(std::vector<double> const &numbers) {
    std::vector<std::string> texts;
    texts.reserve(numbers.size());
    for (auto const number : numbers) {
        std::array<char, 32> text{};
        auto const *const end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
        texts.emplace_back(text.data(), static_cast<std::size_t>(end - text.data()));
    }
    return pack_texts(texts);
}

std::vector<double> unpack_numbers(std::string_view packed) {
    std::vector<double> numbers;
    for (auto const &text : unpack_texts(packed)) {
        double number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        numbers.push_back(number);
    }
    return numbers;
}

std::string pack_sketch(std::string_view sketch) {
    auto const count = sketch.size() / 8;
    if (count == 0) return {};
    auto const last = hash_at(sketch, count - 1) >> k_dropped_bits;
    int const low_bits = std::max(0, static_cast<int>(std::bit_width(last / count)) - 1);
    std::string packed{k_format, static_cast<char>(count & 0xff), static_cast<char>(count >> 8 & 0xff),
                       static_cast<char>(low_bits)};
    BitWriter bits{packed};
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < count; ++i) {
        auto const hash = hash_at(sketch, i) >> k_dropped_bits;
        auto const step = hash - before;
        for (auto high = step >> low_bits; high > 0; --high) bits.put(true);
        bits.put(false);
        bits.put(step, low_bits);
        before = hash;
    }
    // What was kept before is a multiple of 8 bytes long.
    if (packed.size() % 8 == 0) packed.push_back(0);
    return packed;
}

std::string unpack_sketch(std::string_view stored) {
    std::string sketch;
    if (stored.size() % 8 == 0) {
        for (std::size_t i = 0; i < stored.size() / 8; ++i)
            append_hash(sketch, hash_at(stored, i) >> k_dropped_bits << k_dropped_bits);
        return sketch;
    }
    if (stored.size() < k_head || stored.front() != k_format) return sketch;
    auto const count = static_cast<std::size_t>(static_cast<unsigned char>(stored[1])) |
                       static_cast<std::size_t>(static_cast<unsigned char>(stored[2])) << 8;
    int const low_bits = std::min<int>(static_cast<unsigned char>(stored[3]), 40);
    BitReader bits{stored.substr(k_head)};
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t high = 0;
        while (bits.get()) ++high;
        hash += (high << low_bits) + bits.get(low_bits);
        append_hash(sketch, hash << k_dropped_bits);
    }
    return sketch;
}

} // namespace scribe::model
