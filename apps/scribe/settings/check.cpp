// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "config/expand.hpp"
#include "export/exporter.hpp"
#include "http/client.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "profiling/settings.hpp"
#include "settings/project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

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
        {fmt::format("{}: {} is a setting of export.erd{}", setting.origin.text(), format_path(setting.path),
                     setting.path[2] == "format" ? " and export.queries" : ""),
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

/// The entities that classify is given must be ready for use: what is wrong is told with its place.
void check_entities(Project &project) {
    auto const &settings = project.config.settings();
    auto const of_unset = [](auto const &entry) {
        auto const &[path, setting] = entry;
        return path.front() == "classify" && !setting.unset.empty();
    };
    if (std::ranges::any_of(settings, of_unset)) return;
    for (auto const &entity : own_entities(project.config)) {
        auto const fault = classify::fault_of(entity);
        if (!fault) continue;
        config::Path path{"classify", "entities", entity.name};
        auto const name = project.config.place_of(path);
        path.push_back(fault->member);
        auto const setting = settings.find(path);
        project.problems.push_back(
            {fmt::format("{}: entity '{}': {}", (setting == settings.end() ? name : setting->second.origin).text(),
                         base::fit_width(base::single_line(entity.name), 60),
                         base::fit_width(base::single_line(fault->why), 200)),
             fault->hint});
    }
}

/// The address may hold a key: it is not repeated.
void check_notify(Project &project) {
    auto const found = project.config.settings().find({"profile", "notify"});
    if (found == project.config.settings().end()) return;
    auto const written = config::expand(found->second.written.front(), [](char const *) { return std::nullopt; }).text;
    auto const begin = written.find("://");
    auto const server = begin == std::string::npos ? std::string{} : written.substr(begin + 3);
    auto const user = server.substr(0, server.find_first_of("/?#"));
    auto const colon = user.find(':'), end = user.rfind('@');
    if (end != std::string::npos && colon + 1 < end && colon != std::string::npos)
        project.problems.push_back(
            {fmt::format("{}: profile.notify holds a password in plain text", found->second.origin.text()),
             "write ${VARIABLE} in its place"});
    if (!found->second.unset.empty()) return;
    try {
        http::server_of(found->second.values.front());
    } catch (base::Error const &error) {
        project.problems.push_back(
            {fmt::format("{}: profile.notify is no http or https URL", found->second.origin.text()),
             "write https://host/path"});
    }
}

} // namespace

void check_export_sources(Project &project, std::function<std::vector<std::string>()> const &saved) {
    auto known = project.config.names({"sources"});
    bool asked = false;
    for (auto const &[path, setting] : project.config.settings()) {
        if (path.size() != 3 || path.front() != "export" || path.back() != "source" || !setting.unset.empty()) continue;
        auto const &name = setting.values.front();
        auto const is_known = [&] { return std::ranges::find(known, name) != known.end(); };
        if (is_known()) continue;
        if (!std::exchange(asked, true)) {
            auto const more = saved();
            known.insert(known.end(), more.begin(), more.end());
        }
        if (is_known()) continue;
        auto const near = base::nearest(name, known);
        project.problems.push_back({fmt::format("{}: {}: there is no source \"{}\"", setting.origin.text(),
                                                format_path(path), base::fit_width(base::single_line(name), 60)),
                                    near ? fmt::format("did you mean {}?", *near)
                                         : "name one of sources, or one that scribe source list shows"});
    }
}

bool is_misplaced(config::Path const &path) {
    static constexpr std::array<std::string_view, 7> k_of_diagrams = {"format",   "focus", "distance", "columns",
                                                                      "group-by", "show",  "links"};
    if (path.size() != 3 || path[0] != "export") return false;
    if (path[1] == "erd" || (path[1] == "queries" && path[2] == "format")) return false;
    return std::ranges::find(k_of_diagrams, path[2]) != k_of_diagrams.end();
}

void check_project(Project &project) {
    for (auto const &name : project.config.names({"sources"})) check_name(project, name);
    for (auto const &name : project.config.names({"export"})) check_format(project, name);
    for (auto const &[path, setting] : project.config.settings()) {
        if (setting.key->type == config::Type::url) check_url(project, setting);
        check_place(project, setting);
        if (setting.key->type == config::Type::words && setting.unset.empty()) check_types(project, setting);
    }
    check_entities(project);
    check_notify(project);
}

} // namespace scribe::cli
