// SPDX-License-Identifier: MIT
#pragma once

#include "model/record.hpp"

#include <string>
#include <vector>

namespace scribe::model {

/// The name of an object that lives in a schema.
struct Ref {
    std::string schema;
    std::string name;
    bool empty() const { return name.empty(); }
    auto operator<=>(Ref const &) const = default;
};

/// What one role may do. PUBLIC is the grantee "public".
struct Grant {
    std::string grantee;
    std::vector<std::string> privileges; ///< "SELECT", "USAGE" ...
    std::vector<std::string> grantable;  ///< those of them it may grant to others
    bool operator==(Grant const &) const = default;
};

struct Schema : Object {
    static constexpr Kind k_kind = Kind::schema;
    std::string owner;
    std::vector<Grant> grants;
};

struct Table : Object {
    static constexpr Kind k_kind = Kind::table;
    std::string table_kind = "table"; ///< table | partitioned | foreign | virtual | shadow
    std::string persistence;          ///< empty (permanent) | unlogged | temporary
    std::string owner;
    std::string tablespace;
    std::string access_method;        ///< empty for heap
    std::vector<std::string> options; ///< storage parameters, "fillfactor=70"
    bool row_security = false;
    bool force_row_security = false;
    std::string replica_identity;   ///< empty (default) | full | nothing | the index's name
    std::string partition_strategy; ///< range | list | hash
    std::string partition_key;      ///< "RANGE (created_at)"
    Ref partition_of;
    std::string partition_bound;              ///< "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')", "DEFAULT"
    std::vector<Ref> inherits;                ///< parents other than a partitioned table
    Ref of_type;                              ///< typed tables: CREATE TABLE ... OF
    std::string server;                       ///< foreign tables
    std::vector<std::string> foreign_options; ///< "schema_name=public"; secrets are left out
    bool without_rowid = false;               ///< SQLite
    bool strict = false;                      ///< SQLite
    std::string module;                       ///< SQLite virtual tables: "fts5"
    std::string definition;                   ///< SQLite: the CREATE TABLE statement
    std::vector<Grant> grants;
};

/// A relation that a view reads, and which of its columns.
struct ViewUse {
    Ref relation;
    std::vector<std::string> columns;
    bool operator==(ViewUse const &) const = default;
};

struct View : Object {
    static constexpr Kind k_kind = Kind::view;
    bool materialized = false;
    bool unpopulated = false; ///< materialized views: holds no data yet
    std::string owner;
    std::string tablespace;
    std::string access_method;
    std::vector<std::string> options; ///< "security_barrier=true", "security_invoker=true"
    std::string check_option;         ///< empty | local | cascaded
    std::string definition;           ///< PostgreSQL: the SELECT; SQLite: the CREATE VIEW statement
    std::vector<ViewUse> uses;        ///< from the server's dependency tables; sorted
    std::vector<Grant> grants;
};

struct Column : Object {
    static constexpr Kind k_kind = Kind::column;
    std::string type;           ///< with modifiers: "numeric(12,2)", "character varying(40)[]"; as declared in SQLite
    Ref user_type;              ///< the domain, enum, composite or range behind it (an array's element)
    std::string user_type_kind; ///< enum | domain | composite | range
    bool not_null = false;
    std::optional<std::string> default_value;
    std::string identity;    ///< empty | always | by default | autoincrement (SQLite)
    std::string generated;   ///< empty | stored | virtual
    std::string expression;  ///< of a generated column
    std::string collation;   ///< when it is not its type's
    std::string storage;     ///< when it is not its type's: plain | external | extended | main
    std::string compression; ///< pglz | lz4 when set
    std::optional<std::int64_t> statistics_target;
    bool inherited = false;           ///< comes from a parent table only
    std::string affinity;             ///< SQLite: INTEGER | TEXT | BLOB | REAL | NUMERIC; empty where a view has none
    bool hidden = false;              ///< SQLite: hidden column of a virtual table
    std::vector<std::string> options; ///< "n_distinct=-0.5"
    std::vector<std::string> foreign_options;
    std::vector<Grant> grants;
};

struct Constraint : Object {
    static constexpr Kind k_kind = Kind::constraint;
    std::string type; ///< primary key | unique | foreign key | check | exclusion | not null | trigger
    std::vector<std::string> columns;
    Ref references; ///< foreign keys
    std::vector<std::string> referenced_columns;
    std::string match;     ///< empty (simple) | full | partial
    std::string on_update; ///< empty (no action) | restrict | cascade | set null | set default
    std::string on_delete;
    std::vector<std::string> on_delete_columns; ///< SET NULL (a, b), from version 15
    bool deferrable = false;
    bool initially_deferred = false;
    bool not_valid = false;
    bool not_enforced = false; ///< from version 18
    bool no_inherit = false;
    bool nulls_not_distinct = false;
    bool temporal = false; ///< WITHOUT OVERLAPS or PERIOD, from version 18
    std::vector<std::string> include;
    std::string index;                  ///< the index behind it
    std::string expression;             ///< checks: the condition
    std::vector<std::string> operators; ///< exclusion constraints, one a column
    bool inherited = false;             ///< comes from a parent table only
    std::string definition;             ///< as pg_get_constraintdef prints it
};

/// One key of an index: a column or an expression.
struct IndexKey {
    std::string column;     ///< empty for an expression
    std::string expression; ///< empty for a column
    std::string opclass;    ///< when it is not the type's default
    std::string collation;  ///< when it is not the column's
    bool descending = false;
    bool nulls_first = false;
    bool operator==(IndexKey const &) const = default;
};

struct Index : Object {
    static constexpr Kind k_kind = Kind::index;
    std::string method; ///< btree | hash | gin | gist | brin | ...
    std::vector<IndexKey> keys;
    std::vector<std::string> include;
    std::string predicate;
    bool unique = false;
    bool primary = false;
    bool nulls_not_distinct = false;
    bool exclusion = false;
    bool invalid = false; ///< failed or unfinished CREATE INDEX CONCURRENTLY
    bool clustered = false;
    bool replica_identity = false;
    bool partitioned = false; ///< the index of a partitioned table
    Ref partition_of;         ///< the partitioned index it is a part of
    std::string constraint;   ///< the constraint it serves
    std::string tablespace;
    std::vector<std::string> options;
    std::string definition; ///< as pg_get_indexdef prints it; SQLite: the CREATE INDEX statement
};

struct Sequence : Object {
    static constexpr Kind k_kind = Kind::sequence;
    std::string data_type;
    std::string start, increment, minimum, maximum, cache; ///< decimal numbers (64 bits)
    bool cycle = false;
    Ref owned_by; ///< table
    std::string owned_column;
    bool identity = false; ///< made by an identity column
    std::string persistence;
    std::string owner;
    std::vector<Grant> grants;
};

struct DomainCheck {
    std::string name;
    std::string definition; ///< "CHECK ((VALUE > 0))"
    bool not_valid = false;
    std::optional<std::string> comment;
    bool operator==(DomainCheck const &) const = default;
};

struct TypeAttribute {
    std::string name;
    std::string type;
    std::string collation;
    std::optional<std::string> comment;
    bool operator==(TypeAttribute const &) const = default;
};

struct Type : Object {
    static constexpr Kind k_kind = Kind::type;
    std::string type_kind;           ///< enum | domain | composite | range | base
    std::vector<std::string> labels; ///< enums, in their order
    std::string base_type;           ///< domains: the type; ranges: the subtype
    bool not_null = false;           ///< domains
    std::optional<std::string> default_value;
    std::string collation;
    std::vector<DomainCheck> checks;
    std::vector<TypeAttribute> attributes; ///< composites
    std::string subtype_opclass;           ///< ranges, when not the default
    std::string canonical;
    std::string subtype_diff;
    std::string multirange;
    std::string owner;
    std::vector<Grant> grants;
};

struct Routine : Object {
    static constexpr Kind k_kind = Kind::routine;
    std::string routine_name; ///< without arguments
    std::string routine_kind; ///< function | procedure | aggregate | window
    std::string arguments;    ///< with names, modes and defaults
    std::string result;       ///< empty for procedures
    std::string language;
    std::string volatility; ///< volatile | stable | immutable
    std::string parallel;   ///< unsafe | restricted | safe
    std::string cost, rows; ///< decimal numbers for the planner, when they are not the server's defaults
    std::string support;    ///< the planner's support function, as SQL names it
    bool strict = false;
    bool leakproof = false;
    bool security_definer = false;
    std::vector<std::string> config; ///< SET clauses: "search_path=public"
    std::string body;                ///< source text; for C functions the symbol
    std::string library;             ///< C functions: the library
    // Aggregates; functions and operators as SQL names them, space in bytes.
    std::string aggregate_kind; ///< empty (plain) | ordered-set | hypothetical-set
    std::string transition_function, transition_type, final_function;
    std::optional<std::string> initial_value;
    std::string state_space;
    bool final_extra = false; ///< the final function gets nulls for the arguments, too
    std::string final_modify; ///< read_only | shareable | read_write; empty: the kind's default
    std::string combine_function, serial_function, deserial_function; ///< for parallel work
    std::string moving_transition_function, moving_inverse_function;  ///< for windows whose frame moves
    std::string moving_transition_type, moving_state_space, moving_final_function;
    bool moving_final_extra = false;
    std::string moving_final_modify;
    std::optional<std::string> moving_initial_value;
    std::string sort_operator; ///< MIN and MAX: an index in that order answers them
    std::string owner;
    std::vector<Grant> grants;
};

struct Trigger : Object {
    static constexpr Kind k_kind = Kind::trigger;
    std::string timing;              ///< before | after | instead of
    std::vector<std::string> events; ///< insert | update | delete | truncate
    std::vector<std::string> update_columns;
    std::string level; ///< row | statement
    std::string condition;
    Ref function;
    std::string arguments;          ///< of the function, as SQL: "'title', 'body'"
    std::string enabled = "origin"; ///< origin | disabled | replica | always
    bool constraint_trigger = false;
    bool deferrable = false;
    bool initially_deferred = false;
    bool inherited = false;           ///< a partition's copy of its parent's trigger
    std::string old_table, new_table; ///< transition tables
    std::string definition;
};

struct Rule : Object {
    static constexpr Kind k_kind = Kind::rule;
    std::string event; ///< select | insert | update | delete
    bool instead = false;
    std::string enabled = "origin";
    std::string definition;
};

struct Policy : Object {
    static constexpr Kind k_kind = Kind::policy;
    std::string command; ///< all | select | insert | update | delete
    bool restrictive = false;
    std::vector<std::string> roles; ///< "public" for all
    std::string using_expression;
    std::string check_expression;
};

struct Statistics : Object {
    static constexpr Kind k_kind = Kind::statistics;
    Ref relation;
    std::vector<std::string> columns;
    std::vector<std::string> kinds; ///< ndistinct | dependencies | mcv | expressions
    std::optional<std::int64_t> statistics_target;
    std::string definition;
    std::string owner;
};

struct Extension : Object {
    static constexpr Kind k_kind = Kind::extension;
    std::string version;
    std::string in_schema;
    std::string owner;
};

struct PublicationTable {
    Ref relation;
    std::vector<std::string> columns; ///< empty: all
    std::string where;
    bool operator==(PublicationTable const &) const = default;
};

struct Publication : Object {
    static constexpr Kind k_kind = Kind::publication;
    bool all_tables = false;
    std::vector<std::string> operations; ///< insert | update | delete | truncate
    bool via_root = false;
    std::string generated_columns; ///< empty (those in column lists only) | stored; from version 18
    std::vector<PublicationTable> tables;
    std::vector<std::string> schemas;
    std::string owner;
};

struct EventTrigger : Object {
    static constexpr Kind k_kind = Kind::event_trigger;
    std::string event; ///< ddl_command_start ...
    std::vector<std::string> tags;
    Ref function;
    std::string enabled = "origin";
    std::string owner;
};

struct Server : Object {
    static constexpr Kind k_kind = Kind::server;
    std::string wrapper;
    std::string server_type;
    std::string server_version;
    std::vector<std::string> options;         ///< secrets are left out
    std::vector<std::string> wrapper_options; ///< those of the foreign-data wrapper, which hold for all its servers
    std::string owner;
    std::vector<Grant> grants;
};

/// Who may do what with the database, or will be able to with objects that a role makes from now on (ALTER DEFAULT
/// PRIVILEGES). Named after what it is about: "database", "new tables of app", "new tables of app in sales". Where it
/// is missing the server's own rules hold.
struct Privileges : Object {
    static constexpr Kind k_kind = Kind::privileges;
    std::string on = "database"; ///< database | tables | sequences | functions | types | schemas | large objects
    std::string in_schema;       ///< of new objects: empty for all schemas
    std::string owner;           ///< the database's owner, or the role that makes the new objects
    std::vector<Grant> grants;
};

} // namespace scribe::model
