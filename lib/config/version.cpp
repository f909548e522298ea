// SPDX-License-Identifier: MIT
#include "config/version.hpp"

#include "base/text.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <vector>

namespace scribe::config {

namespace {

using Version = std::array<std::int64_t, 3>;

struct Comparison {
    std::string_view sign; ///< ">=", ">", "<=", "<", "="
    Version version{};
};

std::optional<Version> parse_version(std::string_view text) {
    Version version{};
    auto const parts = base::split(text, '.');
    if (parts.size() > version.size()) return std::nullopt;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto const number = base::parse_int(parts[i]);
        if (!number || *number < 0 || parts[i].front() == '+') return std::nullopt;
        version[i] = *number;
    }
    return version;
}

std::optional<Comparison> parse_comparison(std::string_view text) {
    Comparison comparison{"="};
    for (std::string_view const sign : {">=", "<=", "==", ">", "<", "="}) {
        if (!text.starts_with(sign)) continue;
        comparison.sign = sign;
        text.remove_prefix(sign.size());
        break;
    }
    auto const version = parse_version(base::trim(text));
    if (!version) return std::nullopt;
    comparison.version = *version;
    return comparison;
}

bool holds(Version const &version, Comparison const &comparison) {
    auto const order = version <=> comparison.version;
    auto const sign = comparison.sign;
    if (sign == ">=") return order >= 0;
    if (sign == "<=") return order <= 0;
    if (sign == ">") return order > 0;
    if (sign == "<") return order < 0;
    return order == 0;
}

} // namespace

std::optional<std::string> misfit_version(std::string_view condition) {
    for (auto const &part : base::split(condition, ',')) {
        if (!parse_comparison(base::trim(part))) return "expected a condition on versions, as \">= 0.1, < 2\"";
    }
    return std::nullopt;
}

bool meets_version(std::string_view version, std::string_view condition) {
    auto const actual = parse_version(version);
    for (auto const &part : base::split(condition, ',')) {
        auto const comparison = parse_comparison(base::trim(part));
        if (!actual || !comparison || !holds(*actual, *comparison)) return false;
    }
    return true;
}

} // namespace scribe::config
