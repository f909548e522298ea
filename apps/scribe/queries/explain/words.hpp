// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "describing/model/options.hpp"
#include "queries/explain/explainer.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace scribe::cli {

/// What a language model says of a plan.
struct PlanWords {
    std::string text;
    std::string writer; ///< "openai:NAME", as the model calls itself
    bool from_catalog = false;
};

/// Asks the model about an explained statement; no constant of the statement and no value goes out. The same plan is
/// asked about once where there is a `catalog`. Whatever goes wrong is a warning and gives nothing: nobody needs the
/// words. Throws base::Error(interrupted).
std::optional<PlanWords> explain_in_words(Explained const &explained, ModelOptions options,
                                          std::optional<std::filesystem::path> const &catalog, Context const &context);

} // namespace scribe::cli
