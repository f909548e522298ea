// SPDX-License-Identifier: MIT
#include "source/postgres/scan.hpp"

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "model/json/unread.hpp"
#include "postgres_sql.hpp"

#include <fmt/format.h>

#include <ranges>

namespace scribe::source::postgres {

Scan::Scan(pg::Connection &connection, Capabilities const &capabilities, ScanRequest const &request,
           RecordSink const &sink, Locked locked)
    : m_connection(connection), m_capabilities(capabilities), m_request(request), m_sink(sink),
      m_locked(std::move(locked)), m_filtered(!request.filter.empty()) {}

ScanReport Scan::run() {
    m_block_size = m_connection.query("SELECT current_setting('block_size') AS size").integer(0, "size");
    if (!m_locked.empty()) {
        m_connection.query("SELECT set_config('scribe.locked', $1, true)",
                           {fmt::format("{{{}}}", fmt::join(std::views::keys(m_locked), ","))});
    }
    read_names();
    read_roles();
    read_comments();
    read_extensions();
    read_schemas();
    read_collations_and_operators();
    read_column_types();
    read_relations();
    read_inheritance();
    read_foreign_tables();
    // The bulk of the objects comes first: the catalog indexes it while the server still answers the rest.
    read_columns();
    read_outside_columns();
    add_sizes();
    read_indexes();
    add_index_sums();
    read_constraints();
    read_view_definitions();
    read_view_columns();
    add_partition_sums();
    read_sequences();
    read_types();
    read_routines();
    read_triggers();
    read_rules();
    read_policies();
    read_statistics();
    // At hand already: the catalog takes them in while the server answers nothing that would have to wait for it.
    emit_relations();
    if (!m_filtered) {
        read_publications();
        read_event_triggers();
        read_servers();
        read_privileges();
    }
    note_partial();
    return std::move(m_report);
}

std::vector<LeftOut> Scan::rehearse() {
    m_rehearsal = true;
    run();
    // What a scan asks only where it has something to ask for.
    auto const none = [](pg::BinaryRow &) {};
    copy("sizes", sql::k_filled_sizes, {}, none);
    copy("index definitions", sql::k_index_definitions, {}, none);
    return std::move(m_left_out);
}

bool Scan::copy(std::string_view name, std::string_view sql, std::vector<model::Kind> const &kinds,
                std::function<void(pg::BinaryRow &)> const &row, std::initializer_list<std::string_view> needs) {
    base::check_interrupt();
    auto const text = m_capabilities.resolve(sql);
    auto lacks = m_capabilities.lacking_in(text);
    for (auto const need : needs) {
        for (auto &lack : m_capabilities.lacking_in(m_capabilities.resolve(need))) lacks.push_back(std::move(lack));
    }
    if (!lacks.empty()) {
        m_report.unseen.insert(kinds.begin(), kinds.end());
        m_report.notes.push_back(fmt::format("{} left out: this role may not {}", name, lacks.front().what));
        m_left_out.push_back({std::string{name}, std::move(lacks)});
        return false;
    }
    if (!m_rehearsal) m_connection.copy(name, text, row);
    return true;
}

void Scan::set_relations(std::vector<Oid> const &oids) {
    m_connection.query("SELECT set_config('scribe.relations', $1, true)", {fmt::format("{}", fmt::join(oids, ","))});
}

bool Scan::wanted(std::string const &schema, std::string const &name) const {
    return !m_filtered || m_request.filter.matches(schema, name);
}

std::string Scan::extension_of(SystemCatalog catalog, Oid oid) const {
    auto const member = m_names.members.find(object_key(catalog, oid));
    return member == m_names.members.end() ? std::string{} : member->second;
}

void Scan::hand_over(model::Record &&record, bool partial, Oid own, Oid relation) {
    if (partial) {
        std::set<std::string> tables;
        for (auto const oid : {own, relation}) {
            if (auto const found = m_locked.find(oid); found != m_locked.end())
                tables.insert(found->second.begin(), found->second.end());
        }
        record.partial = true;
        record.body = model::mark_unread(record.body, {tables.begin(), tables.end()});
        if (m_report.partial++ == 0)
            m_first_partial = fmt::format("{} {}", model::kind_text(record.kind), model::format_ref(record));
    }
    m_sink(std::move(record));
}

void Scan::note_partial() {
    if (m_report.partial == 0) return;
    m_report.notes.push_back(fmt::format(
        "{} ({}{}) not read in full: another session holds an exclusive lock on a table that the server opens to write "
        "their expressions out; what the catalog knows of them stays as it is; scan again later, or with a longer "
        "--lock-timeout",
        base::counted(m_report.partial, "object"), m_first_partial, m_report.partial > 1 ? ", ..." : ""));
}

Scan::Pending *Scan::pending(Oid oid) {
    auto const found = m_pending_at.find(oid);
    return found == m_pending_at.end() ? nullptr : &m_pending[found->second];
}

std::string definition_of(std::optional<std::string> text, std::string const &name) {
    if (!text) throw ChangedError(base::quote_ident(name) + " was dropped during the scan");
    return std::move(*text);
}

} // namespace scribe::source::postgres
