// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/secret.hpp"
#include "command.hpp"

#include <optional>
#include <string>

namespace scribe::cli {

/// The key in a file of mode 0600 (no other user may read it): its content without the last line break.
/// Throws base::Error(config).
catalog::Secret read_key_file(std::filesystem::path const &path);

/// The key for stored passwords: --key-file, else SCRIBE_KEY; nothing when neither is given.
/// Throws base::Error(config) for a file that is missing, empty or open to others.
std::optional<catalog::Secret> find_key(std::string const &key_file, Context const &context);

/// As find_key, but there must be one; `purpose` ends the message ("to open the stored password of ...").
catalog::Secret need_key(std::string const &key_file, Context const &context, std::string_view purpose);

} // namespace scribe::cli
