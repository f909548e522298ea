// SPDX-License-Identifier: MIT
#include "profile_helper.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <random>

using namespace profile_test;

TEST_CASE("numbers that are none, and weird ones, are counted as what they are") {
    auto const reals = profile(column("x", ValueClass::real),
                               {"NaN", "Infinity", "-Infinity", "1e308", "-1e308", "1.5", "0", "-0", {}, "1e400"});
    CHECK(reals.number.nan_share == Approx(1.0 / 9));
    CHECK(reals.number.infinite_share == Approx(2.0 / 9));
    CHECK(reals.quantiles.size() == 99);
    CHECK(reals.validity.score == Approx(1 - 3.0 / 9));
    auto const only = profile(column("x", ValueClass::real), {"NaN", "NaN"});
    CHECK(only.number.nan_share == 1);
    CHECK(only.quantiles.empty());
    CHECK(only.min.empty());
}

TEST_CASE("large whole numbers keep all their digits in min and max") {
    auto const found = profile(column("id", ValueClass::integer),
                               {"1234567890123456789", "1234567890123456790", "1234567890123456788"});
    CHECK(found.min == "1234567890123456788");
    CHECK(found.max == "1234567890123456790");
}

TEST_CASE("money is read whatever its currency sign and separators") {
    auto const found =
        profile(column("price", ValueClass::decimal, "money"), {"$1,234.50", "-$0.50", "$10.00", "($3.00)"});
    CHECK(found.number.mean.value == Approx((1234.5 - 0.5 + 10 - 3) / 4));
    CHECK(found.number.negative_share == 0.5);
    auto const euros = profile(column("price", ValueClass::decimal, "money"), {"1.234,50 €", "€ 10,00", "1.000 €"});
    CHECK(euros.number.mean.value == Approx((1234.5 + 10 + 1000) / 3));
    CHECK(profile(column("price", ValueClass::decimal), {"abc", "", "$"}).consistency.score == 0);
}

TEST_CASE("dates: granularity, midnight, future, ancient, infinity and years BC") {
    auto const at = [](Values values) { return profile(column("at", ValueClass::timestamp), std::move(values)); };
    auto const odd = at({"2026-01-01 00:00:00+00", "infinity", "-infinity", "0044-03-15 12:00:00 BC",
                         "294276-12-31 23:59:59", "1850-05-05 00:00:00"});
    CHECK(odd.date.infinite_share == Approx(2.0 / 6));
    CHECK(odd.date.oldest == "0044-03-15 BC");
    CHECK(odd.date.newest == "294276-12-31");
    CHECK(odd.date.ancient_share == Approx(2.0 / 6));
    CHECK(odd.date.future_share == Approx(1.0 / 6));
    CHECK(odd.min == "0044-03-15 12:00:00 BC");
    CHECK(at({"2026-01-01 00:00:00", "2026-01-02 00:00:00"}).date.granularity == "day");
    CHECK(at({"2026-01-01 00:00:00", "2026-01-02 10:00:00"}).date.granularity == "hour");
    CHECK(at({"2026-01-01 00:00:00", "2026-01-02 10:30:00"}).date.granularity == "minute");
    CHECK(at({"2026-01-01 00:00:00", "2026-01-02 10:30:05"}).date.granularity == "second");
    CHECK(at({"2026-01-01 00:00:00.5", "2026-01-02 10:30:05.25"}).date.granularity == "millisecond");
    CHECK(at({"2026-01-01 00:00:00.123456"}).date.granularity == "microsecond");
    CHECK(at({"2026-01-01 00:00:00", "2026-01-02 10:30:05"}).date.midnight_share == 0.5);
    auto const date = [](Values values) { return profile(column("day", ValueClass::date), std::move(values)); };
    CHECK(date({"2026-01-01", "2026-02-01", "2026-05-01"}).date.granularity == "month");
    CHECK(date({"2024-01-01", "2025-01-01", "2026-01-01"}).date.granularity == "year");
    CHECK(date({"2024-01-01", "2025-01-02", "2026-01-01"}).date.granularity == "day");
    // Tomorrow may be today elsewhere.
    CHECK(date({"2026-06-16"}).date.future_share == 0);
    CHECK(date({"2026-06-17"}).date.future_share == 1);
    CHECK(date({"infinity"}).date.newest.empty());
}

