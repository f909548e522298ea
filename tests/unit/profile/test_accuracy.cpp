// SPDX-License-Identifier: MIT
#include "profile_helper.hpp"

#include "profile/estimate.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_set>

using namespace profile_test;

// What issue 4 asks of samples of 10,000 rows of a million, with fixed seeds.
namespace {

constexpr std::size_t k_rows = 1'000'000, k_sample = 10'000;

/// Rows drawn without putting back.
std::vector<std::size_t> draw(std::uint64_t seed) {
    std::mt19937_64 random{seed};
    std::unordered_set<std::size_t> rows;
    while (rows.size() < k_sample) rows.insert(random() % k_rows);
    std::vector<std::size_t> list{rows.begin(), rows.end()};
    std::sort(list.begin(), list.end());
    return list;
}

std::size_t scattered(std::size_t row) { return row * 7'368'787 % k_rows; } // another order of the same rows

using Text = std::function<std::optional<std::string>(std::size_t)>;

ColumnProfile sampled(std::uint64_t seed, ValueClass value_class, Text const &text) {
    Values values;
    for (auto const row : draw(seed)) values.push_back(text(row));
    return profile(column("c", value_class), values, options(), sample(k_sample, k_rows));
}

struct Population {
    std::string name;
    std::size_t distinct;
    std::function<std::size_t(std::size_t)> value;
};

/// Values whose frequencies fall with rank ^ -power.
Population zipf(std::size_t values, double power) {
    double sum = 0;
    for (std::size_t k = 1; k <= values; ++k) sum += std::pow(static_cast<double>(k), -power);
    std::vector<std::size_t> ends;
    std::size_t end = 0;
    for (std::size_t k = 1; k <= values && end < k_rows; ++k) {
        auto const share = std::pow(static_cast<double>(k), -power) / sum;
        end += std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(share * k_rows)));
        ends.push_back(std::min(end, k_rows));
    }
    ends.back() = k_rows;
    auto const distinct = ends.size();
    return {"Zipf " + std::to_string(values) + " ^ " + std::to_string(power), distinct, [ends](std::size_t row) {
                auto const at = std::upper_bound(ends.begin(), ends.end(), scattered(row));
                return static_cast<std::size_t>(at - ends.begin());
            }};
}

std::vector<Population> populations() {
    std::vector<Population> list;
    for (std::size_t const distinct : {5U, 200U, 5'000U, 20'000U, 100'000U, 200'000U, 500'000U})
        list.push_back({"uniform " + std::to_string(distinct), distinct,
                        [distinct](std::size_t row) { return scattered(row) % distinct; }});
    for (std::size_t const run : {4U, 20U, 400U, 20'000U})
        list.push_back(
            {"clustered " + std::to_string(run), k_rows / run, [run](std::size_t row) { return row / run; }});
    list.push_back({"unique", k_rows, scattered});
    for (double const power : {0.7, 1.0, 1.3, 1.6})
        for (std::size_t const values : {2'000U, 20'000U}) list.push_back(zipf(values, power));
    return list;
}

double ratio(double a, double b) { return a <= 0 || b <= 0 ? 1e9 : std::max(a / b, b / a); }

} // namespace

TEST_CASE("distinct values are estimated from a sample") {
    std::vector<double> ratios;
    for (auto const &population : populations()) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            auto const found =
                sampled(seed, ValueClass::integer, [&](auto row) { return std::to_string(population.value(row)); });
            auto const truth = static_cast<double>(population.distinct);
            auto const error = ratio(found.distinct.value, truth);
            CAPTURE(population.name, seed, found.distinct.value, found.distinct_method, truth);
            if (population.name.starts_with("clustered")) CHECK(error <= 3);
            CHECK(found.distinct.low <= truth);
            CHECK(found.distinct.high >= truth);
            ratios.push_back(error);
        }
    }
    std::sort(ratios.begin(), ratios.end());
    auto const p95 = ratios[ratios.size() * 95 / 100];
    CAPTURE(p95, ratios.back());
    CHECK(ratios[ratios.size() / 2] <= 1.5);
    CHECK(p95 <= 3);
}

TEST_CASE("a column whose values are all different in the sample is taken for unique") {
    auto const found = sampled(5, ValueClass::integer, [](auto row) { return std::to_string(row); });
    CHECK(found.distinct.value == k_rows);
    CHECK(found.uniqueness == 1);
    CHECK(found.distinct.low == k_sample);
}

TEST_CASE("null shares of a sample are within a point, and their intervals hold them") {
    int within = 0, held = 0, all = 0;
    for (auto const share : {0.0, 0.001, 0.02, 0.1, 0.3, 0.5, 0.8, 0.99, 1.0}) {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            auto const nulls = static_cast<std::size_t>(share * k_rows);
            auto const found = sampled(seed + 100, ValueClass::integer, [&](auto row) -> std::optional<std::string> {
                if (scattered(row) < nulls) return {};
                return "7";
            });
            ++all;
            within += std::fabs(found.null_share.value - share) <= 0.01;
            held += found.null_share.low <= share && share <= found.null_share.high;
            CHECK(std::fabs(found.null_share.value - share) <= 0.02);
            CHECK(found.share_error == Approx(0.0098).epsilon(0.01));
        }
    }
    CHECK(within >= all * 95 / 100);
    CHECK(held >= all * 90 / 100);
}

