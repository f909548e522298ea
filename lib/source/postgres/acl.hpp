// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <optional>
#include <string>
#include <vector>

namespace scribe::source::postgres {

/// Reads access control items as the server prints them ("role=arw*d/grantor", "=U/owner" for PUBLIC): one Grant a
/// grantee, privileges in words, in the server's order. What grants nothing is left out.
std::vector<model::Grant> parse_acl(std::vector<std::string> const &items);

/// The rights of an object: none where the server keeps no list, which means its default rights; where it keeps one in
/// which nothing is left, "public" without privileges, because that is not the same.
std::vector<model::Grant> parse_object_acl(std::optional<std::vector<std::string>> const &items);

/// Options of servers, foreign tables and their columns: "(hidden)" stands for the value of each that is not known to
/// hold no secret.
std::vector<std::string> without_secrets(std::vector<std::string> const &options);

/// Settings of a function ("my.token=x"): "(hidden)" stands for the value of an own one that is a secret by its name.
std::vector<std::string> without_secret_settings(std::vector<std::string> settings);

} // namespace scribe::source::postgres
