// SPDX-License-Identifier: MIT
#pragma once

#include "model/serialize.hpp"
#include "source/postgres/names.hpp"
#include "source/source.hpp"

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace scribe::source::postgres {

/// One scan of one database: runs each query of sql/ once, in the caller's transaction, and hands the objects over as
/// they come. What other objects refer to is kept by number in `names`.
class Scan {
public:
    Scan(pg::Connection &connection, Capabilities const &capabilities, ScanRequest const &request,
         RecordSink const &sink);
    /// Reads everything. Throws base::Error.
    ScanReport run();

private:
    // Names that others need first: scan_names.cpp
    void read_roles();
    void read_schemas();
    void read_extensions();
    void read_comments();
    void read_collations_and_operators();
    void read_column_types();

    // scan_relations.cpp
    void read_relations();
    void read_inheritance();
    void read_foreign_tables();
    void read_view_definitions();
    void read_view_columns();
    void add_sizes();
    void add_partition_sums();
    void emit_relations();

    void read_columns();         // scan_columns.cpp
    void read_outside_columns(); // scan_columns.cpp
    void read_constraints();     // scan_constraints.cpp
    void read_indexes();         // scan_indexes.cpp
    void read_sequences();       // scan_relations.cpp
    void read_types();           // scan_types.cpp
    void read_routines();        // scan_code.cpp
    void read_triggers();        // scan_code.cpp
    void read_rules();           // scan_code.cpp
    void read_policies();        // scan_code.cpp
    void read_statistics();      // scan_database.cpp
    void read_publications();    // scan_database.cpp
    void read_event_triggers();  // scan_database.cpp
    void read_servers();         // scan_database.cpp

    /// A table or view on its way: complete only when indexes and sizes are known.
    struct Pending {
        Oid oid = 0;
        char kind = 'r';
        model::Table table; ///< for views: the common part, owner and the like
        model::View view;
        std::int64_t pages = 0, toast_pages = 0, index_pages = 0;
        double tuples = 0;
        std::int64_t index_scans = 0;
        model::Stats stats;
        Oid partition_parent = 0;
        std::int64_t partition_rows = 0;
        bool partition_rows_unknown = false;
        bool parts_outside = false; ///< some partitions lie in schemas that this scan does not read
    };

    struct KeyIndex {
        std::string name;
        std::vector<std::string> include;
        bool nulls_not_distinct = false;
    };

    void add_relation(pg::BinaryRow &row);
    void add_column(pg::BinaryRow &row);
    void add_constraint(pg::BinaryRow &row);
    void add_index(pg::BinaryRow &row);
    void add_sequence(pg::BinaryRow &row);
    void add_type(pg::BinaryRow &row);
    void add_routine(pg::BinaryRow &row);
    void add_trigger(pg::BinaryRow &row);
    /// Rows and sizes that the server keeps; false when they have to be measured.
    bool estimate_sizes(Pending &pending);
    void measure_sizes(std::vector<Oid> const &oids, std::string_view sql);

    /// Runs one query; false with a note when this role may not read a catalog it needs, and then nothing of `kinds`
    /// counts as removed. `needs` are queries without whose answer these rows would be half of what they are.
    bool copy(std::string_view name, std::string_view sql, std::vector<model::Kind> const &kinds,
              std::function<void(pg::BinaryRow &)> const &row, std::initializer_list<std::string_view> needs = {});
    void set_relations(std::vector<Oid> const &oids);

    /// Sets comment and extension of an object and hands it over when the filter covers it.
    template <typename T> void emit(T &&object, SystemCatalog catalog, Oid oid);
    /// As emit, for parts of a relation: the relation's extension is theirs.
    template <typename T> void emit_part(T &&object, SystemCatalog catalog, Oid oid, Oid relation);
    bool wanted(std::string const &schema, std::string const &name) const;
    std::string extension_of(SystemCatalog catalog, Oid oid) const;
    Pending *pending(Oid oid);

    pg::Connection &m_connection;
    Capabilities const &m_capabilities;
    ScanRequest const &m_request;
    RecordSink const &m_sink;
    Names m_names;
    ScanReport m_report;
    std::vector<Pending> m_pending;
    std::unordered_map<Oid, std::size_t> m_pending_at;
    std::unordered_map<Oid, KeyIndex> m_key_indexes; ///< what constraints take over from their index
    std::map<Oid, std::pair<Oid, model::Index>>
        m_undefined_indexes; ///< the server is asked for their definition; with their table
    std::unordered_map<Oid, std::vector<model::DomainCheck>> m_domain_checks;
    std::unordered_map<Oid, std::vector<model::TypeAttribute>>
        m_attributes; ///< of composite types, by their pg_class number
    std::int64_t m_block_size = 8192;
    bool m_filtered = false;
};

template <typename T> void Scan::emit(T &&object, SystemCatalog catalog, Oid oid) {
    if (!model::is_database_wide(T::k_kind) && !wanted(object.schema, object.name)) return;
    auto const comment = m_names.comments.find(object_key(catalog, oid));
    if (comment != m_names.comments.end()) object.comment = comment->second;
    object.extension = extension_of(catalog, oid);
    m_sink(model::to_record(std::forward<T>(object)));
}

template <typename T> void Scan::emit_part(T &&object, SystemCatalog catalog, Oid oid, Oid relation) {
    if (!wanted(object.schema, object.table)) return;
    auto const comment = m_names.comments.find(object_key(catalog, oid));
    if (comment != m_names.comments.end()) object.comment = comment->second;
    object.extension = extension_of(SystemCatalog::pg_class, relation);
    m_sink(model::to_record(std::forward<T>(object)));
}

/// The definition of the object of that name, as a function of the server writes it. Throws ChangedError where there is
/// none: the object was dropped since the scan began.
std::string definition_of(pg::BinaryRow &row, std::string const &name);

} // namespace scribe::source::postgres
