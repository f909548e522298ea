// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/page_names.hpp"

#include <catch2/catch.hpp>

#include <set>

using scribe::exporter::encode_name;
using scribe::exporter::PageNames;

TEST_CASE("names become parts of file names") {
    CHECK(encode_name("order_items-2") == "order_items-2");
    CHECK(encode_name("客户 🎉") == "客户~20🎉");
    CHECK(encode_name("a/b.c\"d~e\n") == "a~2Fb~2Ec~22d~7Ee~0A");
    CHECK(encode_name("\xff\xe2\x80\xae") == "~FF~E2~80~AE");
    CHECK(encode_name("con") == "~63on");
    CHECK(encode_name("LPT1") == "~4CPT1");
    CHECK(encode_name("-rf") == "~2Drf");
    CHECK(encode_name("..") == "~2E~2E");
}

TEST_CASE("no two pages share a file, on file systems without case either") {
    PageNames names{"types/"};
    std::string const long_name(63 * 4, 'x');
    std::vector<scribe::model::Ref> const objects = {
        {"s", "a"},   {"s", "A"},       {"s", "Über"},          {"s", "über"},  {"s.a", "b"},
        {"s", "a.b"}, {"s", long_name}, {"s", long_name + "y"}, {"s", "Alone"}, {"s", std::string(63, '.')},
    };
    for (auto const &object : objects) names.add(object);
    names.settle();
    std::set<std::string> folded;
    for (auto const &object : objects) {
        REQUIRE(names.find(object));
        CHECK(names.find(object)->size() < 200);
        CHECK(folded.insert(scribe::base::fold_case(*names.find(object))).second);
    }
    CHECK(*names.find({"s", "a"}) == "types/s.a.md");
    CHECK(*names.find({"s", "Alone"}) == "types/s.Alone.md");
    CHECK(*names.find({"s.a", "b"}) == "types/s~2Ea.b.md");
    CHECK(names.find({"s", "b"}) == nullptr);
}
