// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"
#include "source/postgres/capabilities.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scribe::source::postgres {

using Oid = std::uint32_t;

/// A type with its modifier, as columns have it.
struct ColumnType {
    std::string text;   ///< "character varying(40)"
    Oid collation = 0;  ///< the type's own
    char storage = 'p'; ///< the type's own
    Oid base = 0;       ///< a domain's type, else the type
    char typtype = 'b';
    bool is_array = false;
    char user_kind = 0; ///< typtype of the domain, enum ... behind it; 0 when it is the server's own
    model::Ref user_type;
};

struct OperatorClass {
    model::Ref name;
    Oid method = 0;
    Oid input_type = 0;
    bool is_default = false;
};

/// A table or view while the scan goes on.
struct Relation {
    model::Ref name;
    char kind = 'r';
    std::vector<std::string> columns;        ///< by number minus 1; dropped ones are empty
    std::vector<std::uint32_t> column_types; ///< parallel: index into Names::types
    std::vector<Oid> collations;             ///< parallel
    int live_columns = 0;                    ///< those that are not dropped, as far as they were read
};

/// What the catalog's numbers stand for. Filled by the first queries of a scan, used by all that follow.
struct Names {
    std::unordered_map<Oid, std::string> roles;
    std::unordered_map<Oid, std::string> schemas;
    std::unordered_map<Oid, model::Ref> collations;
    std::unordered_map<Oid, OperatorClass> operator_classes;
    std::unordered_map<Oid, Relation> relations;
    std::vector<ColumnType> types;
    std::map<std::pair<Oid, std::int32_t>, std::uint32_t> type_numbers; ///< (type, modifier) -> index into types
    std::unordered_map<Oid, std::string> extensions;
    std::unordered_map<std::uint64_t, std::string> members;         ///< (class, object) -> extension
    std::unordered_map<std::uint64_t, std::string> comments;        ///< (class, object), see comment_key
    std::unordered_map<std::uint64_t, std::string> column_comments; ///< (table, number)

    std::string role(Oid oid) const;
    std::string const &schema(Oid oid) const;
    /// Null when the relation is not part of the scan.
    Relation const *relation(Oid oid) const;
    std::string const &column(Oid relation, int number) const;
    std::vector<std::string> columns(Oid relation, std::vector<std::int16_t> const &numbers) const;
};

/// Numbers of the system catalogs that comments and extension members name; fixed in every version (catalog headers).
enum class SystemCatalog : Oid {
    pg_class = 1259,
    pg_type = 1247,
    pg_proc = 1255,
    pg_constraint = 2606,
    pg_namespace = 2615,
    pg_rewrite = 2618,
    pg_trigger = 2620,
    pg_extension = 3079,
    pg_policy = 3256,
    pg_statistic_ext = 3381,
    pg_event_trigger = 3466,
    pg_publication = 6104,
    pg_foreign_server = 1417,
};

constexpr std::uint64_t object_key(Oid catalog, Oid object) { return std::uint64_t{catalog} << 32 | object; }
constexpr std::uint64_t object_key(SystemCatalog catalog, Oid object) {
    return object_key(static_cast<Oid>(catalog), object);
}

/// Appends an identifier as this server's quote_ident writes it: keywords differ between versions.
void append_name(std::string &out, std::string_view name, Capabilities const &capabilities);
/// schema.name, or name alone for the server's own schema, as ruleutils print names under an empty search_path.
void append_qualified(std::string &out, model::Ref const &ref, Capabilities const &capabilities);

} // namespace scribe::source::postgres
