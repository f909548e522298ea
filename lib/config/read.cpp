// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "config/text_file.hpp"
#include "config/version.hpp"
#include "yaml/document.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::config {

namespace {

using yaml::Value;

constexpr std::size_t k_most_files = 100;
constexpr std::size_t k_most_problems = 100;
/// Aliases and includes repeat values at little cost for who writes them: this bounds what they become.
constexpr std::size_t k_most_bytes = std::size_t{4} * 1024 * 1024;
constexpr std::size_t k_bytes_a_value = 128;

/// Thrown when reading on would lead nowhere.
struct Enough {};

std::string shown_text(std::string_view text) { return base::fit_width(base::single_line(text), 60); }

/// One file that is being read, and which file included it.
struct OpenFile {
    std::filesystem::path path;
    std::string shown;
    OpenFile const *from = nullptr;
};

class Reader {
public:
    Reader(Config &config, ReadOptions const &options, std::vector<Problem> &problems)
        : m_config(config), m_options(options), m_problems(problems) {}

    void read(OpenFile const &file) {
        if (++m_files > k_most_files) stop({fmt::format("{}: more than {} files", file.shown, k_most_files), ""});
        try {
            auto const text = read_text_file(file.path, file.shown);
            yaml::Document const document{text, file.shown};
            read_root(document.root(), file);
        } catch (base::Error const &error) {
            report({error.what(), error.hint()});
        }
        if (std::ranges::find(m_config.files, file.shown) == m_config.files.end()) m_config.files.push_back(file.shown);
    }

private:
    void report(Problem problem) {
        m_problems.push_back(std::move(problem));
        if (m_problems.size() >= k_most_problems) throw Enough{};
    }
    [[noreturn]] void stop(Problem problem) {
        m_problems.push_back(std::move(problem));
        throw Enough{};
    }
    void report(OpenFile const &file, Value const &at, std::string_view what, std::string hint = {}) {
        report({fmt::format("{}:{}:{}: {}", file.shown, at.line, at.column, what), std::move(hint)});
    }

    static Origin origin(OpenFile const &file, Value const &at) {
        return {Origin::Kind::file, file.shown, at.line, at.column, {}};
    }

    void read_root(Value const &root, OpenFile const &file) {
        if (root.type != Value::Type::map) {
            read_section(root, {}, file);
            return;
        }
        // A file for another version may hold anything: its keys are no mistakes.
        if (auto const *wanted = member(root, "required-version"); wanted && !check_version(*wanted, file)) return;
        if (auto const *list = member(root, "include")) read_includes(*list, file);
        read_section(root, {}, file);
    }

    static Value const *member(Value const &map, std::string_view name) {
        for (std::size_t i = 0; i < map.keys.size(); ++i) {
            if (map.keys[i]->text == name) return map.items[i];
        }
        return nullptr;
    }

    bool check_version(Value const &node, OpenFile const &file) {
        // What is no condition is told with the other keys.
        if (node.type != Value::Type::text || misfit_version(node.text) || meets_version(m_options.version, node.text))
            return true;
        report(file, node, fmt::format("this file needs scribe {}; this is scribe {}", node.text, m_options.version),
               "take a scribe that fits, or change required-version");
        return false;
    }

    void read_includes(Value const &node, OpenFile const &file) {
        std::vector<Value const *> items{&node};
        if (node.type == Value::Type::list) items = node.items;
        for (auto const *item : items) {
            // Wrong types and variables that are not set are told with the other keys.
            if (item->type != Value::Type::text) continue;
            auto const name = expand(item->text, m_options.environment);
            if (name.fault.empty() && name.unset.empty()) read_include(*item, name.text, file);
        }
    }

    void read_include(Value const &at, std::string const &name, OpenFile const &file) {
        OpenFile const included{
            (file.path.parent_path() / name).lexically_normal(),
            shown_path((file.path.parent_path() / name).lexically_normal(), m_options.working_folder), &file};
        std::error_code error;
        for (auto const *open = &file; open; open = open->from) {
            if (!std::filesystem::equivalent(open->path, included.path, error)) continue;
            report(file, at, fmt::format("the files include each other: {}", chain(included, *open)),
                   "take one include out");
            return;
        }
        if (!std::filesystem::is_regular_file(included.path, error)) {
            report(file, at, fmt::format("there is no file {}", included.shown),
                   "include names other files of settings, relative to this one; which tables is said with "
                   "sources.NAME.include");
            return;
        }
        read(included);
    }

    /// "scribe.yml, a.yml, scribe.yml".
    static std::string chain(OpenFile const &last, OpenFile const &first) {
        std::vector<std::string> names{last.shown};
        for (auto const *open = last.from; open; open = open->from) {
            names.insert(names.begin(), open->shown);
            if (open == &first) break;
        }
        return base::join(names, " includes ");
    }

