// SPDX-License-Identifier: MIT
#pragma once

#include "export/exporter.hpp"

namespace scribe::exporter::tbls {

/// Writes tables, views, relations, functions and enums in the form of tbls' schema.json, a table a line. Memory grows
/// with the number of tables and foreign keys, not with their columns.
void write(model::ModelReader &model, TextSink const &out);

} // namespace scribe::exporter::tbls
