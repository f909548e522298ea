// SPDX-License-Identifier: MIT
#pragma once

#include "source/source.hpp"

#include <filesystem>
#include <string>

// What sources have in common that are files of other programs' models.
namespace scribe::source {

/// How a source is called that has no name of its own: the file's, without its folder and extension.
std::string name_of_file(std::filesystem::path const &path);

/// Reads it to the end and counts its tables and views; of rows there are none.
TestReport test_file(Source &source);

} // namespace scribe::source
