// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "model/json/packed.hpp"
#include "model/label.hpp"
#include "model/profile.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>

using namespace scribe::model;

namespace {

std::string sketch_of(std::vector<std::uint64_t> const &hashes) {
    std::string bytes;
    for (auto hash : hashes)
        for (int i = 0; i < 8; ++i, hash >>= 8) bytes.push_back(static_cast<char>(hash & 0xff));
    return bytes;
}

/// The 256 smallest hashes of so many values.
std::vector<std::uint64_t> smallest(std::size_t values) {
    std::mt19937_64 random{values};
    std::vector<std::uint64_t> hashes(values);
    for (auto &hash : hashes) hash = random();
    std::sort(hashes.begin(), hashes.end());
    hashes.resize(std::min<std::size_t>(values, 256));
    return hashes;
}

ColumnProfile some_profile() {
    ColumnProfile profile;
    profile.name = "amount";
    profile.sampled = 1000;
    profile.null_share = {0.1, 0.1, 0.1};
    profile.empty_share = {0, 0, 0.003};
    profile.distinct = {12, 12, 40};
    profile.number.mean = {-5, -7, 0};
    profile.number.sd = {2.5, 2.5, 2.5};
    profile.top = {{"7", 300, 0.333333}, {"9", 9, 0.01}, {"masked", 8, 0.5}};
    for (int i = 1; i < 100; ++i) profile.quantiles.push_back(1'700'000'000.5 + i * i / 7.0);
    profile.histogram = {"2023-11-14 22:13:20", "2023-11-14 22:15:00", "2024-01-01"};
    return profile;
}

} // namespace

TEST_CASE("lists of texts and numbers come back as they were packed", "[model]") {
    std::vector<std::string> const texts{"2024-01-01", "2024-01-15", "2024-01-15", "", "-3.5"};
    CHECK(pack_texts(texts) == "A2024-01-01I15KAA-3.5");
    CHECK(unpack_texts(pack_texts(texts)) == texts);
    CHECK(pack_texts({"0044-03-15 BC"}).empty());
    CHECK(pack_texts({}).empty());
    std::vector<double> const numbers{-1e300, -0.1, 0, 1.0 / 3, 97701, 97701, std::numeric_limits<double>::max()};
    CHECK(unpack_numbers(pack_numbers(numbers)) == numbers);
}

TEST_CASE("sketches come back with 40 bits of each hash, packed or as they were kept before", "[model]") {
    for (std::size_t const values : {0U, 1U, 2U, 7U, 255U, 256U, 1000U, 100'000U}) {
        INFO(values);
        auto hashes = smallest(values);
        auto const sketch = sketch_of(hashes);
        auto const packed = pack_sketch(sketch);
        for (auto &hash : hashes) hash = hash >> 24 << 24;
        CHECK(unpack_sketch(packed) == sketch_of(hashes));
        CHECK(unpack_sketch(sketch) == sketch_of(hashes));
        if (values >= 1000) CHECK(packed.size() * 2 < sketch.size());
    }
    CHECK(unpack_sketch("damaged").empty());
}

TEST_CASE("a profile comes back from the form that the catalog keeps, and from the longer one", "[model]") {
    auto const profile = some_profile();
    auto const stored = profile_to_stored_json(profile);
    CHECK(profile_from_json<ColumnProfile>(stored, "t.c") == profile);
    CHECK(profile_from_json<ColumnProfile>(profile_to_json(profile), "t.c") == profile);
    CHECK(stored.size() * 10 < profile_to_json(profile).size() * 7);
    // What queries on the catalog look at stays where it is.
    CHECK(stored.find("\"null_share\":{\"value\":0.1}") != std::string::npos);
}

TEST_CASE("counts of tests are kept in few bytes, and read from the longer form too", "[model]") {
    ClassEvidence evidence;
    evidence.rows = 20;
    evidence.hits = {{"EMAIL", 10, 20, 0}, {"GENDER=", 3, 3, 0}, {"IBAN", 4, 4, 4}, {"street word", 1, 2, 1}};
    auto const text = class_evidence_to_json(evidence);
    CHECK(text == R"({"rows":20,"tests":["EMAIL=10,20","GENDER==3","IBAN=4,4,4","street word=1,2,1"]})");
    CHECK(class_evidence_from_json(text, "t.c") == evidence);
    CHECK(class_evidence_from_json(R"({"rows":20,"hits":[{"test":"EMAIL","values":10,"rows":20}]})", "t.c").hits ==
          std::vector<ClassHit>{{"EMAIL", 10, 20, 0}});
    for (auto const *damaged : {R"({"tests":["EMAIL"]})", R"({"tests":["EMAIL=x"]})", R"({"tests":["A=1,2,3,4"]})"})
        CHECK_THROWS_WITH(class_evidence_from_json(damaged, "t.c"), Catch::Contains("t.c"));
}