    void read_section(Value const &node, Path const &path, OpenFile const &file) {
        if (node.type == Value::Type::null) return;
        auto const known = words_after(path);
        bool const free = known.size() == 1 && known.front() == "*";
        if (node.type != Value::Type::map) {
            report(file, node,
                   fmt::format("{} expected{}{}", free ? "names were" : "settings were", path.empty() ? "" : " below ",
                               format_path(path)),
                   free ? fmt::format("as in: {}.NAME.{}", format_path(path), words_after(child(path, "*")).front())
                        : "settings here: " + base::join(known, ", "));
            return;
        }
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            auto const &word = *node.keys[i];
            auto const below = child(path, word.text);
            if (free && word.text.empty()) report(file, word, "a name was expected");
            else if (free || std::ranges::find(known, word.text) != known.end())
                read_known(*node.items[i], word, below, free, file);
            else unknown_key(word, path, known, file);
        }
    }

    void read_known(Value const &node, Value const &word, Path const &path, bool is_name, OpenFile const &file) {
        spend(k_bytes_a_value + word.text.size(), file, word);
        if (is_name) m_config.add_name(path, origin(file, word));
        if (auto const *key = find_key(path)) read_setting(node, *key, path, file);
        else read_section(node, path, file);
    }

    static Path child(Path path, std::string const &word) {
        path.push_back(word);
        return path;
    }

    void unknown_key(Value const &word, Path const &path, std::vector<std::string> const &known, OpenFile const &file) {
        auto const where = path.empty() ? std::string{} : fmt::format(" in {}", format_path(path));
        report(file, word, fmt::format("unknown key \"{}\"{}", shown_text(word.text), where),
               suggestion(word.text, known));
    }

    static std::string suggestion(std::string const &word, std::vector<std::string> const &known) {
        if (auto const near = base::nearest(word, known)) return fmt::format("did you mean {}?", *near);
        for (auto const &key : keys()) {
            if (key.name() == word) return fmt::format("did you mean {}?", key.path);
        }
        return "keys here: " + base::join(known, ", ");
    }

    void read_setting(Value const &node, Key const &key, Path const &path, OpenFile const &file) {
        if (node.type == Value::Type::null) return;
        Setting setting{.path = path, .key = &key, .origin = origin(file, node), .folder = file.path.parent_path()};
        bool good = true;
        if (node.type == Value::Type::list && key.is_list()) {
            for (auto const *item : node.items) good = read_value(*item, setting, file) && good;
        } else {
            good = read_value(node, setting, file);
        }
        if (good) m_config.set(std::move(setting));
    }

    bool read_value(Value const &node, Setting &setting, OpenFile const &file) {
        auto const &key = *setting.key;
        auto const name = format_path(setting.path);
        if (node.type != Value::Type::text) {
            auto const *const found = node.type == Value::Type::list  ? "a list"
                                      : node.type == Value::Type::map ? "a map"
                                                                      : "nothing";
            report(file, node, fmt::format("{} cannot be {}", name, found),
                   key.is_list() ? "expected a list of texts" : "expected one value");
            return false;
        }
        auto value = expand(node.text, m_options.environment);
        spend(k_bytes_a_value + node.text.size() + value.text.size(), file, node);
        if (!value.fault.empty()) {
            report(file, node, fmt::format("{}: {}", name, value.fault),
                   "write ${NAME} or ${NAME:-TEXT}; $${ means ${");
            return false;
        }
        if (setting.unset.empty()) setting.unset = value.unset;
        if (auto const why = value.unset.empty() ? misfit(key, value.text) : std::nullopt) {
            // As written: what the environment holds may be a secret.
            report(file, node, fmt::format("{} cannot be \"{}\"", name, shown_text(node.text)), *why);
            return false;
        }
        bool const is_path = key.type == Type::path || key.type == Type::paths;
        if (is_path && value.text != "-") value.text = (setting.folder / value.text).lexically_normal().string();
        setting.values.push_back(std::move(value.text));
        setting.written.push_back(node.text);
        return true;
    }

    void spend(std::size_t bytes, OpenFile const &file, Value const &at) {
        m_bytes += bytes;
        if (m_bytes > k_most_bytes)
            stop({fmt::format("{}:{}:{}: the settings take more than {}", file.shown, at.line, at.column,
                              base::human_bytes(k_most_bytes)),
                  ""});
    }

    Config &m_config;
    ReadOptions const &m_options;
    std::vector<Problem> &m_problems;
    std::size_t m_files = 0;
    std::size_t m_bytes = 0;
};

} // namespace

Config read(std::filesystem::path const &file, ReadOptions const &options, std::vector<Problem> &problems) {
    Config config;
    config.file = file;
    config.shown = shown_path(file, options.working_folder);
    try {
        Reader{config, options, problems}.read({file, config.shown, nullptr});
    } catch (Enough const &) {
        // The last problem says why.
    }
    return config;
}

} // namespace scribe::config
