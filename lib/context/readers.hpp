// SPDX-License-Identifier: MIT
#pragma once

#include "context/draft.hpp"

#include <map>

// The readers behind read_relations, one a format, and what they share.
namespace scribe::context {

/// Throws base::Error(config): "PLACE: what".
[[noreturn]] void fail_at(std::string const &place, std::string const &what, std::string hint = {});

/// One member of a relationship in scribe's own forms.
struct DraftField {
    std::string name, text, place;
};

/// Makes a relationship of its members. Throws base::Error(config) for unknown ones, wrong words and missing ends.
RelationDraft draft_of(std::vector<DraftField> const &fields, std::string const &place);

/// Where each line of a text begins, to tell the line of a byte.
class LineIndex {
public:
    explicit LineIndex(std::string_view text);
    /// From 1.
    std::size_t line(std::size_t offset) const;

private:
    std::vector<std::size_t> m_starts;
};

std::vector<RelationDraft> read_csv(std::string_view text, std::string const &file);
std::vector<RelationDraft> read_json(std::string_view text, std::string const &file);
std::vector<RelationDraft> read_yaml(std::string_view text, std::string const &file);
std::vector<RelationDraft> read_tbls(std::string_view text, std::string const &file);
std::vector<RelationDraft> read_schemaspy(std::string_view text, std::string const &file);
std::vector<RelationDraft> read_dbml(std::string_view text, std::string const &file);

} // namespace scribe::context
