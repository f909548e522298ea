// SPDX-License-Identifier: MIT
#pragma once

#include "describing/model/options.hpp"
#include "describing/model/table.hpp"
#include "options/cli_fwd.hpp"

namespace scribe::cli {

/// What `scribe describe` with a language model is asked for.
struct DescribeByModel {
    ModelOptions model;
    BatchOptions batch;
    std::string source; ///< empty: all
    std::vector<model::RefPattern> patterns;
    bool dry_run = false, show_prompt = false;
    std::string prompts_out, answers_in;

    /// True when a model has anything to do with it.
    bool wanted() const {
        return model.asks_a_model() || batch.resume || show_prompt || !prompts_out.empty() || !answers_in.empty();
    }
};

/// Declares what only a model needs: the model itself, --prompts-out, --answers-in, --show-prompt, work in batches.
void add_model_writer_options(CLI::App &app, DescribeByModel &options);
/// Throws base::Error(usage).
void check_model_writer(DescribeByModel const &options);

/// Has a model describe what is selected.
base::ExitCode describe_by_model(DescribeByModel const &options, GlobalOptions const &global, Context &context);

} // namespace scribe::cli
