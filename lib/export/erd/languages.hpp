// SPDX-License-Identifier: MIT
#pragma once

#include "export/erd/diagram.hpp"

#include <string>
#include <string_view>

/// One function a diagram language; each in a file of its own. Names come out as text, whatever they hold.
namespace scribe::exporter::erd {

enum class Engine {
    layered, ///< Graphviz dot: referring tables right of those they refer to; slow for many
    spread,  ///< Graphviz sfdp: related tables near each other
};

/// The engine for a diagram of this size.
Engine engine_for(Diagram const &diagram);

/// The language of Graphviz. `background` is a colour, or "transparent".
std::string dot(Diagram const &diagram, Engine engine, std::string const &background);
std::string mermaid(Diagram const &diagram);
std::string plantuml(Diagram const &diagram);
std::string dbml(Diagram const &diagram);
std::string d2(Diagram const &diagram);

/// What Graphviz wrote as `form`, without its version and the time; an SVG with colours for a dark page.
std::string finish_picture(std::string picture, std::string_view form);

} // namespace scribe::exporter::erd
