// SPDX-License-Identifier: MIT
#include "catalog/objects.hpp"
#include "catalog/references.hpp"
#include "catalog/renames/renames.hpp"

#include "model/serialize.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace scribe::catalog {

namespace {

using model::Kind;

std::vector<model::Record> all_parts(Store &store, std::int64_t source_id, std::string_view schema,
                                     std::string_view table) {
    std::vector<model::Record> all;
    for (auto const kind : model::k_all_kinds) {
        if (!model::is_table_part(kind)) continue;
        auto parts = store.parts(source_id, kind, schema, table);
        std::ranges::move(parts, std::back_inserter(all));
    }
    return all;
}

/// What an extension owns, without the parts of its tables.
std::vector<model::Record> members(sqlite::Db &db, std::int64_t source_id, std::string_view extension,
                                   std::int64_t limit) {
    sqlite::Stmt select{
        db, "SELECT " + std::string{k_record_columns} +
                " FROM object o LEFT JOIN statistic s ON s.object_id = o.id "
                "WHERE o.source_id = ?1 AND o.extension = ?2 AND o.removed_scan IS NULL AND o.table_name = '' "
                "ORDER BY o.kind, o.schema_name, o.name LIMIT ?3"};
    select.bind(1, source_id);
    select.bind(2, extension);
    select.bind(3, limit);
    std::vector<model::Record> records;
    while (select.step()) read_record(select, records.emplace_back(), 0);
    return records;
}

std::vector<model::Record> foreign_tables(sqlite::Db &db, std::int64_t source_id, std::string_view server,
                                          std::int64_t limit) {
    sqlite::Stmt select{db, "SELECT " + std::string{k_record_columns} +
                                " FROM object o LEFT JOIN statistic s ON s.object_id = o.id "
                                "WHERE o.source_id = ?1 AND o.kind = ?2 AND o.removed_scan IS NULL AND "
                                "json_extract(o.body, '$.server') = ?3 ORDER BY o.schema_name, o.name LIMIT ?4"};
    select.bind(1, source_id);
    select.bind(2, model::kind_name(Kind::table));
    select.bind(3, server);
    select.bind(4, limit);
    std::vector<model::Record> records;
    while (select.step()) read_record(select, records.emplace_back(), 0);
    return records;
}

void count_contents(sqlite::Db &db, Neighbourhood &around) {
    sqlite::Stmt count{db, "SELECT count(*), count(*) FILTER (WHERE extension <> '') FROM object "
                           "WHERE source_id = ? AND kind = ? AND schema_name = ? AND removed_scan IS NULL"};
    for (auto const kind : model::k_all_kinds) {
        if (kind == Kind::schema) continue;
        count.bind(1, around.source.id);
        count.bind(2, model::kind_name(kind));
        count.bind(3, around.object.name);
        count.step();
        auto const of_extensions = count.get_int(1);
        if (auto const own = count.get_int(0) - of_extensions) around.counts.emplace_back(kind, own);
        if (of_extensions > 0) around.of_extensions.emplace_back(kind, of_extensions);
        count.reset();
    }
}

/// Adds those that are not there yet, in the order of listings.
void add_uses(std::vector<model::Record> &mentions, std::vector<model::Record> &&uses) {
    auto const key = [](model::Record const &r) {
        return std::tuple{model::kind_name(r.kind), std::string_view{r.schema}, std::string_view{r.table}, r.position,
                          std::string_view{r.name}};
    };
    if (uses.empty()) return;
    std::ranges::move(uses, std::back_inserter(mentions));
    std::ranges::sort(mentions, {}, key);
    auto const twice = std::ranges::unique(mentions, {}, key);
    mentions.erase(twice.begin(), twice.end());
}

/// True for what a model::Ref may name; a statistics object or schema only may have the name of a table.
bool named_by_others(Kind kind) {
    return kind == Kind::table || kind == Kind::view || kind == Kind::sequence || kind == Kind::type ||
           kind == Kind::routine || model::is_table_part(kind);
}

/// The publications of a permanent table that do not name it: those of all tables and of its schema.
std::vector<model::Record> wide_publications(sqlite::Db &db, std::int64_t source_id, model::Record const &object) {
    std::vector<model::Record> found;
    if (object.kind != Kind::table) return found;
    auto const table = model::from_record<model::Table>(object);
    if (table.table_kind == "foreign" || !table.persistence.empty()) return found;
    sqlite::Stmt select{db, "SELECT " + std::string{k_record_columns} +
                                " FROM object o LEFT JOIN statistic s ON s.object_id = o.id "
                                "WHERE o.source_id = ? AND o.kind = ? AND o.removed_scan IS NULL"};
    select.bind(1, source_id);
    select.bind(2, model::kind_name(Kind::publication));
    model::Record record;
    while (select.step()) {
        read_record(select, record, 0);
        auto const publication = model::from_record<model::Publication>(record);
        bool const of_schema = std::ranges::find(publication.schemas, object.schema) != publication.schemas.end();
        if (publication.all_tables || of_schema) found.push_back(record);
    }
    return found;
}

/// The tables whose partition it is, the nearest first.
std::vector<model::Ref> wholes_of(Store &store, std::int64_t source_id, model::Record const &object) {
    std::vector<model::Ref> wholes;
    for (std::optional<model::Record> at = object; at && at->kind == Kind::table;) {
        auto const whole = model::from_record<model::Table>(*at).partition_of;
        if (whole.empty()) break;
        wholes.push_back(whole);
        at = store.find(source_id, Kind::table, whole.schema, "", whole.name);
    }
    return wholes;
}

bool is_foreign_key_to(model::Record const &record, model::Ref const &table) {
    if (record.kind != Kind::constraint) return false;
    auto const key = model::from_record<model::Constraint>(record);
    return key.type == "foreign key" && key.references == table;
}

/// The name of the multirange that the server made with a range type; columns of it use the range.
std::string multirange_of(model::Record const &object) {
    return object.kind == Kind::type ? model::from_record<model::Type>(object).multirange : std::string{};
}

} // namespace

