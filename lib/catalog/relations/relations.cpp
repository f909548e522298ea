// SPDX-License-Identifier: MIT
#include "catalog/relations/relations.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/changes.hpp"
#include "catalog/objects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace scribe::catalog {

namespace {

constexpr std::string_view k_subject = "relationship";
constexpr double k_found = 0.5;

std::string columns_json(std::vector<std::string> const &columns) {
    base::JsonWriter json;
    json.value(columns);
    return json.take();
}

constexpr std::string_view k_upsert =
    "INSERT OR REPLACE INTO relationship (id, source_id, from_schema, from_table, from_columns, to_schema, to_table, "
    "to_columns, type_value, status, decision, confidence, cardinality, body) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

class Writer {
public:
    Writer(Store &store, SourceRow const &source)
        : m_upsert(store.db(), k_upsert), m_remove(store.db(), "DELETE FROM relationship WHERE id = ?"),
          m_source(source) {}

    void save(model::Relationship const &one) {
        int at = 0;
        m_upsert.bind(++at, relationship_id(m_source.name, one));
        m_upsert.bind(++at, m_source.id);
        for (auto const *const end : {&one.from, &one.to}) {
            m_upsert.bind(++at, end->schema);
            m_upsert.bind(++at, end->table);
            m_upsert.bind(++at, columns_json(end->columns));
        }
        m_upsert.bind(++at, one.type_value);
        m_upsert.bind(++at, one.status);
        m_upsert.bind(++at, one.decision);
        m_upsert.bind(++at, one.confidence);
        m_upsert.bind(++at, one.cardinality);
        m_upsert.bind(++at, model::relationship_to_json(one));
        m_upsert.run();
    }

    void remove(std::int64_t id) {
        m_remove.bind(1, id);
        m_remove.run();
    }

private:
    sqlite::Stmt m_upsert, m_remove;
    SourceRow const &m_source;
};

bool is_decided(model::Relationship const &one) {
    return one.status == "manual" || (one.status != "declared" && one.decision != "open");
}

/// What people said of it, once no foreign key declares it any more; nothing when they said nothing.
std::optional<model::Relationship> undeclared(model::Relationship const &declared) {
    std::optional<model::Relationship> one;
    if (!declared.said.empty()) {
        one = model::relationship_from_json(declared.said);
        // A table may have another name by now.
        one->from = declared.from;
        one->to = declared.to;
        one->type_column = declared.type_column;
        one->rule = declared.rule;
    } else if (!declared.rule.empty()) {
        one = declared;
    }
    // Who says the rule of a relationship means that there is one.
    if (one && !is_decided(*one) && !one->rule.empty()) one->status = "manual";
    if (one && one->status == "manual" && one->decision == "open") one->decision = "accepted";
    return one;
}

/// The foreign key, with what people say of it and said before there was a key.
model::Relationship declared(model::Relationship const &known, model::Relationship found) {
    if (known.status != "declared") return under_key(std::move(found), known);
    found.rule = known.rule;
    found.said = known.said;
    return found;
}

/// What a person said stays; figures are those of the new run.
model::Relationship merged(model::Relationship const &known, model::Relationship found) {
    if (found.status == "declared") return declared(known, std::move(found));
    if (known.status == "declared") {
        auto before = undeclared(known);
        if (!before) return found;
        // Without other words than the rule it is as it was found, and accepted.
        if (known.said.empty()) {
            found.rule = known.rule;
            found.decision = "accepted";
            return found;
        }
        return merged(*before, std::move(found));
    }
    if (known.status == "manual") {
        auto kept = known;
        kept.evidence = found.evidence;
        kept.probed = found.probed;
        kept.missed = found.missed;
        kept.rows_probed = found.rows_probed;
        kept.complete = found.complete;
        kept.orphans = found.orphans;
        kept.orphans_known = found.orphans_known;
        kept.fan_out = found.fan_out;
        return kept;
    }
    if (!known.rule.empty()) found.rule = known.rule;
    found.decision = known.decision;
    if (!known.name.empty()) found.name = known.name;
    return found;
}

} // namespace

