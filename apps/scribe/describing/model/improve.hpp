// SPDX-License-Identifier: MIT
#pragma once

#include "describing/model/run.hpp"
#include "options/cli_fwd.hpp"

#include <string>

namespace scribe::cli {

/// --improve and --improve-from: better texts from those that there are and what a person says of them.
struct ImproveOptions {
    std::string ref, hint, file;
    bool wanted() const { return !ref.empty() || !file.empty(); }
};

void add_improve_options(CLI::App &app, ImproveOptions &options);
/// Throws base::Error(usage).
void check_improve(ImproveOptions const &options, DescribeByModel const &model);

/// Has the model write new versions; the old ones stay. Exit 8 when some were not written.
base::ExitCode improve_texts(ImproveOptions const &improve, DescribeByModel const &options, GlobalOptions const &global,
                             Context &context);

} // namespace scribe::cli
