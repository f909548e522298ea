// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Scales of charts, and how their values are written.
namespace scribe::exporter::queries {

/// A power of ten on an axis, or 0.
struct Tick {
    double value = 0, place = 0;
};

/// Which values an axis has to show.
struct Extent {
    double least = 0, most = 0; ///< of those above 0; 0: there is none
    bool has_zero = false;      ///< there are some of 0 (or below)
    void add(double value);
};

/// A logarithmic axis of whole decades from `begin` to `end` (either may be the greater one); 0, which has no
/// logarithm, has a place of its own at its beginning.
class LogAxis {
public:
    LogAxis(Extent const &extent, double begin, double end);
    double place(double value) const;
    /// The decades, the least first, and 0 before them where there is such a value.
    std::vector<Tick> ticks() const;
    /// The powers of ten at its ends.
    int least_decade() const { return m_low; }
    int most_decade() const { return m_high; }

private:
    double at(double decade) const;

    int m_low = 0, m_high = 1;
    bool m_has_zero = false;
    double m_begin = 0, m_end = 0;
    double m_first = 0; ///< the place of the least decade
};

/// 0.0123 as "12 µs", 1234.5 as "1.2 s"; empty for what is not known.
std::string duration_text(double ms);
/// A power of ten of milliseconds as it stands at an axis: "100 µs", "1,000 s".
std::string decade_text(double ms);
/// A whole number with its digits grouped; empty for what is not known.
std::string count_text(double number);
/// 0.1234 as "12.3 %".
std::string share_text(double share);

/// 0.5, half as slow again, as "+50 %"; from ten times on "× 12"; empty for nothing.
std::string trend_text(std::optional<double> trend);

/// Seconds since 1970 of a time in ISO 8601, fractions too; nothing for another text.
std::optional<double> seconds_of(std::string_view iso);

} // namespace scribe::exporter::queries
