// SPDX-License-Identifier: MIT
#include "output/progress.hpp"

#include "base/interrupt.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <ostream>

namespace scribe::cli {

namespace {

constexpr auto k_pause = std::chrono::milliseconds{100};
/// Objects between two looks at the clock.
constexpr std::int64_t k_step = 64;
constexpr std::string_view k_clear_line = "\r\x1b[2K";

} // namespace

ObjectProgress::ObjectProgress(GlobalOptions const &global, Context &context) : m_context(context) {
    bool const wanted =
        global.progress == "always" || (global.progress == "auto" && context.err_is_terminal && !global.quiet);
    m_style = global.progress == "json" ? Style::json : wanted ? Style::line : Style::none;
}

ObjectProgress::~ObjectProgress() {
    if (!m_open) return;
    base::log::set_live_line(false);
    m_context.err << k_clear_line << std::flush;
}

void ObjectProgress::count(model::Kind kind) {
    ++m_counts[static_cast<std::size_t>(kind)];
    if (++m_total % k_step != 0) return;
    base::check_interrupt();
    if (m_style == Style::none) return;
    auto const now = clock::now();
    if (now - m_shown < k_pause) return;
    m_shown = now;
    show(kind);
}

void ObjectProgress::show(model::Kind kind) {
    auto const seconds = std::chrono::duration<double>(m_shown - m_started).count();
    if (m_style == Style::json) {
        base::JsonWriter json;
        json.begin_object();
        json.member("progress", "scan");
        json.member("reading", model::kind_plural(kind));
        json.member("objects", m_total);
        json.member("seconds", seconds);
        json.end_object();
        m_context.err << json.text() << '\n' << std::flush;
        return;
    }
    auto const text = fmt::format("Reading {}: {} so far, {:.1f} s", model::kind_plural(kind),
                                  base::counted(m_total, "object"), seconds);
    m_context.err << k_clear_line << base::fit_width(text, static_cast<std::size_t>(m_context.terminal_width))
                  << std::flush;
    m_open = true;
    base::log::set_live_line(true);
}

} // namespace scribe::cli
