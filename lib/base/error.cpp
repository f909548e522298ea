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

std::string_view exit_code_meaning(ExitCode code) {
    switch (code) {
    case ExitCode::ok: return "Done; where a command checks something: nothing to report";
    case ExitCode::differs: return "It worked and the answer is no: differences, findings, or stale files";
    case ExitCode::usage: return "The command line is wrong";
    case ExitCode::config: return "A configuration, context or input file is wrong";
    case ExitCode::source_connect: return "Cannot connect or log in to the database, or its server is not supported";
    case ExitCode::source_query: return "A query failed: permission denied, or a time limit";
    case ExitCode::catalog: return "The catalog is missing, locked, damaged or newer than this program";
    case ExitCode::output: return "Cannot write the output";
    case ExitCode::partial: return "The work is done but for some objects, which are listed";
    case ExitCode::service: return "A language model or webhook failed after retries";
    case ExitCode::internal: return "A bug in scribe";
    case ExitCode::interrupted: return "Interrupted";
    }
    return "A bug in scribe";
}

} // namespace scribe::base
