// SPDX-License-Identifier: MIT
#include "export/queries/axis.hpp"
#include "export/queries/svg.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::exporter::queries {

namespace {

constexpr double k_left = 84, k_right = 880, k_top = 34, k_bottom = 294;
constexpr double k_margin = 14;
constexpr double k_label_height = 15, k_time_width = 124;
constexpr std::size_t k_lines = 6;         ///< queries; more lines nobody tells apart
constexpr std::size_t k_most_points = 200; ///< of a line
/// Lines are told apart by their dashes and ranks, on paper without colours too.
constexpr std::array<std::string_view, k_lines> k_dashes = {"none", "8 3", "2 3", "10 3 2 3", "5 5", "14 4"};

/// A line and where its name stands.
struct Line {
    std::string name, tip;
    std::string_view dashes;
    std::string color; ///< its class
    std::vector<Point> const *points = nullptr;
    double label = 0;
};

class Trend {
public:
    explicit Trend(Chart const &chart)
        : m_chart(chart), m_first(chart.taken_at.size() > k_most_points ? chart.taken_at.size() - k_most_points : 0),
          m_lines(lines(chart)), m_latency(extent(), k_bottom - k_margin, k_top + k_margin) {
        find_times();
    }

    Drawing draw() {
        m_out += fmt::format("<text class=\"name\" x=\"{}\" y=\"20\">Latency, snapshot by snapshot</text>\n", k_left);
        m_out += fmt::format("<text class=\"quiet right\" x=\"936\" y=\"20\">{}</text>\n", explanation());
        draw_axes();
        for (auto const &line : m_lines) draw_line(line);
        draw_labels();
        return {std::move(m_out), k_bottom + 44};
    }

private:
    static std::vector<Line> lines(Chart const &chart) {
        std::vector<Line> lines;
        if (!chart.all.empty()) lines.push_back({"all", "all queries", "none", "all", &chart.all, 0});
        for (std::size_t i = 0; i < std::min(chart.queries.size(), k_lines); ++i) {
            auto const &one = chart.queries[i];
            lines.push_back({std::to_string(i + 1), escaped(fmt::format("{}. {}", i + 1, one.line), 200), k_dashes[i],
                             fmt::format("l{}", i), &one.series, 0});
        }
        return lines;
    }

    Extent extent() const {
        Extent extent;
        for (auto const &line : m_lines)
            for (auto const &point : *line.points)
                if (point.snapshot >= m_first) extent.add(point.mean_ms());
        return extent;
    }

    std::string explanation() const {
        auto const shown = m_chart.taken_at.size() - m_first;
        if (shown < 2) return "there is one snapshot: a trend needs two";
        auto text = std::string{"mean time of a call; numbers are ranks"};
        if (m_first > 0) text += fmt::format("; the newest {} snapshots", shown);
        return text;
    }

    /// Where each snapshot stands: by its time, or side by side where a time is none.
    void find_times() {
        auto const &all = m_chart.taken_at;
        std::vector<double> times;
        bool known = true;
        for (auto i = m_first; i < all.size(); ++i) {
            auto const seconds = seconds_of(all[i]);
            known = known && seconds && (times.empty() || *seconds >= times.back());
            times.push_back(seconds.value_or(0));
        }
        if (!known)
            for (std::size_t i = 0; i < times.size(); ++i) times[i] = static_cast<double>(i);
        auto const span = times.empty() ? 0 : times.back() - times.front();
        auto const left = k_left + k_margin, right = k_right - k_margin;
        for (auto const time : times)
            m_times.push_back(span > 0 ? left + (time - times.front()) / span * (right - left) : (left + right) / 2);
    }

    double time_place(std::size_t snapshot) const { return m_times[snapshot - m_first]; }

