// SPDX-License-Identifier: MIT
#include "base/error.hpp"

namespace scribe::base {

std::string_view exit_code_name(ExitCode code) {
    switch (code) {
    case ExitCode::ok: return "ok";
    case ExitCode::differs: return "differs";
    case ExitCode::usage: return "usage";
    case ExitCode::config: return "config";
    case ExitCode::source_connect: return "source-connect";
    case ExitCode::source_query: return "source-query";
    case ExitCode::catalog: return "catalog";
    case ExitCode::output: return "output";
    case ExitCode::partial: return "partial";
    case ExitCode::service: return "service";
    case ExitCode::internal: return "internal";
    case ExitCode::interrupted: return "interrupted";
    }
    return "internal";
}

} // namespace scribe::base
