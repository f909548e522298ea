// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::exporter {

/// A name as a part of a file name: letters, digits, '_' and '-' and printable characters beyond ASCII stay, every
/// other byte becomes '~' and two hexadecimal digits, and so does the start of a name that Windows reserves.
std::string encode_name(std::string_view name);

/// File names for objects: `schema.name.md` in one folder. No two are the same, on file systems that ignore case too,
/// and none is longer than 200 bytes.
class PageNames {
public:
    /// `folder` is empty or ends in '/'.
    explicit PageNames(std::string folder) : m_folder(std::move(folder)) {}

    void add(model::Ref const &object) { m_paths.try_emplace(object); }
    /// Settles the names once all objects are known: an object has a suffix when its name alone would not do.
    void settle();
    /// The path, or nullptr when the object has no page.
    std::string const *find(model::Ref const &object) const;
    std::map<model::Ref, std::string> const &all() const { return m_paths; }

private:
    std::string m_folder;
    std::map<model::Ref, std::string> m_paths;
};

} // namespace scribe::exporter
