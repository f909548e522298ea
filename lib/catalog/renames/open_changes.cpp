// SPDX-License-Identifier: MIT
#include "catalog/objects.hpp"
#include "catalog/renames/renames.hpp"

#include <map>

namespace scribe::catalog {

namespace {

constexpr std::string_view k_scans =
    "SELECT s.id, s.added + s.removed FROM scan s WHERE s.source_id = ?1 AND s.added > 0 AND s.removed > 0 AND s.id IN "
    "(SELECT o.removed_scan FROM object o WHERE o.source_id = ?1 AND o.removed_scan IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM rename r WHERE r.old_id = o.id AND r.scan_id = o.removed_scan)) ORDER BY s.id DESC";

constexpr std::string_view k_removed =
    ", o.removed_scan AS scan, 0 FROM object o LEFT JOIN statistic s ON s.object_id = o.id WHERE o.source_id = ?1 AND "
    "o.removed_scan IN (SELECT value FROM "
    "json_each(?2)) AND NOT EXISTS (SELECT 1 FROM rename r WHERE r.old_id = o.id AND r.scan_id = o.removed_scan)";

/// Objects that a scan found where there was none before, or none any more, as they were then.
std::string appeared() {
    auto const in = [](std::string const &scan) {
        return "WHERE o.source_id = ?1 AND " + scan +
               " IN (SELECT value FROM json_each(?2)) AND (o.first_scan = " + scan +
               " OR EXISTS (SELECT 1 FROM object_history e WHERE e.object_id = o.id AND e.until_scan < " + scan +
               ")) AND NOT EXISTS (SELECT 1 FROM object_history e WHERE e.object_id = o.id AND e.until_scan = " + scan +
               ") AND NOT EXISTS (SELECT 1 FROM rename r WHERE r.new_id = o.id AND r.scan_id = " + scan + ")";
    };
    return ", o.changed_scan AS scan, o.removed_scan IS NOT NULL FROM object o LEFT JOIN statistic s ON s.object_id = "
           "o.id " +
           in("o.changed_scan") +
           " UNION ALL SELECT o.kind, o.schema_name, o.table_name, o.name, h.position, h.comment, h.extension, h.body, "
           "s.body, h.scan_id, o.removed_scan IS NOT NULL FROM object_history h JOIN object o ON o.id = h.object_id "
           "LEFT JOIN statistic s ON s.object_id = o.id " +
           in("h.scan_id");
}

/// Gives each row's scan, whether its object is gone, and the object.
template <typename Keep>
void read(sqlite::Db &db, std::string const &rest, std::int64_t source_id, std::string const &scans, Keep const &keep) {
    constexpr int k_scan = 9;
    sqlite::Stmt select{db, "SELECT " + std::string{k_record_columns} + rest +
                                " ORDER BY scan, schema_name, table_name, position, name, kind"};
    select.bind(1, source_id);
    select.bind(2, scans);
    while (select.step()) {
        model::Record record;
        read_record(select, record, 0);
        keep(select.get_int(k_scan), select.get_int(k_scan + 1) != 0, std::move(record));
    }
}

} // namespace

std::vector<ScanChanges> open_changes(Store &store, std::int64_t source_id, std::int64_t most) {
    auto &db = store.db();
    std::map<std::int64_t, ScanChanges> scans;
    std::string list;
    sqlite::Stmt select{db, k_scans};
    select.bind(1, source_id);
    for (std::int64_t total = 0; select.step();) {
        auto const id = select.get_int(0), changes = select.get_int(1);
        bool const fits = total + changes <= most;
        if (fits || scans.empty()) scans[id] = {id, {}, {}, {}, fits};
        if (!fits) continue;
        total += changes;
        list += (list.empty() ? "" : ",") + std::to_string(id);
    }
    list = "[" + list + "]";
    read(db, std::string{k_removed}, source_id, list,
         [&](auto scan, bool, auto &&record) { scans[scan].removed.push_back(std::move(record)); });
    read(db, appeared(), source_id, list, [&](auto scan, bool gone, auto &&record) {
        (gone ? scans[scan].gone : scans[scan].added).push_back(std::move(record));
    });
    std::vector<ScanChanges> all;
    for (auto &[scan, changes] : scans) all.push_back(std::move(changes));
    return all;
}

bool has_words(Store &store, SourceRow const &source, model::Record const &record) {
    sqlite::Stmt select{store.db(),
                        "SELECT EXISTS (SELECT 1 FROM context c WHERE c.object_id = ?1) OR EXISTS (SELECT 1 FROM "
                        "description d WHERE d.object_id = ?1 AND (d.origin = 'human' OR d.status = 'approved')) OR "
                        "EXISTS (SELECT 1 FROM label l WHERE l.column_id = ?1 AND l.decision <> '')"};
    select.bind(1, model::object_id(source.name, record.kind, record.schema, record.table, record.name));
    return select.step() && select.get_int(0) != 0;
}

} // namespace scribe::catalog
