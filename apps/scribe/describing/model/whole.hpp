// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/jobs/work.hpp"
#include "describing/gather_objects.hpp"
#include "describing/model/table.hpp"

#include <functional>
#include <vector>

namespace scribe::cli {

/// What became of the objects that are no tables.
struct DescribedObjects {
    std::int64_t answered = 0, unanswered = 0; ///< requests
    std::string why;                           ///< the first of them has no answer
    MovedTexts moved;
};

/// Asks about routines and types, about schemas with what is said of their tables, and last about the database with
/// what is said of its schemas. Only objects of the shard that are selected and have no text that stays. `save` takes
/// texts, a few at a time. `store` is for reading.
DescribedObjects describe_objects(ModelRun &run, catalog::Store &store, catalog::Shard const &shard,
                                  std::function<void(std::vector<NewText> const &)> const &save);

/// What a model is told beside the evidence of an object.
describe::ModelContext object_context(ModelRun &run, catalog::Store &store, describe::ObjectEvidence const &object);

} // namespace scribe::cli
