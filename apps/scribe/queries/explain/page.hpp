// SPDX-License-Identifier: MIT
#pragma once

#include "output/output.hpp"
#include "queries/explain/explainer.hpp"
#include "queries/explain/words.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace scribe::cli {

/// May values of that column be shown? No when it holds personal data, or nobody looked yet.
using MayShow = std::function<bool(workload::ParameterUse const &)>;

/// An explained statement, and what is said of it besides.
struct ExplainedPage {
    Explained const &explained;
    std::string query; ///< its id in the catalog, or empty
    std::optional<PlanWords> words{};
    MayShow may_show;
};

/// Writes it: table, json or mermaid.
void write_explained(Output &output, ExplainedPage const &page, std::string const &format);

/// "$3 rare (0.2 % of orders.status)", with the value where it may be shown.
std::string value_text(BoundValue const &value, MayShow const &may_show);

} // namespace scribe::cli
