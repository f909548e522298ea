// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

/// Check digits. All take the letters (in capitals) and digits of a value alone, in their order.
namespace scribe::classify {

using Checksum = bool (*)(std::string_view);

struct NamedChecksum {
    std::string_view name;
    Checksum valid;
};

/// The function of a name that rules may use, or nullptr.
Checksum find_checksum(std::string_view name);

/// The lists that find_checksum() looks through, one a part of the world.
std::span<NamedChecksum const> general_checksums();
std::span<NamedChecksum const> americas_checksums();
std::span<NamedChecksum const> asia_checksums();
std::span<NamedChecksum const> north_europe_checksums();
std::span<NamedChecksum const> south_europe_checksums();
std::span<NamedChecksum const> east_europe_checksums();

/// The letters and digits of `value`, letters in capitals; other characters are left out.
std::string compact(std::string_view value);

} // namespace scribe::classify
