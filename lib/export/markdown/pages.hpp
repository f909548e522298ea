// SPDX-License-Identifier: MIT
#pragma once

#include "export/markdown/index.hpp"
#include "export/markdown/relation.hpp"
#include "export/sink.hpp"

#include <set>

namespace scribe::exporter::markdown {

/// What uses a type or a routine: gathered while the other pages are written (uses.cpp).
class Uses {
public:
    struct Part {
        model::Kind kind;
        std::string label; ///< "column", "materialized view"
        model::Ref object; ///< a table, view, type or routine
        std::string name;  ///< of its part, or of a routine with its argument types
    };
    struct List {
        std::vector<Part> first; ///< at most k_list_limit
        std::size_t total = 0;
    };

    explicit Uses(Survey const &survey) : m_survey(&survey) {}

    void gather(Relation const &relation);
    void gather(model::Type const &type);
    void gather(model::Routine const &routine);

    /// The type with a page that the name of a type ("app.mood[]") stands for; null when it is another.
    model::Ref const *type_named(std::string_view text) const;
    /// Null when nothing uses it.
    List const *of_type(model::Ref const &type) const { return find(m_types, type); }
    /// Triggers that call it.
    List const *of_routine(model::Ref const &routine) const { return find(m_routines, routine); }

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

    Survey const *m_survey;
    Lists m_types, m_routines;
};

/// One page a type (type_pages.cpp), a routine's name (routine_pages.cpp), and one page a kind of what belongs to the
/// database, with the sequences (database_pages.cpp). Each adds its lines to the index. Routines use types: their pages
/// come first.
void write_type_pages(model::ModelReader &reader, Survey const &survey, Uses &uses, Index &index, Sink &sink);
void write_routine_pages(model::ModelReader &reader, Survey const &survey, Uses &uses, Index &index, Sink &sink);
void write_database_pages(model::ModelReader &reader, Survey const &survey, Index &index, Sink &sink);

} // namespace scribe::exporter::markdown
