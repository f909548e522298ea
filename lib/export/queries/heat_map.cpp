// SPDX-License-Identifier: MIT
#include "export/queries/axis.hpp"
#include "export/queries/svg.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace scribe::exporter::queries {

namespace {

constexpr double k_left = 84, k_right = 936, k_top = 46, k_bottom = 446;
constexpr double k_margin = 40; ///< between frame and scale, so that no mark is cut
/// Of a mark that nobody would see otherwise, and of one of all the time.
constexpr double k_least_radius = 3.5, k_most_radius = 40;
constexpr double k_number_height = 14;

double radius(double share) { return std::max(k_least_radius, k_most_radius * std::sqrt(share)); }

/// From which share of the time on a mark is warmer.
constexpr std::array<double, 3> k_warmer = {0.01, 0.05, 0.2};

std::size_t heat(double share) {
    return static_cast<std::size_t>(std::ranges::count_if(k_warmer, [&](double from) { return share >= from; }));
}

struct Box {
    double left = 0, top = 0, right = 0, bottom = 0;
    bool meets(Box const &other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

struct Placed {
    double x = 0, y = 0, radius = 0;
};

class HeatMap {
public:
    HeatMap(Chart const &chart, bool links)
        : m_chart(chart), m_links(links),
          m_calls(extent([](QueryMark const &one) { return one.calls; }), k_left + k_margin, k_right - k_margin),
          m_latency(extent([](QueryMark const &one) { return one.mean_ms(); }), k_bottom - k_margin, k_top + k_margin) {
        m_sum = chart.rest_ms;
        for (auto const &one : chart.queries) m_sum += one.total_ms;
    }

    Drawing draw() {
        m_out += fmt::format("<text class=\"name\" x=\"{}\" y=\"24\">Latency and calls</text>\n", k_left);
        draw_key();
        draw_grid();
        draw_equals();
        place_marks();
        for (std::size_t i = 0; i < m_placed.size(); ++i) draw_mark(i);
        for (std::size_t i = 0; i < std::min(m_placed.size(), k_numbered); ++i) draw_number(i);
        if (m_placed.empty())
            m_out += fmt::format("<text class=\"middle quiet\" x=\"{}\" y=\"{}\">No query was called.</text>\n",
                                 (k_left + k_right) / 2, (k_top + k_bottom) / 2);
        return {std::move(m_out), k_bottom + 48};
    }

private:
    template <typename Value> Extent extent(Value const &value) const {
        Extent extent;
        for (auto const &one : m_chart.queries) extent.add(value(one));
        return extent;
    }

    /// Of the time of the queries that the picture is about, which may be those of a table alone.
    double share(QueryMark const &one) const { return m_sum > 0 ? std::max(one.total_ms, 0.0) / m_sum : 0; }

    /// What area and colour say, in words.
    void draw_key() {
        constexpr std::array<std::string_view, 4> k_words = {"below 1 %", "from 1 %", "from 5 %", "from 20 %"};
        m_out += "<text class=\"quiet right\" x=\"530\" y=\"24\">Area and colour: share of their time</text>\n";
        for (std::size_t i = 0; i < k_words.size(); ++i) {
            auto const x = 550 + 96.0 * static_cast<double>(i), size = i == 0 ? 0 : radius(k_warmer[i - 1]);
            m_out += fmt::format("<g class=\"mark\"><circle class=\"h{0}\" cx=\"{1}\" cy=\"20\" r=\"{2:.1f}\"/></g>"
                                 "<text class=\"quiet\" x=\"{3:.1f}\" y=\"24\">{4}</text>\n",
                                 i, x, std::max(size, k_least_radius), x + size + 8, k_words[i]);
        }
    }

    void draw_grid() {
        for (auto const &tick : m_calls.ticks())
            m_out += fmt::format("<path class=\"grid\" d=\"M{0:.1f} {1}V{2}\"/>"
                                 "<text class=\"quiet middle\" x=\"{0:.1f}\" y=\"{3}\">{4}</text>\n",
                                 tick.place, k_top, k_bottom, k_bottom + 17, count_text(tick.value));
        for (auto const &tick : m_latency.ticks())
            m_out += fmt::format("<path class=\"grid\" d=\"M{0} {1:.1f}H{2}\"/>"
                                 "<text class=\"quiet right\" x=\"{3}\" y=\"{4:.1f}\">{5}</text>\n",
                                 k_left, tick.place, k_right, k_left - 8, tick.place + 4, decade_text(tick.value));
        m_out += fmt::format("<path class=\"frame\" d=\"M{} {}V{}H{}\"/>\n", k_left, k_top, k_bottom, k_right);
        m_out += fmt::format("<text class=\"middle\" x=\"{}\" y=\"{}\">Calls</text>\n", (k_left + k_right) / 2,
                             k_bottom + 36);
        m_out += fmt::format("<text class=\"middle\" transform=\"translate(18 {}) rotate(-90)\">Mean time of a call"
                             "</text>\n",
                             (k_top + k_bottom) / 2);
    }

    /// Where calls times latency is the same: 1 s, 100 s ... on at most five diagonals.
    void draw_equals() {
        auto const lowest = m_latency.least_decade(), highest = m_latency.most_decade();
        auto const from = m_calls.least_decade(), to = m_calls.most_decade();
        auto const place = [](LogAxis const &axis, int decade) { return axis.place(std::pow(10.0, decade)); };
        auto const step = (highest + to - from - lowest + 4) / 5;
        for (int total = from + lowest + 1; total < highest + to; total += step) {
            auto const left = std::max(from, total - highest), right = std::min(to, total - lowest);
            if (left >= right) continue;
            auto const x = place(m_calls, left), y = place(m_latency, total - left);
            m_out += fmt::format("<path class=\"equal\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>", x, y,
                                 place(m_calls, right), place(m_latency, total - right));
            m_out += fmt::format("<text class=\"quiet\" x=\"{:.1f}\" y=\"{:.1f}\">{} in all</text>\n", x + 6, y - 6,
                                 decade_text(std::pow(10.0, total)));
        }
    }

    void place_marks() {
        std::map<std::pair<int, int>, int> taken; // marks at a place
        for (auto const &one : m_chart.queries) {
            Placed placed{m_calls.place(one.calls), m_latency.place(one.mean_ms()), radius(share(one))};
            auto const before = taken[{static_cast<int>(placed.x / 2), static_cast<int>(placed.y / 2)}]++;
            if (before > 0) { // in a spiral of the golden angle none is behind another
                auto const angle = before * std::numbers::pi * (3 - std::sqrt(5.0));
                auto const distance = std::min(5 * std::sqrt(before), k_margin - k_least_radius);
                placed.x += distance * std::cos(angle);
                placed.y += distance * std::sin(angle);
            }
            m_placed.push_back(placed);
        }
    }

    void draw_mark(std::size_t i) {
        auto const &one = m_chart.queries[i];
        auto const &at = m_placed[i];
        auto const tip = fmt::format("{}. {}: {} of {} calls of {} ({} of the time)", i + 1, one.id.substr(0, 8),
                                     duration_text(one.total_ms), count_text(one.calls), duration_text(one.mean_ms()),
                                     share_text(one.share));
        if (m_links) m_out += fmt::format("<a href=\"#q-{}\">", one.id);
        m_out += fmt::format("<g class=\"mark\"><title>{}\n{}</title>"
                             "<circle class=\"h{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/></g>",
                             tip, escaped(one.line, 400), heat(share(one)), at.x, at.y, at.radius);
        m_out += m_links ? "</a>\n" : "\n";
    }

    /// True when no other rank is there.
    bool is_free(Box const &box) const {
        if (box.left < k_left || box.right > k_right || box.top < k_top || box.bottom > k_bottom) return false;
        return std::ranges::none_of(m_numbers, [&](Box const &other) { return box.meets(other); });
    }

    /// True when no mark but that one is there.
    bool is_bare(Box const &box, Placed const &own) const {
        return std::ranges::none_of(m_placed, [&](Placed const &mark) {
            auto const near_x = std::clamp(mark.x, box.left, box.right),
                       near_y = std::clamp(mark.y, box.top, box.bottom);
            return &mark != &own && std::hypot(near_x - mark.x, near_y - mark.y) < mark.radius;
        });
    }

    /// The rank: in the mark when there is room, else beside it, as near as no other rank is.
    void draw_number(std::size_t i) {
        auto const &at = m_placed[i];
        auto const text = std::to_string(i + 1);
        auto const width = 8.0 * static_cast<double>(text.size()) + 2;
        auto const box = [&](double x, double y) {
            return Box{x - width / 2, y - k_number_height / 2, x + width / 2, y + k_number_height / 2};
        };
        std::vector<std::pair<double, double>> places;
        if (at.radius > 10) places.emplace_back(at.x, at.y);
        for (double const gap : {9.0, 22.0, 36.0, 52.0, 70.0}) {
            for (int step = 0; step < 16; ++step) {
                auto const angle = -std::numbers::pi / 4 + step * std::numbers::pi / 8;
                places.emplace_back(at.x + (at.radius + gap) * std::cos(angle),
                                    at.y + (at.radius + gap) * std::sin(angle));
            }
        }
        auto const find = [&](bool bare) {
            return std::ranges::find_if(places, [&](auto const &one) {
                auto const here = box(one.first, one.second);
                return is_free(here) && (!bare || is_bare(here, at));
            });
        };
        auto found = find(true);
        if (found == places.end()) found = find(false);
        if (found == places.end()) return; // its tooltip and the list tell
        auto const [x, y] = *found;
        m_numbers.push_back(box(x, y));
        if (std::hypot(x - at.x, y - at.y) > at.radius + 12)
            m_out += fmt::format("<path class=\"leader\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>", at.x, at.y, x, y);
        m_out += fmt::format("<text class=\"number middle\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x, y + 4.5, text);
    }

    Chart const &m_chart;
    bool m_links;
    LogAxis m_calls, m_latency;
    double m_sum = 0;             ///< time of all
    std::vector<Placed> m_placed; ///< by rank
    std::vector<Box> m_numbers;
    std::string m_out;
};

} // namespace

Drawing draw_heat_map(Chart const &chart, bool links) { return HeatMap{chart, links}.draw(); }

} // namespace scribe::exporter::queries
