// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/descriptions.hpp"
#include "options/cli_fwd.hpp"
#include "options/options_common.hpp"
#include "output/output.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// Which texts a command lists or works on: REF, --from-file, --type, --origin, --min-confidence, --stale and what
/// filters objects.
struct TextOptions {
    RefOptions refs;
    FilterOptions filter;
    catalog::TextQuery query;

    /// True when something narrows the texts.
    bool given() const;
};

void add_text_options(CLI::App &app, TextOptions &options);

/// The query that they mean. Throws base::Error(usage) for a malformed pattern and a source that is not there.
catalog::TextQuery text_query(TextOptions const &options, catalog::Store &store, Context &context);

/// "shop.orders.id", with its source when the catalog has several.
std::string text_ref(catalog::TextRow const &row, bool several);

/// Cells that each listing of texts has.
Cell confidence_cell(catalog::TextRow const &row);
Cell reasons_cell(catalog::TextRow const &row);
/// Who wrote it: of a model tables show the name.
Cell origin_cell(catalog::TextRow const &row);
/// The column's name; null for other objects.
Cell column_cell(catalog::TextRow const &row);
/// The table that it is or belongs to; else the name.
std::string table_cell(catalog::TextRow const &row);

} // namespace scribe::cli
