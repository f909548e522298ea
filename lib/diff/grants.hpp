// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <string>
#include <vector>

namespace scribe::diff {

/// The rights that a list stands for. PostgreSQL keeps none where nothing was granted or revoked yet; what holds then
/// is the default of the kind: everything for the owner, and for PUBLIC the use of routines and types. Both ways to
/// say it come out the same. MAINTAIN of owners is left out: versions before 17 do not know it.
std::vector<model::Grant> effective_grants(model::Kind kind, std::string const &owner,
                                           std::vector<model::Grant> grants);

/// What the server's own rules give, to the owner and to PUBLIC, where nothing was said.
std::vector<model::Grant> default_grants(model::Privileges const &privileges);

/// Rights were granted or revoked, and PUBLIC has none of them.
bool is_closed_to_public(std::vector<model::Grant> const &grants);

} // namespace scribe::diff
