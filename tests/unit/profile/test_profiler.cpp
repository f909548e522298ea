// SPDX-License-Identifier: MIT
#include "profile_helper.hpp"

#include "model/profile.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace profile_test;
using scribe::model::profile_from_json;
using scribe::model::profile_to_json;

TEST_CASE("a small table is counted exactly") {
    auto const id = column("id", ValueClass::integer, "integer");
    auto const status = column("status", ValueClass::text);
    auto result = profile({{id, {"1", "2", "3", "4"}}, {status, {"new", "paid", {}, "paid"}}});
    REQUIRE(result.columns.size() == 2);
    auto const &numbers = result.columns[0];
    CHECK(numbers.method == "full");
    CHECK(numbers.sampled == 4);
    CHECK(numbers.share_error == 0);
    CHECK(numbers.distinct.value == 4);
    CHECK(numbers.distinct_method == "exact");
    CHECK(numbers.uniqueness == 1);
    CHECK(numbers.min == "1");
    CHECK(numbers.max == "4");
    CHECK(numbers.min_exact);
    CHECK(numbers.number.mean.value == 2.5);
    CHECK(numbers.number.sd.value == Approx(1.29099));
    CHECK(numbers.number.mad.value == 1);
    CHECK(numbers.order == "ascending");
    auto const &texts = result.columns[1];
    CHECK(texts.null_share.value == 0.25);
    CHECK(texts.null_share.low == 0.25);
    REQUIRE(texts.top.size() == 2);
    CHECK(texts.top[0].value == "paid");
    CHECK(texts.top[0].count == 2);
    CHECK(texts.top[0].share == Approx(2.0 / 3));
    CHECK(texts.top_complete);
    CHECK(texts.seen_once == 1);
    CHECK(texts.seen_twice == 1);
    CHECK(result.table.rows == 4);
    CHECK(result.table.duplicate_share.value == 0);
}

TEST_CASE("the middle of an even number of values lies between two of them") {
    auto const pair = profile(column("v", ValueClass::real), {"212", "274"});
    CHECK(pair.number.mad.value == 31);
    CHECK(pair.number.mad.low == 31);
    CHECK(profile(column("v", ValueClass::real), {"1", "2", "4", "9"}).number.mad.value == 1.5);
    CHECK(profile(column("v", ValueClass::real), {"1", "2", "9"}).number.mad.value == 1);
}

TEST_CASE("a table without rows or columns has a profile") {
    auto const empty = profile({{column("id", ValueClass::integer), {}}, {column("at", ValueClass::timestamp), {}}});
    CHECK(empty.columns[0].distinct.value == 0);
    CHECK(empty.columns[0].quality == 0);
    CHECK(empty.columns[0].min.empty());
    CHECK(empty.table.quality.score == 0);
    CHECK(empty.sketches[0].empty());
    TableProfiler none{{}, options()};
    none.row({});
    CHECK(none.finish(full(1)).columns.empty());
}

TEST_CASE("duplicate rows are counted where no key makes rows different") {
    Values const a{"1", "1", "2", {}, {}}, b{"x", "x", "x", "y", "y"};
    auto const both = profile({{column("a", ValueClass::integer), a}, {column("b", ValueClass::text), b}});
    CHECK(both.table.duplicate_share.value == Approx(0.4));
    // A null is not the same as no text, and columns are not mixed up.
    auto const nulls = profile({{column("a", ValueClass::text), {{}, ""}}, {column("b", ValueClass::text), {"", {}}}});
    CHECK(nulls.table.duplicate_share.value == 0);
    auto id = column("id", ValueClass::integer);
    id.key = id.not_null = true;
    auto const keyed = profile({{id, {"1", "2"}}});
    CHECK(!keyed.table.duplicate_reason.empty());
}

