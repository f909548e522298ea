// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "command.hpp"
#include "export/queries/chart.hpp"
#include "model/filter.hpp"
#include "queries/load.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace scribe::cli {

/// What the user says of an export of queries.
struct QueriesExportOptions {
    WorkloadChoice choice; ///< its source is the export's
    std::string since;     ///< as of report
    std::int64_t limit = 200;

    bool given() const;
};

void add_queries_export_options(CLI::App &app, QueriesExportOptions &options);

/// Throws base::Error(usage) for options of queries at another format, and for a selection of objects at this one.
void check_queries_export(QueriesExportOptions const &options, bool is_format, model::ObjectFilter const &filter);

/// The form that was asked for, else the one that the file's name says, else a picture. Throws base::Error(usage) for
/// another form, and where the name says another one.
exporter::queries::Form queries_form(std::string const &asked, std::filesystem::path const &output);

/// What the catalog knows of the queries of the source. Throws base::Error(usage) when nothing was collected.
exporter::queries::Chart query_chart(catalog::Store &store, QueriesExportOptions const &options);

} // namespace scribe::cli
