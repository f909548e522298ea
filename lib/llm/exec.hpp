// SPDX-License-Identifier: MIT
#pragma once

#include "llm/backend.hpp"

namespace scribe::llm {

/// Asks a command of the shell: {"id","system","prompt","schema"} is its standard input, its standard output the
/// answer. A status other than 0 is an error that may pass.
std::unique_ptr<Backend> make_exec(Endpoint const &endpoint);

} // namespace scribe::llm
