// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::yaml {

/// One value of a YAML file and where it begins there: line and column from 1, the column in characters.
struct Value {
    enum class Type { null, text, list, map };
    Type type = Type::null;
    int line = 1, column = 1;
    bool plain = false;                 ///< text without quotes: it may mean a number or a flag
    std::string text;                   ///< of a text
    std::vector<Value const *> keys;    ///< of a map: texts or nulls, each once
    std::vector<Value const *> items{}; ///< of a list, or the values of a map, one a key
};

/// The most bytes that a YAML file of settings may have.
inline constexpr std::size_t k_most_bytes = std::size_t{1024} * 1024;

/// The most that a file may hold, and what helps when it holds more.
struct Limits {
    std::size_t bytes = k_most_bytes, values = 100'000;
    char const *hint = "settings in parts: include: [FILE]";
};

/// The content of a YAML file for people's settings. An alias is the node that it names, not a copy, so a small file
/// stays small, and a merge key (<<) is what it merges. Files that hold more than settings do (the limits, 32 levels),
/// several documents, tags of programming languages or a key twice are refused.
class Document {
public:
    /// `file` names the text in errors. Throws base::Error(config): "FILE:LINE:COLUMN: what is wrong".
    Document(std::string_view text, std::string const &file, Limits const &limits = {});
    Document(Document &&) = default;
    Document &operator=(Document &&) = default;

    Value const &root() const { return m_nodes.front(); }

private:
    std::deque<Value> m_nodes;
};

} // namespace scribe::yaml
