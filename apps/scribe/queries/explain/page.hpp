// SPDX-License-Identifier: MIT
#pragma once

#include "output/output.hpp"
#include "queries/explain/explainer.hpp"

#include <functional>
#include <string>
#include <vector>

namespace scribe::cli {

/// May values of that column be shown? No when it holds personal data, or nobody looked yet.
using MayShow = std::function<bool(workload::ParameterUse const &)>;

/// Writes one explained statement: table, json or mermaid. `query` is its id in the catalog, or empty.
void write_explained(Output &output, Explained const &explained, std::string const &format, std::string const &query,
                     MayShow const &may_show);

/// "$3 rare (0.2 % of orders.status)", with the value where it may be shown.
std::string value_text(BoundValue const &value, MayShow const &may_show);

} // namespace scribe::cli
