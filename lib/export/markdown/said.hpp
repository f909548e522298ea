// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"
#include "model/reader.hpp"
#include "model/said/term_finder.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

// What people and writers say of objects, on their pages.
namespace scribe::exporter::markdown {

/// What is said of one object.
struct Said {
    std::optional<model::Description> text;
    std::vector<model::ContextEntry> entries;

    /// A text that somebody approved.
    bool approved() const { return text && text->status == "approved"; }
};

/// What is said of a table or view, under an empty name, and of its columns under theirs.
using SaidParts = std::map<std::string, Said>;

/// Walks what is said of tables, views and their columns, in the order of their references.
class SaidCursor {
public:
    explicit SaidCursor(model::ModelReader &reader);
    /// What is said of the relation, which comes after the one asked for before.
    SaidParts take(model::Ref const &relation);

private:
    template <typename T> struct Walk {
        std::unique_ptr<model::ItemCursor<T>> cursor;
        T item;
        bool more = false;
        void advance() { more = cursor && cursor->next(item); }
    };
    template <typename T, typename Use> static void walk(Walk<T> &items, model::Ref const &relation, Use const &use);

    Walk<model::SaidText> m_texts;
    Walk<model::SaidEntry> m_entries;
};

/// What is said of schemas, routines, types and the database itself, by kind, schema and name.
using SaidOthers = std::map<std::tuple<std::string, std::string, std::string>, Said>;
SaidOthers read_said_others(model::ModelReader &reader);

/// The glossary with what finds its terms.
struct Glossary {
    std::vector<model::Term> terms;
    model::TermFinder finder{{}};
};

/// The text that counts for an object, in a line: an approved one, else its comment, else a draft.
std::string said_line(Said const *said, std::optional<std::string> const &comment);

/// The text that counts, as paragraphs, and what else is said as a table. `comment` is that of the database; a text
/// that nobody approved is marked as a draft.
void write_said(std::string &out, Said const *said, std::optional<std::string> const &comment);
/// A section with what is said of the columns besides their descriptions; nothing when that is nothing.
void write_said_of_columns(std::string &out, SaidParts const &said, std::vector<model::Column> const &columns);
/// A section with the terms that occur in the texts; nothing when none do.
void write_terms(std::string &out, Glossary const &glossary, std::vector<std::string_view> const &texts);

} // namespace scribe::exporter::markdown
