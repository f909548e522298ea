// SPDX-License-Identifier: MIT
#pragma once

#include "batch/progress.hpp"
#include "command.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace scribe::cli {

/// Tells on stderr how far a job is: a live bar on a terminal, JSON lines with --progress json, plain lines every few
/// seconds with --progress always elsewhere, else nothing. The bar is gone when the object goes.
class BatchProgress {
public:
    /// `what` is being done: "profile".
    BatchProgress(GlobalOptions const &global, Context &context, std::string what);
    BatchProgress(BatchProgress const &) = delete;
    BatchProgress &operator=(BatchProgress const &) = delete;
    ~BatchProgress();

    /// As batch::RunOptions::progress calls it.
    void show(batch::Progress const &progress);

private:
    using clock = std::chrono::steady_clock;
    enum class Style { none, bar, lines, json };

    Context &m_context;
    std::string m_what;
    Style m_style = Style::none;
    bool m_open = false;
    clock::time_point m_shown{};
};

/// "profile ███░░░ 12 of 40 tables, 1 failed, 3,400 rows/s, 2 min left, public.orders 42 s" in `width` columns.
std::string progress_bar(std::string_view what, batch::Progress const &progress, std::size_t width);
/// The same for a log, without bar.
std::string progress_line(std::string_view what, batch::Progress const &progress);
/// A JSON object; its fields are in docs/json.md.
std::string progress_json(std::string_view what, batch::Progress const &progress);

} // namespace scribe::cli
