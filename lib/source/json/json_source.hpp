// SPDX-License-Identifier: MIT
#pragma once

#include "source/source.hpp"

namespace scribe::source::json {

/// Opens a file that `scribe export json` wrote (docs/scribe.schema.json). It is read piece by piece: memory is that of
/// its largest table. Throws base::Error(source_connect) when it cannot be read, Error(config) with the place when it
/// is no such file or of a newer version.
std::unique_ptr<Source> open_json(std::string const &path, OpenOptions const &options);

} // namespace scribe::source::json
