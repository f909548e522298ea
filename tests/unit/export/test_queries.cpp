// SPDX-License-Identifier: MIT
#include "export/queries/axis.hpp"
#include "export/queries/chart.hpp"
#include "export/queries/svg.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <regex>

using namespace scribe::exporter;
using namespace scribe::exporter::queries;

namespace {

constexpr std::string_view k_hostile = "SELECT \"<script>alert('&')</script>\" FROM t -- ]]>\xef\xbf\xbf\x01";

QueryMark query(int number, double calls, double mean_ms) {
    QueryMark one;
    one.id = std::string(12, '0') + std::to_string(1000 + number);
    one.kind = "select";
    one.text = one.line = k_hostile;
    one.calls = calls;
    one.total_ms = calls * mean_ms;
    one.rows = std::nan("");
    one.series = {{0, calls, calls * mean_ms}, {1, calls, calls * mean_ms * 2}};
    return one;
}

Chart chart_of(std::vector<QueryMark> queries) {
    Chart chart;
    chart.source = "a <b> & c";
    chart.until = "2026-01-02T10:00:00.000Z";
    chart.taken_at = {"2026-01-01T10:00:00.000Z", chart.until};
    chart.queries = std::move(queries);
    chart.all = {{0, 10, 10}, {1, 10, 20}};
    return chart;
}

std::string written(Chart const &chart, std::string_view form) {
    auto const found = std::ranges::find(forms(), form, &Form::name);
    REQUIRE(found != forms().end());
    std::string out;
    found->write(chart, [&out](std::string_view text) { out += text; });
    return out;
}

std::size_t count(std::string const &text, std::string_view part) {
    std::size_t number = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++number;
    return number;
}

struct Circle {
    double x = 0, y = 0, radius = 0;
};

/// The marks of a heat map, by rank.
std::vector<Circle> marks(Chart const &chart) {
    std::vector<Circle> list;
    auto const drawing = draw_heat_map(chart, false).body;
    std::regex const mark{"</title><circle class=\"h[0-3]\" cx=\"([-0-9.]+)\" cy=\"([-0-9.]+)\" r=\"([-0-9.]+)\""};
    for (std::sregex_iterator at{drawing.begin(), drawing.end(), mark}, end; at != end; ++at)
        list.push_back({std::stod((*at)[1]), std::stod((*at)[2]), std::stod((*at)[3])});
    return list;
}

/// Where the ranks stand.
std::vector<Circle> numbers(std::string const &drawing) {
    std::vector<Circle> list;
    std::regex const number{"class=\"number[ a-z]*\" x=\"([-0-9.]+)\" y=\"([-0-9.]+)\""};
    for (std::sregex_iterator at{drawing.begin(), drawing.end(), number}, end; at != end; ++at)
        list.push_back({std::stod((*at)[1]), std::stod((*at)[2]), 0});
    return list;
}

} // namespace

TEST_CASE("statements come out as text, in every form") {
    auto const chart = chart_of({query(1, 10, 5), query(2, 1, 0.2)});
    for (auto const *form : {"svg", "html"}) {
        auto const text = written(chart, form);
        CAPTURE(form);
        CHECK(text.find("<script") == std::string::npos);
        CHECK(text.find("\xef\xbf\xbf") == std::string::npos); // no character of XML
        CHECK(text.find('\x01') == std::string::npos);
        CHECK(text.find("&lt;script&gt;alert(&#39;&amp;&#39;)") != std::string::npos);
        CHECK(text.find("a &lt;b&gt; &amp; c") != std::string::npos);
        CHECK(text.find("nan") == std::string::npos);
    }
    CHECK(written(chart, "markdown").find("<script") != std::string::npos); // within a code span
    CHECK(written(chart, "markdown").find("a &lt;b&gt; &amp; c") != std::string::npos);
    CHECK(written(chart, "json").find(R"("rows":null)") != std::string::npos);
    CHECK(count(written(chart, "csv"), "\r\n") == 3);
}

TEST_CASE("more calls stand to the right, longer ones higher, more time is more area") {
    auto const at = marks(chart_of({query(1, 1000, 100), query(2, 10, 2500), query(3, 1000, 1)}));
    REQUIRE(at.size() == 3);
    CHECK(at[0].x > at[1].x);
    CHECK(at[0].x == Approx(at[2].x));
    CHECK(at[1].y < at[0].y);
    CHECK(at[0].y < at[2].y);
    CHECK(at[0].radius / at[1].radius == Approx(2).epsilon(0.01)); // four times the time
    // A decade is as long as any other.
    LogAxis const axis{{1, 1000, false}, 0, 300};
    CHECK(axis.place(10) == Approx(100));
    CHECK(axis.place(100) == Approx(200));
}

TEST_CASE("no latency has a place of its own below all others") {
    auto const at = marks(chart_of({query(1, 10, 5), query(2, 10, 0), query(3, 1000, 0)}));
    REQUIRE(at.size() == 3);
    CHECK(at[1].y == Approx(at[2].y));
    CHECK(at[1].y > at[0].y + 40);
    // Of statements that nobody timed there is nothing else.
    for (auto const &one : marks(chart_of({query(1, 1, 0)}))) CHECK((std::isfinite(one.x) && std::isfinite(one.y)));
}

