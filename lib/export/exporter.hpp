// SPDX-License-Identifier: MIT
#pragma once

#include "export/sink.hpp"
#include "model/reader.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace scribe::exporter {

/// Turns a model into files. Pure: no clock, no environment, no database; same model, same bytes.
class Exporter {
public:
    virtual ~Exporter() = default;
    virtual void write(model::ModelReader &model, Sink &sink) = 0;
};

/// One format as the command line knows it.
struct Format {
    std::string_view name; ///< "markdown"
    std::string_view summary;
    std::unique_ptr<Exporter> (*make)();
};

/// All formats: the only list of them.
std::vector<Format> const &formats();

} // namespace scribe::exporter
