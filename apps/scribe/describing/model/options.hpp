// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "llm/client.hpp"
#include "options/batch_options.hpp"

#include <optional>
#include <string>

namespace scribe::cli {

/// How a command is told which language model it asks, and what that may cost.
struct ModelOptions {
    std::string writer = "rules"; ///< rules | a provider | exec:CMD
    std::string model, api_key_file;
    std::optional<std::int64_t> max_tokens, max_time_s;
    std::optional<double> max_cost;
    double price_in = 0, price_out = 0; ///< a million tokens
    int request_timeout_s = 120;
    bool structure_only = false;
    std::string fallback; ///< rules, or empty

    bool asks_a_model() const { return writer != "rules"; }
};

/// `rules`: the writer of that name is one, too, and texts are written; else a model is asked besides.
void add_model_options(CLI::App &app, ModelOptions &options, bool rules);

/// Throws base::Error(usage).
void check_model_options(ModelOptions const &options);

/// Whom the options and the environment (<PROVIDER>_API_KEY, _BASE_URL, _MODEL) mean. Throws base::Error(usage) when no
/// model is named, base::Error(config) when a key is missing or its file open to others.
llm::Endpoint model_endpoint(ModelOptions const &options, Context const &context);

/// What scribe.yml says of describe, for other commands that ask its model. Throws base::Error(usage) when that is
/// none.
ModelOptions configured_model(Context const &context);

llm::ClientOptions client_options(ModelOptions const &options, int concurrency);

/// "openai:gpt-x": the writer as the catalog knows it; of exec nothing of its command.
std::string writer_name(llm::Endpoint const &endpoint);
/// Whose answers are kept as one's: the same, and of exec: the command, which has no name of its own.
std::string answerer(llm::Endpoint const &endpoint);

} // namespace scribe::cli
