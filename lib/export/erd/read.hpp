// SPDX-License-Identifier: MIT
#pragma once

#include "export/erd/diagram.hpp"
#include "model/reader.hpp"

namespace scribe::exporter::erd {

/// All tables with all columns, and all relationships between them. Partitions are their root: what refers to one
/// refers to the root. Views are left out. Links are those to the pages of the Markdown export, beside the picture.
Diagram read_diagram(model::ModelReader &reader);

} // namespace scribe::exporter::erd
