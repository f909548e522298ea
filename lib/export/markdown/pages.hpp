// SPDX-License-Identifier: MIT
#pragma once

#include "export/markdown/index.hpp"
#include "export/markdown/relation.hpp"
#include "export/sink.hpp"

namespace scribe::exporter::markdown {

/// What uses a type or a routine: gathered while the pages of tables are written.
struct Uses {
    struct Part {
        model::Ref relation;
        std::string name; ///< column or trigger
    };
    struct List {
        std::vector<Part> first; ///< at most k_list_limit
        std::size_t total = 0;
    };
    std::map<model::Ref, List> types, routines;

    void gather(Relation const &relation);
};

/// One page a type (type_pages.cpp), a routine's name (routine_pages.cpp), and one page a kind of what belongs to the
/// database, with the sequences (database_pages.cpp). Each adds its lines to the index.
void write_type_pages(model::ModelReader &reader, Survey const &survey, Uses const &uses, Index &index, Sink &sink);
void write_routine_pages(model::ModelReader &reader, Survey const &survey, Uses const &uses, Index &index, Sink &sink);
void write_database_pages(model::ModelReader &reader, Survey const &survey, Index &index, Sink &sink);

} // namespace scribe::exporter::markdown
