// SPDX-License-Identifier: MIT
#pragma once

#include "export/sink.hpp"
#include "model/reader.hpp"

#include <functional>
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

/// Where the text of a format goes that is one file, piece by piece.
using TextSink = std::function<void(std::string_view)>;

/// One format as the command line knows it: a folder of files or one file, so one of the two functions is set; none for
/// diagrams, which have options of their own (export/erd/erd.hpp).
struct Format {
    std::string_view name; ///< "markdown"
    std::string_view summary;
    std::unique_ptr<Exporter> (*make)() = nullptr;
    /// Writes the one file; as pure as an Exporter.
    void (*write)(model::ModelReader &model, TextSink const &out) = nullptr;
    bool whole = false; ///< always with what extensions own: the file stands for the database
    /// One file of statements for the database, of what people approved: no part of the model, so none of the two
    /// functions is set.
    bool statements = false;
    /// One file of what queries took, in one of several forms (export/queries/chart.hpp): neither is that.
    bool queries = false;

    bool is_file() const { return write != nullptr || statements || queries; }
    bool is_diagram() const { return make == nullptr && !is_file(); }
};

/// All formats: the only list of them.
std::vector<Format> const &formats();

} // namespace scribe::exporter
