// SPDX-License-Identifier: MIT
#include "output/batch_progress.hpp"

#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace scribe::cli {

namespace {

constexpr auto k_lines_pause = std::chrono::seconds{5};
constexpr auto k_json_pause = std::chrono::seconds{1};
constexpr std::string_view k_clear_line = "\r\x1b[2K";
/// A table that takes less is not slow.
constexpr double k_slow_seconds = 3;
constexpr std::size_t k_bar_width = 20;
constexpr std::size_t k_least_width_with_bar = 60;

std::int64_t finished(batch::Progress const &progress) {
    return progress.items.done + progress.items.failed + progress.items.cancelled;
}

std::string bar(batch::Progress const &progress) {
    auto const total = std::max<std::int64_t>(1, progress.items.total());
    auto const full = static_cast<std::size_t>(finished(progress) * static_cast<std::int64_t>(k_bar_width) / total);
    std::string text;
    for (std::size_t i = 0; i < k_bar_width; ++i) text += i < full ? "█" : "░";
    return text;
}

} // namespace

std::string progress_line(std::string_view what, batch::Progress const &progress) {
    auto const &items = progress.items;
    auto text =
        fmt::format("{} {} of {}", what, base::group_digits(finished(progress)), base::counted(items.total(), "table"));
    if (items.failed > 0) text += fmt::format(", {} failed", base::group_digits(items.failed));
    if (progress.rows > 0)
        text += fmt::format(", {} rows/s", base::group_digits(static_cast<std::int64_t>(progress.rows_per_second)));
    if (!progress.finished && progress.seconds_left)
        text += fmt::format(", {} left", base::human_seconds(*progress.seconds_left));
    if (auto const &slow = progress.slowest; slow && slow->seconds >= k_slow_seconds)
        text += fmt::format(", {} {}", base::single_line(model::format_ref(slow->schema, slow->table)),
                            base::human_seconds(slow->seconds));
    return text;
}

std::string progress_bar(std::string_view what, batch::Progress const &progress, std::size_t width) {
    auto const start = width < k_least_width_with_bar ? std::string{what} : fmt::format("{} {}", what, bar(progress));
    return base::fit_width(progress_line(start, progress), width);
}

std::string progress_json(std::string_view what, batch::Progress const &progress) {
    auto const &items = progress.items;
    base::JsonWriter json;
    json.begin_object();
    json.member("progress", what);
    json.member("tables", items.total());
    json.member("done", items.done);
    json.member("failed", items.failed);
    json.member("cancelled", items.cancelled);
    json.member("running", items.running);
    json.member("waiting", items.waiting);
    json.member("rows", progress.rows);
    json.member("bytes", progress.bytes);
    json.member("seconds", progress.seconds);
    json.member("rows_per_second", progress.rows_per_second);
    json.member("seconds_left", progress.seconds_left);
    json.key("slowest");
    if (auto const &slow = progress.slowest) {
        json.begin_object();
        json.member("ref", model::format_ref(slow->schema, slow->table));
        json.member("seconds", slow->seconds);
        json.member("rows", slow->rows);
        json.end_object();
    } else {
        json.null();
    }
    json.member("finished", progress.finished);
    json.end_object();
    return json.take();
}

BatchProgress::BatchProgress(GlobalOptions const &global, Context &context, std::string what)
    : m_context(context), m_what(std::move(what)) {
    if (global.progress == "json") m_style = Style::json;
    else if (global.progress == "always") m_style = context.err_is_terminal ? Style::bar : Style::lines;
    else if (global.progress == "auto" && context.err_is_terminal && !global.quiet) m_style = Style::bar;
}

BatchProgress::~BatchProgress() {
    if (!m_open) return;
    base::log::set_live_line(false);
    m_context.err << k_clear_line << std::flush;
}

void BatchProgress::show(batch::Progress const &progress) {
    if (m_style == Style::none) return;
    auto const now = clock::now();
    if (m_style == Style::bar) {
        auto const width = static_cast<std::size_t>(std::max(m_context.terminal_width, 20));
        m_context.err << k_clear_line << progress_bar(m_what, progress, width - 1) << std::flush;
        m_open = true;
        base::log::set_live_line(true);
        return;
    }
    auto const pause = m_style == Style::json ? clock::duration{k_json_pause} : clock::duration{k_lines_pause};
    if (!progress.finished && m_shown != clock::time_point{} && now - m_shown < pause) return;
    m_shown = now;
    m_context.err << (m_style == Style::json ? progress_json(m_what, progress) : progress_line(m_what, progress))
                  << '\n'
                  << std::flush;
}

} // namespace scribe::cli
