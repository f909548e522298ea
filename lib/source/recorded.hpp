// SPDX-License-Identifier: MIT
#pragma once

#include "model/code/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scribe::source {

/// A statement as the server counts it.
struct RecordedEntry {
    model::QueryEntry entry;
    model::QueryFigures figures;
    std::string text;           ///< its beginning when it is longer than 64 kB
    std::int64_t bytes = 0;     ///< of the whole text; 0: the server cannot give it
    std::int64_t text_hash = 0; ///< of the whole text, when it is longer than that
};

/// Receives the statements, in any order; none is kept.
class RecordedReceiver {
public:
    virtual ~RecordedReceiver() = default;
    /// Before the first.
    virtual void begin(model::QuerySnapshot const &snapshot) = 0;
    virtual void put(RecordedEntry &&entry) = 0;
};

/// What can be said of all that was counted.
struct RecordedReport {
    /// Statements of other roles whose text this one may not see: they cannot be told apart.
    std::int64_t hidden = 0;
    double hidden_ms = 0;
    std::optional<std::int64_t> forgotten; ///< how often the server forgot statements for want of room since its
                                           ///< counters began; nothing: it does not say (before 14)
    std::int64_t most_statements = 0;      ///< that it has room for
    std::vector<std::string> notes;        ///< what limits the figures, and the statement that helps
};

} // namespace scribe::source
