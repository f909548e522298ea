// SPDX-License-Identifier: MIT
#include "base/words.hpp"

#include <catch2/catch.hpp>

using namespace scribe;

namespace {

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> list;
    for (auto const &word : base::split_words(text)) {
        CHECK(word.offset + word.length <= text.size());
        list.push_back(word.folded);
    }
    return list;
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("names and prose are split into words", "[words]") {
    CHECK(words("customer_address") == Words{"customer", "address"});
    CHECK(words("customerAddressID") == Words{"customer", "address", "id"});
    CHECK(words("HTTPServer2Port80") == Words{"http", "server", "2", "port", "80"});
    CHECK(words("  When it, was paid. ") == Words{"when", "it", "was", "paid"});
    CHECK(words("Größe_ÄNDERN").front() == "grösse");
    CHECK(words("").empty());
    CHECK(words("--$%").empty());
    CHECK(words("A") == Words{"a"});
    CHECK(words("ABC") == Words{"abc"});
    CHECK(words("\xff\xfe z").back() == "z");
    auto const spans = base::split_words("fooBar");
    REQUIRE(spans.size() == 2);
    CHECK(spans[1].offset == 3);
    CHECK(spans[1].length == 3);
}

TEST_CASE("the typing distance counts slips of the keyboard", "[words]") {
    CHECK(base::typing_distance("customer", "customer") == 0);
    CHECK(base::typing_distance("cutsomer", "customer") == 1); // neighbours swapped
    CHECK(base::typing_distance("custmer", "customer") == 1);
    CHECK(base::typing_distance("cusstomer", "customer") == 1);
    CHECK(base::typing_distance("kustomer", "customer") == 1);
    CHECK(base::typing_distance("", "abc") == 3);
    CHECK(base::typing_distance("abc", "") == 3);
    CHECK(base::typing_distance("ca", "abc") == 3);
    // A bound ends the work early, but changes nothing up to it.
    CHECK(base::typing_distance("cutsomer", "customer", 1) == 1);
    CHECK(base::typing_distance("abab", "baba", 2) == 2);
    CHECK(base::typing_distance("customer", "invoices", 2) > 2);
    CHECK(base::typing_distance("customer", "cust", 2) > 2);
}

TEST_CASE("the typing distance inside of a text leaves out what stands around", "[words]") {
    CHECK(base::typing_distance_inside("header", "salesorderheader") == 0);
    CHECK(base::typing_distance_inside("headr", "salesorderheader") == 1);
    CHECK(base::typing_distance_inside("prodcut", "productreview") == 1);
    CHECK(base::typing_distance_inside("rder", "orders") == 0);
    CHECK(base::typing_distance_inside("abc", "") == 3);
    CHECK(base::typing_distance_inside("", "abc") == 0);
}

TEST_CASE("plurals become singular, other words stay", "[base]") {
    CHECK(base::singular("customers") == "customer");
    CHECK(base::singular("categories") == "category");
    CHECK(base::singular("addresses") == "address");
    CHECK(base::singular("boxes") == "box");
    CHECK(base::singular("statuses") == "status");
    CHECK(base::singular("people") == "person");
    CHECK(base::singular("indices") == "index");
    for (auto const *const word : {"address", "status", "news", "bus", "analysis", "gas", "series"})
        CHECK(base::singular(word) == word);
}
