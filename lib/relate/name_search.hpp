// SPDX-License-Identifier: MIT
#pragma once

#include "relate/candidates.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

// Which tables the name of a column points at.
namespace scribe::relate {

/// What a form of a table's name is.
enum class Form { full, part, tail, key, key_stem };

/// A target by one form of its name; `target` is its place among the targets.
struct Entry {
    std::size_t target = 0;
    Form form = Form::full;
};

/// Names of targets, by the words glued together. What it is made of must outlive it.
class NameIndex {
public:
    NameIndex(Facts const &facts, Names const &names, std::vector<Target> const &targets);

    /// Null where nothing is called so.
    std::vector<Entry> const *find(std::string const &name) const;
    /// How many targets have a key of this name.
    std::size_t keys_called(std::string const &name) const;
    /// Whether the name of a key is that of another table, or with `end` of its end.
    bool names_another(ColumnName const &key, std::size_t table, bool end) const;
    /// Primary targets whose name is one word, its prefix left out, that begins with the letter.
    std::vector<std::size_t> const &short_names(char letter) const;
    /// The place of the primary target of a table; nothing where it has none.
    std::optional<std::size_t> primary_of(std::size_t table) const;
    /// The targets that hold persons.
    std::vector<std::size_t> const &persons() const { return m_persons; }
    Target const &target(std::size_t place) const { return m_targets[place]; }
    Facts const &facts() const { return m_facts; }
    Names const &names() const { return m_names; }

private:
    void add(std::string const &name, std::size_t target, Form form);

    Facts const &m_facts;
    Names const &m_names;
    std::vector<Target> const &m_targets;
    std::unordered_map<std::string, std::vector<Entry>> m_entries;
    std::unordered_map<std::string, std::size_t> m_key_names;
    std::array<std::vector<std::size_t>, 256> m_short_names;
    std::unordered_map<std::size_t, std::size_t> m_primary;
    std::vector<std::size_t> m_persons;
};

/// All targets that the name of a column points at, and how: the clearest way of each.
std::map<std::size_t, NameLink> point_at(NameIndex const &index, std::size_t table, std::size_t column);

} // namespace scribe::relate
