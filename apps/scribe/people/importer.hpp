// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/context.hpp"
#include "catalog/said/object_finder.hpp"
#include "context/statement.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scribe::cli {

/// What becomes of a text of a file where people said something else before.
enum class OnConflict {
    keep,    ///< what was said stays
    replace, ///< the file's text counts; what was said is a version of the history
    merge,   ///< both: lists take what they lack, texts a paragraph
};

/// What a row of a file does to one field of one object, or why it does nothing.
struct ImportLine {
    std::string place, ref;
    std::string field;  ///< empty where no object is found
    std::string action; ///< new | replaced | merged | kept | unmatched
    std::string before, after;
    std::string why;               ///< of unmatched ones
    std::vector<std::string> near; ///< of them names that are nearly so
};

struct ImportCounts {
    std::int64_t rows = 0, added = 0, replaced = 0, merged = 0, kept = 0, same = 0, unmatched = 0;
    std::int64_t changed() const { return added + replaced + merged; }
};

/// Takes statements of files into the catalog, in the transaction that the caller has open.
class Importer {
public:
    using OnLine = std::function<void(ImportLine &&)>;
    /// `source`: as catalog::ObjectFinder has it. `on_line` is told all but what is said already.
    Importer(catalog::Store &store, catalog::ContextWriter &writer, std::string source, OnConflict on_conflict,
             OnLine on_line);

    /// Throws base::Error(config) with the place for a text that is too long.
    void take(context::Statement &&statement);
    ImportCounts const &counts() const { return m_counts; }

private:
    /// What people (or, for a description, the database) say now, and whether a person said it.
    struct Known {
        std::string text;
        bool decided = false;
    };
    Known known(std::int64_t object_id, std::string const &field);
    void take_field(catalog::SaidOf const &of, std::string const &field, std::string const &text,
                    std::string const &place);

    catalog::Store &m_store;
    catalog::ContextWriter &m_writer;
    catalog::ObjectFinder m_finder;
    OnConflict m_on_conflict;
    OnLine m_on_line;
    std::map<std::pair<std::int64_t, std::string>, std::string> m_said_at; ///< by object and field, in this import
    ImportCounts m_counts;
};

} // namespace scribe::cli
