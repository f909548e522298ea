// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/audit/log.hpp"
#include "command.hpp"
#include "output/output.hpp"

#include <string>

namespace scribe::cli {

/// Lists change sets, the newest first.
void list_change_sets(catalog::Store &store, catalog::AuditQuery const &query, OutputOptions const &output,
                      Context &context);

/// Lists events with what was before and after.
void list_events(catalog::Store &store, catalog::AuditQuery const &query, OutputOptions const &output,
                 Context &context);

/// Name of the source that an event is about; empty when it is gone.
std::string event_source(catalog::Store &store, catalog::Event const &event);

/// A state: JSON, in tables a few words.
Cell state_cell(catalog::Store &store, std::string const &subject, catalog::State const &state);

} // namespace scribe::cli
