// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"

#include <string>

namespace scribe::pg {

/// The port of a URL is no port, which may be a part of a password with odd characters: its text is not repeated.
base::Error no_port();

/// Throws Error(usage) for a connection string that is malformed, or that libpq would take apart otherwise than it was
/// meant: a / or @ of a password stands as it is.
void check_conninfo(std::string const &conninfo);

/// The connection string without its password, for messages and for the catalog. Throws as check_conninfo().
std::string without_password(std::string const &conninfo);
/// The password in a connection string, empty when it has none. Throws as check_conninfo().
std::string password_of(std::string const &conninfo);

} // namespace scribe::pg
