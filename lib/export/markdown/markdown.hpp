// SPDX-License-Identifier: MIT
#pragma once

#include "export/exporter.hpp"

#include <memory>

namespace scribe::exporter::markdown {

/// The exporter of GitHub Flavored Markdown: README.md with an index, a page for each table and view
/// (schema.table.md), type (types/) and routine name (routines/), and pages of what belongs to the database
/// (database/).
std::unique_ptr<Exporter> make();

} // namespace scribe::exporter::markdown
