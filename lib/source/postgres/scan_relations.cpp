// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/acl.hpp"
#include "source/postgres/scan.hpp"

namespace scribe::source::postgres {

using model::Kind;

namespace {

bool is_view(char kind) { return kind == 'v' || kind == 'm'; }

/// Takes "check_option=local" out of a view's options.
std::string take_check_option(std::vector<std::string> &options) {
    constexpr std::string_view k_prefix = "check_option=";
    for (auto option = options.begin(); option != options.end(); ++option) {
        if (!option->starts_with(k_prefix)) continue;
        auto value = option->substr(k_prefix.size());
        options.erase(option);
        return value;
    }
    return {};
}

/// "RANGE (a, b)" -> "range"
std::string partition_strategy(std::string_view key) { return base::to_lower_ascii(key.substr(0, key.find(' '))); }

} // namespace

void Scan::read_relations() {
    bool const read = copy("relations", sql::k_relations, {Kind::table, Kind::view},
                           [this](pg::BinaryRow &row) { add_relation(row); });
    if (!read && !m_rehearsal) m_capabilities.require(m_capabilities.resolve(sql::k_relations), m_connection.user());
}

void Scan::add_relation(pg::BinaryRow &row) {
    Pending p;
    p.oid = row.oid();
    auto &t = p.table;
    t.schema = m_names.schema(row.oid());
    t.name = row.text();
    p.kind = row.character();
    auto const persistence = row.character();
    t.owner = m_names.role(row.oid());
    p.pages = row.int4();
    p.tuples = static_cast<double>(row.float4());
    t.options = row.text_array();
    t.row_security = row.boolean();
    t.force_row_security = row.boolean();
    auto const identity = row.character();
    p.view.unpopulated = !row.boolean() && p.kind == 'm';
    t.partition_bound = row.text();
    t.partition_key = row.text();
    t.grants = parse_object_acl(row.optional_text_array());
    t.tablespace = row.text();
    t.access_method = row.text();
    t.of_type.schema = row.text();
    t.of_type.name = row.text();
    if (auto const pages = row.optional_int4()) {
        p.toast = ToastCounts{*pages, static_cast<double>(row.float4()), row.optional_int8().value_or(0)};
    } else {
        row.next();
        row.next();
    }
    p.stats.live_rows = row.optional_int8();
    p.stats.dead_rows = row.optional_int8();
    p.stats.seq_scans = row.optional_int8();
    p.stats.last_vacuum = row.optional_text();
    p.stats.last_analyze = row.optional_text();

    t.persistence = persistence == 'u' ? "unlogged" : persistence == 't' ? "temporary" : "";
    t.table_kind = p.kind == 'p' ? "partitioned" : p.kind == 'f' ? "foreign" : "table";
    t.partition_strategy = partition_strategy(t.partition_key);
    t.replica_identity = identity == 'f' ? "full" : identity == 'n' ? "nothing" : "";
    p.partial = p.kind == 'p' && is_locked(p.oid);
    m_names.relations[p.oid].name = {t.schema, t.name};
    m_names.relations[p.oid].kind = p.kind;
    m_pending_at.emplace(p.oid, m_pending.size());
    m_pending.push_back(std::move(p));
}

void Scan::read_inheritance() {
    copy("inheritance", sql::k_inheritance, {}, [this](pg::BinaryRow &row) {
        auto const child = row.oid();
        auto const parent = row.oid();
        model::Ref name;
        name.schema = row.text();
        name.name = row.text();
        auto *const p = pending(child);
        if (!p) {
            if (auto *const whole = pending(parent)) whole->parts_outside = true;
        } else if (p->table.partition_bound.empty()) {
            p->table.inherits.push_back(std::move(name));
        } else {
            p->table.partition_of = std::move(name);
            p->partition_parent = parent;
        }
    });
}

void Scan::read_foreign_tables() {
    copy("foreign tables", sql::k_foreign_tables, {}, [this](pg::BinaryRow &row) {
        auto *const p = pending(row.oid());
        if (!p) return;
        p->table.server = row.text();
        p->table.foreign_options = without_secrets(row.text_array());
    });
}

void Scan::read_view_definitions() {
    copy("views", sql::k_views, {}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        auto *const p = pending(oid);
        if (!p) return;
        p->partial = is_locked(oid);
        if (!p->partial) p->view.definition = definition_of(row.optional_text(), p->table.name);
    });
}

void Scan::read_view_columns() {
    copy("columns that views read", sql::k_view_columns_used, {}, [this](pg::BinaryRow &row) {
        auto *const p = pending(row.oid());
        if (!p) return;
        row.oid();
        auto const number = row.int4();
        model::Ref used;
        used.schema = row.text();
        used.name = row.text();
        auto &uses = p->view.uses;
        if (uses.empty() || uses.back().relation != used) uses.push_back({used, {}});
        if (number != 0) uses.back().columns.push_back(row.text());
    });
}

void Scan::emit_relations() {
    for (auto &p : m_pending) {
        auto &t = p.table;
        if (!is_view(p.kind)) {
            if (p.kind != 'f') {
                t.stats = std::move(p.stats);
                t.stats->oid = p.oid;
            }
            emit(std::move(t), SystemCatalog::pg_class, p.oid, p.partial);
            continue;
        }
        auto &v = p.view;
        v.schema = std::move(t.schema);
        v.name = std::move(t.name);
        v.materialized = p.kind == 'm';
        v.owner = std::move(t.owner);
        v.tablespace = std::move(t.tablespace);
        v.access_method = std::move(t.access_method);
        v.check_option = take_check_option(t.options);
        v.options = std::move(t.options);
        v.grants = std::move(t.grants);
        if (v.materialized) v.stats = std::move(p.stats);
        if (v.unpopulated) { // its file is empty, but nobody knows how many rows it will have
            v.stats->rows.reset();
            v.stats->rows_exact = false;
        }
        emit(std::move(v), SystemCatalog::pg_class, p.oid, p.partial);
    }
    m_pending.clear();
    m_pending_at.clear();
}

// ---- sequences

void Scan::read_sequences() {
    copy("sequences", sql::k_sequences, {Kind::sequence}, [this](pg::BinaryRow &row) { add_sequence(row); });
}

void Scan::add_sequence(pg::BinaryRow &row) {
    auto const oid = row.oid();
    model::Sequence s;
    s.schema = m_names.schema(row.oid());
    s.name = row.text();
    s.owner = m_names.role(row.oid());
    auto const persistence = row.character();
    s.persistence = persistence == 'u' ? "unlogged" : persistence == 't' ? "temporary" : "";
    s.grants = parse_object_acl(row.optional_text_array());
    s.data_type = row.text();
    for (auto *const number : {&s.start, &s.increment, &s.minimum, &s.maximum, &s.cache})
        *number = std::to_string(row.int8());
    s.cycle = row.boolean();
    s.identity = row.character() == 'i';
    s.owned_by.schema = row.text();
    s.owned_by.name = row.text();
    s.owned_column = row.text();
    emit(std::move(s), SystemCatalog::pg_class, oid);
}

} // namespace scribe::source::postgres