TEST_CASE("marks of the same figures stand beside each other, and ranks apart") {
    std::vector<QueryMark> same;
    for (int i = 0; i < 40; ++i) same.push_back(query(i, 7, 3));
    auto const chart = chart_of(std::move(same));
    auto const at = marks(chart);
    REQUIRE(at.size() == 40);
    for (std::size_t i = 0; i < at.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) CHECK(std::hypot(at[i].x - at[j].x, at[i].y - at[j].y) > 1);
    auto const ranks = numbers(draw_heat_map(chart, false).body);
    CHECK(ranks.size() >= 15);
    for (std::size_t i = 0; i < ranks.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            CHECK((std::abs(ranks[i].x - ranks[j].x) >= 10 || std::abs(ranks[i].y - ranks[j].y) >= 14));
    // The names of lines that end together, too.
    auto ends = numbers(draw_trend(chart).body);
    REQUIRE(ends.size() == 7);
    std::ranges::sort(ends, {}, &Circle::y);
    for (std::size_t i = 1; i < ends.size(); ++i) CHECK(ends[i].y - ends[i - 1].y >= 14.9);
}

TEST_CASE("whatever the figures are, all of it is within the picture") {
    std::vector<QueryMark> extremes;
    for (int i = 0; i < 300; ++i) extremes.push_back(query(i, std::pow(10.0, i % 13), std::pow(10.0, i % 11 - 5)));
    std::ranges::sort(extremes, std::greater{}, &QueryMark::total_ms);
    for (auto const &chart : {chart_of(extremes), chart_of({query(1, 1, 1)}), chart_of({query(1, 1e18, 1e18)})}) {
        auto const drawing = draw_heat_map(chart, false);
        for (auto const &one : marks(chart)) {
            CHECK((one.x - one.radius >= 80 && one.x + one.radius <= k_width - 20));
            CHECK((one.y - one.radius >= 40 && one.y + one.radius <= drawing.height - 40));
        }
        for (auto const &one : numbers(drawing.body)) CHECK((one.x > 80 && one.x < k_width - 10 && one.y > 40));
    }
}

TEST_CASE("a chart of nothing says so") {
    auto const text = written(chart_of({}), "svg");
    CHECK(text.find("No query was called.") != std::string::npos);
    CHECK(text.find("nan") == std::string::npos);
    CHECK(count(written(chart_of({}), "html"), "<tr") == 1);
}

TEST_CASE("a trend stands by the times of its snapshots, and breaks where nothing was called") {
    auto chart = chart_of({});
    chart.taken_at = {"2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", "2026-01-01T03:00:00Z", "2026-01-01T04:00:00Z"};
    chart.all = {{0, 1, 1}, {1, 1, 1}, {3, 1, 1}};
    auto const drawing = draw_trend(chart).body;
    std::regex const line{
        "class=\"line all\" stroke-dasharray=\"none\" d=\"M([0-9.]+) [0-9.]+L([0-9.]+) [0-9.]+M([0-9.]+) "};
    std::smatch found;
    REQUIRE(std::regex_search(drawing, found, line));
    auto const hour = std::stod(found[2]) - std::stod(found[1]);
    CHECK(std::stod(found[3]) - std::stod(found[1]) == Approx(4 * hour).epsilon(0.01));
    CHECK(count(drawing, "<circle") == 3);
    chart.taken_at.resize(1);
    chart.all.resize(1);
    CHECK(draw_trend(chart).body.find("a trend needs two") != std::string::npos);
}

TEST_CASE("of many snapshots the newest are drawn") {
    auto chart = chart_of({});
    chart.taken_at.clear();
    chart.all.clear();
    for (std::size_t i = 0; i < 1000; ++i) {
        chart.taken_at.push_back("2026-01-" + std::to_string(10 + i / 50) + "T10:00:00Z");
        chart.all.push_back({i, 1, 1});
    }
    auto const drawing = draw_trend(chart).body;
    CHECK(drawing.find("the newest 200 snapshots") != std::string::npos);
    CHECK(count(drawing, "<circle") == 200);
}

TEST_CASE("what is not shown is told") {
    auto chart = chart_of({query(1, 1, 1)});
    chart.rest = 9800;
    chart.rest_ms = 1500;
    chart.left_out = "1 statement that is no query (0.4 % of the time)";
    for (auto const *form : {"svg", "html", "markdown"}) {
        auto const text = written(chart, form);
        CHECK(text.find("9,800 more took 1.5 s.") != std::string::npos);
        CHECK(text.find("Left out: 1 statement that is no query") != std::string::npos);
    }
    CHECK(written(chart, "json").find("\"total\":9801") != std::string::npos);
}

TEST_CASE("times at axes and in tables") {
    CHECK(duration_text(0) == "0 ms");
    CHECK(duration_text(0.0123) == "12 µs");
    CHECK(duration_text(1.5) == "1.50 ms");
    CHECK(duration_text(1500) == "1.5 s");
    CHECK(duration_text(std::nan("")).empty());
    CHECK(trend_text(0.5) == "+50 %");
    CHECK(trend_text(-0.25) == "-25 %");
    CHECK(trend_text(1999) == "× 2,000");
    CHECK(trend_text({}).empty());
    CHECK(decade_text(0.001) == "1 µs");
    CHECK(decade_text(0.1) == "100 µs");
    CHECK(decade_text(100) == "100 ms");
    CHECK(decade_text(1e6) == "1,000 s");
    CHECK(seconds_of("1970-01-02T00:00:01.250Z") == 86401.25);
    CHECK_FALSE(seconds_of("yesterday"));
    CHECK_FALSE(seconds_of("2026-02-30T00:00:00Z"));
}
