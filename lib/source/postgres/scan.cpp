// SPDX-License-Identifier: MIT
#include "source/postgres/scan.hpp"

#include "base/text.hpp"

#include "base/interrupt.hpp"

#include <fmt/format.h>

namespace scribe::source::postgres {

Scan::Scan(pg::Connection &connection, Capabilities const &capabilities, ScanRequest const &request,
           RecordSink const &sink)
    : m_connection(connection), m_capabilities(capabilities), m_request(request), m_sink(sink),
      m_filtered(!request.filter.empty()) {}

ScanReport Scan::run() {
    m_block_size = m_connection.query("SELECT current_setting('block_size') AS size").integer(0, "size");
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
    read_indexes();
    read_constraints();
    read_view_definitions();
    read_view_columns();
    add_sizes();
    add_partition_sums();
    emit_relations();
    read_sequences();
    read_types();
    read_routines();
    read_triggers();
    read_rules();
    read_policies();
    read_statistics();
    if (!m_filtered) {
        read_publications();
        read_event_triggers();
        read_servers();
    }
    return std::move(m_report);
}

bool Scan::copy(std::string_view name, std::string_view sql, std::vector<model::Kind> const &kinds,
                std::function<void(pg::BinaryRow &)> const &row, std::initializer_list<std::string_view> needs) {
    base::check_interrupt();
    auto const text = m_capabilities.resolve(sql);
    auto unreadable = m_capabilities.unreadable_in(text);
    for (auto const need : needs) {
        if (unreadable.empty()) unreadable = m_capabilities.unreadable_in(m_capabilities.resolve(need));
    }
    if (!unreadable.empty()) {
        m_report.unseen.insert(kinds.begin(), kinds.end());
        m_report.notes.push_back(fmt::format("{} left out: this role may not read pg_catalog.{}", name, unreadable));
        return false;
    }
    m_connection.copy(name, text, row);
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

Scan::Pending *Scan::pending(Oid oid) {
    auto const found = m_pending_at.find(oid);
    return found == m_pending_at.end() ? nullptr : &m_pending[found->second];
}

std::string definition_of(pg::BinaryRow &row, std::string const &name) {
    auto definition = row.optional_text();
    if (!definition) throw ChangedError(base::quote_ident(name) + " was dropped during the scan");
    return std::move(*definition);
}

} // namespace scribe::source::postgres
