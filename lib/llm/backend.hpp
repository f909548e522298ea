// SPDX-License-Identifier: MIT
#pragma once

#include "llm/message.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::llm {

/// Whom to ask.
struct Endpoint {
    std::string provider; ///< openai | anthropic | gemini | ollama | exec
    std::string base_url; ///< empty: the provider's own
    std::string model;
    std::string key;                               ///< never shown; may be empty where none is needed
    std::string command;                           ///< of exec
    std::chrono::milliseconds timeout{120'000};    ///< of one try
    std::size_t most_bytes = std::size_t{4} << 20; ///< of one answer
};

/// Asks once.
class Backend {
public:
    virtual ~Backend() = default;
    /// For any thread. Throws base::Error(interrupted), and base::Error(usage) for a URL that is none.
    virtual Reply ask(Request const &request) = 0;
};

/// The names that make_backend() knows, "exec" among them.
std::vector<std::string> const &providers();
/// Where the provider itself answers; empty for exec.
std::string_view standard_url(std::string_view provider);
/// True when the provider cannot be asked without a key.
bool needs_key(Endpoint const &endpoint);

std::unique_ptr<Backend> make_backend(Endpoint const &endpoint);

} // namespace scribe::llm
