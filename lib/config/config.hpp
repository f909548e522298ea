// SPDX-License-Identifier: MIT
#pragma once

#include "config/expand.hpp"
#include "config/keys.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::config {

/// Where a value comes from.
struct Origin {
    enum class Kind { standard, file, environment, command_line } kind = Kind::standard;
    std::string file; ///< as people would write it from where they are
    int line = 0, column = 0;
    std::string variable; ///< of the environment

    /// "scribe.yml:3:8", "environment SCRIBE_CATALOG", "command line", "default".
    std::string text() const;
};

/// A setting that a file holds.
struct Setting {
    Path path;
    Key const *key = nullptr;
    std::vector<std::string> values{};  ///< one, unless the key takes a list; paths are absolute
    std::vector<std::string> written{}; ///< as they stand in the file, without the environment's values
    Origin origin{};
    std::filesystem::path folder{}; ///< of the file: what its paths are relative to
    std::string unset{};            ///< the environment variable that it needs and that is not set
};

/// Something wrong in a file.
struct Problem {
    std::string text; ///< "scribe.yml:3:1: unknown key \"souces\""
    std::string hint;
};

/// The settings, and the names below sections whose names people choose.
class Settings {
public:
    /// The setting, or nothing. Throws base::Error(config) when it needs an environment variable that is not set.
    Setting const *find(Path const &path) const;
    /// The only value of a setting, or nothing; throws as find().
    std::optional<std::string> value(Path const &path) const;
    /// The names below a section whose names people choose ({"sources"}), in order.
    std::vector<std::string> names(Path const &section) const;
    /// True when the section names it, even without any setting.
    bool has(Path const &section_and_name) const { return m_names.contains(section_and_name); }
    /// Where the name stands.
    Origin const &place_of(Path const &section_and_name) const { return m_names.at(section_and_name); }

    std::map<Path, Setting> const &settings() const { return m_settings; }
    void set(Setting setting) { m_settings.insert_or_assign(setting.path, std::move(setting)); }
    void add_name(Path path, Origin const &origin) { m_names.try_emplace(std::move(path), origin); }

private:
    std::map<Path, Setting> m_settings;
    std::map<Path, Origin> m_names;
};

/// What the files of a project say.
struct Config : Settings {
    std::filesystem::path file;     ///< the file that was found; empty: none
    std::string shown;              ///< the same as people would write it from where they are
    std::vector<std::string> files; ///< all that were read, the included ones before those that include them
    bool foreign = false;           ///< another tool's file (.tbls.yml)
    std::vector<std::string> notes; ///< what of it does not count, and why
};

/// Throws base::Error(config): the variable that the setting needs is not set.
[[noreturn]] void fail_unset(Setting const &setting);

/// What reading needs to know.
struct ReadOptions {
    std::string version; ///< of this program
    Environment environment;
    std::filesystem::path working_folder; ///< file names are shown from here
};

/// Reads scribe.yml and what it includes; collects what is wrong instead of stopping at the first fault.
Config read(std::filesystem::path const &file, ReadOptions const &options, std::vector<Problem> &problems);

/// Reads what scribe knows of a .tbls.yml: dsn, docPath, include, exclude, name.
Config read_tbls(std::filesystem::path const &file, ReadOptions const &options, std::vector<Problem> &problems);

} // namespace scribe::config
