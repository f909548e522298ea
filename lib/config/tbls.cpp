// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "config/text_file.hpp"
#include "yaml/document.hpp"

#include <fmt/format.h>

#include <array>

namespace scribe::config {

namespace {

using yaml::Value;

/// Where tbls writes documents unless told.
constexpr char const *k_standard_folder = "dbdoc";

/// Aliases repeat values at little cost for who writes them: this bounds what they become.
constexpr std::size_t k_most_bytes = std::size_t{1024} * 1024;

/// How tbls begins the URLs of databases, and what scribe calls the same.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> k_schemes = {{
    {"postgresql://", "postgresql://"},
    {"postgres://", "postgresql://"},
    {"pg://", "postgresql://"},
    {"sqlite3:", "sqlite:"},
    {"sqlite:", "sqlite:"},
    {"sq:", "sqlite:"},
    {"file:", "sqlite:"},
    {"json:", "json:"},
    {"tbls:", "tbls:"},
}};

std::optional<std::string> scribe_url(std::string_view dsn) {
    for (auto const &[theirs, ours] : k_schemes) {
        if (dsn.starts_with(theirs)) return std::string{ours} + std::string{dsn.substr(theirs.size())};
    }
    return std::nullopt;
}

/// A name for a source from the last word of its URL: "postgresql://host/shop?x=y" and "sqlite:///data/shop.db" are
/// "shop".
std::string source_name(std::string_view url) {
    url = url.substr(0, url.find('?'));
    if (auto const slash = url.find_last_of("/:"); slash != std::string_view::npos) url.remove_prefix(slash + 1);
    url = url.substr(0, url.find('.'));
    std::string name;
    for (char const c : url.substr(0, 63)) {
        bool const plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        name.push_back(plain ? c : '_');
    }
    return name.empty() || name.front() == '-' ? "database" : name;
}

class TblsReader {
public:
    TblsReader(Config &config, ReadOptions const &options, std::vector<Problem> &problems)
        : m_config(config), m_options(options), m_problems(problems), m_shown(config.shown),
          m_folder(config.file.parent_path()) {}

    void read() {
        m_config.files.push_back(m_shown);
        yaml::Document const document{read_text_file(m_config.file, m_shown), m_shown};
        auto const &root = document.root();
        if (root.type == Value::Type::map) {
            for (std::size_t i = 0; i < root.keys.size(); ++i) sort_in(root.keys[i]->text, *root.items[i]);
        }
        read_source();
        read_folder();
        if (!m_ignored.empty())
            m_config.notes.push_back(fmt::format("{}: scribe does not use: {}", m_shown,
                                                 base::fit_width(base::single_line(base::join(m_ignored, ", ")), 200)));
    }

private:
    void sort_in(std::string const &key, Value const &node) {
        if (key == "dsn") m_dsn = &node;
        else if (key == "docPath") m_doc_path = &node;
        else if (key == "include") m_include = &node;
        else if (key == "exclude") m_exclude = &node;
        else if (key == "comments") note_taken(node, "context", "the comments on ", "table");
        else if (key == "labels") note_taken(node, "context", "", "label");
        else if (key == "relations") note_taken(node, "relate", "", "relation");
        else if (key != "name" && key != "desc") m_ignored.push_back(key);
    }

    /// What an import of another command takes in.
    void note_taken(Value const &node, std::string_view command, std::string_view before, std::string_view noun) {
        if (node.type != Value::Type::list) return;
        m_config.notes.push_back(fmt::format("{}:{}:{}: scribe {} import {} takes in {}{}", m_shown, node.line,
                                             node.column, command, m_shown, before,
                                             base::counted(static_cast<std::int64_t>(node.items.size()), noun)));
    }

    void report(Value const &at, std::string const &what, std::string hint = {}) {
        m_problems.push_back({fmt::format("{}:{}:{}: {}", m_shown, at.line, at.column, what), std::move(hint)});
    }

    Origin origin(Value const &node) const { return {Origin::Kind::file, m_shown, node.line, node.column, {}}; }

    Setting setting(Path path, Origin origin) const {
        Setting setting{.path = std::move(path), .origin = std::move(origin), .folder = m_folder};
        setting.key = find_key(setting.path);
        return setting;
    }

