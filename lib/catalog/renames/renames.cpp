// SPDX-License-Identifier: MIT
#include "catalog/renames/renames.hpp"

#include "base/json.hpp"
#include "catalog/changes.hpp"
#include "catalog/objects.hpp"
#include "catalog/renames/carry.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

namespace scribe::catalog {

namespace {

constexpr std::string_view k_subject = "rename";

std::int64_t id_of(std::string const &source, model::Record const &record) {
    return model::object_id(source, record.kind, record.schema, record.table, record.name);
}

/// Reads what `condition` says of one scan, source ?1 and scan ?2.
std::vector<model::Record> read(sqlite::Db &db, std::string_view condition, std::int64_t source_id,
                                std::int64_t scan_id) {
    sqlite::Stmt select{
        db, "SELECT " + std::string{k_record_columns} +
                " FROM object o LEFT JOIN statistic s ON s.object_id = o.id WHERE o.source_id = ?1 AND " +
                std::string{condition} + " ORDER BY o.schema_name, o.table_name, o.position, o.name, o.kind"};
    select.bind(1, source_id);
    select.bind(2, scan_id);
    std::vector<model::Record> records;
    while (select.step()) read_record(select, records.emplace_back(), 0);
    return records;
}

/// Finds the parts of renamed tables and views that kept their names.
class Parts {
public:
    Parts(Store &store, SourceRow const &source, ScanChanges const &changes)
        : m_store(store), m_source(source), m_changes(changes) {
        for (auto const &record : changes.added)
            m_added[{record.schema, record.table, record.kind, record.name}] = &record;
    }

    /// The pairs, and with each table or view its parts.
    std::vector<RenamedPair> with_parts(std::vector<RenamedPair> const &renames) {
        auto all = renames;
        for (auto const &[before, after] : renames) {
            if (model::is_table_part(before->kind)) continue;
            add_gone(*before, *after, all);
            if (has_other_kind(m_changes.added, *before)) add_kept(*before, *after, all);
        }
        return all;
    }

private:
    using Key = std::tuple<std::string_view, std::string_view, model::Kind, std::string_view>;

    /// A view that takes the name of a table, or gives it back, has columns that are known by the same names.
    static bool has_other_kind(std::vector<model::Record> const &records, model::Record const &relation) {
        return std::ranges::any_of(records, [&](model::Record const &record) {
            bool const is_relation = record.kind == model::Kind::table || record.kind == model::Kind::view;
            return is_relation && record.kind != relation.kind && record.schema == relation.schema &&
                   record.name == relation.name;
        });
    }

    void add_gone(model::Record const &before, model::Record const &after, std::vector<RenamedPair> &all) {
        bool const took_name = has_other_kind(m_changes.removed, after);
        for (auto const &part : m_changes.removed) {
            if (part.table != before.name || part.schema != before.schema) continue;
            auto const found = m_added.find({after.schema, after.name, part.kind, part.name});
            if (found != m_added.end()) {
                all.emplace_back(&part, found->second);
            } else if (took_name && part.kind == model::Kind::column) {
                auto kept = of_relation(part, after);
                if (was_there(kept)) all.emplace_back(&part, &m_made.emplace_back(std::move(kept)));
            }
        }
    }

    /// The columns that are still there under the old name, which another relation has.
    void add_kept(model::Record const &before, model::Record const &after, std::vector<RenamedPair> &all) {
        for (auto const &part : m_changes.added) {
            if (part.kind != model::Kind::column || part.table != after.name || part.schema != after.schema) continue;
            auto kept = of_relation(part, before);
            if (was_there(kept)) all.emplace_back(&m_made.emplace_back(std::move(kept)), &part);
        }
    }

    static model::Record of_relation(model::Record part, model::Record const &relation) {
        part.schema = relation.schema;
        part.table = relation.name;
        return part;
    }

    /// Before the scan, and after it.
    bool was_there(model::Record const &record) {
        sqlite::Stmt select{m_store.db(),
                            "SELECT 1 FROM object WHERE id = ? AND removed_scan IS NULL AND first_scan < ?"};
        select.bind(1, id_of(m_source.name, record));
        select.bind(2, m_changes.scan_id);
        return select.step();
    }