TEST_CASE("ranks of quantiles are off by 2 % at most, of a sample and of all rows") {
    struct Shape {
        std::string name;
        std::function<double(double)> value; ///< of a rank, 0 to 1
    };
    std::vector<Shape> const shapes = {
        {"uniform", [](double rank) { return rank * 1000 - 500; }},
        {"exponential", [](double rank) { return -std::log(1 - rank * 0.999999) * 10; }},
        {"heavy", [](double rank) { return std::pow(1 - rank * 0.999999, -2); }},
    };
    auto const worst = [](ColumnProfile const &found, Shape const &shape) {
        double error = 0;
        for (std::size_t i = 0; i < 99; ++i) {
            // The rank whose value it is, by bisection.
            double low = 0, high = 1;
            for (int step = 0; step < 50; ++step)
                (shape.value((low + high) / 2) < found.quantiles[i] ? low : high) = (low + high) / 2;
            error = std::max(error, std::fabs(low - static_cast<double>(i + 1) / 100));
        }
        return error;
    };
    auto const text = [](Shape const &shape, std::size_t row) {
        return std::to_string(shape.value(static_cast<double>(scattered(row)) / k_rows));
    };
    for (auto const &shape : shapes) {
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            auto const found = sampled(seed + 200, ValueClass::real, [&](auto row) { return text(shape, row); });
            REQUIRE(found.quantiles.size() == 99);
            CAPTURE(shape.name, seed, worst(found, shape));
            CHECK(worst(found, shape) <= 0.02);
            CHECK(found.quantile_error <= 0.02);
        }
        auto const all =
            profile(column("c", ValueClass::real), make(200'000, [&](auto row) { return text(shape, row * 5); }));
        CHECK(worst(all, shape) <= 0.02);
        CHECK(all.quantile_error <= 0.02);
    }
}

TEST_CASE("mean and deviation of a sample come with intervals") {
    int mean = 0, sd = 0, all = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        auto const found =
            sampled(seed + 300, ValueClass::integer, [](auto row) { return std::to_string(scattered(row) % 1000); });
        ++all;
        mean += found.number.mean.low <= 499.5 && found.number.mean.high >= 499.5;
        sd += found.number.sd.low <= 288.675 && found.number.sd.high >= 288.675;
    }
    CHECK(mean >= all * 9 / 10);
    CHECK(sd >= all * 9 / 10);
}

TEST_CASE("skew and median distance of a sample have intervals that hold the truth, or no figure") {
    auto const unit = [](std::size_t row) { return (static_cast<double>(scattered(row)) + 0.5) / k_rows; };
    int skews = 0, distances = 0;
    constexpr int k_rounds = 40;
    for (std::uint64_t seed = 1; seed <= k_rounds; ++seed) {
        auto const exponential =
            sampled(seed, ValueClass::real, [&](auto row) { return std::to_string(-std::log(unit(row))); });
        auto const &skew = exponential.number.skew;
        skews += skew.low <= 2 && 2 <= skew.high ? 1 : 0;
        CHECK(skew.high - skew.low < 1);
        auto const wide =
            sampled(seed, ValueClass::real, [&](auto row) { return std::to_string(std::exp(20 * unit(row))); });
        // Counted over all rows.
        auto const &mad = wide.number.mad;
        distances += mad.low <= 22'024.5 && 22'024.5 <= mad.high ? 1 : 0;
        // A few of these decide the third moment, whatever the sample.
        auto const heavy =
            sampled(seed, ValueClass::real, [&](auto row) { return std::to_string(std::pow(unit(row), -1.5)); });
        CHECK(heavy.number.skew.value == 0);
        CHECK(heavy.number.skew.high == 0);
    }
    CHECK(skews >= 36);
    CHECK(distances >= 36);
}

TEST_CASE("beyond what memory holds, counts stay near the truth and frequent values are found") {
    auto with = options();
    with.memory = 200'000;
    // One row in ten is "x", from the middle on; the others are unique.
    auto const found = profile(
        column("c", ValueClass::text),
        make(400'000, [](auto i) { return i > 200'000 && i % 5 == 0 ? std::string{"x"} : "v" + std::to_string(i); }),
        with);
    CHECK(found.distinct_method == "sketch");
    CHECK(found.distinct.value == Approx(360'001).epsilon(0.04));
    CHECK(found.distinct.low < 360'001);
    CHECK(found.distinct.high > 360'001);
    REQUIRE(!found.top.empty());
    CHECK(found.top[0].value == "x");
    CHECK(found.top[0].share <= 0.1);
    CHECK(found.top[0].share + found.top_error >= 0.0999);
    CHECK(found.top_error < 0.01);
}

TEST_CASE("estimates of nothing are nothing") {
    std::string method;
    CHECK(scribe::profile::estimate_distinct({}, method).value == 0);
    CHECK(scribe::profile::share_of(0, 0, false).value == 0);
    CHECK(scribe::profile::share_error(0) == 0);
    auto const none = scribe::profile::share_of(0, 10'000, false);
    CHECK(none.low == 0);
    CHECK(none.high == Approx(0.000384).epsilon(0.01));
    // More in the sample than the table was said to have: an estimate of rows can be too low.
    CHECK(scribe::profile::estimate_distinct({10, 100, 50, 20, 50, 100, 60}, method).value >= 50);
}

TEST_CASE("rows that are no random sample bound nothing") {
    auto info = sample(100, 100'000);
    info.method = "first";
    auto const found =
        profile(column("n", ValueClass::integer), make(100, [](auto i) { return std::to_string(i); }), options(), info);
    CHECK(found.share_error == 1);
    CHECK(found.null_share.high == 1);
    CHECK(found.quantile_error == 1);
}
