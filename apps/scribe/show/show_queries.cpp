// SPDX-License-Identifier: MIT
#include "show/show_queries.hpp"

#include "base/text.hpp"
#include "queries/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scribe::cli {

namespace {

constexpr std::size_t k_most_shown = 10;
constexpr std::size_t k_most_width = 200;

} // namespace

void show_queries(ShowPage &page, std::vector<catalog::UsingQuery> const &queries) {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < std::min(queries.size(), k_most_shown); ++i) {
        auto const &one = queries[i];
        model::Query query;
        query.text = one.text;
        rows.push_back({catalog::query_id_text(one.id).substr(0, 8), one.is_written ? "changes it" : "",
                        base::counted(std::llround(one.calls), "call"), ms_text(one.total_ms),
                        base::fit_width(query_line(query), k_most_width)});
    }
    page.heading("Queries");
    page.rows(rows);
    if (queries.size() > k_most_shown)
        page.line(fmt::format("and {} more: scribe analyze-queries report --table", queries.size() - k_most_shown));
}

void write_queries(base::JsonWriter &json, std::vector<catalog::UsingQuery> const &queries) {
    if (queries.empty()) return;
    json.key("queries");
    json.begin_array();
    for (auto const &one : queries) {
        json.begin_object();
        json.member("query", catalog::query_id_text(one.id));
        json.member("kind", one.kind);
        json.member("text", one.text);
        json.member("changes", one.is_written);
        json.member("calls", one.calls);
        json.member("total_ms", one.total_ms);
        json.end_object();
    }
    json.end_array();
}

} // namespace scribe::cli
