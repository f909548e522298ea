// SPDX-License-Identifier: MIT
#include "base/ulid.hpp"

#include <array>
#include <chrono>
#include <mutex>
#include <random>

namespace scribe::base {

std::string new_ulid() {
    static std::mutex mutex;
    static std::random_device device;
    static std::uint64_t last_time = 0;
    static std::array<std::uint8_t, 10> random{};

    std::lock_guard const lock{mutex};
    using std::chrono::milliseconds;
    auto const now = static_cast<std::uint64_t>(
        std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count());
    if (now > last_time) {
        last_time = now;
        for (auto &byte : random) byte = static_cast<std::uint8_t>(device());
    } else {
        // The same millisecond (or a clock that went back): count up, as the specification asks.
        for (auto byte = random.rbegin(); byte != random.rend() && ++*byte == 0; ++byte) {}
    }
    static constexpr char k_alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string text(26, '0');
    for (int i = 0; i < 10; ++i) text[static_cast<std::size_t>(i)] = k_alphabet[(last_time >> (45 - 5 * i)) & 31];
    for (std::size_t i = 0; i < 16; ++i) {
        auto const bit = i * 5;
        auto const pair =
            static_cast<unsigned>(random[bit / 8] << 8) | (bit / 8 + 1 < random.size() ? random[bit / 8 + 1] : 0U);
        text[10 + i] = k_alphabet[(pair >> (11 - bit % 8)) & 31];
    }
    return text;
}

} // namespace scribe::base
