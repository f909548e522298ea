// SPDX-License-Identifier: MIT
#pragma once

#include "export/markdown/relation.hpp"
#include "export/markdown/writing.hpp"
#include "export/sink.hpp"

#include <array>
#include <functional>

namespace scribe::exporter::markdown {

/// A list that is split into several files before it grows beyond what GitHub renders.
class PagedFile {
public:
    /// `path_of` gives the path of page 1, 2, ...
    PagedFile(Sink &sink, std::string title, std::function<std::string(int)> path_of);

    /// Makes room for `size` more bytes; a new page begins with `head` (headings, the head of a table) when there is
    /// not.
    void room(std::size_t size, std::string const &head);
    std::string const &path() const { return m_path; }
    std::string &text() { return m_text; }
    /// Writes the last page.
    void finish();

private:
    Sink *m_sink;
    std::string m_title;
    std::function<std::string(int)> m_path_of;
    int m_page = 1;
    std::string m_path, m_text;
};

/// The index: README.md, and one list a schema in schemas/ when all in one file would be too long.
class Index {
public:
    enum Part { tables, views, types, routines, part_count };

    void add_schema(model::Schema const &schema);
    void add_relation(Relation const &relation, Survey const &survey);
    void add_type(model::Type const &type, Survey const &survey);
    void add_routine(model::Routine const &routine, Survey const &survey);
    /// A page of database/ and what it lists.
    void add_database_page(std::string title, std::string path, std::size_t count);

    void write(Survey const &survey, Sink &sink);

private:
    struct Line {
        std::string path, label;
    };
    /// What stands in a table of the index, and the cells beside the links.
    struct List {
        std::vector<Line> lines;
        Rows rows;
    };
    struct SchemaLists {
        std::optional<std::string> comment;
        std::string owner, grants; ///< for cells
        std::array<List, part_count> parts = empty_lists();
        std::size_t partitions = 0;
        std::size_t bytes = 0;
    };
    struct DatabasePage {
        std::string title, path;
        std::size_t count;
    };
    static std::array<List, part_count> empty_lists();
    void add(std::string const &schema, Part part, Line line, std::initializer_list<std::string_view> cells);
    static void write_lists(SchemaLists &lists, std::string const &heading, PagedFile &file);
    void write_overview(PagedFile &file, Survey const &survey, bool split) const;

    std::map<std::string, SchemaLists> m_schemas;
    std::vector<DatabasePage> m_database;
};

} // namespace scribe::exporter::markdown
