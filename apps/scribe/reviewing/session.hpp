// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/descriptions.hpp"
#include "command.hpp"

namespace scribe::cli {

/// Shows the texts that wait for a decision one by one and does what the person at the terminal says, key by key. Each
/// decision is a change set of its own, safe as soon as it is made.
base::ExitCode review_session(catalog::Store &store, catalog::TextQuery const &query, GlobalOptions const &global,
                              Context &context);

/// Says so when people changed drafts in the same way several times, which a template could do.
void tell_taught(catalog::Store &store);

} // namespace scribe::cli
