// SPDX-License-Identifier: MIT
#pragma once

#include "model/serialize.hpp"
#include "source/postgres/names.hpp"
#include "source/source.hpp"

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace scribe::source::postgres {

/// What cannot be opened because other sessions keep tables locked, and the references of these tables.
using Locked = std::map<Oid, std::set<std::string>>;

/// What a scan leaves out for want of rights.
struct LeftOut {
    std::string name; ///< "policies"
    std::vector<Lack> lacks;
};

/// One scan of one database: runs each query of sql/ once, in the caller's transaction, and hands the objects over as
/// they come. What other objects refer to is kept by number in `names`.
class Scan {
public:
    /// `locked`: what cannot be opened now, as locked_definitions.sql tells it; its expressions are left out.
    Scan(pg::Connection &connection, Capabilities const &capabilities, ScanRequest const &request,
         RecordSink const &sink, Locked locked = {});
    /// Reads everything. Throws base::Error.
    ScanReport run();
    /// Reads nothing, and tells what run() would leave out.
    std::vector<LeftOut> rehearse();

private:
    // Names that others need first: scan_names.cpp
    void read_names(); ///< of databases without an encoding: tells names apart that differ in bad bytes only
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
    void emit_relations();

    // scan_sizes.cpp
    void add_sizes();      ///< of all but indexes that were not measured
    void add_index_sums(); ///< once the indexes are read
    void add_partition_sums();

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
    void read_privileges();      // scan_database.cpp

    /// What the server keeps of the table that holds another one's long values; chunks are its rows.
    struct ToastCounts {
        std::int64_t pages = 0;
        double tuples = 0;
        std::int64_t live_rows = 0;
    };

    /// A table or view on its way: complete only when indexes and sizes are known.
    struct Pending {
        Oid oid = 0;
        char kind = 'r';
        model::Table table; ///< for views: the common part, owner and the like
        model::View view;
        std::int64_t pages = 0, index_pages = 0;
        std::optional<ToastCounts> toast;
        double tuples = 0;
        std::int64_t index_scans = 0;
        model::Stats stats;
        Oid partition_parent = 0;
        std::int64_t partition_rows = 0;
        bool partition_rows_unknown = false;
        bool parts_outside = false; ///< some partitions lie in schemas that this scan does not read
        bool partial = false;
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
    /// False when ANALYZE counted the table, but nothing the toast table, or no longer.
    bool is_toast_certain(Pending const &pending) const;
    /// Measures what other sessions do not keep locked; the rest stays as estimated, with a note.
    void measure_sizes(std::vector<Oid> oids, std::string_view sql);
    /// False when it took too long to get a lock.
    bool try_to_measure(std::vector<Oid> const &oids, std::string_view sql);
    /// False, with a note, when this role may not.
    bool read_sizes(std::vector<Oid> const &oids, std::string_view sql);
    void note_locked(std::vector<Oid> const &oids);
    /// What was measured; else what the server counted, unless that is no longer believed.
    void add_index_figures(model::Stats &stats, Oid index, Pending const *table, std::int64_t pages) const;
    /// No size is better than the 0 of a table that was never counted.
    void forget_uncounted(std::vector<Oid> const &oids);

    /// Runs one query; false with a note when this role may not use a catalog or function it needs, and then nothing of
    /// `kinds` counts as removed. `needs` are queries without whose answer these rows would be half of what they are.
    bool copy(std::string_view name, std::string_view sql, std::vector<model::Kind> const &kinds,
              std::function<void(pg::BinaryRow &)> const &row, std::initializer_list<std::string_view> needs = {});
    void set_relations(std::vector<Oid> const &oids);

    /// Sets comment and extension of an object and hands it over when the filter covers it. `partial`: an expression of
    /// it is missing, because of a lock on itself, what it names or `relation`.
    template <typename T> void emit(T &&object, SystemCatalog catalog, Oid oid, bool partial = false, Oid relation = 0);
    /// As emit, for parts of a relation: the relation's extension is theirs.
    template <typename T>
    void emit_part(T &&object, SystemCatalog catalog, Oid oid, Oid relation, bool partial = false);
    /// A record that is partial is marked with what kept `own` or `relation` locked.
    void hand_over(model::Record &&record, bool partial, Oid own, Oid relation);
    void note_partial();
    bool is_locked(Oid oid) const { return m_locked.contains(oid); }
    bool wanted(std::string const &schema, std::string const &name) const;
    std::string extension_of(SystemCatalog catalog, Oid oid) const;
    Pending *pending(Oid oid);

    pg::Connection &m_connection;
    Capabilities const &m_capabilities;
    ScanRequest const &m_request;
    RecordSink const &m_sink;
    Names m_names;
    ScanReport m_report;
    std::vector<LeftOut> m_left_out;
    bool m_rehearsal = false; ///< no catalog query is sent
    Locked m_locked;
    std::string m_first_partial; ///< name of the first object that is partial
    std::vector<Pending> m_pending;
    std::unordered_map<Oid, std::size_t> m_pending_at;
    std::unordered_map<Oid, std::int64_t> m_index_bytes; ///< as measured
    std::unordered_map<Oid, KeyIndex> m_key_indexes;     ///< what constraints take over from their index
    std::map<Oid, std::pair<Oid, model::Index>>
        m_undefined_indexes; ///< the server is asked for their definition; with their table
    std::unordered_map<Oid, std::vector<model::DomainCheck>> m_domain_checks;
    std::unordered_map<Oid, std::vector<model::TypeAttribute>>
        m_attributes; ///< of composite types, by their pg_class number
    std::int64_t m_block_size = 8192;
    bool m_filtered = false;
};

template <typename T> void Scan::emit(T &&object, SystemCatalog catalog, Oid oid, bool partial, Oid relation) {
    auto const comment = m_names.comments.find(object_key(catalog, oid));
    if (comment != m_names.comments.end()) object.comment = comment->second;
    object.extension = extension_of(catalog, oid);
    auto record = model::to_record(std::forward<T>(object));
    if (!m_filtered || m_request.filter.matches(record)) hand_over(std::move(record), partial, oid, relation);
}

template <typename T> void Scan::emit_part(T &&object, SystemCatalog catalog, Oid oid, Oid relation, bool partial) {
    if (!wanted(object.schema, object.table)) return;
    auto const comment = m_names.comments.find(object_key(catalog, oid));
    if (comment != m_names.comments.end()) object.comment = comment->second;
    object.extension = extension_of(SystemCatalog::pg_class, relation);
    hand_over(model::to_record(std::forward<T>(object)), partial, oid, relation);
}

/// The definition of the object of that name, as a function of the server wrote it. Throws ChangedError where there is
/// none: the object was dropped since the scan began.
std::string definition_of(std::optional<std::string> text, std::string const &name);

} // namespace scribe::source::postgres
