// SPDX-License-Identifier: MIT
#include "export/exporter.hpp"

namespace scribe::exporter {

std::vector<Format> const &formats() {
    static std::vector<Format> const list{};
    return list;
}

} // namespace scribe::exporter
