// SPDX-License-Identifier: MIT
#include "settings/show.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using config::Key;
using config::Origin;
using config::Type;

bool is_number(Key const &key) {
    return key.type == Type::seconds || key.type == Type::count || key.type == Type::positive ||
           key.type == Type::percent || key.type == Type::amount;
}

/// The value for people, on one line.
std::string plain_text(ShownSetting const &setting) {
    if (!setting.unset.empty()) return fmt::format("({} is not set)", setting.unset);
    return setting.values.empty() ? "-" : base::single_line(base::join(setting.values, ", "));
}

std::string_view origin_word(Origin::Kind kind) {
    switch (kind) {
    case Origin::Kind::file: return "file";
    case Origin::Kind::environment: return "environment";
    case Origin::Kind::command_line: return "command-line";
    case Origin::Kind::standard: break;
    }
    return "default";
}

void write_value(base::JsonWriter &json, ShownSetting const &setting) {
    auto const &key = *setting.key;
    if (key.is_list()) json.value(setting.values);
    else if (setting.values.empty()) json.null();
    else if (is_number(key)) json.raw(setting.values.front());
    else if (key.type == Type::flag) json.value(setting.values.front() == "true");
    else json.value(setting.values.front());
}

/// A value in YAML: JSON strings mean the same there.
std::string yaml_value(ShownSetting const &setting) {
    base::JsonWriter json;
    write_value(json, setting);
    return json.take();
}

std::string yaml_key(std::string const &word) {
    auto const text = config::format_path({word});
    if (text == word) return word;
    base::JsonWriter json;
    json.value(word);
    return json.take();
}

} // namespace

std::string settings_text(std::vector<ShownSetting> const &settings, bool with_origin) {
    std::size_t name_width = 0;
    std::size_t value_width = 0;
    for (auto const &setting : settings) {
        name_width = std::max(name_width, base::display_width(config::format_path(setting.path)));
        value_width = std::max(value_width, std::min<std::size_t>(base::display_width(plain_text(setting)), 60));
    }
    std::string out;
    for (auto const &setting : settings) {
        auto const name = config::format_path(setting.path);
        auto const value = plain_text(setting);
        out += name + std::string(name_width - base::display_width(name) + 2, ' ') + value;
        auto const width = base::display_width(value);
        if (with_origin)
            out += std::string(width < value_width ? value_width - width + 2 : 2, ' ') + setting.origin.text();
        out += '\n';
    }
    return out;
}

std::string settings_json(std::vector<ShownSetting> const &settings, config::Config const &config) {
    base::JsonWriter json{2};
    json.begin_object();
    json.member("format_version", 1);
    json.member("files", config.files);
    json.key("settings");
    json.begin_array();
    for (auto const &setting : settings) {
        auto const &origin = setting.origin;
        json.begin_object();
        json.member("key", config::format_path(setting.path));
        json.key("value");
        write_value(json, setting);
        json.member("origin", origin_word(origin.kind));
        bool const in_file = origin.kind == Origin::Kind::file;
        json.member("file", in_file ? std::optional{origin.file} : std::nullopt);
        json.member("line", in_file ? std::optional{origin.line} : std::nullopt);
        json.member("column", in_file ? std::optional{origin.column} : std::nullopt);
        json.member("variable", origin.variable.empty() ? std::nullopt : std::optional{origin.variable});
        json.member("unset_variable", setting.unset.empty() ? std::nullopt : std::optional{setting.unset});
        json.end_object();
    }
    json.end_array();
    json.member("notes", config.notes);
    json.end_object();
    return json.take() + "\n";
}

std::string settings_yaml(std::vector<ShownSetting> const &settings, bool with_origin) {
    std::string out;
    config::Path open;
    for (auto const &setting : settings) {
        auto const &path = setting.path;
        std::size_t same = 0;
        while (same < open.size() && same + 1 < path.size() && open[same] == path[same]) ++same;
        for (std::size_t i = same; i < path.size(); ++i) {
            out += std::string(2 * i, ' ') + yaml_key(path[i]) + ":";
            if (i + 1 < path.size()) out += '\n';
        }
        out += ' ';
        out += yaml_value(setting);
        if (!setting.unset.empty()) out += fmt::format("  # {} is not set", setting.unset);
        if (with_origin) out += (setting.unset.empty() ? "  # " : ", ") + setting.origin.text();
        out += '\n';
        open.assign(path.begin(), path.end() - 1);
    }
    return out;
}

std::string first_file(std::string_view version) {
    return fmt::format(R"(# Settings of scribe for this project; docs/scribe-yml.md lists all of them.
required-version: ">= {}"

# Databases. No passwords here: they come from PGPASSWORD, ~/.pgpass, ${{VARIABLE}} or scribe source add --save-password.
# sources:
#   shop:
#     url: postgresql://reader@${{DB_HOST:-localhost}}/shop
#     exclude: ["*.tmp_*"]

# What scribe export writes when it is given no format.
# export:
#   markdown:
#     output: docs/database

# What scribe status --check asks for.
# goals:
#   described: 80
)",
                       version);
}

} // namespace scribe::cli
