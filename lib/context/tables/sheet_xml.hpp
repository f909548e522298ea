// SPDX-License-Identifier: MIT
#pragma once

#include <pugixml.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// What the parts of a workbook have in common.
namespace scribe::context {

/// Parses the text of a part; `place` names it in errors.
void load_xml(pugi::xml_document &document, std::string_view text, std::string const &place);

/// A name without its namespace's prefix, which every program chooses anew.
std::string_view local_name(char const *name);
pugi::xml_node local_child(pugi::xml_node parent, std::string_view name);
pugi::xml_attribute local_attribute(pugi::xml_node node, std::string_view name);

/// The text of <si> or <is>: of itself or of its runs, without phonetic hints, _xHHHH_ being a character.
std::string rich_text(pugi::xml_node node);
/// The characters of <t> or <v>.
std::string plain_xml_text(pugi::xml_node node);

/// A cell's place, from 0.
struct CellPlace {
    std::size_t row = 0, column = 0;
};
/// Of "AB12"; nothing for what is none, or lies outside of the largest sheet.
std::optional<CellPlace> cell_place(std::string_view text);

} // namespace scribe::context
