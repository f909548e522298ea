// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/templates.hpp"
#include "describe/templates.hpp"

namespace scribe::cli {

/// The templates of people that the catalog has.
inline std::vector<describe::Template> own_templates(catalog::Store &store) {
    std::vector<describe::Template> list;
    for (auto &row : catalog::list_templates(store.db())) list.push_back(std::move(row.said));
    return list;
}

} // namespace scribe::cli