TEST_CASE("a profile comes back from JSON, and its default members are not in it") {
    auto const result =
        profile({{column("id", ValueClass::integer), make(100, [](auto i) { return std::to_string(i); })},
                 {column("mail", ValueClass::text),
                  make(100, [](auto i) { return "user" + std::to_string(i) + "@example.org"; })},
                 {column("at", ValueClass::timestamp),
                  make(100, [](auto i) { return "2026-01-01 00:00:" + std::to_string(10 + i % 50) + "+00"; })},
                 {column("doc", ValueClass::json), make(100, [](auto) { return R"({"a":[{"b":1}]})"; })},
                 {column("tags", ValueClass::array), make(100, [](auto) { return R"({a,"b c"})"; })}});
    for (auto const &column : result.columns) {
        auto const json = profile_to_json(column);
        CHECK(profile_from_json<ColumnProfile>(json, "orders.x") == column);
        CHECK(json.find("\"unit\"") == std::string::npos);
    }
    auto const json = profile_to_json(result.table);
    CHECK(profile_from_json<scribe::model::TableProfile>(json, "orders") == result.table);
    CHECK(profile_to_json(ColumnProfile{}) == "{}");
    CHECK_THROWS_WITH((profile_from_json<ColumnProfile>(R"({"name":1})", "shop.orders.id")),
                      Catch::Contains("shop.orders.id"));
}

TEST_CASE("the same rows give the same bytes") {
    auto const once = [] {
        return profile_to_json(profile(column("n", ValueClass::integer),
                                       make(50000, [](auto i) { return std::to_string(i * 7919 % 30011); })));
    };
    CHECK(once() == once());
}

TEST_CASE("sketches hold the smallest hashes of distinct values, and depend on the key") {
    auto const sketch = [](std::uint64_t key, ValueClass value_class, std::size_t count) {
        auto with = options();
        with.key = key;
        return profile({{column("n", value_class), make(count, [](auto i) { return std::to_string(i % 500); })}}, with)
            .sketches[0];
    };
    auto const first = sketch(1, ValueClass::integer, 1000);
    CHECK(first.size() == 256 * 8);
    CHECK(sketch(1, ValueClass::text, 5000) == first); // of the values, whatever their type and number
    CHECK(sketch(2, ValueClass::integer, 1000) != first);
    CHECK(sketch(1, ValueClass::integer, 3).size() == 3 * 8);
    CHECK(sketch(1, ValueClass::binary, 3).empty());
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < first.size(); i += 8) {
        std::uint64_t hash = 0;
        for (std::size_t b = 8; b-- > 0;) hash = hash << 8 | static_cast<unsigned char>(first[i + b]);
        CHECK(hash > last);
        last = hash;
    }
}

TEST_CASE("times of day and intervals are ordered by their length, not by their text") {
    auto const spans = profile(column("took", ValueClass::interval, "interval"),
                               {"9 days", "10 days", "-00:00:05", "1 year 2 mons -3 days +04:05:06.5", "100:00:00"});
    CHECK(spans.min == "-00:00:05");
    CHECK(spans.max == "1 year 2 mons -3 days +04:05:06.5");
    CHECK(spans.min_exact);
    CHECK(spans.axis == "duration");
    REQUIRE(spans.quantiles.size() == 99);
    CHECK(spans.quantiles[49] == 9 * 86400);
    CHECK(spans.histogram.front() == "-00:00:05");
    auto const times = profile(column("opens", ValueClass::time, "time with time zone"),
                               {"09:30:00+02", "23:59:59.5+00", "10:00:00-11"});
    CHECK(times.min == "09:30:00+02");
    CHECK(times.max == "23:59:59.5+00");
}

TEST_CASE("what has no known order has no least and greatest value") {
    for (auto const *type : {"int4range", "point", "shop.pair"}) {
        auto const found = profile(column("v", ValueClass::other, type), {"[9,10)", "[10,12)", "[1,2)"});
        CHECK(found.min.empty());
        CHECK(found.max.empty());
        CHECK(!found.min_exact);
        CHECK(found.distinct.value == 3);
    }
}