    void draw_axes() {
        for (auto const &tick : m_latency.ticks())
            m_out += fmt::format("<path class=\"grid\" d=\"M{0} {1:.1f}H{2}\"/>"
                                 "<text class=\"quiet right\" x=\"{3}\" y=\"{4:.1f}\">{5}</text>\n",
                                 k_left, tick.place, k_right, k_left - 8, tick.place + 4, decade_text(tick.value));
        // The newest is always written, others as far as there is room.
        auto free_until = k_right + k_time_width;
        for (auto i = m_times.size(); i-- > 0;) {
            auto const x = std::clamp(m_times[i], k_left + k_time_width / 2 - 40, k_right - k_time_width / 2 + 40);
            m_out += fmt::format("<path class=\"frame\" d=\"M{:.1f} {}v4\"/>", m_times[i], k_bottom);
            if (x + k_time_width / 2 > free_until) continue;
            free_until = x - k_time_width / 2;
            m_out += fmt::format("<text class=\"quiet middle\" x=\"{:.1f}\" y=\"{}\">{}</text>\n", x, k_bottom + 18,
                                 escaped(base::human_time(m_chart.taken_at[m_first + i])));
        }
        m_out += fmt::format("<path class=\"frame\" d=\"M{} {}V{}H{}\"/>\n", k_left, k_top, k_bottom, k_right);
        m_out += fmt::format("<text class=\"middle quiet\" x=\"{}\" y=\"{}\">Snapshot (UTC)</text>\n",
                             (k_left + k_right) / 2, k_bottom + 36);
    }

    /// A snapshot without calls breaks the line.
    void draw_line(Line const &line) {
        std::string path, dots;
        std::optional<std::size_t> last;
        for (auto const &point : *line.points) {
            if (point.snapshot < m_first || point.snapshot - m_first >= m_times.size()) continue;
            auto const x = time_place(point.snapshot), y = m_latency.place(point.mean_ms());
            path += fmt::format("{}{:.1f} {:.1f}", last && *last + 1 == point.snapshot ? 'L' : 'M', x, y);
            dots += fmt::format("<circle class=\"dot\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\"><title>{}: {} calls of {}, "
                                "{} UTC</title></circle>",
                                x, y, line.tip, count_text(point.calls), duration_text(point.mean_ms()),
                                escaped(base::human_time(m_chart.taken_at[point.snapshot])));
            last = point.snapshot;
        }
        if (path.empty()) return;
        m_out += fmt::format("<path class=\"line {0}\" stroke-dasharray=\"{1}\" d=\"{2}\"><title>{3}</title></path>\n"
                             "<g class=\"line {0}\">{4}</g>\n",
                             line.color, line.dashes, path, line.tip, dots);
    }

    /// Names at the ends of the lines, moved apart where they would meet.
    void draw_labels() {
        std::vector<Line *> named;
        for (auto &line : m_lines) {
            auto const &points = *line.points;
            if (points.empty() || points.back().snapshot < m_first) continue;
            line.label = m_latency.place(points.back().mean_ms());
            named.push_back(&line);
        }
        std::ranges::stable_sort(named, {}, &Line::label);
        for (std::size_t i = 1; i < named.size(); ++i)
            named[i]->label = std::max(named[i]->label, named[i - 1]->label + k_label_height);
        auto limit = k_bottom - 2;
        for (auto i = named.size(); i-- > 0;) {
            named[i]->label = std::min(named[i]->label, limit);
            limit = named[i]->label - k_label_height;
        }
        for (auto const *line : named) {
            auto const &end = line->points->back();
            auto const x = time_place(end.snapshot), y = m_latency.place(end.mean_ms());
            // A line that ended long ago is not drawn on.
            auto const *const leader = k_right - x > 2 * k_margin ? "equal" : "leader";
            m_out += fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}L{} {:.1f}H{}\"/>"
                                 "<text class=\"number\" x=\"{}\" y=\"{:.1f}\">{}</text>\n",
                                 leader, x + 4, y, k_right + 4, line->label, k_right + 12, k_right + 16,
                                 line->label + 4, line->name);
        }
    }

    Chart const &m_chart;
    std::size_t m_first; ///< of the snapshots that are shown
    std::vector<Line> m_lines;
    LogAxis m_latency;
    std::vector<double> m_times; ///< where those that are shown stand
    std::string m_out;
};

} // namespace

Drawing draw_trend(Chart const &chart) { return Trend{chart}.draw(); }

} // namespace scribe::exporter::queries