    Store &m_store;
    SourceRow const &m_source;
    ScanChanges const &m_changes;
    std::map<Key, model::Record const *> m_added;
    std::deque<model::Record> m_made; ///< in place: the pairs point to them
};

} // namespace

ScanChanges last_changes(Store &store, std::int64_t source_id, std::int64_t most) {
    auto &db = store.db();
    ScanChanges changes;
    sqlite::Stmt scan{db, "SELECT id, added + removed FROM scan WHERE source_id = ? AND added > 0 AND removed > 0 "
                          "ORDER BY id DESC LIMIT 1"};
    scan.bind(1, source_id);
    if (!scan.step()) return changes;
    changes.scan_id = scan.get_int(0);
    changes.complete = scan.get_int(1) <= most;
    if (!changes.complete) return changes;
    // An object may have been renamed before, and back again.
    changes.removed = read(db,
                           "o.removed_scan = ?2 AND NOT EXISTS "
                           "(SELECT 1 FROM rename r WHERE r.old_id = o.id AND r.scan_id = ?2)",
                           source_id, changes.scan_id);
    // What comes back was missing between its last state and this scan.
    changes.added = read(db,
                         "o.removed_scan IS NULL AND (o.first_scan = ?2 OR (o.changed_scan = ?2 "
                         "AND EXISTS (SELECT 1 FROM object_history h WHERE h.object_id = o.id) "
                         "AND NOT EXISTS (SELECT 1 FROM object_history h WHERE h.object_id = o.id "
                         "AND h.until_scan = ?2))) "
                         "AND NOT EXISTS (SELECT 1 FROM rename r WHERE r.new_id = o.id AND r.scan_id = ?2)",
                         source_id, changes.scan_id);
    return changes;
}

std::string rename_state(model::Record const &record) {
    base::JsonWriter json;
    json.begin_object();
    json.member("kind", model::kind_name(record.kind));
    json.member("schema", record.schema);
    json.member("table", record.table);
    json.member("name", record.name);
    json.end_object();
    return json.take();
}

std::int64_t count_missed_with_words(Store &store, std::int64_t source_id) {
    sqlite::Stmt count{
        store.db(), "WITH said (object_id) AS (SELECT c.object_id FROM context c WHERE c.source_id = ?1 AND c.text IS "
                    "NOT NULL AND c.version = (SELECT max(version) FROM context n WHERE n.object_id = c.object_id AND "
                    "n.field = c.field) UNION SELECT d.object_id FROM v_current_descriptions d WHERE d.source_id = ?1 "
                    "AND d.origin = 'human' AND d.text <> '') SELECT count(*) FROM said JOIN object o ON o.id = "
                    "said.object_id WHERE o.removed_scan = (SELECT max(id) FROM scan WHERE source_id = ?1)"};
    count.bind(1, source_id);
    return count.step() ? count.get_int(0) : 0;
}

void save_rename(Store &store, RenameOrigin const &origin, model::Record const &before, model::Record const &after) {
    sqlite::Stmt insert{
        store.db(),
        "INSERT OR REPLACE INTO rename (new_id, old_id, source_id, scan_id, change_set_id, kind, old_schema, "
        "old_table, old_name, new_schema, new_table, new_name, carried) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    auto const words = words_of(store, id_of(origin.source.name, before), id_of(origin.source.name, after));
    insert.bind(1, id_of(origin.source.name, after));
    insert.bind(2, id_of(origin.source.name, before));
    insert.bind(3, origin.source.id);
    insert.bind(4, origin.scan_id);
    insert.bind(5, origin.change_set);
    insert.bind(6, model::kind_name(before.kind));
    insert.bind(7, before.schema);
    insert.bind(8, before.table);
    insert.bind(9, before.name);
    insert.bind(10, after.schema);
    insert.bind(11, after.table);
    insert.bind(12, after.name);
    insert.bind(13, words);
    insert.run();
    carry_over(store, origin.source, before, after, words);
}

void drop_rename(Store &store, SourceRow const &source, model::Record const &before, model::Record const &after) {
    sqlite::Stmt remove{store.db(), "DELETE FROM rename WHERE new_id = ? RETURNING carried"};
    remove.bind(1, id_of(source.name, after));
    std::string words;
    while (remove.step()) words = remove.get_text(0);
    carry_back(store, source, before, after, words);
}

void accept_renames(Store &store, SourceRow const &source, std::vector<ScanRenames> const &scans,
                    std::string const &author) {
    auto &db = store.db();
    sqlite::Txn txn{db};
    ChangeSet change_set{db, author, "scan --accept-renames"};
    for (auto const &[changes, pairs] : scans) {
        Parts parts{store, source, changes};
        for (auto const &[before, after] : parts.with_parts(pairs)) {
            change_set.record(k_subject, std::to_string(id_of(source.name, *after)), model::format_ref(*after),
                              rename_state(*before), rename_state(*after));
            save_rename(store, {source, changes.scan_id, change_set.id()}, *before, *after);
        }
    }
    txn.commit();
}

void add_former_name(Store &store, Neighbourhood &around) {
    sqlite::Stmt select{store.db(), "SELECT old_schema, old_table, old_name, scan_id FROM rename WHERE new_id = ?"};
    select.bind(1, id_of(around.source.name, around.object));
    if (!select.step()) return;
    auto &former = around.former.emplace();
    former.kind = around.object.kind;
    former.schema = select.get_text(0);
    former.table = select.get_text(1);
    former.name = select.get_text(2);
    around.renamed_scan = select.get_int(3);
}

} // namespace scribe::catalog