model::Relationship under_key(model::Relationship key, std::optional<model::Relationship> const &said) {
    key.rule = said ? said->rule : "";
    bool const worth = said && (is_decided(*said) || !said->name.empty());
    key.said = worth ? model::relationship_to_json(*said) : "";
    return key;
}

std::int64_t relationship_id(std::string_view source, model::Relationship const &one) {
    std::string name;
    for (auto const *const end : {&one.from, &one.to}) {
        name += end->schema + '\0' + end->table + '\0';
        for (auto const &column : end->columns) name += column + '\0';
        name += '\1';
    }
    name += one.type_value;
    return model::object_id(std::string{source}, model::Kind::constraint, "relationship", "", name);
}

std::string relationship_id_text(std::int64_t id) { return fmt::format("{:016x}", static_cast<std::uint64_t>(id)); }

std::optional<std::int64_t> parse_relationship_id(std::string_view text) {
    std::uint64_t id = 0;
    auto const *const end = text.data() + text.size();
    auto const result = std::from_chars(text.data(), end, id, 16);
    if (text.size() != 16 || result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return static_cast<std::int64_t>(id);
}

FoundSummary save_found(Store &store, SourceRow const &source, std::vector<model::Relationship> const &found) {
    FoundSummary summary;
    sqlite::Txn txn{store.db()};
    std::map<std::int64_t, model::Relationship> known;
    sqlite::Stmt select{store.db(), "SELECT id, body FROM relationship WHERE source_id = ?"};
    select.bind(1, source.id);
    while (select.step()) known.emplace(select.get_int(0), model::relationship_from_json(select.get_text(1)));
    Writer writer{store, source};
    std::set<std::int64_t> seen;
    for (auto const &one : found) {
        auto const id = relationship_id(source.name, one);
        if (!seen.insert(id).second) continue;
        auto const before = known.find(id);
        auto const after = before == known.end() ? one : merged(before->second, one);
        bool const counts = after.confidence >= k_found || is_decided(after);
        if (after.status == "declared") ++summary.declared;
        else if (after.decision == "rejected") ++summary.rejected;
        else if (counts) ++summary.found;
        else ++summary.near_misses;
        bool const counted = before != known.end() && before->second.confidence >= k_found;
        if (counts && after.status != "declared" && !counted) ++summary.added;
        if (before == known.end() || !(before->second == after)) writer.save(after);
    }
    for (auto &[id, one] : known) {
        if (seen.contains(id) || is_decided(one)) continue;
        // The key is gone; what people said is not.
        if (auto const before = one.status == "declared" ? undeclared(one) : std::nullopt;
            before && is_decided(*before)) {
            writer.save(*before);
            continue;
        }
        if (one.confidence >= k_found && one.status != "declared") ++summary.removed;
        writer.remove(id);
    }
    txn.commit();
    return summary;
}

bool selects_end(std::vector<model::RefPattern> const &patterns, std::string_view source,
                 model::RelationshipEnd const &end) {
    model::Record record;
    record.kind = model::Kind::table;
    record.schema = end.schema;
    record.name = end.table;
    if (model::selects(patterns, source, record)) return true;
    record.kind = model::Kind::column;
    record.table = end.table;
    return std::ranges::any_of(end.columns, [&](std::string const &column) {
        record.name = column;
        return model::selects(patterns, source, record);
    });
}

namespace {

bool in_scope(RelationshipQuery const &query, std::string_view source, model::Relationship const &one) {
    model::Record table;
    table.kind = model::Kind::table;
    table.schema = one.from.schema;
    table.name = one.from.table;
    if (!in_filter(query.filter, table)) return false;
    return query.patterns.empty() || selects_end(query.patterns, source, one.from) ||
           selects_end(query.patterns, source, one.to);
}

bool is_wanted(RelationshipQuery const &query, model::Relationship const &one) {
    auto const among = [](std::vector<std::string> const &list, std::string const &word) {
        return list.empty() || std::ranges::count(list, word) > 0;
    };
    if (!among(query.statuses, one.status) || !among(query.decisions, one.decision)) return false;
    if (!among(query.cardinalities, one.cardinality)) return false;
    if (one.decision == "rejected" && query.decisions.empty() && !query.rejected) return false;
    // What a person decided is shown whatever the figures say.
    bool const decided = one.decision != "open" && query.max_confidence >= 1;
    return decided || (one.confidence >= query.min_confidence && one.confidence <= query.max_confidence);
}

constexpr std::string_view k_order_name =
    "s.name, r.from_schema, r.from_table, r.from_columns, r.to_schema, r.to_table, r.to_columns, r.type_value";

std::string order_of(RelationshipQuery::Sort sort) {
    if (sort == RelationshipQuery::Sort::confidence) return fmt::format("r.confidence DESC, {}", k_order_name);
    if (sort == RelationshipQuery::Sort::orphans)
        return fmt::format("coalesce(r.body ->> 'orphans', 0.0) DESC, {}", k_order_name);
    return std::string{k_order_name};
}

} // namespace

std::int64_t list_relationships(Store &store, RelationshipQuery const &query,
                                std::function<void(RelationshipRow &&)> const &row) {
    sqlite::Stmt select{store.db(),
                        fmt::format("SELECT r.id, s.name, r.body FROM relationship r JOIN source s ON s.id = "
                                    "r.source_id WHERE (?1 = '' OR s.name = ?1) ORDER BY {}",
                                    order_of(query.sort))};
    select.bind(1, query.source);
    std::int64_t total = 0;
    while (select.step()) {
        RelationshipRow one{select.get_int(0), std::string{select.get_text(1)},
                            model::relationship_from_json(select.get_text(2))};
        if (!is_wanted(query, one.relationship) || !in_scope(query, one.source, one.relationship)) continue;
        ++total;
        if (total <= query.offset || (query.limit > 0 && total > query.offset + query.limit)) continue;
        row(std::move(one));
    }
    return total;
}

std::vector<RelationshipRow> relationships_of(Store &store, SourceRow const &source, model::Ref const &table) {
    // UNION, since OR would keep SQLite from both indexes.
    constexpr std::string_view k_wanted =
        "source_id = ?1 AND status <> 'declared' AND decision <> 'rejected' AND (confidence >= 0.5 OR decision = "
        "'accepted')";
    sqlite::Stmt select{
        store.db(), fmt::format("SELECT id, body FROM (SELECT * FROM relationship WHERE {0} AND from_schema = ?2 AND "
                                "from_table = ?3 UNION SELECT * FROM relationship WHERE {0} AND to_schema = ?2 AND "
                                "to_table = ?3) ORDER BY from_schema, from_table, from_columns, to_schema, "
                                "to_table, to_columns, type_value",
                                k_wanted)};
    select.bind(1, source.id);
    select.bind(2, table.schema);
    select.bind(3, table.name);
    std::vector<RelationshipRow> list;
    while (select.step())
        list.push_back({select.get_int(0), source.name, model::relationship_from_json(select.get_text(1))});
    return list;
}

std::vector<model::Relationship> rejected_relationships(Store &store, SourceRow const &source) {
    sqlite::Stmt select{store.db(), "SELECT body FROM relationship WHERE source_id = ? AND (decision = 'rejected' OR "
                                    "body ->> '$.said' IS NOT NULL) ORDER BY id"};
    select.bind(1, source.id);
    std::vector<model::Relationship> list;
    while (select.step()) {
        auto one = model::relationship_from_json(select.get_text(0));
        if (auto before = one.status == "declared" ? undeclared(one) : std::nullopt) one = *std::move(before);
        if (one.decision == "rejected") list.push_back(std::move(one));
    }
    return list;
}

std::optional<RelationshipRow> find_relationship(Store &store, std::int64_t id) {
    sqlite::Stmt select{store.db(), "SELECT s.name, r.body FROM relationship r JOIN source s ON s.id = r.source_id "
                                    "WHERE r.id = ?"};
    select.bind(1, id);
    if (!select.step()) return std::nullopt;
    return RelationshipRow{id, std::string{select.get_text(0)}, model::relationship_from_json(select.get_text(1))};
}

namespace {

/// What the change leaves of the relationship as it is now, which others may have changed since it was read: what
/// they changed stays, unless the change is about the same. Throws base::Error(differs) where that makes no sense.
std::optional<model::Relationship> applied(RelationshipChange const &change,
                                           std::optional<model::Relationship> const &now) {
    auto const &[source, before, after] = change;
    if (now == before) return after;
    bool const made_or_gone = now.has_value() != before.has_value();
    if (made_or_gone || (now->status != before->status && (!after || now->status == "declared")))
        throw base::Error(base::ExitCode::differs,
                          fmt::format("{} was changed by another command in this moment; nothing is changed",
                                      base::single_line(model::relationship_text(now ? *now : *before))),
                          "run the command again");
    if (!after) return after;
    auto one = *now;
    auto const take = [&](auto... fields) {
        (((*before).*fields == (*after).*fields ? void() : void(one.*fields = (*after).*fields)), ...);
    };
    using model::Relationship;
    take(&Relationship::status, &Relationship::decision, &Relationship::cardinality, &Relationship::optional,
         &Relationship::parent_mandatory, &Relationship::array, &Relationship::type_column, &Relationship::name,
         &Relationship::condition, &Relationship::rule, &Relationship::said);
    return one;
}

} // namespace

int change_relationships(Store &store, std::vector<RelationshipChange> const &changes, std::string_view author,
                         std::string_view command) {
    sqlite::Txn txn{store.db()};
    ChangeSet set{store.db(), std::string{author}, std::string{command}};
    auto const json = [](std::optional<model::Relationship> const &one) {
        return one ? std::optional{model::relationship_to_json(*one)} : std::nullopt;
    };
    for (auto const &change : changes) {
        auto const &one = change.after ? *change.after : *change.before;
        auto const id = relationship_id(change.source.name, one);
        auto const row = find_relationship(store, id);
        auto const now = row ? std::optional{row->relationship} : std::nullopt;
        auto const after = applied(change, now);
        put_relationship(store, change.source, id, after);
        set.record(k_subject, relationship_id_text(id), model::relationship_text(one), json(now), json(after));
    }
    txn.commit();
    return set.events();
}

void put_relationship(Store &store, SourceRow const &source, std::int64_t id,
                      std::optional<model::Relationship> const &relationship) {
    Writer writer{store, source};
    if (relationship) writer.save(*relationship);
    else writer.remove(id);
}

namespace {

/// The end under the new name of a table, or of one of its columns, whose table may have its new name already.
model::RelationshipEnd renamed(model::RelationshipEnd end, model::Record const &from, model::Record const &to) {
    bool const is_column = from.kind == model::Kind::column;
    auto const named = [&](model::Record const &record) {
        return end.schema == record.schema && end.table == (is_column ? record.table : record.name);
    };
    if (!named(from) && !(is_column && named(to))) return end;
    if (is_column) {
        auto const column = std::ranges::find(end.columns, from.name);
        if (column == end.columns.end()) return end;
        *column = to.name;
    }
    end.schema = to.schema;
    end.table = is_column ? to.table : to.name;
    return end;
}

} // namespace

void rename_ends(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to) {
    bool const is_column = from.kind == model::Kind::column;
    std::map<std::int64_t, model::Relationship> list;
    sqlite::Stmt select{store.db(), "SELECT id, body FROM relationship WHERE source_id = ?1 AND from_schema = ?2 AND "
                                    "from_table = ?3 UNION SELECT id, body FROM relationship WHERE source_id = ?1 AND "
                                    "to_schema = ?2 AND to_table = ?3"};
    for (auto const *const record : {&from, &to}) {
        select.bind(1, source.id);
        select.bind(2, record->schema);
        select.bind(3, is_column ? record->table : record->name);
        while (select.step()) list.emplace(select.get_int(0), model::relationship_from_json(select.get_text(1)));
        select.reset();
    }
    Writer writer{store, source};
    for (auto const &[id, one] : list) {
        auto moved = one;
        moved.from = renamed(one.from, from, to);
        moved.to = renamed(one.to, from, to);
        if (is_column && one.type_column == from.name && moved.from.table == to.table) moved.type_column = to.name;
        if (moved == one) continue;
        writer.remove(id);
        auto const there = find_relationship(store, relationship_id(source.name, moved));
        if (!there) writer.save(moved);
        else if (!is_decided(there->relationship)) writer.save(merged(moved, there->relationship));
    }
}

} // namespace scribe::catalog
