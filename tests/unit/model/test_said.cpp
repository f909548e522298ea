// SPDX-License-Identifier: MIT
#include "model/said/context_entry.hpp"
#include "model/said/term_finder.hpp"

#include <catch2/catch.hpp>

using namespace scribe::model;

TEST_CASE("texts of people are kept in one form", "[context]") {
    CHECK(normal_context("rules", "  a\r\nb\rc \n") == "a\nb\nc");
    CHECK(normal_context("rules", "a, b; c") == "a, b; c");
    CHECK(normal_context("tags", "b, a;b\n\n c ") == "b\na\nc");
    CHECK(normal_context("examples", "one, two\nthree\none, two") == "one, two\nthree");
    CHECK(normal_context("usage", std::string_view{"a\0b\xff", 4}) == "ab\xEF\xBF\xBD");
    CHECK(normal_context("owner", " \n ").empty());
}

TEST_CASE("both texts in one", "[context]") {
    CHECK(merge_context("tags", "a\nb", "b\nc") == "a\nb\nc");
    CHECK(merge_context("rules", "one", "two") == "one\n\ntwo");
    CHECK(merge_context("rules", "one and two", "two") == "one and two");
    CHECK(merge_context("sensitivity", "internal", "public") == "internal");
    CHECK(merge_context("rules", "", "two") == "two");
}

TEST_CASE("terms are told apart by their names without case", "[context]") {
    CHECK(term_key("  Net \n Revenue ") == "net revenue");
    CHECK(term_key("Größe") == term_key("GRÖSSE"));
}

TEST_CASE("terms are found as words of names and texts", "[context]") {
    Term revenue, order, cafe;
    revenue.name = "net revenue";
    revenue.synonyms = {"turnover", "income (net)"};
    order.name = "Orders";
    cafe.name = "Café";
    TermFinder const finder{{revenue, order, cafe}};
    using Found = std::vector<std::size_t>;
    CHECK(finder.find("NetRevenues_2020") == Found{0});
    CHECK(finder.find("revenue, net") == Found{});
    CHECK(finder.find("income_net and turn over") == Found{0});
    CHECK(finder.find("customer_order of the cafe") == Found{1, 2});
    CHECK(finder.find("ordering") == Found{});
    CHECK(finder.find("net") == Found{});
    CHECK(finder.find("") == Found{});
    CHECK(TermFinder{{}}.empty());
}
