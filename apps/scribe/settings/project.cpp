// SPDX-License-Identifier: MIT
#include "settings/project.hpp"

#include <fmt/format.h>

#include <array>

namespace scribe::cli {

namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ExitCode;

constexpr char const *k_file = "scribe.yml";
constexpr std::array k_tbls_files = {".tbls.yml", "tbls.yml"};

bool is_there(fs::path const &path) {
    std::error_code error;
    return fs::exists(path, error);
}

/// A file of settings, and whose it is.
struct Found {
    fs::path path;
    bool foreign = false;
};

/// The file that the user named; nothing when none was.
std::optional<fs::path> named_file(GlobalOptions const &global, Context const &context) {
    auto name = global.config;
    if (name.empty()) name = context.environment("SCRIBE_CONFIG").value_or("");
    if (name.empty()) return std::nullopt;
    auto path = (context.working_folder / name).lexically_normal();
    if (!is_there(path))
        throw Error(ExitCode::config, fmt::format("there is no file {}", name),
                    "scribe config init writes a first one");
    return path;
}

/// Beside an explicit catalog, which may be in a folder .scribe.
std::optional<fs::path> beside_catalog(GlobalOptions const &global, Context const &context) {
    auto name = global.catalog;
    if (name.empty()) name = context.environment("SCRIBE_CATALOG").value_or("");
    if (name.empty()) return std::nullopt;
    auto folder = (context.working_folder / name).lexically_normal().parent_path();
    if (folder.filename() == ".scribe") folder = folder.parent_path();
    return is_there(folder / k_file) ? std::optional{folder / k_file} : std::nullopt;
}

std::optional<Found> nearest_file(Context const &context) {
    for (auto folder = context.working_folder;; folder = folder.parent_path()) {
        if (is_there(folder / k_file)) return Found{folder / k_file};
        for (auto const *name : k_tbls_files) {
            if (is_there(folder / name)) return Found{folder / name, true};
        }
        // A catalog is a project of its own, without settings.
        if (is_there(folder / ".scribe" / "catalog.db") || folder == folder.parent_path()) return std::nullopt;
    }
}

std::optional<Found> find_file(GlobalOptions const &global, Context const &context) {
    if (auto path = named_file(global, context)) {
        auto const name = path->filename().string();
        bool const foreign = name.find("tbls.y") != std::string::npos;
        return Found{std::move(*path), foreign};
    }
    if (auto path = beside_catalog(global, context)) return Found{std::move(*path)};
    return nearest_file(context);
}

} // namespace

Project read_project(GlobalOptions const &global, Context const &context) {
    Project project;
    auto const found = find_file(global, context);
    if (!found) return project;
    config::ReadOptions const options{SCRIBE_VERSION, context.environment, context.working_folder};
    project.config = found->foreign ? config::read_tbls(found->path, options, project.problems)
                                    : config::read(found->path, options, project.problems);
    check_project(project);
    return project;
}

void require_sound(Project const &project) {
    if (project.problems.empty()) return;
    auto const &first = project.problems.front();
    auto hint = first.hint;
    if (auto const more = project.problems.size() - 1; more > 0)
        hint += fmt::format("{}(scribe config check lists {} more)", hint.empty() ? "" : " ", more);
    throw Error(ExitCode::config, first.text, hint);
}

} // namespace scribe::cli
