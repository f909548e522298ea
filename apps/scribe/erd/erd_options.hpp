// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "export/erd/erd.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace scribe::cli {

/// What the user says of a diagram; empty where nothing is said.
struct ErdOptions {
    std::string format; ///< --format, which is not for diagrams alone
    std::string focus, distance, columns, group_by, show;
    std::optional<std::string> links;

    /// True when there is anything that is for diagrams alone.
    bool given() const;
    /// Takes the settings of the project for what is not said. `told` gives the value of a setting, or nothing.
    void fill(std::function<std::optional<std::string>(char const *key)> const &told);
};

/// What a diagram can be drawn as.
std::vector<std::string> erd_form_names();

/// All but --format.
void add_erd_options(CLI::App &app, ErdOptions &options);

/// What to draw. `output` decides on the form when the options do not; `pages` is the folder of the Markdown export,
/// where it is known. Throws base::Error(usage).
exporter::erd::Options erd_options(ErdOptions const &options, std::filesystem::path const &output,
                                   std::optional<std::filesystem::path> const &pages);

/// True when a picture goes to a folder, as one or several pages: the path is a folder already, or not called as a file
/// of this form is.
bool is_picture_folder(exporter::erd::Form const &form, std::filesystem::path const &path);

} // namespace scribe::cli
