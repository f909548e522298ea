// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "command.hpp"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include <sstream>

using namespace scribe;

namespace {

struct Answer {
    base::ExitCode code;
    std::string out;
};

Answer run(std::vector<std::string> const &arguments, int width = 0) {
    std::ostringstream out, err;
    std::istringstream in;
    cli::Context context{.out = out,
                         .err = err,
                         .in = in,
                         .out_is_terminal = width > 0,
                         .terminal_width = width,
                         .environment = [](char const *) { return std::nullopt; },
                         .working_folder = "."};
    auto const code = cli::run_command_line(arguments, context);
    return {code, out.str()};
}

std::size_t widest(std::string const &text) {
    std::size_t widest = 0;
    for (auto const &line : base::split(text, '\n')) widest = std::max(widest, base::display_width(line));
    return widest;
}

/// Every command and nested command, as the words that name it.
std::vector<std::vector<std::string>> all_words() {
    std::vector<std::vector<std::string>> list;
    for (auto const &command : cli::all_commands()) {
        std::string const name{command->name()};
        list.push_back({name});
        auto const parser = cli::make_parser(*command);
        for (auto const *sub : parser->get_subcommands([](CLI::App const *) { return true; }))
            list.push_back({name, sub->get_name()});
    }
    return list;
}

} // namespace

TEST_CASE("help names every command with its summary", "[help]") {
    auto const [code, out] = run({"help"});
    CHECK(code == base::ExitCode::ok);
    for (auto const &command : cli::all_commands()) {
        CHECK(out.find("\n  " + std::string{command->name()} + " ") != std::string::npos);
    }
    CHECK(out == run({"--help"}).out);
    CHECK(widest(out) <= 80);
}

TEST_CASE("help of a command is the text of its --help, and fits 80 columns", "[help]") {
    for (auto const &words : all_words()) {
        CAPTURE(words);
        auto asked = words;
        asked.insert(asked.begin(), "help");
        auto flagged = words;
        flagged.emplace_back("--help");
        auto const [code, out] = run(asked);
        CHECK(code == base::ExitCode::ok);
        CHECK(out == run(flagged).out);
        CHECK(widest(out) <= 80);
        CHECK(out.find("usage: scribe " + base::join(words, " ")) != std::string::npos);
        for (auto const *common : {"--catalog FILE", "-v, --verbose", "-h, --help"})
            CHECK(out.find(common) != std::string::npos);
    }
}

TEST_CASE("help names the values that an option is limited to", "[help]") {
    auto const out = run({"help", "completion"}).out;
    CHECK(out.find("usage: scribe completion SHELL [OPTIONS]") != std::string::npos);
    CHECK(out.find("bash, zsh or fish") != std::string::npos);
}

TEST_CASE("help is as wide as the terminal, within reason", "[help]") {
    CHECK(widest(run({"help", "scan"}, 100).out) > 80);
    CHECK(widest(run({"help", "scan"}, 72).out) <= 72);
    CHECK(run({"help", "scan"}, 1000).out == run({"help", "scan"}, 100).out);
}

TEST_CASE("help about what is not there is a usage error", "[help]") {
    CHECK(run({"help", "scna"}).code == base::ExitCode::usage);
    CHECK(run({"help", "scan", "x"}).code == base::ExitCode::usage);
    CHECK(run({"completion", "tcsh"}).code == base::ExitCode::usage);
}

TEST_CASE("help exit-codes lists all of them", "[help]") {
    auto const out = run({"help", "exit-codes"}).out;
    for (auto const code : base::k_all_exit_codes) {
        CHECK(out.find(" " + std::to_string(static_cast<int>(code)) + "  " + std::string{base::exit_code_name(code)}) !=
              std::string::npos);
    }
}

TEST_CASE("the version is one line, with -v also those of the libraries", "[help]") {
    CHECK(base::split(run({"--version"}).out, '\n').size() == 2);
    auto const out = run({"--version", "-v"}).out;
    CHECK(out.find("\nSQLite 3.") != std::string::npos);
    CHECK(out.find("\nlibpq ") != std::string::npos);
}
