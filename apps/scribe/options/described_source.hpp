// SPDX-License-Identifier: MIT
#pragma once

#include "options/source_option.hpp"

namespace scribe::cli {

/// The source as the server says that it is, under the name `as`, else that of scribe.yml or the catalog, else that of
/// its database. Throws base::Error(usage) when that is no name for a source.
catalog::SourceRow described_source(ResolvedSource const &resolved, source::SourceInfo const &info,
                                    std::string const &as);

/// The catalog's source of that name, or when nobody named it, of that database; one that it does not have is saved.
/// Throws base::Error(usage) when the name is another server's.
catalog::SourceRow saved_source(catalog::Store &store, catalog::SourceRow row, bool is_named);

} // namespace scribe::cli
