// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::pg {

/// True for a setting of somebody's own (its name has a dot; the server's have none, and hold no secret) whose name
/// says that its value is a secret: app.api_token.
bool is_secret_setting(std::string_view name);

/// Options of a session as libpq takes them (`-c name=value --name=value -d 5`), without the settings that hold a
/// secret.
std::string without_secret_settings(std::string_view options);

} // namespace scribe::pg
