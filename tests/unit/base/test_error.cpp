// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/files.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace scribe::base;

namespace {

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t n = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++n;
    return n;
}

} // namespace

TEST_CASE("the manual and docs/exit-codes.md list the exit codes as the program knows them", "[error]") {
    auto const root = std::filesystem::path{SCRIBE_SOURCE_FOLDER};
    auto const table = read_file(root / "docs/exit-codes.md").value();
    auto const manual = read_file(root / "docs/man/scribe.1.md").value();
    for (auto const code : k_all_exit_codes) {
        auto const number = static_cast<int>(code);
        CAPTURE(number);
        CHECK(count(table,
                    fmt::format("\n| {} | {} | {} |\n", number, exit_code_name(code), exit_code_meaning(code))) == 1);
        CHECK(count(manual,
                    fmt::format("\n**{}** {}\n:   {}\n", number, exit_code_name(code), exit_code_meaning(code))) == 1);
    }
    CHECK(count(table, "\n| ") == k_all_exit_codes.size() + 1); // and its head
}

TEST_CASE("each exit code has a name of its own", "[error]") {
    for (auto const a : k_all_exit_codes) {
        for (auto const b : k_all_exit_codes) {
            CHECK((exit_code_name(a) == exit_code_name(b)) == (a == b));
            CHECK((exit_code_meaning(a) == exit_code_meaning(b)) == (a == b));
        }
    }
}
