// SPDX-License-Identifier: MIT
#include "describing/model/options.hpp"

#include "base/text.hpp"
#include "http/client.hpp"
#include "options/options_common.hpp"
#include "settings/project.hpp"
#include "sources/key_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::string_view k_exec = "exec:";

std::string check_writer(std::string const &text, bool rules) {
    if (rules && text == "rules") return {};
    if (text.starts_with(k_exec))
        return text.size() > k_exec.size() ? std::string{} : "exec: needs a command, as exec:./ask.sh";
    auto const &names = llm::providers();
    if (text != "exec" && std::ranges::find(names, text) != names.end()) return {};
    auto const near = base::nearest(text, names);
    return fmt::format(
        "\"{}\" is no writer: {}", base::single_line(text),
        near ? fmt::format("did you mean {}?", *near)
             : fmt::format("there are {}openai, anthropic, gemini, ollama, exec:CMD", rules ? "rules, " : ""));
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

/// OPENAI_API_KEY, ...
std::optional<std::string> variable(Context const &context, std::string const &provider, std::string_view what) {
    auto value = context.environment(fmt::format("{}_{}", upper(provider), what).c_str());
    return value && !value->empty() ? value : std::nullopt;
}

/// A line break in a header would begin another one.
void check_key(std::string const &key) {
    bool const plain = std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; });
    if (!plain)
        throw Error(ExitCode::config, "the API key has blanks or line breaks in it, or other than ASCII characters");
}

} // namespace

void add_model_options(CLI::App &app, ModelOptions &options, bool rules) {
    auto const *const group = "Language model";
    app.add_option("--writer", options.writer,
                   std::string{rules ? "Who writes: rules says what the evidence proves and nothing else; "
                                     : "Also ask a language model for an explanation in words: "} +
                       "openai (and what speaks like it), anthropic, gemini, ollama or exec:CMD" +
                       (rules ? " ask a language model" : ""))
        ->type_name("NAME")
        ->check([rules](std::string const &text) { return check_writer(text, rules); });
    app.add_option("--model", options.model, "Which model; else OPENAI_MODEL, ANTHROPIC_MODEL ...")
        ->type_name("NAME")
        ->group(group);
    app.add_option("--api-key-file", options.api_key_file,
                   "File of mode 0600 with the key; else OPENAI_API_KEY, ANTHROPIC_API_KEY ...")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--max-tokens", options.max_tokens, "End before more tokens than this are used, in and out")
        ->type_name("N")
        ->check(check_count)
        ->group(group);
    app.add_option("--max-cost", options.max_cost, "End before it costs more; needs --price-in and --price-out")
        ->type_name("AMOUNT")
        ->check(CLI::NonNegativeNumber)
        ->group(group);
    app.add_option("--max-time", options.max_time_s, "End after so many seconds")
        ->type_name("SECONDS")
        ->check(check_seconds)
        ->group(group);
    app.add_option("--price-in", options.price_in, "What a million tokens of prompts costs")
        ->type_name("AMOUNT")
        ->check(CLI::NonNegativeNumber)
        ->group(group);
    app.add_option("--price-out", options.price_out, "What a million tokens of answers costs, in the same currency")
        ->type_name("AMOUNT")
        ->check(CLI::NonNegativeNumber)
        ->group(group);
    app.add_option("--request-timeout", options.request_timeout_s, "Give one request so many seconds (120)")
        ->type_name("SECONDS")
        ->check(check_seconds)
        ->group(group);
}

void check_model_options(ModelOptions const &options) {
    if (options.max_cost && options.price_in <= 0 && options.price_out <= 0)
        throw Error(ExitCode::usage, "--max-cost needs to know what tokens cost",
                    "give --price-in and --price-out, per million tokens, as the provider's price list has them");
}

llm::Endpoint model_endpoint(ModelOptions const &options, Context const &context) {
    llm::Endpoint endpoint;
    endpoint.timeout = std::chrono::seconds{options.request_timeout_s == 0 ? 86'400 : options.request_timeout_s};
    if (options.writer.starts_with(k_exec)) {
        endpoint.provider = "exec";
        endpoint.command = options.writer.substr(k_exec.size());
        endpoint.model = options.model.empty() ? "exec" : options.model;
        return endpoint;
    }
    auto const &provider = endpoint.provider = options.writer;
    endpoint.base_url = variable(context, provider, "BASE_URL").value_or("");
    if (!endpoint.base_url.empty()) {
        try {
            http::server_of(endpoint.base_url);
        } catch (Error const &) {
            throw Error(ExitCode::config, fmt::format("{}_BASE_URL is no http or https URL", upper(provider)),
                        "it looks like http://localhost:8000/v1");
        }
    }
    endpoint.model = options.model.empty() ? variable(context, provider, "MODEL").value_or("") : options.model;
    if (endpoint.model.empty())
        throw Error(ExitCode::usage, fmt::format("no model of {} is named", provider),
                    fmt::format("give --model NAME, set {}_MODEL, or describe.model in scribe.yml", upper(provider)));
    if (!options.api_key_file.empty())
        endpoint.key = std::string{read_key_file(context.working_folder / options.api_key_file).view()};
    else endpoint.key = variable(context, provider, "API_KEY").value_or("");
    if (endpoint.key.empty() && llm::needs_key(endpoint))
        throw Error(ExitCode::config, fmt::format("{} needs a key", provider),
                    fmt::format("set {}_API_KEY, or give --api-key-file FILE (mode 0600)", upper(provider)));
    check_key(endpoint.key);
    return endpoint;
}

ModelOptions configured_model(Context const &context) {
    auto const &config = project_config(context);
    auto const value = [&](char const *name) { return config.value({"describe", name}); };
    ModelOptions options;
    options.writer = value("writer").value_or("rules");
    if (!options.asks_a_model())
        throw Error(ExitCode::usage, "no language model is configured",
                    "set describe.writer and describe.model in scribe.yml");
    if (auto const fault = check_writer(options.writer, false); !fault.empty())
        throw Error(ExitCode::config, "describe.writer: " + fault);
    options.model = value("model").value_or("");
    options.api_key_file = value("api-key-file").value_or("");
    auto const number = [&](char const *name) {
        auto const text = value(name);
        return text ? std::optional{std::stod(*text)} : std::nullopt; // the file was checked
    };
    if (auto const text = value("max-tokens")) options.max_tokens = base::parse_int(*text);
    if (auto const text = value("max-time")) options.max_time_s = base::parse_int(*text);
    options.structure_only = value("structure-only").value_or("false") == "true";
    options.max_cost = number("max-cost");
    options.price_in = number("price-in").value_or(0);
    options.price_out = number("price-out").value_or(0);
    check_model_options(options);
    return options;
}

llm::ClientOptions client_options(ModelOptions const &options, int concurrency) {
    llm::ClientOptions client;
    client.concurrency = concurrency;
    client.limits.tokens = options.max_tokens;
    client.limits.cost = options.max_cost;
    if (options.max_time_s) client.limits.time = std::chrono::seconds{*options.max_time_s};
    client.limits.prices = {options.price_in, options.price_out};
    return client;
}

std::string writer_name(llm::Endpoint const &endpoint) { return endpoint.provider + ":" + endpoint.model; }

std::string answerer(llm::Endpoint const &endpoint) {
    return endpoint.command.empty() ? writer_name(endpoint) : writer_name(endpoint) + "\n" + endpoint.command;
}

} // namespace scribe::cli
