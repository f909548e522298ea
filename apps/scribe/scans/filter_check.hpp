// SPDX-License-Identifier: MIT
#pragma once

#include "options/options_common.hpp"

#include <set>
#include <string>
#include <vector>

namespace scribe::cli {

/// Finds out what of --schema, --include and --exclude named nothing in the database that a scan reads.
class FilterCheck {
public:
    FilterCheck(FilterOptions const &options, std::string source);

    /// Takes note of what the scan hands over.
    void see(model::Record const &record);

    /// Warns of each glob and pattern that matched nothing, with the nearest of `schemas`, all that the database has.
    /// Throws base::Error(usage) instead when that leaves nothing and the catalog does not know the source yet.
    void finish(std::set<std::string> const &schemas, bool first);

private:
    struct Wanted {
        std::string option, text;   ///< "--include", as the user wrote it
        model::ObjectFilter filter; ///< this one alone
        bool found = false;
    };

    std::string m_source;
    std::vector<Wanted> m_wanted;
    bool m_filtered = false;
    bool m_excludes = false;
    bool m_found = false; ///< anything besides schemas
};

} // namespace scribe::cli