TEST_CASE("of a document that was cut the beginning tells its members") {
    std::string const whole = R"({"event": "a,}\"", "n": 1, "list": [{"x": 1}, {"x": 2, "y": ")" +
                              std::string(6000, 'z') + R"("}], "attachments": [1]})";
    for (auto const size : {std::size_t{1}, std::size_t{14}, std::size_t{30}, std::size_t{60}, std::size_t{4096}}) {
        INFO(size);
        TableProfiler profiler{{column("doc", ValueClass::json, "jsonb")}, options()};
        for (int i = 0; i < 20; ++i)
            profiler.row(std::vector<SampleValue>{
                {std::string_view{whole}.substr(0, size), static_cast<std::int64_t>(whole.size()), false}});
        auto const json = profiler.finish(full(20)).columns.front().json;
        CHECK(json.documents == 20);
        CHECK(json.cut == 20);
        CHECK(json.unread == 0);
        CHECK(json.invalid_share == 0);
        std::vector<std::string> paths;
        for (auto const &path : json.paths) paths.push_back(path.path);
        std::vector<std::string> expected{"$"};
        if (size >= 30) expected.insert(expected.end(), {"$.event", "$.n"});
        if (size >= 60) expected.insert(expected.end(), {"$.list", "$.list[]", "$.list[].x"});
        std::sort(expected.begin(), expected.end());
        CHECK(paths == expected);
    }
}

TEST_CASE("values that were not fetched are neither empty nor equal") {
    TableProfiler profiler{{column("doc", ValueClass::json, "jsonb"), column("note", ValueClass::text)}, options()};
    std::string const head(4096, 'x');
    for (int i = 0; i < 40; ++i) {
        auto const small = R"({"n": )" + std::to_string(i) + "}";
        bool const large = i % 4 == 0;
        // Documents of 5,000 bytes of which nothing came, texts of 9,000 of which the beginning did.
        SampleValue const doc{large ? std::string_view{} : std::string_view{small},
                              large ? 5000 : static_cast<std::int64_t>(small.size()), false};
        profiler.row(std::vector<SampleValue>{doc, {head, 9000, false}});
    }
    auto const found = profiler.finish(full(40)).columns;
    CHECK(found[0].distinct_method == "at_least");
    CHECK(found[0].distinct.value == 30);
    CHECK(found[0].distinct.high == 40);
    CHECK(found[0].json.documents == 30);
    CHECK(found[0].json.unread == 10);
    REQUIRE(!found[0].json.paths.empty());
    CHECK(found[0].json.paths[0].presence == 1);
    CHECK(!found[0].top_complete);
    for (auto const &value : found[0].top) CHECK(!value.value.empty());
    CHECK(found[0].validity.score == 1);
    CHECK(found[1].distinct_method == "at_least");
    CHECK(found[1].distinct.value == 1);
    CHECK(found[1].distinct.high == 40);
    CHECK(!found[1].top_complete);
}

TEST_CASE("a column of which only lengths came tells nothing of its values") {
    TableProfiler profiler{{column("doc", ValueClass::json, "jsonb")}, options()};
    for (int i = 0; i < 40; ++i) profiler.row(std::vector<SampleValue>{{{}, 5000 + i, false}});
    auto const found = profiler.finish(full(40)).columns[0];
    CHECK(found.distinct_method.empty());
    CHECK(found.top.empty());
    CHECK(found.validity.rule.empty());
    CHECK(found.max_bytes == 5039);
}

TEST_CASE("the newest date of a table is a day, whatever an index says") {
    TableProfiler profiler{{column("updated_at", ValueClass::timestamp, "timestamp with time zone")}, options()};
    for (auto const *text : {"2026-05-01 10:00:00+00", "infinity", "2026-06-01 10:00:00+00"})
        profiler.row(std::vector<SampleValue>{value(std::string{text})});
    scribe::profile::TableFacts facts;
    facts.columns = {{"2026-05-01 10:00:00+00", "infinity", {}}};
    auto const found = profiler.finish(full(3), facts);
    CHECK(found.columns[0].max == "2026-06-01 10:00:00+00");
    CHECK(found.table.freshness.newest == "2026-06-01");
}
