// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "config/expand.hpp"
#include "export/exporter.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "settings/project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::cli {

namespace {

using config::format_path;
using config::Setting;

constexpr char const *k_password_remedy =
    "write ${VARIABLE} in its place, or leave it to PGPASSWORD, ~/.pgpass or scribe source add --save-password";

constexpr std::string_view k_key_password = "sslpassword=";

/// The password that a URL holds as it stands in the file: what the environment adds is none of it.
std::string written_password(std::string const &written) {
    auto const url = config::expand(written, [](char const *) { return std::nullopt; }).text;
    try {
        if (auto const keyword = url.find(k_key_password); keyword != std::string::npos)
            return url.substr(keyword + k_key_password.size(),
                              url.find_first_of("& ", keyword) - keyword - k_key_password.size());
        return source::is_source_url(url) ? source::url_password(url) : std::string{};
    } catch (base::Error const &) {
        return {}; // it is no URL without the environment
    }
}

void check_name(Project &project, std::string const &name) {
    try {
        check_source_name(name);
    } catch (base::Error const &error) {
        auto const &place = project.config.place_of({"sources", name});
        project.problems.push_back({fmt::format("{}: {}", place.text(), error.what()), error.hint()});
    }
}

/// Messages never repeat the URL: it may hold a password.
void check_url(Project &project, Setting const &setting) {
    auto const place = setting.origin.text();
    if (!written_password(setting.written.front()).empty()) {
        auto const what = fmt::format("{}: {} holds a password in plain text", place, format_path(setting.path));
        if (project.config.foreign) project.config.notes.push_back(what + "; " + k_password_remedy);
        else project.problems.push_back({what, k_password_remedy});
        return;
    }
    if (!setting.unset.empty()) return;
    try {
        if (source::is_source_url(setting.values.front())) {
            source::public_url(setting.values.front());
            return;
        }
    } catch (base::Error const &) {
        // Told below, without the URL.
    }
    project.problems.push_back({fmt::format("{}: {} is no URL that scribe knows", place, format_path(setting.path)),
                                "write postgresql://user@host/database, sqlite:FILE, json:FILE or tbls:FILE"});
}

void check_format(Project &project, std::string const &name) {
    std::vector<std::string> names;
    for (auto const &format : exporter::formats()) names.emplace_back(format.name);
    if (std::ranges::find(names, name) != names.end()) return;
    auto const near = base::nearest(name, names);
    project.problems.push_back(
        {fmt::format("{}: there is no export format \"{}\"", project.config.place_of({"export", name}).text(),
                     base::fit_width(base::single_line(name), 60)),
         near ? fmt::format("did you mean {}?", *near) : "formats: " + base::join(names, ", ")});
}

void check_place(Project &project, Setting const &setting) {
    if (!is_misplaced(setting.path)) return;
    project.problems.push_back(
        {fmt::format("{}: {} is a setting of export.erd", setting.origin.text(), format_path(setting.path)),
         "scribe help export tells what each format takes"});
}

void check_types(Project &project, Setting const &setting) {
    try {
        parse_types(setting.values);
    } catch (base::Error const &error) {
        project.problems.push_back(
            {fmt::format("{}: {}: {}", setting.origin.text(), format_path(setting.path), error.what()), error.hint()});
    }
}

} // namespace

bool is_misplaced(config::Path const &path) {
    static constexpr std::array<std::string_view, 7> k_of_diagrams = {"format",   "focus", "distance", "columns",
                                                                      "group-by", "show",  "links"};
    return path.size() == 3 && path[0] == "export" && path[1] != "erd" &&
           std::ranges::find(k_of_diagrams, path[2]) != k_of_diagrams.end();
}

void check_project(Project &project) {
    for (auto const &name : project.config.names({"sources"})) check_name(project, name);
    for (auto const &name : project.config.names({"export"})) check_format(project, name);
    for (auto const &[path, setting] : project.config.settings()) {
        if (setting.key->type == config::Type::url) check_url(project, setting);
        check_place(project, setting);
        if (setting.key->type == config::Type::words && setting.unset.empty()) check_types(project, setting);
    }
}

} // namespace scribe::cli
