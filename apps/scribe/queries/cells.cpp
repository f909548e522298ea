// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "queries/load.hpp"

#include <fmt/format.h>

#include <cmath>

namespace scribe::cli {

Cell number_cell(double value, int decimals) {
    if (std::isnan(value)) return {};
    auto text = fmt::format("{:.{}f}", value, decimals);
    if (text.find('.') != std::string::npos) text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return Cell::json(std::move(text));
}

Cell count_cell(double value) {
    if (std::isnan(value)) return {};
    return Cell{static_cast<std::int64_t>(std::llround(value))};
}

Cell ms_cell(double value) {
    auto cell = number_cell(value);
    if (!std::isnan(value)) cell.shown = ms_text(value);
    return cell;
}

Cell percent_cell(std::optional<double> share, char const *format) {
    if (!share) return {};
    auto cell = number_cell(*share, 4);
    cell.shown = fmt::format(fmt::runtime(format), *share * 100);
    return cell;
}

Cell id_cell(std::int64_t id) {
    auto const text = catalog::query_id_text(id);
    Cell cell{text};
    cell.shown = text.substr(0, 8);
    return cell;
}

Cell text_cell(model::Query const &query) {
    Cell cell{query.text};
    cell.shown = query_line(query);
    return cell;
}

Cell found_cell(std::string_view what, std::string_view unjudged) {
    Cell cell{what};
    if (what.empty()) cell.shown = unjudged;
    return cell;
}

std::string query_line(model::Query const &query) {
    std::string line;
    for (char const c : query.text) {
        bool const blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank) line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    // As servers say it since 18.
    constexpr std::string_view k_list = " /*, ... */";
    for (auto at = line.find(k_list); at != std::string::npos; at = line.find(k_list, at))
        line.replace(at, k_list.size(), ", ...");
    // Long lists of parameters tell nothing: ($1, $2, $3) becomes ($1, ...).
    for (auto open = line.find("($"); open != std::string::npos; open = line.find("($", open + 1)) {
        auto const end = line.find_first_not_of("$0123456789, ", open + 1);
        auto const comma = line.find(',', open);
        if (end != std::string::npos && line[end] == ')' && comma < end) line.replace(comma, end - comma, ", ...");
    }
    return base::single_line(line);
}

std::string ms_text(double ms) {
    if (std::isnan(ms)) return {};
    if (ms < 10) return fmt::format("{:.2f} ms", ms);
    if (ms < 1000) return fmt::format("{:.0f} ms", ms);
    if (ms < 60'000) return fmt::format("{:.1f} s", ms / 1000);
    return base::human_seconds(ms / 1000);
}

} // namespace scribe::cli
