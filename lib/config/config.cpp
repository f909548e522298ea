// SPDX-License-Identifier: MIT
#include "config/config.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace scribe::config {

std::string Origin::text() const {
    switch (kind) {
    case Kind::file: return fmt::format("{}:{}:{}", file, line, column);
    case Kind::environment: return "environment " + variable;
    case Kind::command_line: return "command line";
    case Kind::standard: break;
    }
    return "default";
}

void fail_unset(Setting const &setting) {
    throw base::Error(base::ExitCode::config,
                      fmt::format("{}: {}: the environment variable {} is not set", setting.origin.text(),
                                  format_path(setting.path), setting.unset),
                      fmt::format("set it, or give a default: ${{{}:-TEXT}}", setting.unset));
}

Setting const *Settings::find(Path const &path) const {
    auto const found = m_settings.find(path);
    if (found == m_settings.end()) return nullptr;
    if (!found->second.unset.empty()) fail_unset(found->second);
    return &found->second;
}

std::optional<std::string> Settings::value(Path const &path) const {
    auto const *setting = find(path);
    return setting ? std::optional{setting->values.front()} : std::nullopt;
}

std::vector<std::string> Settings::names(Path const &section) const {
    std::vector<std::string> names;
    for (auto const &[path, origin] : m_names) {
        if (path.size() == section.size() + 1 && std::equal(section.begin(), section.end(), path.begin()))
            names.push_back(path.back());
    }
    return names;
}

} // namespace scribe::config
