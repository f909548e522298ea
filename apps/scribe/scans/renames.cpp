// SPDX-License-Identifier: MIT
#include "scans/renames.hpp"

#include "base/log.hpp"
#include "diff/renames/renames.hpp"
#include "model/filter.hpp"

namespace scribe::cli {

namespace {

std::vector<model::Record const *> pointers(std::vector<model::Record> const &records) {
    std::vector<model::Record const *> list;
    for (auto const &record : records) list.push_back(&record);
    return list;
}

/// The objects under their old and new names.
std::vector<catalog::RenamedPair> pairs_of(catalog::ScanChanges const &changes) {
    if (!changes.complete) base::log::info("  note     too much was added and removed to look for renames");
    std::vector<catalog::RenamedPair> pairs;
    for (auto const &[removed, added] : diff::find_renames(pointers(changes.removed), pointers(changes.added)))
        pairs.emplace_back(&changes.removed[removed], &changes.added[added]);
    return pairs;
}

RenameReport report_of(std::vector<catalog::RenamedPair> const &pairs) {
    RenameReport report;
    for (auto const &[before, after] : pairs)
        report.renames.push_back({before->kind, model::format_ref(*before), model::format_ref(*after)});
    return report;
}

} // namespace

RenameReport preview_renames(catalog::ScanChanges const &changes) { return report_of(pairs_of(changes)); }

RenameReport look_for_renames(catalog::Store &store, std::string const &source, bool accept,
                              std::string const &author) {
    auto const row = store.find_source(source);
    if (!row) return {};
    auto const changes = catalog::last_changes(store, row->id, k_most_changes);
    auto const pairs = pairs_of(changes);
    auto report = report_of(pairs);
    report.accepted = accept && !pairs.empty();
    if (report.accepted) catalog::accept_renames(store, *row, changes, pairs, author);
    return report;
}

} // namespace scribe::cli
