// SPDX-License-Identifier: MIT
#pragma once

#include "base/json_stream.hpp"
#include "model/reader.hpp"

#include <functional>
#include <string_view>

// What a document says of its objects: shared by the files of this module, not part of its surface.
namespace scribe::source::json {

/// Told the name of each member that is not known here.
using OnUnknown = std::function<void(std::string_view member)>;

/// One element of "relationships". Throws base::Error(config) with the place of what is wrong.
model::Relationship read_relationship(base::JsonStream const &stream, base::JsonStream::Piece const &piece,
                                      OnUnknown const &unknown);
/// One element of "labels"; throws likewise.
model::ColumnDecision read_column_decision(base::JsonStream const &stream, base::JsonStream::Piece const &piece,
                                           OnUnknown const &unknown);

/// One element of "descriptions" and "other_descriptions", "context", "glossary" and "templates"; throw likewise.
model::SaidText read_said_text(base::JsonStream const &stream, base::JsonStream::Piece const &piece,
                               OnUnknown const &unknown);
model::SaidEntry read_said_entry(base::JsonStream const &stream, base::JsonStream::Piece const &piece,
                                 OnUnknown const &unknown);
model::Term read_term(base::JsonStream const &stream, base::JsonStream::Piece const &piece, OnUnknown const &unknown);
model::SaidTemplate read_template(base::JsonStream const &stream, base::JsonStream::Piece const &piece,
                                  OnUnknown const &unknown);

} // namespace scribe::source::json
