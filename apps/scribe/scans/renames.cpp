// SPDX-License-Identifier: MIT
#include "scans/renames.hpp"

#include "base/log.hpp"
#include "catalog/renames.hpp"
#include "diff/renames.hpp"
#include "model/filter.hpp"

namespace scribe::cli {

namespace {

/// Comparing more than this takes time and memory, and so much change is no renaming.
constexpr std::int64_t k_most_changes = 50'000;

std::vector<model::Record const *> pointers(std::vector<model::Record> const &records) {
    std::vector<model::Record const *> list;
    for (auto const &record : records) list.push_back(&record);
    return list;
}

} // namespace

RenameReport look_for_renames(catalog::Store &store, std::string const &source, bool accept,
                              std::string const &author) {
    RenameReport report;
    auto const row = store.find_source(source);
    if (!row) return report;
    auto const changes = catalog::last_changes(store, row->id, k_most_changes);
    if (!changes.complete) base::log::info("  note     too much was added and removed to look for renames");
    std::vector<catalog::RenamedPair> pairs;
    for (auto const &[removed, added] : diff::find_renames(pointers(changes.removed), pointers(changes.added)))
        pairs.emplace_back(&changes.removed[removed], &changes.added[added]);
    for (auto const &[before, after] : pairs)
        report.renames.push_back({before->kind, model::format_ref(*before), model::format_ref(*after)});
    report.accepted = accept && !pairs.empty();
    if (report.accepted) catalog::accept_renames(store, *row, changes, pairs, author);
    return report;
}

} // namespace scribe::cli
