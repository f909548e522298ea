// SPDX-License-Identifier: MIT
#include "classify/checksum/checksums.hpp"

namespace scribe::classify {

Checksum find_checksum(std::string_view name) {
    for (auto const list : {general_checksums(), americas_checksums(), asia_checksums(), north_europe_checksums(),
                            south_europe_checksums(), east_europe_checksums()})
        for (auto const &checksum : list)
            if (checksum.name == name) return checksum.valid;
    return nullptr;
}

std::string compact(std::string_view value) {
    std::string plain;
    for (char const c : value) {
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) plain += c;
        else if (c >= 'a' && c <= 'z') plain += static_cast<char>(c - 'a' + 'A');
    }
    return plain;
}

} // namespace scribe::classify
