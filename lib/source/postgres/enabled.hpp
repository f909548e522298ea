// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace scribe::source::postgres {

/// When a trigger, rule or event trigger fires: origin | disabled | replica | always.
std::string enabled_word(char code);

} // namespace scribe::source::postgres
