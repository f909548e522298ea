// SPDX-License-Identifier: MIT
#include "source/postgres/sample/copy_row.hpp"

#include <catch2/catch.hpp>

using scribe::source::postgres::CopyRow;
using Fields = std::vector<std::optional<std::string_view>>;

TEST_CASE("a line of COPY's text format is taken apart") {
    CopyRow row;
    CHECK(row.split("1\tab\t") == Fields{"1", "ab", ""});
    CHECK(row.split("\\N\t\\N") == Fields{std::nullopt, std::nullopt});
    CHECK(row.split("") == Fields{""});
    CHECK(row.split(R"(a\tb	\\N	\N	x\\)") == Fields{"a\tb", "\\N", std::nullopt, "x\\"});
    CHECK(row.split(R"(\b\f\n\r\v)") == Fields{"\b\f\n\r\v"});
    CHECK(row.split("a\\Nb\t\\N") == Fields{"aNb", std::nullopt});
}
