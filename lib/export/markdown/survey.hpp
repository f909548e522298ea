// SPDX-License-Identifier: MIT
#pragma once

#include "export/markdown/said.hpp"
#include "export/page_names.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"
#include "model/table/keys.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace scribe::exporter::markdown {

/// A foreign key as the table that it points to needs it.
struct IncomingKey {
    model::Ref from;
    model::Constraint key;
    bool optional = false; ///< a column of it may be null
    bool unique = false;   ///< at most one row a referenced row
};

struct Partition {
    model::Ref table;
    std::string bound;
    bool partitioned = false;
};

/// What a publication takes of a table.
struct Published {
    std::string publication;
    model::PublicationTable part;
};

struct ViewUser {
    model::Ref view;
    std::vector<std::string> columns;
};

/// What must be known before the first page is written: which pages there are, and what points to a table from
/// elsewhere. It grows with the number of tables and keys, not with their columns.
struct Survey {
    model::SourceFacts facts;
    PageNames relations{""}, types{"types/"}, routines{"routines/"};
    std::map<model::Ref, std::vector<IncomingKey>> incoming;
    /// Relationships that no key declares, by both of their tables; shared by the two.
    std::map<model::Ref, std::vector<std::shared_ptr<model::Relationship const>>> relationships;
    /// What junction tables link, by both of the linked tables; shared by the two.
    std::map<model::Ref, std::vector<std::shared_ptr<model::ManyToMany const>>> linked;
    std::map<model::Ref, std::vector<Partition>> partitions;
    std::map<model::Ref, model::Ref> wholes;                ///< whose partition a table is
    std::map<model::Ref, std::vector<model::Ref>> children; ///< by inheritance
    std::map<model::Ref, std::vector<ViewUser>> view_users;
    std::map<model::Ref, std::size_t> overloads; ///< routines of one name
    std::set<model::Ref> sequences;
    /// The ranges of multiranges, which have no page of their own.
    std::map<model::Ref, model::Ref> ranges;
    std::map<model::Ref, std::vector<model::Statistics>> statistics;
    std::map<model::Ref, std::vector<Published>> publications; ///< that name the table
    std::map<std::string, std::vector<std::string>> schema_publications;
    std::vector<std::string> full_publications; ///< FOR ALL TABLES
    SaidOthers said;                            ///< of what is neither a table or view nor a part of one
    Glossary glossary;
    /// Of routines, extended statistics and publications that were not read in full the tables that were locked, by
    /// kind, schema and name.
    std::map<std::tuple<model::Kind, std::string, std::string>, std::vector<std::string>> unread;

    /// The type on whose page one of that name stands: itself, or a multirange's range.
    model::Ref const &shown_type(model::Ref const &type) const {
        auto const found = ranges.find(type);
        return found == ranges.end() ? type : found->second;
    }
    /// The tables that were locked when one of these was not read in full; null for one that was.
    std::vector<std::string> const *unread_of(model::Kind kind, model::Object const &object) const {
        auto const found = unread.find({kind, object.schema, object.name});
        return found == unread.end() ? nullptr : &found->second;
    }
    /// What is said of an object; null for nothing.
    Said const *said_of(std::string const &kind, std::string const &schema, std::string const &name) const {
        auto const found = said.find({kind, schema, name});
        return found == said.end() ? nullptr : &found->second;
    }
};

Survey make_survey(model::ModelReader &reader);

using model::for_each;

} // namespace scribe::exporter::markdown
