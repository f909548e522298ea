// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/relations/relations.hpp"
#include "model/table/keys.hpp"

#include <functional>
#include <string>
#include <vector>

// What junction tables link: many to many.
namespace scribe::catalog {

struct LinkedQuery {
    std::string source{};                      ///< empty: all
    std::vector<model::RefPattern> patterns{}; ///< tables or columns at either end, or junction tables; empty: all
    model::ObjectFilter filter{};              ///< of the junction tables
    double min_confidence = 0.5;
    std::int64_t limit = 50; ///< 0 = all
    std::int64_t offset = 0;
};

/// What one table links: by its foreign keys, and by relationships that nobody rejected, of 0.5 and above or accepted.
std::vector<model::ManyToMany> linked_by(Store &store, SourceRow const &source, model::Ref const &table);

/// Gives what all junction tables link, by source and junction table. Returns how many pairs there are in all.
std::int64_t list_linked(Store &store, LinkedQuery const &query,
                         std::function<void(std::string const &source, model::ManyToMany const &)> const &row);

} // namespace scribe::catalog