TEST_CASE("a gap in days stands out, missing week-ends do not") {
    Values values;
    for (int month = 1; month <= 6; ++month)
        for (int day = 1; day <= 28; ++day)
            if (month != 4 && day % 7 > 1)
                values.emplace_back("2025-0" + std::to_string(month) + "-" + (day < 10 ? "0" : "") +
                                    std::to_string(day));
    auto const found = profile(column("day", ValueClass::date), values);
    CHECK(found.date.gap_from == "2025-03-28");
    CHECK(found.date.gap_days == 35);
    // Days before 1900 and those to come stand for none.
    for (auto const *day : {"1700-01-01", "1899-12-31", "2099-12-31", "9999-12-31"}) values.emplace_back(day);
    auto const with_odd = profile(column("day", ValueClass::date), values);
    CHECK(with_odd.date.gap_from == "2025-03-28");
    CHECK(with_odd.date.gap_days == 35);
    Values whole;
    for (int day = 1; day <= 28; ++day)
        if (day % 7 > 1) whole.emplace_back(std::string{"2025-02-"} + (day < 10 ? "0" : "") + std::to_string(day));
    CHECK(profile(column("day", ValueClass::date), whole).date.gap_days == 0);
}

TEST_CASE("dates and numbers in text are seen, broken ones too") {
    auto const dates = profile(column("born", ValueClass::text),
                               {"2023-02-28", "2023-02-30", "2024-02-29", "2023-13-01", "2022-01-01"});
    CHECK(dates.date.invalid_share == 0);
    CHECK(dates.text.date_share == Approx(0.6));
    Values many = make(100, [](auto i) { return "2023-01-" + std::to_string(10 + i % 20); });
    many.emplace_back("2023-02-30");
    auto const most = profile(column("born", ValueClass::text), many);
    CHECK(most.role == "date");
    CHECK(most.date.invalid_share == Approx(1.0 / 101));
    CHECK(most.axis == "seconds");
    auto const mixed = profile(column("born", ValueClass::text),
                               {"2023-02-28", "28.02.2023", "02/28/2023", "2023-02-27", "2023-02-26"});
    CHECK(mixed.consistency.score == Approx(0.6));
    auto const numbers = profile(column("n", ValueClass::text), {"1", "2.5", "-3"});
    CHECK(numbers.text.number_share == 1);
    CHECK(numbers.number.mean.value == Approx(1.0 / 6));
    // Mixed types, as SQLite allows.
    auto const sqlite = profile(column("n", ValueClass::integer), {"1", "2", "many", "2.5", "", "x'00"});
    CHECK(sqlite.consistency.score == Approx(0.5));
    CHECK(sqlite.number.mean.value == Approx(5.5 / 3));
    CHECK(sqlite.empty_share.value == Approx(1.0 / 6));
}

