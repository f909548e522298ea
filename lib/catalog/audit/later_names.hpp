// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/audit/subject.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace scribe::catalog {

/// The names that objects got by renames which somebody accepted: what was said of them before is found under these.
class LaterNames {
public:
    explicit LaterNames(Store &store);

    /// The names that the object got after a change set, by one rename after the other; for parts of tables those that
    /// came with the table's, too.
    std::vector<NamedObject> of(NamedObject object, std::string_view change_set) const;

private:
    struct Later {
        std::string change_set;
        std::string schema, table, name;
    };
    using Key = std::tuple<std::string, model::Kind, std::string, std::string, std::string>;
    Later const *find(NamedObject const &object, std::string_view after) const;

    std::map<Key, Later> m_renames;
};

} // namespace scribe::catalog
