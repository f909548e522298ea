// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "model/kind.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

namespace scribe::cli {

/// Tells on stderr how far reading objects has come: one live line on a terminal (or with --progress always), JSON
/// lines with --progress json, else nothing. At most ten times a second. The line is gone when the object goes.
class ObjectProgress {
public:
    ObjectProgress(GlobalOptions const &global, Context &context);
    ObjectProgress(ObjectProgress const &) = delete;
    ObjectProgress &operator=(ObjectProgress const &) = delete;
    ~ObjectProgress();

    /// One more object of this kind was read.
    void count(model::Kind kind);

    std::int64_t total() const { return m_total; }
    std::int64_t of(model::Kind kind) const { return m_counts[static_cast<std::size_t>(kind)]; }

private:
    using clock = std::chrono::steady_clock;
    enum class Style { none, line, json };
    void show(model::Kind kind);

    Context &m_context;
    Style m_style;
    bool m_open = false;
    std::int64_t m_total = 0;
    std::array<std::int64_t, model::k_all_kinds.size()> m_counts{};
    clock::time_point m_started = clock::now();
    clock::time_point m_shown = m_started;
};

} // namespace scribe::cli
