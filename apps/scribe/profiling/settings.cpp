// SPDX-License-Identifier: MIT
#include "profiling/settings.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace scribe::cli {

namespace {

constexpr std::array<std::pair<std::string_view, profile::StoreValues>, 3> k_store_values = {
    {{"none", profile::StoreValues::none},
     {"masked", profile::StoreValues::masked},
     {"all", profile::StoreValues::all}}};

constexpr std::array<std::string_view, 3> k_said = {"nobody", "file", "command_line"};

std::string_view said_name(Said said) { return k_said.at(static_cast<std::size_t>(said)); }

/// A job of an earlier version tells nothing.
Said said_from_name(std::string_view name) {
    auto const *const found = std::ranges::find(k_said, name);
    return found == k_said.end() ? Said::nobody : static_cast<Said>(found - k_said.begin());
}

std::vector<std::string> values(config::Config const &config, config::Path path, char const *name) {
    path.emplace_back(name);
    auto const *const setting = config.find(path);
    return setting ? setting->values : std::vector<std::string>{};
}

std::string value(config::Config const &config, config::Path const &path, char const *name) {
    auto const all = values(config, path, name);
    return all.empty() ? std::string{} : all.front();
}

std::optional<std::int64_t> number(config::Config const &config, config::Path const &path, char const *name) {
    return base::parse_int(value(config, path, name));
}

} // namespace

std::vector<classify::OwnEntity> own_entities(config::Config const &config) {
    std::vector<classify::OwnEntity> list;
    for (auto const &name : config.names({"classify", "entities"})) {
        config::Path const path{"classify", "entities", name};
        classify::OwnEntity entity;
        entity.name = name;
        if (auto const sensitivity = value(config, path, "sensitivity"); !sensitivity.empty())
            entity.sensitivity = sensitivity;
        entity.names = values(config, path, "names");
        entity.regex = value(config, path, "regex");
        entity.checksum = value(config, path, "checksum");
        entity.vetoes = values(config, path, "vetoes");
        list.push_back(std::move(entity));
    }
    return list;
}

std::vector<TableSettings> table_settings(config::Config const &config) {
    std::vector<TableSettings> list;
    for (auto const &name : config.names({"profile", "tables"})) {
        config::Path const path{"profile", "tables", name};
        TableSettings settings;
        settings.place = fmt::format("{}: {}", config.place_of(path).text(), config::format_path(path));
        try {
            settings.pattern = model::parse_ref(name);
        } catch (base::Error const &error) {
            throw base::Error(base::ExitCode::config, config.place_of(path).text() + ": " + error.what(), error.hint());
        }
        settings.full_threshold = number(config, path, "full-threshold");
        settings.sample_size = number(config, path, "sample-size");
        settings.skip = value(config, path, "skip") == "true";
        list.push_back(std::move(settings));
    }
    return list;
}

profile::StoreValues store_values_from_name(std::string const &name) {
    for (auto const &[word, policy] : k_store_values) {
        if (name == word) return policy;
    }
    throw base::Error(base::ExitCode::internal, "no policy for values is called " + name);
}

std::string settings_to_json(ProfileSettings const &settings) {
    base::JsonWriter json;
    json.begin_object();
    json.member("full_threshold", settings.sampling.full_threshold);
    json.member("sample_size", settings.sampling.sample_size);
    json.member("seed", static_cast<std::int64_t>(settings.sampling.seed));
    json.member("full_threshold_said", said_name(settings.threshold_said));
    json.member("sample_size_said", said_name(settings.size_said));
    json.member("stats_only", settings.statistics_only);
    for (auto const &[word, policy] : k_store_values) {
        if (policy == settings.store_values) json.member("store_values", word);
    }
    json.end_object();
    return json.take();
}

void settings_from_json(catalog::Store &store, std::string const &json, ProfileSettings &settings) {
    sqlite::Stmt select{store.db(), "SELECT ?1 ->> 'full_threshold', ?1 ->> 'sample_size', ?1 ->> 'seed', "
                                    "?1 ->> 'stats_only', ?1 ->> 'store_values', ?1 ->> 'full_threshold_said', "
                                    "?1 ->> 'sample_size_said'"};
    select.bind(1, json);
    select.step();
    settings.sampling.full_threshold = select.get_int(0);
    settings.sampling.sample_size = select.get_int(1);
    settings.sampling.seed = static_cast<std::uint64_t>(select.get_int(2));
    settings.statistics_only = select.get_int(3) != 0;
    settings.store_values = store_values_from_name(std::string{select.get_text(4)});
    settings.threshold_said = said_from_name(select.get_text(5));
    settings.size_said = said_from_name(select.get_text(6));
}

} // namespace scribe::cli
