// SPDX-License-Identifier: MIT
#include "llm/schema.hpp"

#include <catch2/catch.hpp>

using namespace scribe::llm;

namespace {

constexpr char const *k_schema =
    R"({"type":"object","properties":{"text":{"type":"string"},"sure":{"type":"string","enum":["low","high"]}},"required":["text","sure"],"additionalProperties":false})";

} // namespace

TEST_CASE("answers are held against their schema", "[llm]") {
    CHECK(misfits(R"({"text":"a","sure":"low"})", k_schema).empty());
    for (auto const *bad : {R"({"text":"a"})", R"({"text":1,"sure":"low"})", R"({"text":"a","sure":"maybe"})",
                            R"({"text":"a","sure":"low","more":1})", R"({"text":"a","sure":"lo)", "", "[]", "Sure!"}) {
        INFO(bad);
        CHECK_FALSE(misfits(bad, k_schema).empty());
    }
    auto const faults = misfits(R"({"text":1})", k_schema);
    CHECK(faults.size() >= 2);
    CHECK(misfits(std::string(100'000, '['), k_schema).size() == 1);
}

TEST_CASE("an answer is found among what models say around it", "[llm]") {
    CHECK(json_part("```json\n{\"a\":{}}\n```") == "{\"a\":{}}");
    CHECK(json_part("Sure! {\"a\":1} Anything else?") == "{\"a\":1}");
    CHECK(json_part("none") == "none");
    CHECK(json_part("} {") == "} {");
}

TEST_CASE("what OpenAPI does not have is left out of a schema", "[llm]") {
    CHECK(open_schema(k_schema).find("additionalProperties") == std::string::npos);
    CHECK(open_schema(k_schema).find("enum") != std::string::npos);
}
