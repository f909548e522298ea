// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::base {

/// A name of this process that no other has, of whatever machine and at whatever time, made of the machine's boot, the
/// namespace of process numbers, the number and the time of the start. Without blanks.
std::string process_name();

/// True when the process of that name (of process_name()) is known to have ended: it was in the same namespace of the
/// same boot as this one. Nothing is known of those elsewhere, and of other texts: false.
bool has_ended(std::string_view name);

} // namespace scribe::base