    /// One text, its variables replaced.
    bool add_value(Setting &setting, Value const &node) {
        if (node.type != Value::Type::text) {
            report(node, "one text was expected");
            return false;
        }
        auto value = expand(node.text, m_options.environment);
        m_bytes += node.text.size() + value.text.size();
        if (m_bytes > k_most_bytes) value.fault = "the settings are too long";
        auto const why = !value.fault.empty()  ? value.fault
                         : value.unset.empty() ? misfit(*setting.key, value.text).value_or("")
                                               : "";
        if (!why.empty()) {
            report(node, why);
            return false;
        }
        if (setting.unset.empty()) setting.unset = value.unset;
        setting.values.push_back(std::move(value.text));
        setting.written.push_back(node.text);
        return true;
    }

    void read_source() {
        if (auto const variable = m_options.environment("TBLS_DSN")) {
            Setting url = setting({"sources", "", "url"}, {Origin::Kind::environment, {}, 0, 0, "TBLS_DSN"});
            url.values.push_back(*variable);
            url.written.emplace_back("${TBLS_DSN}");
            add_source(std::move(url));
            return;
        }
        auto const *node = m_dsn;
        if (node && node->type == Value::Type::map) {
            auto const *const map = node;
            node = nullptr;
            for (std::size_t i = 0; i < map->keys.size(); ++i) {
                if (map->keys[i]->text == "url") node = map->items[i];
            }
        }
        if (!node) return;
        auto url = setting({"sources", "", "url"}, origin(*node));
        if (add_value(url, *node)) add_source(std::move(url));
    }

    void add_source(Setting url) {
        auto const translated = scribe_url(url.values.front());
        if (!translated && url.unset.empty()) {
            // Not the dsn itself: it may hold a password. A note would let a command take another source for this one.
            m_problems.push_back({fmt::format("{}: dsn names no database that scribe reads", url.origin.text()),
                                  "scribe reads postgresql://..., sqlite:FILE, json:FILE and tbls:FILE; a scribe.yml "
                                  "beside this file is "
                                  "read in its place (scribe config init writes a first one)"});
            return;
        }
        url.values.front() = translated.value_or("");
        auto const name = source_name(url.values.front());
        m_config.add_name({"sources", name}, url.origin);
        url.path[1] = name;
        m_config.set(std::move(url));
        add_filter({"sources", name, "include"}, m_include);
        add_filter({"sources", name, "exclude"}, m_exclude);
    }

    void add_filter(Path path, Value const *node) {
        if (!node || node->type != Value::Type::list) return;
        auto filter = setting(std::move(path), origin(*node));
        bool good = true;
        for (auto const *item : node->items) good = good && add_value(filter, *item);
        if (good) m_config.set(std::move(filter));
    }

    void read_folder() {
        Path const name{"export", "markdown"};
        Setting folder = setting({"export", "markdown", "output"}, {});
        if (auto const variable = m_options.environment("TBLS_DOC_PATH")) {
            folder.origin = {Origin::Kind::environment, {}, 0, 0, "TBLS_DOC_PATH"};
            folder.values.push_back(*variable);
        } else if (m_doc_path && m_doc_path->type != Value::Type::null) {
            folder.origin = origin(*m_doc_path);
            if (!add_value(folder, *m_doc_path)) return;
        } else {
            folder.values.emplace_back(k_standard_folder);
        }
        folder.written = folder.values;
        folder.values.front() = (m_folder / folder.values.front()).lexically_normal().string();
        m_config.add_name(name, folder.origin);
        m_config.set(std::move(folder));
    }

    Config &m_config;
    ReadOptions const &m_options;
    std::vector<Problem> &m_problems;
    std::string const &m_shown;
    std::filesystem::path m_folder;
    Value const *m_dsn = nullptr, *m_doc_path = nullptr, *m_include = nullptr, *m_exclude = nullptr;
    std::vector<std::string> m_ignored;
    std::size_t m_bytes = 0;
};

} // namespace

Config read_tbls(std::filesystem::path const &file, ReadOptions const &options, std::vector<Problem> &problems) {
    Config config;
    config.file = file;
    config.shown = shown_path(file, options.working_folder);
    config.foreign = true;
    config.notes.push_back(
        fmt::format("the settings are those of {}; scribe config show --origin tells which", config.shown));
    try {
        TblsReader{config, options, problems}.read();
    } catch (base::Error const &error) {
        problems.push_back({error.what(), error.hint()});
    }
    return config;
}

} // namespace scribe::config
