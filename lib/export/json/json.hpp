// SPDX-License-Identifier: MIT
#pragma once

#include "export/exporter.hpp"

namespace scribe::exporter::json {

/// Writes the whole model as one JSON object, an object of the database a line; docs/scribe.schema.json describes it.
/// Memory does not grow with the model.
void write(model::ModelReader &model, TextSink const &out);

} // namespace scribe::exporter::json
