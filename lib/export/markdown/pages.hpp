// SPDX-License-Identifier: MIT
#pragma once

#include "export/markdown/index.hpp"
#include "export/markdown/relation.hpp"
#include "export/sink.hpp"

#include <set>

namespace scribe::exporter::markdown {

/// What uses a type, a routine or a sequence: gathered while the pages of tables and views are written (uses.cpp).
class Uses {
public:
    using Named = std::pair<model::Kind, model::Ref>;
    struct Part {
        model::Kind kind;
        std::string label; ///< "column", "materialized view"
        model::Ref object; ///< a table, view, type, routine or event trigger
        std::string name;  ///< of its part, or of a routine with its argument types
    };
    struct List {
        std::vector<Part> first; ///< at most k_list_limit
        std::size_t total = 0;
    };

    explicit Uses(Survey const &survey) : m_survey(&survey) {}

    /// Gives the routines and sequences that code of it names.
    std::vector<UsedHere> gather(Relation const &relation);
    /// The types, routines and event triggers.
    void gather_others(model::ModelReader &reader);

    /// The type with a page that the name of a type ("app.mood[]") stands for; null when it is another.
    model::Ref const *type_named(std::string_view text) const;
    // Null when nothing uses it. Routines of one name share a list.
    List const *of_type(model::Ref const &type) const { return find(m_types, type); }
    List const *of_routine(model::Ref const &routine) const { return find(m_routines, routine); }
    List const *of_sequence(model::Ref const &sequence) const { return find(m_sequences, sequence); }

private:
    using Lists = std::map<model::Ref, List>;
    static List const *find(Lists const &lists, model::Ref const &used) {
        auto const found = lists.find(used);
        return found == lists.end() ? nullptr : &found->second;
    }
    static void add(Lists &lists, model::Ref const &used, Part part);
    /// The types that the code of the object casts to.
    template <typename T> std::set<model::Ref> casts(T const &object) const;
    void look(std::string_view text, bool casts_only, std::set<model::Ref> &found) const;
    void add_types(std::set<model::Ref> const &types, Part const &part);
    /// The routines and sequences that the code of the object names, as far as there are such.
    template <typename T> std::set<Named> named(T const &object) const;
    void add_named(std::set<Named> const &named, Part const &part);
    void gather(model::Type const &type);
    void gather(model::Routine const &routine);

    Survey const *m_survey;
    Lists m_types, m_routines, m_sequences;
};

/// A section with the users of a type or a routine; nothing when there are none.
void write_users(std::string &out, std::string_view title, Uses::List const *users, Survey const &survey,
                 std::string const &page);
/// The first users in a cell: "[`app.orders`](app.orders.md) `id`".
std::string users_cell(Uses::List const *users, Survey const &survey, std::string const &page);

/// One page a type (type_pages.cpp), a routine's name (routine_pages.cpp), and one page a kind of what belongs to the
/// database, with the sequences (database_pages.cpp). Each adds its lines to the index.
void write_type_pages(model::ModelReader &reader, Survey const &survey, Uses const &uses, Index &index, Sink &sink);
void write_routine_pages(model::ModelReader &reader, Survey const &survey, Uses const &uses, Index &index, Sink &sink);
void write_database_pages(model::ModelReader &reader, Survey const &survey, Uses const &uses, Index &index, Sink &sink);

} // namespace scribe::exporter::markdown
