// SPDX-License-Identifier: MIT
#include "profile_helper.hpp"

#include "profile/compare.hpp"
#include "profile/hide.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace profile_test;
using scribe::profile::compare;
using scribe::profile::Drift;
using scribe::profile::stability_index;

namespace {

Drift const *find(std::vector<Drift> const &drifts, std::string const &name) {
    auto const at = std::find_if(drifts.begin(), drifts.end(), [&](auto const &drift) { return drift.name == name; });
    return at == drifts.end() ? nullptr : &*at;
}

std::size_t mixed(std::size_t i, std::size_t end) { return (i * 2'654'435'761U + 12345) % 4'294'967'291U % end; }

ColumnProfile numbers(std::function<std::size_t(std::size_t)> const &number, std::string name = "amount") {
    return profile(column(std::move(name), ValueClass::integer),
                   make(1000, [&](auto i) { return std::to_string(number(i)); }));
}

} // namespace

TEST_CASE("the same column has no drift, another sample of it neither") {
    auto const a = numbers([](auto i) { return mixed(i, 500); });
    CHECK(compare(a, a).empty());
    auto const draw = [](std::size_t offset) {
        return profile(column("amount", ValueClass::integer),
                       make(1000, [&](auto i) { return std::to_string(mixed(i + offset, 500)); }), options(),
                       sample(1000, 100'000));
    };
    CHECK(compare(draw(0), draw(77'777)).empty());
    CHECK(compare(ColumnProfile{}, a).size() == 1); // only the type
}

TEST_CASE("a null share that rose is named when sampling does not explain it") {
    auto const with_nulls = [](std::size_t each, std::size_t rows) {
        Values values;
        for (std::size_t i = 0; i < rows; ++i)
            values.push_back(i % each == 0 ? std::nullopt : std::optional<std::string>{"x"});
        return profile(column("c", ValueClass::text), values, options(), sample(rows, 1'000'000));
    };
    auto const drifts = compare(with_nulls(50, 10'000), with_nulls(10, 10'000));
    REQUIRE(find(drifts, "null_share_up") != nullptr);
    CHECK(find(drifts, "null_share_up")->before == Approx(0.02));
    CHECK(find(drifts, "null_share_up")->after == Approx(0.1));
    CHECK(find(drifts, "null_share_up")->text.find("10 %") != std::string::npos);
    CHECK(find(compare(with_nulls(10, 10'000), with_nulls(50, 10'000)), "null_share_down") != nullptr);
    CHECK(find(compare(with_nulls(50, 100), with_nulls(25, 100)), "null_share_up") == nullptr); // 2 and 4 of 100
}

TEST_CASE("values that stand for none are missing as nulls are") {
    auto const with = [](std::string const &filler, bool null) {
        Values values;
        for (std::size_t i = 0; i < 1000; ++i) {
            bool const missing = i % 2 == 0 && !filler.empty();
            if (missing && null) values.emplace_back(std::nullopt);
            else values.emplace_back(missing ? filler : "value " + std::to_string(i));
        }
        return profile(column("c", ValueClass::text), values);
    };
    auto const drifts = compare(with("", false), with("unknown", false));
    REQUIRE(find(drifts, "completeness_down") != nullptr);
    CHECK(find(drifts, "completeness_down")->text == "50 % are null, empty, blank or a stand-in for null, were 0 %");
    CHECK(find(drifts, "completeness_down")->figure == Approx(-0.5));
    CHECK(find(drifts, "null_share_up") == nullptr);
    CHECK(find(compare(with("unknown", false), with("", false)), "completeness_up") != nullptr);
    // Nulls in the place of stand-ins change nothing, and of nulls alone their own drift tells.
    auto const instead = compare(with("unknown", false), with("unknown", true));
    CHECK(find(instead, "completeness_up") == nullptr);
    CHECK(find(instead, "completeness_down") == nullptr);
    auto const nulls = compare(with("", false), with("unknown", true));
    CHECK(find(nulls, "null_share_up") != nullptr);
    CHECK(find(nulls, "completeness_down") == nullptr);
}

TEST_CASE("a new value of an enum is named, a rare one that a sample missed is not lost") {
    auto const status = [](std::vector<std::string> const &list) {
        return profile(column("status", ValueClass::text),
                       make(1000, [&](auto i) { return list[mixed(i, list.size())]; }));
    };
    auto const drifts = compare(status({"new", "paid"}), status({"new", "paid", "void"}));
    REQUIRE(find(drifts, "new_value") != nullptr);
    CHECK(find(drifts, "new_value")->value == "void");
    CHECK(find(drifts, "new_value")->text.find("a new value, \"void\", in ") == 0);
    auto const back = compare(status({"new", "paid", "void"}), status({"new", "paid"}));
    REQUIRE(find(back, "lost_value") != nullptr);
    CHECK(find(back, "lost_value")->value == "void");
    auto rare = status({"new", "paid"});
    rare.top.push_back({"odd", 1, 0.001});
    CHECK(find(compare(rare, status({"new", "paid"})), "lost_value") == nullptr);
    // Names of people are no enum.
    auto const names = [](std::size_t from) {
        return profile(column("name", ValueClass::text),
                       make(1000, [&](auto i) { return "Person " + std::to_string(from + i); }));
    };
    CHECK(find(compare(names(0), names(500)), "new_value") == nullptr);
}

TEST_CASE("lists of some of the values are no shift of all of them") {
    // Fifty values, about as frequent: which of them are the most frequent twenty is chance.
    auto const kinds = [](std::size_t offset, std::size_t kind_count) {
        return profile(column("kind", ValueClass::text),
                       make(3000, [&](auto i) { return "k" + std::to_string(mixed(i + offset, kind_count)); }));
    };
    auto const old = kinds(0, 50), now = kinds(99'991, 50);
    REQUIRE_FALSE(old.top_complete);
    CHECK(find(compare(old, now), "distribution_shifted") == nullptr);
    CHECK(find(compare(kinds(0, 18), now), "distribution_shifted") != nullptr);
    // What is measured has new values each day.
    auto const some = numbers([](auto i) { return mixed(i, 10); }, "qty");
    auto const more = numbers([](auto i) { return mixed(i, 40); }, "qty");
    REQUIRE(some.role == "measure");
    CHECK(find(compare(some, more), "new_value") == nullptr);
    CHECK(find(compare(some, more), "range_left") != nullptr);
    CHECK(find(compare(some, more), "distribution_shifted") != nullptr);
}

TEST_CASE("a range that was left and a distribution that shifted") {
    auto const before = numbers([](auto i) { return mixed(i, 500); });
    auto const far = numbers([](auto i) { return i == 7 ? 9000U : mixed(i, 500); });
    auto const left = compare(before, far);
    REQUIRE(find(left, "range_left") != nullptr);
    CHECK(find(left, "range_left")->value == "9000");
    CHECK(find(left, "distribution_shifted") == nullptr);
    auto const shifted = compare(before, numbers([](auto i) { return mixed(i, 500) / 2; }));
    REQUIRE(find(shifted, "distribution_shifted") != nullptr);
    CHECK(find(shifted, "distribution_shifted")->figure > 1);
    CHECK(find(shifted, "range_left") == nullptr);
    // Ids and times only go on.
    CHECK(compare(numbers([](auto i) { return i; }, "id"), numbers([](auto i) { return i + 5000; }, "id")).empty());
}

TEST_CASE("a key that is one no more, a format that changed, a column that has gone stale") {
    auto const unique = numbers([](auto i) { return i; }, "serial");
    CHECK(find(compare(unique, numbers([](auto i) { return i / 2; }, "serial")), "no_longer_unique") != nullptr);

    auto const codes = [](bool upper) {
        return profile(column("code", ValueClass::text), make(500, [&](auto i) {
                           return (upper || i % 3 != 0 ? "AB" : "ab") + std::to_string(100 + i % 50);
                       }));
    };
    auto const format = compare(codes(true), codes(false));
    REQUIRE(find(format, "format_changed") != nullptr);
    CHECK(find(compare(codes(false), codes(true)), "format_changed") == nullptr);
    auto const digits = [](std::string_view form, std::size_t from = 1) {
        return profile(column("code", ValueClass::text),
                       make(500, [=](auto i) { return fmt::format(fmt::runtime(form), i + from); }));
    };
    auto const padded = compare(digits("{:08}"), digits("{}"));
    REQUIRE(find(padded, "format_changed") != nullptr);
    CHECK(find(padded, "format_changed")->text == "values had the form ^[0-9]{8}$, now have ^[0-9]{1,3}$");
    CHECK(find(compare(digits("{:08}"), digits("A-{:06}")), "format_changed") != nullptr);
    CHECK(find(compare(digits("{:08}"), digits("{:08}", 700)), "format_changed") == nullptr);
    CHECK(find(compare(digits("{}", 100), digits("{}", 800)), "format_changed") == nullptr);
    CHECK(find(compare(digits("INV-{}", 100), digits("INV-{}", 800)), "format_changed") == nullptr);

    auto const created = [](std::string const &today) {
        auto with = options();
        with.today = today;
        return profile(column("created_at", ValueClass::timestamp),
                       make(50, [](auto i) { return "2026-06-" + std::to_string(10 + i % 5) + " 08:00:00"; }), with);
    };
    CHECK(find(compare(created("2026-06-15"), created("2026-09-15")), "stale") != nullptr);
    CHECK(compare(created("2026-06-15"), created("2026-06-20")).empty());
}

TEST_CASE("values that are hidden now have not changed, and times that go on are no new values") {
    auto const before = profile(column("name", ValueClass::text),
                                make(400, [](std::size_t i) { return "Ann" + std::string(i % 5, 'a'); }));
    auto now = before;
    scribe::profile::hide_values(now, scribe::profile::StoreValues::masked, true);
    CHECK(scribe::profile::compare(before, now).empty());
    auto const days = [](char month) {
        return profile(column("day", ValueClass::date, "date"), make(100, [month](std::size_t i) {
                           return std::string{"2026-0"} + month + "-0" + static_cast<char>('1' + i % 5);
                       }));
    };
    for (auto const &drift : scribe::profile::compare(days('1'), days('2'))) CHECK(drift.name != "new_value");
}

TEST_CASE("hidden values are not compared") {
    auto a = numbers([](auto i) { return mixed(i, 500); }), b = numbers([](auto i) { return 9000 + mixed(i, 500); });
    a.hidden = b.hidden = "masked";
    a.quantiles.clear();
    CHECK(find(compare(a, b), "range_left") == nullptr);
    CHECK(find(compare(a, b), "distribution_shifted") == nullptr);
}

TEST_CASE("tables: rows, duplicates and freshness") {
    scribe::model::TableProfile old, now;
    old.rows = 1000;
    now.rows = 1500;
    old.sampled = now.sampled = 1000;
    old.freshness = {"2026-06-01", "created_at", 1};
    now.freshness = {"2026-06-01", "created_at", 30};
    now.duplicate_share = {0.2, 0.2, 0.2};
    auto const drifts = compare(old, now);
    REQUIRE(find(drifts, "rows_grew") != nullptr);
    CHECK(find(drifts, "rows_grew")->figure == 0.5);
    CHECK(find(drifts, "duplicates_up") != nullptr);
    CHECK(find(drifts, "freshness_lost") != nullptr);
    CHECK(find(compare(now, old), "rows_shrank") != nullptr);
    now = old;
    now.rows = 1050; // both are estimates
    CHECK(compare(old, now).empty());
    old.rows_exact = now.rows_exact = true;
    CHECK(compare(old, now).size() == 1);
    old.rows = 0;
    CHECK(compare(old, now).size() == 1);
}

TEST_CASE("numbers of rows that are unknown, or of other rows, are not compared") {
    scribe::model::TableProfile old, now;
    old.rows = 50'000;
    old.rows_exact = true;
    now.method = "statistics"; // never counted
    CHECK(compare(old, now).empty());
    CHECK(compare(now, old).empty());
    now.rows_exact = true; // counted: all are gone
    CHECK(find(compare(old, now), "rows_shrank") != nullptr);
    now.rows = 20'000;
    now.rows_visible = true;
    auto const drifts = compare(old, now);
    CHECK(find(drifts, "rows_shrank") == nullptr);
    CHECK(find(drifts, "visibility_changed") != nullptr);
    old.rows_visible = true;
    CHECK(find(compare(old, now), "rows_shrank") != nullptr);
}

TEST_CASE("the stability index follows its formula") {
    CHECK(stability_index({0.5, 0.5}, {0.5, 0.5}) == 0);
    CHECK(stability_index({0.5, 0.5}, {0.25, 0.75}) == Approx(0.2746530722));
    CHECK(stability_index({1, 0}, {0, 1}) > 10);
    CHECK(stability_index({}, {}) == 0);
}
