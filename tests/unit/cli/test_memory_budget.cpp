// SPDX-License-Identifier: MIT
#include "profiling/memory_budget.hpp"

#include "profile/profiler.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <malloc.h>

using namespace scribe;
using cli::MemoryBudget;

namespace {

template <typename Condition> bool comes_true(Condition const &condition) {
    for (int i = 0; i < 500 && !condition(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    return condition();
}

} // namespace

TEST_CASE("who needs more memory than is left waits, and those who came later with him", "[profile]") {
    MemoryBudget budget{100};
    std::atomic<int> begun = 0, done = 0;
    std::atomic<bool> go_on = false;
    auto const table = [&](std::size_t bytes) {
        return std::thread{[&, bytes] {
            auto const part = budget.take(bytes);
            ++begun;
            while (!go_on) std::this_thread::sleep_for(std::chrono::milliseconds{1});
            ++done;
        }};
    };
    std::thread one = table(40), two = table(50);
    CHECK(comes_true([&] { return begun == 2; }));
    std::thread wide = table(1000);
    std::this_thread::sleep_for(std::chrono::milliseconds{250});
    std::thread small = table(5); // fits, but the wide one would wait for ever behind such
    std::this_thread::sleep_for(std::chrono::milliseconds{250});
    CHECK(begun == 2);
    go_on = true;
    CHECK(comes_true([&] { return done == 4; }));
    for (auto *thread : {&one, &two, &wide, &small}) thread->join();
}

TEST_CASE("counting takes no more memory than is asked for it, however wide a table is", "[profile]") {
    auto const held = [] {
        auto const info = mallinfo2();
        return info.uordblks + info.hblkhd;
    };
    profile::ProfileOptions options;
    options.memory = std::size_t{8} << 20;
    constexpr std::size_t k_columns = 400, k_rows = 1500;
    std::vector<model::SampleColumn> columns(k_columns);
    for (std::size_t i = 0; i < k_columns; ++i) {
        columns[i].name = "c" + std::to_string(i);
        // All different numbers, and long texts each of which comes twice.
        columns[i].value_class = i % 2 == 0 ? model::ValueClass::integer : model::ValueClass::text;
    }
    auto const before = held();
    profile::TableProfiler profiler{std::move(columns), options};
    std::vector<model::SampleValue> row(k_columns);
    for (std::size_t i = 0; i < k_rows; ++i) {
        auto const number = std::to_string(1'000'000 + i * 7919);
        auto const text = "a text of some length, of which there are many, the one that has the number " +
                          std::to_string(i % (k_rows / 2) * 31);
        for (std::size_t c = 0; c < k_columns; ++c) {
            auto const &value = c % 2 == 0 ? number : text;
            row[c] = {value, static_cast<std::int64_t>(value.size()), false};
        }
        profiler.row(row);
    }
    auto const needed = profile::memory_needed(k_columns, k_rows, options.memory);
    CAPTURE(held() - before, needed);
    CHECK(held() - before <= needed);
    // Four of the widest tables that there are do not count side by side.
    CHECK(4 * profile::memory_needed(1600, 100'000, profile::ProfileOptions{}.memory) > std::size_t{150} << 20);
    CHECK(profile::memory_needed(1600, 100'000, profile::ProfileOptions{}.memory) < std::size_t{190} << 20);
    CHECK(profile::memory_needed(20, 5'000, profile::ProfileOptions{}.memory) < std::size_t{10} << 20);
}
