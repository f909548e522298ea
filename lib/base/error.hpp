// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace scribe::base {

/// Process exit codes; the table is in docs/exit-codes.md and in scribe(1).
enum class ExitCode : int {
    ok = 0,
    differs = 1,
    usage = 2,
    config = 3,
    source_connect = 4,
    source_query = 5,
    catalog = 6,
    output = 7,
    partial = 8,
    service = 9,
    internal = 70,
    interrupted = 130,
};

inline constexpr std::array k_all_exit_codes = {
    ExitCode::ok,           ExitCode::differs,     ExitCode::usage,  ExitCode::config,  ExitCode::source_connect,
    ExitCode::source_query, ExitCode::catalog,     ExitCode::output, ExitCode::partial, ExitCode::service,
    ExitCode::internal,     ExitCode::interrupted,
};

/// The name of a code as the manual lists it ("source-connect").
std::string_view exit_code_name(ExitCode code);

/// What a code tells, in the manual's words.
std::string_view exit_code_meaning(ExitCode code);

/// An error for the user: what went wrong (with the object's name) and why, the exit code it
/// ends the program with, and a hint: the command or grant that helps (may be empty).
/// The message never holds a password.
class Error : public std::runtime_error {
public:
    Error(ExitCode code, std::string const &message, std::string hint = {})
        : std::runtime_error(message), m_code(code), m_hint(std::move(hint)) {}

    ExitCode code() const noexcept { return m_code; }
    std::string const &hint() const noexcept { return m_hint; }

private:
    ExitCode m_code;
    std::string m_hint;
};

} // namespace scribe::base
