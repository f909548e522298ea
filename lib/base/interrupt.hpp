// SPDX-License-Identifier: MIT
#pragma once

namespace scribe::base {

/// Makes SIGINT and SIGTERM set a flag instead of ending the process; a second signal ends it at once.
void catch_interrupts();

/// True once the user asked the program to stop.
bool interrupted() noexcept;

/// Throws Error(interrupted) when the user asked the program to stop; call it between units of work.
void check_interrupt();

} // namespace scribe::base
