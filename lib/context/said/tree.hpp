// SPDX-License-Identifier: MIT
#pragma once

#include "context/import.hpp"
#include "yaml/document.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace scribe::context {

/// The content of a file in YAML or JSON, bounded; values of the one look like those of the other.
class Tree {
public:
    /// Throw base::Error(config): "FILE:LINE:COLUMN: ...".
    static Tree of_yaml(std::string_view text, std::string const &file);
    /// A file that is one value, or (JSON Lines) one a line: then the root is a list.
    static Tree of_json(std::string_view text, std::string const &file);

    yaml::Value const &root() const { return m_yaml ? m_yaml->root() : m_values.front(); }
    std::string place(yaml::Value const &value) const;

    /// The member of that name that is there and not null, or nothing.
    static yaml::Value const *member(yaml::Value const &map, std::string_view name);
    /// The items of a list; of nothing and null none. Throws base::Error(config) for what is no list.
    std::vector<yaml::Value const *> items(yaml::Value const *list) const;
    /// A text, or the texts of a list, one a line. Throws base::Error(config) for what is neither.
    std::string text(yaml::Value const &value) const;
    std::string text(yaml::Value const *value) const { return value ? text(*value) : std::string{}; }
    /// Throws base::Error(config) when the value is no map.
    void need_map(yaml::Value const &value, std::string_view what) const;
    /// Counts what is looked at: aliases let small files name a value more often than anybody can read it.
    void spend(yaml::Value const &value) const;

private:
    std::string m_file;
    std::optional<yaml::Document> m_yaml;
    std::deque<yaml::Value> m_values;
    mutable std::size_t m_looked_at = 0;
};

} // namespace scribe::context
