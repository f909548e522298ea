// SPDX-License-Identifier: MIT
#include "scans/renames.hpp"

#include "base/log.hpp"
#include "diff/renames/renames.hpp"
#include "model/filter.hpp"

#include <algorithm>
#include <ranges>
#include <set>
#include <tuple>

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

void report(std::vector<catalog::RenamedPair> const &pairs, RenameReport &report) {
    for (auto const &[before, after] : pairs)
        report.renames.push_back({before->kind, model::format_ref(*before), model::format_ref(*after)});
}

/// Names of tables, views and columns, and whether an object or its table has one of them.
struct NameSet {
    std::set<std::tuple<std::string, std::string, std::string>> names; ///< schema, table, name

    void add(model::Record const &record) { names.emplace(record.schema, record.table, record.name); }
    bool has(model::Record const &record) const {
        return names.contains({record.schema, record.table, record.name}) ||
               (!record.table.empty() && names.contains({record.schema, "", record.table}));
    }
};

/// What looks renamed in all scans, the newest first: what a scan added may have got yet another name later.
std::vector<catalog::ScanRenames> open_renames(catalog::Store &store, std::int64_t source_id) {
    auto scans = catalog::open_changes(store, source_id, k_most_changes);
    std::vector<catalog::ScanRenames> found;
    found.reserve(scans.size()); // the pairs point into it
    NameSet renamed_later;
    for (auto &changes : std::views::reverse(scans)) {
        auto &one = found.emplace_back(catalog::ScanRenames{std::move(changes), {}});
        for (auto &record : one.changes.gone) {
            if (renamed_later.has(record)) one.changes.added.push_back(std::move(record));
        }
        one.changes.gone.clear();
        one.pairs = pairs_of(one.changes);
        for (auto const &pair : one.pairs) renamed_later.add(*pair.first);
    }
    return found;
}

/// Of older scans only what people spoke of, or what became of it: nobody took the other offers.
void keep_said(catalog::Store &store, catalog::SourceRow const &source, std::vector<catalog::ScanRenames> &scans) {
    NameSet kept;
    for (auto &scan : scans) {
        auto const said = [&](model::Record const &object) {
            if (kept.has(object) || catalog::has_words(store, source, object)) return true;
            auto const &removed = scan.changes.removed;
            return object.table.empty() && std::ranges::any_of(removed, [&](model::Record const &part) {
                       return part.table == object.name && part.schema == object.schema &&
                              catalog::has_words(store, source, part);
                   });
        };
        if (&scan != &scans.back()) std::erase_if(scan.pairs, [&](auto const &pair) { return !said(*pair.first); });
        for (auto const &pair : scan.pairs) kept.add(*pair.second);
    }
    std::erase_if(scans, [](auto const &scan) { return scan.pairs.empty(); });
}

} // namespace

RenameReport preview_renames(catalog::ScanChanges const &changes) {
    RenameReport told;
    report(pairs_of(changes), told);
    return told;
}

RenameReport look_for_renames(catalog::Store &store, std::string const &source, bool accept,
                              std::string const &author) {
    RenameReport told;
    auto const row = store.find_source(source);
    if (!row) return told;
    if (!accept) {
        auto const changes = catalog::last_changes(store, row->id, k_most_changes);
        report(pairs_of(changes), told);
        return told;
    }
    auto scans = open_renames(store, row->id);
    std::ranges::reverse(scans);
    keep_said(store, *row, scans);
    for (auto const &scan : scans) report(scan.pairs, told);
    told.accepted = !scans.empty();
    if (told.accepted) catalog::accept_renames(store, *row, scans, author);
    return told;
}

} // namespace scribe::cli
