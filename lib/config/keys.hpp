// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::config {

/// The words that lead to a setting: {"sources", "shop", "url"}.
using Path = std::vector<std::string>;

/// What a setting may be.
enum class Type {
    text,
    texts,
    path,
    url,
    paths,
    globs,
    refs,
    words,
    word,
    flag,
    count,
    positive, ///< a count, not 0
    seconds,
    percent,
    amount,
    age,
    version
};

/// One setting that scribe.yml may hold.
struct Key {
    std::string_view path; ///< "sources.*.url"; * stands for a name that people choose
    Type type = Type::text;
    std::string_view standard; ///< what counts when nothing is said; empty: nothing
    std::string_view words;    ///< of Type::word: what it may be, as "a|b|c"
    std::string_view variable; ///< the environment variable that beats it; empty: none

    bool is_list() const {
        return type == Type::texts || type == Type::paths || type == Type::globs || type == Type::refs ||
               type == Type::words;
    }
    /// The last word of the path.
    std::string_view name() const { return path.substr(path.rfind('.') + 1); }
};

/// All settings, in the order that people read them: the only list of them.
std::span<Key const> keys();

/// The setting that the path leads to, or nothing.
Key const *find_key(Path const &path);
/// What may follow after the path ("url", "include", ... or "*"), in order; empty: no section.
std::vector<std::string> words_after(Path const &path);

/// Why `value` is none for the key, or nothing: "expected true or false".
std::optional<std::string> misfit(Key const &key, std::string const &value);

/// The path as people write it: sources.shop.url, goals.schemas."odd.name".described.
std::string format_path(Path const &path);

} // namespace scribe::config
