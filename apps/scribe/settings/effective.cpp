// SPDX-License-Identifier: MIT
#include "settings/show.hpp"

#include "base/text.hpp"
#include "options/source_option.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace scribe::cli {

namespace {

using config::Config;
using config::Key;
using config::Origin;
using config::Path;

/// What of the path stands before the names that people choose.
std::string_view section_of(Key const &key) { return key.path.substr(0, key.path.find('*')); }

/// The settings of one name stand together, where the first of them would.
void group_names(std::vector<ShownSetting> &list) {
    auto const first_of = [&](ShownSetting const &setting) {
        auto const section = section_of(*setting.key);
        auto const &all = config::keys();
        return std::ranges::find_if(all, [&](Key const &key) { return section_of(key) == section; }) - all.begin();
    };
    auto const prefix = [](ShownSetting const &setting) { return Path(setting.path.begin(), setting.path.end() - 1); };
    std::ranges::stable_sort(list, [&](auto const &a, auto const &b) {
        auto const [first_a, first_b] = std::pair{first_of(a), first_of(b)};
        return first_a != first_b ? first_a < first_b : prefix(a) < prefix(b);
    });
}

/// All paths that the key has in this project: its own, or one for each name that stands for its *.
std::vector<Path> paths_of(Key const &key, Config const &config) {
    std::vector<Path> paths{{}};
    for (auto const &word : base::split(key.path, '.')) {
        std::vector<Path> next;
        for (auto const &path : paths) {
            for (auto const &name : word == "*" ? config.names(path) : std::vector{word}) {
                next.push_back(path);
                next.back().push_back(name);
            }
        }
        paths = std::move(next);
    }
    return paths;
}

/// The URL as it may be shown.
std::string shown_url(std::string const &url) {
    try {
        return source::public_url(url);
    } catch (base::Error const &) {
        return "(malformed)"; // it may hold a password
    }
}

/// The address of a hook as it may be shown, made of how it stands in the file: references to the environment without
/// what stands in for them, the server, and words of the path. All else may be a secret.
std::string shown_hook(std::string_view written) {
    constexpr std::string_view k_marks = "/?&=#@:";
    auto const server = written.find("://");
    auto const begin = server == std::string_view::npos ? 0 : server + 3;
    auto const path = std::min(written.find_first_of("/?#", begin), written.size());
    auto const user = written.substr(begin, path - begin).rfind('@');
    auto const is_word = [](std::string_view text) {
        return text.size() <= 20 && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-_.") == std::string_view::npos;
    };
    std::string shown{written.substr(0, begin)};
    bool in_query = false;
    for (auto at = begin; at < written.size();) {
        auto end = at + 1;
        if (written.substr(at).starts_with("${")) {
            end = std::min(written.find('}', at), written.size() - 1) + 1;
            auto const reference = written.substr(at, end - at);
            auto const other = reference.find(":-");
            shown += reference.substr(0, other);
            if (other != std::string_view::npos) shown += "}";
        } else if (k_marks.find(written[at]) != std::string_view::npos) {
            in_query = in_query || written[at] == '?' || written[at] == '#';
            shown += written[at];
        } else {
            end = std::min({written.find_first_of(k_marks, at), written.find("${", at), written.size()});
            auto const text = written.substr(at, end - at);
            bool const of_server = at < path && server != std::string_view::npos;
            bool const name = in_query && end < written.size() && written[end] == '=';
            bool const of_user = of_server && user != std::string_view::npos && at < begin + user;
            bool const plain = of_server ? !of_user : name || (!in_query && is_word(text));
            shown += plain ? text : "***";
        }
        at = end;
    }
    return shown;
}

ShownSetting from_file(config::Setting const &setting) {
    ShownSetting shown{setting.path, setting.key, {}, setting.origin, setting.unset};
    if (!setting.unset.empty()) return shown;
    shown.values = setting.values;
    // The address of a hook and a command often hold a secret of the environment: they are shown as they are written.
    if (setting.key->name() == "notify") shown.values = {shown_hook(setting.written.front())};
    if (setting.key->name() == "on-finish") shown.values = setting.written;
    if (setting.key->type != config::Type::url) return shown;
    auto url = setting.values.front();
    if (auto const file = source::file_url(url); file && !file->path.empty()) url = absolute_url(url, setting.folder);
    shown.values = {shown_url(url)};
    return shown;
}

/// What counts where nothing is said.
ShownSetting from_standard(Key const &key, Path const &path, GlobalOptions const &global, Context const &context) {
    ShownSetting shown{path, &key, {}, {}, {}};
    if (!key.standard.empty()) shown.values = {std::string{key.standard}};
    if (key.path == "catalog") shown.values = {catalog_path(global, context).string()};
    if (key.path == "author") shown.values = {author(global, context)};
    return shown;
}

/// The value of an option that the command line has.
std::optional<std::string> from_command_line(Key const &key, CLI::App const &parser) {
    for (auto const *level = &parser; level; level = level->get_parent()) {
        auto const *option = level->get_option_no_throw("--" + std::string{key.path});
        if (option && option->count() > 0) return option->as<std::string>();
    }
    return std::nullopt;
}

} // namespace

std::vector<ShownSetting> effective_settings(Config const &config, GlobalOptions const &global, CLI::App const &parser,
                                             Context const &context) {
    std::vector<ShownSetting> list;
    for (auto const &key : config::keys()) {
        for (auto const &path : paths_of(key, config)) {
            if (is_misplaced(path)) continue;
            auto const set = config.settings().find(path);
            auto shown =
                set != config.settings().end() ? from_file(set->second) : from_standard(key, path, global, context);
            auto const variable =
                key.variable.empty() ? std::nullopt : context.environment(std::string{key.variable}.c_str());
            if (auto const told = from_command_line(key, parser)) {
                shown = {path, &key, {*told}, {Origin::Kind::command_line, {}, 0, 0, {}}, {}};
            } else if (variable) {
                auto const value = key.variable == "NO_COLOR" ? std::string{"never"} : *variable;
                shown = {path, &key, {value}, {Origin::Kind::environment, {}, 0, 0, std::string{key.variable}}, {}};
            }
            list.push_back(std::move(shown));
        }
    }
    group_names(list);
    return list;
}

} // namespace scribe::cli
