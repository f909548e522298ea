// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/human_texts.hpp"
#include "catalog/store.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::catalog {

/// An object as a file of people names it; what is empty is not said. Nothing at all is the database.
struct WrittenObject {
    std::string source;
    std::optional<model::Kind> kind; ///< a table may be a view as well
    std::string schema, table, name;
};

/// What an object of a file is in the catalog.
struct FoundObject {
    std::optional<SaidOf> of;      ///< nothing: it is not found
    std::string why;               ///< then the reason
    std::vector<std::string> near; ///< and names that are nearly so, the nearest first
};

/// Finds objects by the names that people write: as they are, else with letters of another case, else without the
/// schema; each where only one object is meant. `schema.table` may stand where a table is expected.
class ObjectFinder {
public:
    /// `source`: where all objects are, whatever the file says; empty: where it says, or in the only source.
    ObjectFinder(Store &store, std::string source);
    FoundObject find(WrittenObject const &written);

private:
    /// An object that is no part of a table.
    struct Named {
        model::Kind kind;
        std::string schema, name;
    };
    struct Names {
        SourceRow source;
        std::multimap<std::string, Named, std::less<>> by_name; ///< by the name in lower case
        std::vector<std::string> schemas;
        std::string table; ///< whose parts are in `parts`: "schema\0name"
        std::vector<std::pair<model::Kind, std::string>> parts;
    };

    Names *names_of(std::string const &source, FoundObject &found);
    void load_parts(Names &names, Named const &table);
    FoundObject find_schema(Names &names, std::string const &schema);
    FoundObject find_whole(Names &names, WrittenObject const &written);
    FoundObject find_part(Names &names, WrittenObject const &written);
    std::optional<Named> find_named(Names const &names, std::vector<model::Kind> const &kinds,
                                    std::string const &schema, std::string const &name, FoundObject &found) const;

    Store &m_store;
    std::string m_source;
    std::map<std::string, Names> m_names;
    int m_searched = 0; ///< how often nearly equal names were looked for
};

} // namespace scribe::catalog
