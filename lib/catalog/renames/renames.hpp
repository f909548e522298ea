// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <string>
#include <utility>
#include <vector>

namespace scribe::catalog {

/// What a scan of a source that added and missed objects added and missed, as far as nobody said yet that it is a
/// rename.
struct ScanChanges {
    std::int64_t scan_id = 0; ///< 0: there is no such scan
    std::vector<model::Record> removed, added;
    std::vector<model::Record> gone = {}; ///< added, too, and missed by a later scan
    bool complete = true;                 ///< false: there are more than `most`, and the lists are empty
};

/// Of the newest such scan, without `gone`.
ScanChanges last_changes(Store &store, std::int64_t source_id, std::int64_t most);

/// Of all such scans, the oldest first, whose objects are still missed; where these are more than `most` together, of
/// the newest of them.
std::vector<ScanChanges> open_changes(Store &store, std::int64_t source_id, std::int64_t most);

/// True when a person said something of the object itself.
bool has_words(Store &store, SourceRow const &source, model::Record const &record);

/// An object under its old and its new name.
using RenamedPair = std::pair<model::Record const *, model::Record const *>;

/// Objects that got another name between two scans.
struct ScanRenames {
    ScanChanges changes;
    std::vector<RenamedPair> pairs; ///< of `changes`
};

/// Notes that the objects are the same ones, in one change set; what is known of an object follows it. Of tables and
/// views their parts of the same kind and name follow too. An object may be renamed by several scans, the oldest first.
void accept_renames(Store &store, SourceRow const &source, std::vector<ScanRenames> const &scans,
                    std::string const &author);

/// How many objects the newest scan of the source missed of which people said something: what they said is known under
/// no other name.
std::int64_t count_missed_with_words(Store &store, std::int64_t source_id);

/// Where a rename comes from.
struct RenameOrigin {
    SourceRow const &source;
    std::int64_t scan_id = 0; ///< the scan that found the new name
    std::string_view change_set;
};

/// Notes one rename, and carries over what is known of the object, in the transaction that the caller has open; events
/// are the caller's.
void save_rename(Store &store, RenameOrigin const &origin, model::Record const &before, model::Record const &after);
/// The reverse.
void drop_rename(Store &store, SourceRow const &source, model::Record const &before, model::Record const &after);

/// An object's name as events of renames keep it: JSON.
std::string rename_state(model::Record const &record);

/// Fills in the old name of an object, when someone accepted that it was renamed.
void add_former_name(Store &store, Neighbourhood &around);

} // namespace scribe::catalog
