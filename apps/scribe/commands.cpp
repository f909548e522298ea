// SPDX-License-Identifier: MIT
#include "command.hpp"

namespace scribe::cli {

CommandList all_commands() {
    CommandList list;
    list.push_back(make_scan_command());
    return list;
}

} // namespace scribe::cli
