// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::exporter {

/// Where the files of an export go. Paths are relative with '/' between folders; each is given once.
class Sink {
public:
    virtual ~Sink() = default;
    virtual void file(std::string_view path, std::string content) = 0;
};

} // namespace scribe::exporter
