// SPDX-License-Identifier: MIT
#pragma once

#include "export/erd/select.hpp"
#include "export/exporter.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Entity relationship diagrams of a source.
namespace scribe::exporter::erd {

/// One form of a diagram as the command line knows it: a diagram language, or a picture that Graphviz makes.
struct Form {
    std::string_view name; ///< also the word for Graphviz
    std::string_view extension;
    bool picture = false;
};

/// All forms: the only list of them.
std::vector<Form> const &forms();

/// Draws what is written in Graphviz's language as the picture called `form`; nothing when that takes longer.
using Layout = std::function<std::optional<std::string>(std::string const &dot, std::string_view form,
                                                        std::chrono::seconds limit)>;

/// A folder has more tables than this on several pages.
inline constexpr std::size_t k_split_tables = 150;

struct Options {
    Selection selection;
    Form form;
    std::string links; ///< what the links to the pages of tables begin with: "" or a folder or address that ends in '/'
    bool linked = true;
    Layout layout; ///< for pictures
};

/// The whole selection as one text or picture; tells how many tables are in it. Throws base::Error(output) when a
/// picture takes too long.
std::size_t write_one(model::ModelReader &reader, Options const &options, TextSink const &out);

/// A folder of pictures: one picture called erd, or an overview and pages when there are many tables.
std::unique_ptr<Exporter> make_pages(Options const &options);

} // namespace scribe::exporter::erd
