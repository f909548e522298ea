// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "command.hpp"
#include "config/expand.hpp"
#include "config/keys.hpp"
#include "config/version.hpp"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

using namespace scribe;

namespace {

/// The parser of the command of that name, with the options of the common ones.
struct Parser {
    std::unique_ptr<cli::Command> command;
    std::unique_ptr<CLI::App> app;
};

Parser parser_of(std::string const &name) {
    for (auto &command : cli::all_commands()) {
        if (command->name() != name) continue;
        auto app = cli::make_parser(*command);
        return {std::move(command), std::move(app)};
    }
    return {};
}

/// The command whose option a setting is: "sources.*.count-rows" is one of scan.
std::string command_of(config::Key const &key) {
    auto const first = base::split(key.path, '.').front();
    return first == "sources" ? "scan" : first;
}

bool is_option(config::Key const &key) {
    if (key.path.find('.') == std::string_view::npos) return key.path != "include" && key.path != "required-version";
    if (key.path.starts_with("classify.entities.") || key.path == "profile.tables.*.skip") return false;
    return !key.path.starts_with("goals.") && !key.path.starts_with("output.") && key.path != "sources.*.url";
}

} // namespace

TEST_CASE("every setting is called as an option, and its standard value is the option's", "[config]") {
    for (auto const &key : config::keys()) {
        if (!is_option(key)) continue;
        INFO(key.path);
        bool const common = key.path.find('.') == std::string_view::npos;
        auto const parser = parser_of(common ? "scan" : command_of(key));
        REQUIRE(parser.app);
        auto const name = key.name() == "schemas" ? "--schema" : "--" + std::string{key.name()};
        auto *const option = parser.app->get_option_no_throw(name);
        REQUIRE(option);
        // Time limits stand open until the source is known; where the catalog is depends on the folder.
        if (key.standard.empty() || key.type == config::Type::seconds || key.path == "catalog") continue;
        option->capture_default_str();
        auto const standard = option->get_default_str();
        CHECK((standard.empty() ? "false" : standard) == key.standard);
    }
}

TEST_CASE("every standard value fits its key", "[config]") {
    for (auto const &key : config::keys()) {
        INFO(key.path);
        if (!key.standard.empty()) CHECK(!config::misfit(key, std::string{key.standard}));
    }
}

TEST_CASE("paths find their keys, names stand for stars", "[config]") {
    REQUIRE(config::find_key({"sources", "shop", "url"}));
    CHECK(config::find_key({"sources", "shop", "url"})->path == "sources.*.url");
    CHECK(!config::find_key({"sources", "shop"}));
    CHECK(!config::find_key({"sources", "shop", "url", "x"}));
    CHECK(!config::find_key({}));
    CHECK(config::words_after({"goals"}) ==
          std::vector<std::string>{"described", "commented", "approved", "profiled", "schemas"});
    CHECK(config::words_after({"sources"}) == std::vector<std::string>{"*"});
    CHECK(config::words_after({"catalog"}).empty());
}

TEST_CASE("references to the environment", "[config]") {
    auto const environment = [](char const *name) {
        return std::string_view{name} == "A" ? std::optional<std::string>{"${B}"} : std::nullopt;
    };
    auto const text = [&](std::string_view from) { return config::expand(from, environment).text; };
    CHECK(text("") == "");
    CHECK(text("no $ {reference}") == "no $ {reference}");
    CHECK(text("x${A}y${A}") == "x${B}y${B}"); // a value is not read again
    CHECK(text("${NONE:-a:-b}") == "a:-b");
    CHECK(text("$${A} ${A}") == "${A} ${B}");
    CHECK(config::expand("${NONE} ${OTHER}", environment).unset == "NONE");
    CHECK(config::expand("${A", environment).fault != "");
    CHECK(config::expand("${}", environment).fault != "");
    CHECK(config::expand("${A-b}", environment).fault != "");
}

TEST_CASE("conditions on versions", "[config]") {
    CHECK(config::meets_version("0.1.0", ">= 0.1, < 2"));
    CHECK(config::meets_version("0.1.0", "0.1"));
    CHECK(config::meets_version("1.10.0", "> 1.9"));
    CHECK_FALSE(config::meets_version("2.0.0", ">= 0.1, < 2"));
    CHECK_FALSE(config::meets_version("0.1.1", "= 0.1"));
    CHECK(config::meets_version("1.2.3", "<=1.2.3,>=1.2.3"));
    for (auto const *bad : {"", "banana", "> ", ">= 1.2.3.4", "1..2", ">= -1", "^1", "1,"}) {
        INFO(bad);
        CHECK(config::misfit_version(bad));
        CHECK_FALSE(config::meets_version("1.0.0", bad));
    }
}