TEST_CASE("numbers with leading zeros, sequences and order") {
    CHECK(profile(column("plz", ValueClass::text), {"01067", "10115", "80331"}).number.padded_share == Approx(1.0 / 3));
    CHECK(profile(column("n", ValueClass::text), {"0", "0.5", "10"}).number.padded_share == 0);
    auto const steps =
        profile(column("n", ValueClass::integer), make(100, [](auto i) { return std::to_string(i + 1000); }));
    CHECK(steps.number.sequence);
    CHECK(steps.number.density == 1);
    CHECK(steps.order == "ascending");
    auto const holes =
        profile(column("n", ValueClass::integer), make(100, [](auto i) { return std::to_string(i * 3); }));
    CHECK(!holes.number.sequence);
    CHECK(holes.order == "ascending");
    CHECK(profile(column("n", ValueClass::integer), {"3", "2", "1"}).order == "descending");
    CHECK(profile(column("n", ValueClass::integer), {"3", "2", "9"}).order.empty());
    CHECK(profile(column("n", ValueClass::integer), {"3", "3", "3"}).order == "constant");
    auto const from_sample =
        profile(column("n", ValueClass::integer), make(10'000, [](auto i) { return std::to_string(i * 97 + 5); }),
                options(), sample(10'000, 970'000));
    CHECK(from_sample.number.sequence);
}

TEST_CASE("empty, blank and sentinel values are told apart") {
    auto const text = profile(column("city", ValueClass::text),
                              {"", " ", "\t\n", "N/A", "unknown", "Berlin", "Rome", {}, "-", "Oslo"});
    CHECK(text.empty_share.value == Approx(0.1));
    CHECK(text.blank_share.value == Approx(0.2));
    CHECK(text.sentinel_share.value == Approx(0.3));
    CHECK(text.null_share.value == Approx(0.1));
    CHECK(text.completeness.score == Approx(0.3));
    // Where all are two letters long, NA is a country.
    CHECK(profile(column("country", ValueClass::text), {"NA", "DE", "ZA", "NA"}).sentinels.empty());

    Values ages = make(50, [](auto i) { return std::to_string(20 + i); });
    for (int i = 0; i < 5; ++i) ages.insert(ages.end(), {"-1", "999"});
    auto const numbers = profile(column("age", ValueClass::integer), ages);
    REQUIRE(numbers.sentinels.size() == 2);
    CHECK(numbers.sentinel_share.value == Approx(10.0 / 60));
    // Values of the range are no sentinels.
    CHECK(profile(column("n", ValueClass::integer), make(2000, [](auto i) { return std::to_string(i); }))
              .sentinels.empty());
    CHECK(profile(column("d", ValueClass::integer),
                  make(200, [](auto i) { return std::to_string(static_cast<int>(i) - 100); }))
              .sentinels.empty());
    Values days = make(50, [](auto i) { return "2024-01-" + std::to_string(10 + i % 20); });
    for (int i = 0; i < 5; ++i) days.emplace_back("9999-12-31");
    auto const dates = profile(column("until", ValueClass::date), days);
    REQUIRE(dates.sentinels.size() == 1);
    CHECK(dates.sentinels[0].value == "9999-12-31");
    CHECK(profile(column("at", ValueClass::date),
                  make(50, [](auto i) { return "1970-01-" + std::to_string(10 + i % 20); }))
              .sentinels.empty());
}

TEST_CASE("shapes of text: lengths in characters, classes, masks and a pattern") {
    auto const codes =
        profile(column("sku", ValueClass::text), make(100, [](auto i) { return "AB-" + std::to_string(1000 + i); }));
    REQUIRE(codes.text.masks.size() == 1);
    CHECK(codes.text.masks[0].value == "AA-9999");
    CHECK(codes.text.regex == "^[A-Z]{2}-[0-9]{4}$");
    CHECK(codes.text.regex_share == 1);
    CHECK(codes.text.min_length == 7);
    CHECK(codes.text.digit_share == Approx(4.0 / 7));
    auto const lengths =
        profile(column("n", ValueClass::text), make(100, [](auto i) { return "x" + std::to_string(i) + "."; }));
    CHECK(lengths.text.regex == "^[a-z][0-9]{1,2}\\.$");
    // Too few different values, too many shapes: no pattern.
    CHECK(profile(column("sku", ValueClass::text), make(100, [](auto i) { return "AB-" + std::to_string(i % 7); }))
              .text.regex.empty());
    auto const four = profile(column("x", ValueClass::text), make(100, [](auto i) {
                                  static char const *const k_forms[] = {"a", "a-", "-a", "A-a"};
                                  return k_forms[i % 4] + std::string(i / 4, 'b');
                              }));
    CHECK(four.text.regex.empty());
    CHECK(four.text.masks.size() == 4);
    auto const words = profile(column("city", ValueClass::text), {"Zürich", "Łódź", " Rom", "東京"});
    CHECK(words.text.min_length == 2);
    CHECK(words.text.max_length == 6);
    CHECK(words.text.trimmed_share == 0.25);
    CHECK(words.text.non_ascii_share == Approx(6.0 / 16));
    CHECK(words.text.masks[0].value == "a+");
    auto const odd = profile(column("x", ValueClass::text), {std::string("a\0b", 3), "a\nb", "\x01"});
    CHECK(odd.text.control_share == Approx(2.0 / 3));
    CHECK(odd.text.line_share == Approx(1.0 / 3));
}

TEST_CASE("of a value that was cut, the length counts and only the beginning is looked at") {
    TableProfiler profiler{{column("doc", ValueClass::text), column("j", ValueClass::json),
                            column("b", ValueClass::binary), column("a", ValueClass::array)},
                           options()};
    std::string const beginning(1000, 'x');
    for (std::int64_t i = 0; i < 3; ++i) {
        SampleValue const text{beginning, 1'000'000'000 + i, false}, json{"{\"a\": [1, 2", 5000 + i, false};
        SampleValue const bytes{{}, 1'000'000'000, false}, array{"{1,2,\"a", 9000, false};
        SampleValue const row[] = {text, json, bytes, array};
        profiler.row(row);
    }
    auto const found = profiler.finish(full(3)).columns;
    CHECK(found[0].text.max_length == 1'000'000'002);
    CHECK(found[0].text.cut_share == 1);
    CHECK(found[0].distinct.value == 3); // they differ in length
    CHECK(found[0].max_bytes == 1'000'000'002);
    CHECK(found[0].text.mean_length.value == Approx(1e9));
    CHECK(found[0].text.mean_length.low == Approx(0.25e9).epsilon(0.001)); // of four bytes each
    CHECK(found[0].text.mean_length.high == Approx(1e9));
    CHECK(found[0].distinct_method == "at_least");
    CHECK(found[0].distinct.high == 3);
    CHECK(found[0].top.empty());         // others may begin like them
    CHECK(found[1].json.documents == 3); // by their beginnings: what stands behind is not known
    CHECK(found[1].json.cut == 3);
    CHECK(found[1].json.unread == 0);
    CHECK(found[1].json.invalid_share == 0);
    CHECK(found[2].max_bytes == 1'000'000'000);
    CHECK(found[2].distinct.value == 0);
    CHECK(found[2].role == "binary");
    CHECK(found[3].array.elements.size() == 2);
}

TEST_CASE("JSON: paths to depth 3, their types and presence") {
    auto const found = profile(column("doc", ValueClass::json),
                               {R"({"id": 1, "tags": ["a", "b"], "deep": {"er": {"est": {"no": 1}}}})",
                                R"({"id": "x", "items": [{"p": 1}, {"p": null}]})",
                                R"([1, true])",
                                "nonsense",
                                "{\"broken\": ",
                                {},
                                "null",
                                R"({"12345": 1, "67890": 2})"});
    CHECK(found.json.documents == 7);
    CHECK(found.json.invalid_share == Approx(2.0 / 7));
    CHECK(found.validity.score == Approx(5.0 / 7));
    auto const path = [&](std::string const &name) {
        for (auto const &one : found.json.paths)
            if (one.path == name) return one;
        return scribe::model::JsonPath{};
    };
    CHECK(path("$").presence == 1);
    CHECK(path("$.id").presence == Approx(2.0 / 5));
    REQUIRE(path("$.id").types.size() == 2);
    CHECK(path("$.id").types[0].value == "string");
    CHECK(path("$.tags[]").types[0].count == 2);
    CHECK(path("$.deep.er.est").types[0].value == "object");
    CHECK(path("$.deep.er.est.no").path.empty());
    CHECK(path("$.items[].p").types.size() == 2);
    CHECK(path("$.*").types[0].count == 2); // numbers are no names
    CHECK(path("$[]").types.size() == 2);
}

TEST_CASE("JSON in text has paths, too, where most values are documents") {
    auto const documents = make(40, [](std::size_t i) {
        return i % 10 == 0 ? std::string{"none"} : " {\"sku\": " + std::to_string(i) + ", \"size\": [1, 2]}";
    });
    auto const found = profile(column("attrs", ValueClass::text), documents);
    CHECK(found.role == "json");
    CHECK(found.json.documents == 36);
    REQUIRE(found.json.paths.size() == 4);
    CHECK(found.json.paths[3].path == "$.sku");
    CHECK(found.validity.score == Approx(0.9));
    auto const others = make(40, [](std::size_t i) {
        return i % 10 == 0 ? "[" + std::to_string(i) + "]" : "{" + std::to_string(i) + ",b}"; // lists of PostgreSQL
    });
    auto const text = profile(column("attrs", ValueClass::text), others);
    CHECK(text.role != "json");
    CHECK(text.json.documents == 0);
}

TEST_CASE("arrays: lengths and elements") {
    auto const found =
        profile(column("tags", ValueClass::array, "text[]"), {R"({a,"b c","d\"e",NULL})", "{}", R"({{1,2},{3,4}})",
                                                              "[0:1]={5,a}", R"({"NULL"})", "broken", "{unclosed"});
    CHECK(found.array.min_length == 0);
    CHECK(found.array.max_length == 4);
    CHECK(found.array.empty_share == Approx(0.2));
    CHECK(found.array.null_element_share == Approx(1.0 / 12));
    REQUIRE(!found.array.elements.empty());
    CHECK(found.array.elements[0].value == "a");
    CHECK(found.array.elements[0].count == 2);
    CHECK(found.validity.score == Approx(5.0 / 7));
}

TEST_CASE("char(n) is counted without the spaces that pad it") {
    auto const found = profile(column("c", ValueClass::text, "character(5)"), {"ab   ", "ab   ", "     "});
    CHECK(found.text.max_length == 2);
    CHECK(found.top[0].value == "ab");
    CHECK(found.empty_share.value == Approx(1.0 / 3));
}

TEST_CASE("labels of an enum that no row has are named") {
    auto status = column("status", ValueClass::text, "order_status");
    status.labels = {"new", "paid", "lost"};
    auto const found = profile(status, {"new", "paid", "new"});
    CHECK(found.unused_labels == std::vector<std::string>{"lost"});
    CHECK(found.role == "enum");
}

TEST_CASE("facts of an index stand before what the rows tell") {
    TableProfiler profiler{{column("id", ValueClass::integer)}, options()};
    SampleValue const row[] = {{"5000", 4, false}};
    profiler.row(row);
    auto const known = profiler.finish(sample(1, 1'000'000), {4096, {{"1", "1000000", {}}}});
    CHECK(known.table.bytes == 4096);
    auto const &found = known.columns[0];
    CHECK(found.min == "1");
    CHECK(found.max == "1000000");
    CHECK(found.min_exact);
    CHECK(!profile(column("id", ValueClass::integer), {"1"}, options(), sample(1, 10)).min_exact);
}

TEST_CASE("no value of any class breaks anything") {
    static constexpr std::string_view k_odd[] = {"",
                                                 " ",
                                                 "NaN",
                                                 "-",
                                                 "+",
                                                 ".",
                                                 "-.",
                                                 "1e",
                                                 "1e999999",
                                                 "--1",
                                                 "0x10",
                                                 "infinity",
                                                 "-infinity",
                                                 "2024-",
                                                 "2024-02-",
                                                 "2024-99-99",
                                                 "0000-00-00",
                                                 "0000-00-00 00:00:00",
                                                 "24:00:00",
                                                 "99:99:99",
                                                 "2024-01-01 25:61:61",
                                                 "2024-01-01T00:00:00+99:99",
                                                 "0001-01-01 BC",
                                                 "-4713-01-01",
                                                 "9999999-01-01",
                                                 "{",
                                                 "}",
                                                 "{{{",
                                                 "\"",
                                                 "{\"",
                                                 "{\\",
                                                 "[",
                                                 "[0:1",
                                                 "[]",
                                                 "null",
                                                 "{\"a\":",
                                                 "\xff\xfe",
                                                 "\xc3",
                                                 "\x80",
                                                 "\xf0\x9f\x98\x80",
                                                 "€",
                                                 "$",
                                                 "$,.",
                                                 "(",
                                                 "1.2.3",
                                                 "1,2,3",
                                                 "99999999999999999999999999999999999999",
                                                 "0.000000000000000000000000000001",
                                                 "t",
                                                 "f",
                                                 "(1,2)",
                                                 "[1,5)",
                                                 "{[1,3),[5,7)}",
                                                 "<a/>",
                                                 "'a':1 'b':2",
                                                 "0101000020E6100000",
                                                 "1 year 2 mons",
                                                 "P1Y",
                                                 "12:00:00+02",
                                                 "4294967296",
                                                 "\n"};
    for (int one = 0; one <= static_cast<int>(ValueClass::other); ++one) {
        auto const value_class = static_cast<ValueClass>(one);
        Values all;
        for (auto const text : k_odd) {
            all.emplace_back(std::string{text});
            auto const alone = profile(column("x", value_class), {std::string{text}});
            CHECK(alone.sampled == 1);
            CHECK(scribe::model::profile_to_json(alone).find(":null") == std::string::npos);
        }
        all.emplace_back();
        auto const json = scribe::model::profile_to_json(profile(column("x", value_class), all));
        CHECK(scribe::model::profile_to_json(scribe::model::profile_from_json<ColumnProfile>(json, "x")) == json);
    }
}

TEST_CASE("rows of any width and random bytes are taken") {
    std::mt19937_64 random{3};
    std::vector<SampleColumn> about;
    for (int one = 0; one <= static_cast<int>(ValueClass::other); ++one)
        about.push_back(column("c" + std::to_string(one), static_cast<ValueClass>(one)));
    TableProfiler profiler{about, options()};
    std::string bytes;
    for (int r = 0; r < 3000; ++r) {
        std::vector<std::string> texts;
        for (std::size_t c = 0; c < about.size(); ++c) {
            bytes.clear();
            for (auto length = random() % 40; length > 0; --length) {
                static constexpr std::string_view k_likely = "0123456789-:. {}[]\",\\eE+TZBCainfty/";
                bytes += random() % 4 != 0 ? k_likely[random() % k_likely.size()] : static_cast<char>(random());
            }
            texts.push_back(bytes);
        }
        std::vector<SampleValue> row;
        for (auto const &text : texts)
            row.push_back({text, static_cast<std::int64_t>(text.size() + random() % 2), random() % 10 == 0});
        if (r % 100 == 0) row.resize(random() % about.size());
        profiler.row(row);
    }
    CHECK(profiler.finish(full(3000)).columns.size() == about.size());
}

TEST_CASE("a value that is written in several ways is one") {
    CHECK(
        profile(column("n", ValueClass::decimal, "numeric"), {"1", "1.0", "1.00", "100", "-0.0", "0"}).distinct_seen ==
        3);
    CHECK(profile(column("n", ValueClass::decimal, "numeric"), {"1.0e+20", "1.0e+2"}).distinct_seen == 2);
    CHECK(profile(column("x", ValueClass::real), {"0", "-0", "-0.5"}).distinct_seen == 2);
    CHECK(profile(column("c", ValueClass::text, "public.citext"), {"Abc", "aBC", "abc", "abd"}).distinct_seen == 2);
    CHECK(profile(column("c", ValueClass::text), {"Abc", "abc", "1.0", "1.00"}).distinct_seen == 4);
}

TEST_CASE("bits are no numbers") {
    auto const bits = profile(column("b", ValueClass::other, "bit(5)"),
                              make(100, [](std::size_t i) { return i % 2 == 0 ? "01101" : "11000"; }));
    CHECK(bits.axis == "length");
    CHECK(bits.number.mean.value == 0);
    CHECK(bits.text.number_share == 0);
}

TEST_CASE("the least and greatest label of an enum are those of its order") {
    auto mood = column("mood", ValueClass::text, "public.mood");
    mood.labels = {"wretched", "sad", "fine", "happy"};
    auto const found = profile(mood, {"happy", "sad", "happy", "fine"});
    CHECK(found.min == "sad");
    CHECK(found.max == "happy");
    CHECK(found.min_exact);
}

TEST_CASE("what is no finite number or date is no bound, wherever it comes from") {
    TableProfiler profiler{{column("day", ValueClass::date), column("x", ValueClass::real)}, options()};
    SampleValue const row[] = {{"2020-10-27", 10, false}, {"5", 1, false}};
    profiler.row(row);
    auto const found =
        profiler.finish(sample(1, 1000), {0, {{"2001-01-01", "infinity", {}}, {"-1", "NaN", {}}}}).columns;
    CHECK(found[0].min == "2001-01-01");
    CHECK(found[0].min_exact);
    CHECK(found[0].max == "2020-10-27");
    CHECK(!found[0].max_exact);
    CHECK(found[1].min == "-1");
    CHECK(found[1].max == "5");
}

TEST_CASE("a column of dates is told by them, whatever else is among them") {
    Values values = make(100, [](std::size_t i) { return "2026-01-" + std::to_string(10 + i % 20); });
    for (int i = 0; i < 10; ++i) values.emplace_back(std::to_string(1672531200 + i));
    auto const found = profile(column("day", ValueClass::date, "DATE"), values);
    CHECK(found.axis == "seconds");
    CHECK(found.min == "2026-01-10");
    CHECK(found.date.newest == "2026-01-29");
    CHECK(found.number.mean.value == 0);
    // Nearly all of it numbers, it is one of numbers.
    for (int i = 0; i < 2000; ++i) values.emplace_back(std::to_string(1672531200 + i));
    auto const epochs = profile(column("day", ValueClass::date, "DATE"), values);
    CHECK(epochs.axis == "number");
    CHECK(epochs.min == "1672531200");
}

TEST_CASE("JSON: keys of maps are data, those of documents that are seldom are not") {
    auto const paths = [](Values const &documents) {
        std::string all;
        for (auto const &one : profile(column("doc", ValueClass::json), documents).json.paths) all += one.path + ' ';
        return all;
    };
    auto const word = [](std::size_t i) { return std::string(1 + i / 26, 'q') + static_cast<char>('a' + i % 26); };
    CHECK(paths(make(100, [&](std::size_t i) {
              return R"({"kind": "x", "by": {"featherstone_)" + word(i) + R"(": {"n": [1]}}})";
          })) == "$ $.by $.by.* $.by.*.n $.kind ");
    // The same key now and then, and many at once.
    CHECK(paths(make(150, [&](std::size_t i) { return "{\"" + word(i) + "\": 1, \"" + word(i / 2) + "\": 2}"; })) ==
          "$ $.* ");
    CHECK(paths({R"({"a": 1})", R"({"b": 1})", R"({"a": 1, "c": 1})"}) == "$ $.a $.b $.c ");
    CHECK(paths({R"({"a": 1, "b": 2, "c": {}})"}) == "$ $.a $.b $.c ");
}

TEST_CASE("JSON: documents behind the first ones are taken by chance, not in step with the rows") {
    auto const found =
        profile(column("doc", ValueClass::json),
                make(40'000, [](std::size_t i) { return i % 2 == 0 ? R"({"b": [1]})" : R"({"b": null})"; }));
    CHECK(found.json.documents > 8000);
    for (auto const &path : found.json.paths)
        if (path.path == "$.b[]") CHECK(path.presence == Approx(0.5).margin(0.02));
}