Neighbourhood Store::neighbourhood(SourceRow const &source, model::Record const &object, std::int64_t limit) {
    sqlite::Txn const snapshot{*m_db, sqlite::Txn::Kind::deferred};
    Neighbourhood around;
    around.source = source;
    around.object = object;
    add_former_name(*this, around);
    auto name = object.name;
    if (object.kind == Kind::routine) name = model::from_record<model::Routine>(object).routine_name;
    if (model::is_table_part(object.kind) && object.kind != Kind::index) name = object.table;
    // Of routines only triggers are mentions, and they call none that takes arguments.
    bool const takes_arguments = object.kind == Kind::routine && !object.name.ends_with("()");
    if (named_by_others(object.kind) && !takes_arguments)
        around.mentions = mentions(source.id, object.kind, object.schema, name, limit + 1);
    around.wholes = wholes_of(*this, source.id, object);
    for (auto const &whole : around.wholes) {
        auto keys = mentions(source.id, Kind::table, whole.schema, whole.name, limit + 1);
        std::erase_if(keys, [&](auto const &record) { return !is_foreign_key_to(record, whole); });
        add_uses(around.mentions, std::move(keys));
    }
    if (auto const multirange = multirange_of(object); !multirange.empty())
        add_uses(around.mentions, mentions(source.id, object.kind, object.schema, multirange, limit + 1));
    add_uses(around.mentions, uses_in_code(*m_db, source.id, object, limit + 1));
    add_uses(around.mentions, wide_publications(*m_db, source.id, object));
    if (object.kind == Kind::table || object.kind == Kind::view) {
        around.parts = all_parts(*this, source.id, object.schema, object.name);
        auto with_code = around.parts;
        std::ranges::copy_if(around.mentions, std::back_inserter(with_code),
                             [](model::Record const &record) { return record.kind == Kind::statistics; });
        around.uses = used_by_code(*this, source.id, object, with_code);
    } else if (object.kind == Kind::routine || object.kind == Kind::type) {
        around.uses = used_by_code(*this, source.id, object, {});
    } else if (model::is_table_part(object.kind)) {
        around.members = all_parts(*this, source.id, object.schema, object.table);
        around.whole = find(source.id, Kind::table, object.schema, "", object.table);
    } else if (object.kind == Kind::schema) {
        count_contents(*m_db, around);
    } else if (object.kind == Kind::extension) {
        around.members = members(*m_db, source.id, object.name, limit + 1);
    } else if (object.kind == Kind::server) {
        around.members = foreign_tables(*m_db, source.id, object.name, limit + 1);
    }
    auto const most = static_cast<std::size_t>(limit);
    bool const more_members = !model::is_table_part(object.kind) && around.members.size() > most;
    around.complete = around.mentions.size() <= most && !more_members;
    if (around.mentions.size() > most) around.mentions.resize(most);
    if (more_members) around.members.resize(most);
    return around;
}

std::optional<RemovedObject> Store::find_removed(model::RefPattern const &pattern) {
    sqlite::Stmt select{*m_db,
                        "SELECT " + std::string{k_record_columns} +
                            ", src.name, o.removed_scan, coalesce(scan.finished_at, '') FROM object o "
                            "JOIN source src ON src.id = o.source_id LEFT JOIN statistic s ON s.object_id = o.id "
                            "LEFT JOIN scan ON scan.id = o.removed_scan WHERE o.removed_scan IS NOT NULL "
                            "ORDER BY o.removed_scan DESC, o.table_name, o.kind, o.schema_name, o.name"};
    RemovedObject removed;
    while (select.step()) {
        read_record(select, removed.record, 0);
        removed.source = select.get_text(9);
        if (!model::selects({pattern}, removed.source, removed.record)) continue;
        removed.scan_id = select.get_int(10);
        removed.scanned_at = select.get_text(11);
        return removed;
    }
    return std::nullopt;
}

} // namespace scribe::catalog
