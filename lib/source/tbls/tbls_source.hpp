// SPDX-License-Identifier: MIT
#pragma once

#include "source/source.hpp"

namespace scribe::source::tbls {

/// Opens a schema.json of tbls. It is read piece by piece: memory is that of its largest table and of the names of its
/// foreign keys. Throws base::Error(source_connect) when it cannot be read, Error(config) with the place when it is no
/// such file.
std::unique_ptr<Source> open_tbls(std::string const &path, OpenOptions const &options);

} // namespace scribe::source::tbls
