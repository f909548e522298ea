// SPDX-License-Identifier: MIT
#pragma once

#include "model/filter.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace scribe::cli {

/// --schema, --include, --exclude: which objects of a source a command works on.
struct FilterOptions {
    std::vector<std::string> schemas, include, exclude;
    /// Throws base::Error(usage) for a malformed pattern.
    model::ObjectFilter filter() const;
};

void add_filter_options(CLI::App &app, FilterOptions &options);

} // namespace scribe::cli
